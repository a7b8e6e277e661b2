"""Lists as of a day: what was true then by today's records, on both databases."""

from datetime import date

import pytest

from registry.domain.drafts import PartyDraft
from registry.domain.lists import ListQuery, Window
from registry.domain.vocabulary import AgreementState, MeetingStatus, PartyRole, ProjectState
from registry.queries.agreement_list import count_agreement_views, list_agreement_rows
from registry.queries.meeting_list import count_meeting_views, list_meeting_rows
from registry.queries.organization_list import count_organization_views, list_organization_rows
from registry.queries.project_list import count_project_views, list_project_rows
from tests.office import agreement, meeting, organization, project

DAY = date(2020, 3, 31)
ALL = Window()


def as_of(day: date = DAY, **values: str) -> ListQuery:
    return ListQuery(values={"as_of": day.isoformat(), **values})


@pytest.fixture
def partners(session) -> None:
    """An old partner, one whose agreement has run out since, one that joined later, one that signed the day after."""
    old, gone, late, new = (organization(name) for name in ("古参", "満了", "後参加", "翌日"))
    agreement(old, PartyDraft(late.id, joined_on=date(2020, 6, 1)), concluded="2010-04-01", title="一")
    agreement(gone, concluded="2018-04-01", expires_on=date(2020, 9, 30), title="二")
    agreement(old, concluded="2020-03-31", effective_on=date(2020, 4, 1), title="三")
    agreement(new, old, concluded="2020-04-01", title="四")
    organization("協定なし")


def organizations(day: date, **values: str) -> dict[str, tuple[int, int]]:
    found = list_organization_rows(as_of(day, **values), ALL, day=day).listed
    assert found.total == len(found.rows)
    return {row.name: (len(row.in_force), len(row.cumulative)) for row in found.rows}


def test_the_partners_of_a_day_are_those_with_an_agreement_by_then(partners):
    assert organizations(DAY) == {"古参": (1, 2), "満了": (1, 1)}
    assert organizations(date(2020, 4, 1)) == {"古参": (3, 3), "満了": (1, 1), "翌日": (1, 1)}
    assert organizations(date(2020, 10, 1)) == {"古参": (3, 3), "満了": (0, 1), "翌日": (1, 1), "後参加": (1, 1)}
    assert organizations(date(2010, 3, 31)) == {}


def test_other_conditions_on_partners_know_no_more_than_that_day(partners):
    day = date(2020, 10, 1)
    assert organizations(day, agreement="ended") == {"満了": (0, 1)}
    agreement(organization("満了の二"), concluded="2015-04-01", expires_on=date(2016, 3, 31))
    assert organizations(DAY, agreement="ended") == {"満了の二": (0, 1)}
    assert organizations(DAY, agreement="without") == {}
    views = [("all", as_of()), ("in_force", as_of(agreement="in_force"))]
    assert count_organization_views(views, day=DAY) == {"all": 3, "in_force": 2}


def test_agreements_of_a_day_have_the_parties_and_the_state_of_that_day(partners):
    found = list_agreement_rows(as_of(), ALL, day=DAY)
    assert {row.title: ([party.name for party in row.parties], row.terms.state_on(DAY)) for row in found.rows} == {
        "一": (["古参"], AgreementState.IN_FORCE),
        "二": (["満了"], AgreementState.RENEWAL_DUE),
        "三": (["古参"], AgreementState.NOT_YET),
    }
    assert found.total == 3
    views = [("all", as_of()), ("in_force", as_of(state="in_force")), ("over", as_of(state="over"))]
    assert count_agreement_views(views, day=DAY) == {"all": 3, "in_force": 2, "over": 0}
    later = date(2021, 3, 31)
    views = [(name, as_of(later, **dict(query.values) | {"as_of": later.isoformat()})) for name, query in views]
    assert count_agreement_views(views, day=later) == {"all": 4, "in_force": 3, "over": 1}


def test_an_observer_that_became_a_party_is_shown_as_it_was(session):
    body = organization("見習い")
    agreement(
        PartyDraft(body.id, role=PartyRole.OBSERVER, left_on=date(2020, 3, 31)),
        PartyDraft(body.id, joined_on=date(2020, 4, 1)),
        organization("相手"),
        concluded="2019-04-01",
    )
    for day, observes in ((DAY, True), (date(2020, 4, 1), False)):
        (row,) = list_agreement_rows(as_of(day), ALL, day=day).rows
        assert [party.observes for party in row.parties if party.name == "見習い"] == [observes]


def test_meetings_of_a_day_are_those_held_by_then(session):
    body = organization("相手")
    for held, status in (
        ("2019-03-31", MeetingStatus.HELD),
        ("2020-03-31", MeetingStatus.HELD),
        ("2020-04-01", MeetingStatus.HELD),
        ("2020-03-01", MeetingStatus.PLANNED),
        ("2020-03-02", MeetingStatus.CANCELLED),
    ):
        meeting(body, held=held, status=status)
    found = list_meeting_rows(as_of(), ALL, day=DAY)
    assert [row.held_on.isoformat() for row in found.rows] == ["2019-03-31", "2020-03-31"]
    assert found.total == 2
    assert count_meeting_views(DAY, of_past=True) == {"all": 2, "year": 1}


def test_projects_of_a_day_had_begun_and_stand_in_the_state_of_that_day(session):
    for name, started, state, ended in (
        ("完了前", "2019-04-01", ProjectState.COMPLETED, date(2020, 4, 1)),
        ("完了", "2019-04-01", ProjectState.COMPLETED, DAY),
        ("中止前", "2019-04-01", ProjectState.CANCELLED, date(2021, 3, 31)),
        ("中止", "2019-04-01", ProjectState.CANCELLED, None),
        ("提案", "2019-04-01", ProjectState.PROPOSED, None),
        ("中断", "2020-03-31", ProjectState.SUSPENDED, None),
        ("後", "2020-04-01", ProjectState.ACTIVE, None),
    ):
        project(name, started=started, state=state, ended_on=ended)
    found = list_project_rows(as_of(), ALL)
    assert {row.name: row.state for row in found.rows} == {
        "完了前": ProjectState.ACTIVE,
        "完了": ProjectState.COMPLETED,
        "中止前": ProjectState.ACTIVE,
        "中断": ProjectState.SUSPENDED,
    }
    assert [row.name for row in list_project_rows(as_of(state="completed"), ALL).rows] == ["完了"]
    assert count_project_views([("all", as_of()), ("active", as_of(state="active"))]) == {"all": 4, "active": 2}
    assert count_project_views([("all", ListQuery()), ("active", ListQuery(values={"state": "active"}))]) == {
        "all": 7,
        "active": 1,
    }
