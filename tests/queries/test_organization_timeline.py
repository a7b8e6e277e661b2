"""What an organization's timeline and facts say, and that they say what the counting counts, on both databases."""

from dataclasses import replace
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from registry.commands.organizations import merge_organizations, succeed_organizations
from registry.database import db
from registry.domain.drafts import PartyDraft
from registry.domain.rules import AgreementDate, CountingRules
from registry.domain.vocabulary import AgreementType, PartyRole, ProjectState
from registry.models import Organization
from registry.queries.counting import get_evidence
from registry.queries.organization_page import OrganizationRecords, get_records_of
from registry.web.organization_page import OrganizationPage, organization_page
from registry.web.organization_timeline import Happening
from tests.office import SATO, agreement, day, meeting, organization, project

TODAY = date(2021, 12, 20)
STARTS = "この協定から、累計の団体数に数えます。"
STAYS = "既に協定のある相手方のため、累計の団体数は変わりません。"


def records_of(body: Organization) -> OrganizationRecords:
    return get_records_of(body, years_of_meetings=None, day=TODAY)


def page_of(app, body: Organization, records: OrganizationRecords | None = None) -> OrganizationPage:
    name, records = (body.kana, body.name), records or records_of(body)
    with app.test_request_context("/"):
        return organization_page(body.id, name, records, {}, day=TODAY, kind=None, whole=True)


def rows_of(app, body: Organization) -> list[Happening]:
    return [row for year in page_of(app, body).timeline.years for row in year.rows]


def told(app, body: Organization) -> list[tuple[str, str, str]]:
    return [(row.day.isoformat(), row.after, row.below) for row in rows_of(app, body)]


def test_an_agreement_tells_what_it_did_to_the_cumulative_number(app, session):
    body, other = organization("甲"), organization("乙")
    agreement(body, other, concluded="2018-05-01", type=AgreementType.INDIVIDUAL)
    agreement(PartyDraft(body.id, PartyRole.OBSERVER), other, concluded="2018-06-01")
    agreement(PartyDraft(body.id, joined_on=day("2019-04-01")), other, concluded="2018-07-01")
    agreement(body, other, concluded="2020-05-01")
    assert told(app, body) == [
        ("2020-05-01", "を締結", STAYS),
        ("2019-04-01", "に参加", STARTS),
        ("2018-06-01", "を締結（オブザーバー）", ""),
        ("2018-05-01", "を締結", "個別協定のため、累計には数えません。"),
    ]


def test_what_ended_or_expired_has_its_row_on_its_last_day_and_what_lies_ahead_has_none_yet(app, session):
    body = organization("甲")
    agreement(body, concluded="2018-05-01", expires_on=day("2021-03-31"))
    agreement(body, concluded="2018-06-01", ended_on=day("2020-09-30"), end_reason="事業の終了")
    agreement(body, concluded="2018-07-01", ended_on=day("2022-03-31"))
    agreement(PartyDraft(body.id, left_on=day("2022-03-31")), organization("乙"), concluded="2018-08-01")
    agreement(body, concluded="2022-01-01")
    assert [one for one in told(app, body) if "締結" not in one[1]] == [
        ("2021-03-31", "が満了", ""),
        ("2020-09-30", "を終了", "事業の終了"),
    ]
    assert len([one for one in told(app, body) if one[1] == "を締結"]) == 4


def test_a_renewed_agreement_goes_on_and_does_not_expire(app, session):
    body = organization("甲")
    first = agreement(body, concluded="2018-05-01", expires_on=day("2021-03-31"))
    agreement(body, concluded="2021-04-01", renews_id=first.id)
    assert [after for _day, after, _below in told(app, body)] == [f"を締結（{first.number} の更新）", "を締結"]


