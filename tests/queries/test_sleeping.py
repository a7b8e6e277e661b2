"""Sleeping partnerships: agreements in force without a meeting or a project for some months."""

import pytest

from registry.commands.agreements import delete_agreement
from registry.commands.meetings import delete_meeting
from registry.domain.drafts import PartyDraft
from registry.domain.lists import ListQuery
from registry.domain.vocabulary import MeetingStatus, PartyRole, ProjectState
from registry.queries.agreement_filters import selected_agreements
from tests.office import SATO, agreement, day, meeting, organization, project

TODAY = day("2021-12-20")


@pytest.fixture
def body(session):
    return organization("株式会社ひのくに", kind="company")


def is_asleep(session, one, months: int = 12) -> bool:
    ids = selected_agreements(ListQuery(values={"sleeping": str(months)}), TODAY)
    return one.id in session.scalars(ids).all()


def test_one_under_which_nothing_ever_happened_sleeps(session, body):
    assert is_asleep(session, agreement(body, concluded="2015-05-01"))


@pytest.mark.parametrize(("held", "asleep"), [("2020-12-20", True), ("2020-12-21", False), ("2021-12-20", False)])
def test_a_meeting_with_a_party_within_the_months_keeps_it_awake(session, body, held, asleep):
    one = agreement(body, concluded="2015-05-01")
    meeting(body, held=held)
    assert is_asleep(session, one) == asleep
    assert not is_asleep(session, one, months=24)


def test_a_meeting_about_the_agreement_does_too_whoever_came(session, body):
    one = agreement(body, concluded="2015-05-01")
    meeting(organization("別の会"), held="2021-07-01", agreements=(one.id,))
    assert not is_asleep(session, one)


def test_a_meeting_that_is_planned_cancelled_or_deleted_does_not(session, body):
    one = agreement(body, concluded="2015-05-01")
    meeting(body, held="2021-12-25", status=MeetingStatus.PLANNED)
    meeting(body, held="2021-11-01", status=MeetingStatus.CANCELLED, counted_reason="雨天")
    delete_meeting(SATO, meeting_id=meeting(body, held="2021-10-01").id)
    assert is_asleep(session, one)


def test_a_meeting_with_an_observer_or_with_a_party_that_left_does_not(session, body):
    observer, left = organization("見守る会"), organization("去った会")
    one = agreement(
        PartyDraft(body.id),
        PartyDraft(observer.id, role=PartyRole.OBSERVER),
        PartyDraft(left.id, left_on=day("2020-01-01")),
        concluded="2015-05-01",
    )
    meeting(observer, left, held="2021-10-01")
    assert is_asleep(session, one)


@pytest.mark.parametrize(
    ("values", "asleep"),
    [
        ({}, False),
        ({"ended_on": day("2021-02-01"), "state": ProjectState.COMPLETED}, False),
        ({"ended_on": day("2020-12-20"), "state": ProjectState.COMPLETED}, True),
        ({"state": ProjectState.SUSPENDED}, True),
        ({"state": ProjectState.PROPOSED}, True),
    ],
)
def test_a_project_under_it_keeps_it_awake_while_it_is_carried_out(session, body, values, asleep):
    one = agreement(body, concluded="2015-05-01")
    project(started="2018-04-01", agreements=(one.id,), **values)
    assert is_asleep(session, one) == asleep


def test_one_that_is_over_or_deleted_or_young_does_not_sleep(session, body):
    assert not is_asleep(session, agreement(body, concluded="2015-05-01", expires_on=day("2021-12-19")))
    assert not is_asleep(session, agreement(body, concluded="2020-12-21"))
    assert is_asleep(session, agreement(body, concluded="2020-12-20"))
    gone = agreement(body, concluded="2015-05-01")
    delete_agreement(SATO, agreement_id=gone.id)
    assert not is_asleep(session, gone)