@pytest.mark.parametrize(
    ("state", "ended", "expected"),
    [
        (ProjectState.ACTIVE, None, [("を開始", "")]),
        (ProjectState.COMPLETED, "2021-03-31", [("を終了", ""), ("を開始", "")]),
        (ProjectState.CANCELLED, "2021-03-31", [("を中止", ""), ("を開始", "")]),
        (ProjectState.CANCELLED, None, [("を開始", "中止")]),
        (ProjectState.PROPOSED, None, [("", "提案")]),
        (ProjectState.SUSPENDED, None, [("を開始", "休止")]),
        (ProjectState.ACTIVE, "2022-03-31", [("を開始", "")]),
    ],
)
def test_a_project_begins_and_ends_by_its_state(app, session, state, ended, expected):
    body = organization("甲")
    project(organizations=(body.id,), state=state, ended_on=ended and day(ended))
    assert [(row.after, row.tag) for row in rows_of(app, body)] == expected


def test_a_project_that_names_nobody_belongs_to_the_parties_of_its_agreements(app, session):
    party, named, observer = organization("甲"), organization("乙"), organization("丙")
    contract = agreement(party, named, PartyDraft(observer.id, PartyRole.OBSERVER))
    project("皆の事業", agreements=(contract.id,))
    project("乙の事業", agreements=(contract.id,), organizations=(named.id,))
    assert [one.name for one in records_of(party).projects] == ["皆の事業"]
    assert {one.name for one in records_of(named).projects} == {"皆の事業", "乙の事業"}
    assert records_of(observer).projects == []


def test_planned_and_cancelled_meetings_say_so_and_do_not_count(app, session):
    body = organization("甲")
    meeting(body, held="2022-01-10", status="planned", subject="予定の会")
    meeting(body, held="2021-05-01", status="cancelled", subject="中止の会", summary="感染症のため")
    meeting(body, held="2021-04-01", counted=False, counted_reason="書面配布のみ", subject="書面の会")
    assert [(row.tag, row.below) for row in rows_of(app, body)] == [
        ("予定", ""),
        ("中止", "感染症のため"),
        ("計上しない", "書面配布のみ"),
    ]
    assert page_of(app, body).timeline.years[0].sums == ""


def test_relatives_in_a_succession_know_each_other(app, session):
    one, other, later = organization("甲"), organization("乙"), organization("丙")
    succeed_organizations(SATO, organization_ids=[one.id, other.id], successor_id=later.id, on=day("2021-04-01"))
    assert [fact.text for fact in page_of(app, later).predecessors] == ["甲", "乙"]
    assert page_of(app, later).successor is None
    assert (page_of(app, one).successor.text, page_of(app, one).successor.name) == ("丙", "令和3年4月1日")


@pytest.mark.parametrize("basis", AgreementDate)
def test_the_day_from_which_each_counts_is_that_of_the_evidence(demonstration, basis):
    rules = CountingRules(agreement_date=basis)
    with demonstration.app_context():
        found = get_evidence("organizations_cumulative", 2021, as_of=TODAY, rules=rules).records
        counted = {one.id: (one.date, one.source_number) for one in found}
        for body in db.session.scalars(sa.select(Organization)).all():
            days = [(one.counts_from(rules), one.number) for one in records_of(body).agreements]
            first = min(((since, key) for since, key in days if since and since <= TODAY), default=None)
            assert first == counted.get(body.id), body.name


def test_the_rule_that_is_set_decides_from_when_it_counts(app, session):
    body = organization("甲")
    agreement(body, concluded="2020-03-31", effective_on=day("2020-04-01"))
    records = records_of(body)
    by_effect = replace(records, rules=CountingRules(agreement_date=AgreementDate.EFFECTIVE))
    assert page_of(app, body, records).first.name == "令和2年3月31日"
    assert page_of(app, body, by_effect).first.name == "令和2年4月1日"


def test_a_body_of_many_records_is_read_in_as_many_statements(session):
    bodies = [organization(f"甲{number}") for number in range(6)]
    alone = organization("乙")
    for number, body in enumerate(bodies[1:]):
        merge_organizations(SATO, duplicate_id=bodies[number].id, into_id=body.id)
        agreement(body, concluded="2020-05-01")
    asked = []
    for body in (alone, bodies[-1]):
        statements: list[str] = []
        listener = lambda _connection, _cursor, statement, *_rest, noted=statements: noted.append(statement)  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", listener)
        records_of(body)
        event.remove(db.engine, "before_cursor_execute", listener)
        asked.append(len(statements))
    assert asked[0] == asked[1] == 11
