"""What the page of an organization shows, beside the counting's own evidence and plain records, on both databases."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from registry.commands.agreements import delete_agreement
from registry.commands.meetings import delete_meeting
from registry.commands.organizations import delete_organization, merge_organizations
from registry.database import db
from registry.domain.drafts import PartyDraft
from registry.domain.fiscal_year import FiscalYear
from registry.domain.rules import CountingRules
from registry.domain.vocabulary import PartyRole
from registry.models import Organization
from registry.queries.counting.evidence import get_evidence
from registry.queries.organization_page import OrganizationRecords, get_records_of
from registry.web.organization_page import organization_page
from tests.office import SATO, agreement, meeting, organization, project

TODAY = date(2021, 12, 20)


def records_of(body: Organization, *, years: int | None = None) -> OrganizationRecords:
    return get_records_of(body, years_of_meetings=years, day=TODAY)


@pytest.fixture
def page_of(app):
    def page(body: Organization, *, kind: str | None = None, whole: bool = True):
        records = records_of(body, years=None if whole else 2)
        with app.test_request_context("/"):
            return organization_page(body.id, (body.kana, body.name), records, {}, day=TODAY, kind=kind, whole=whole)

    return page


def evidence_of(count: str, year: int) -> set[int]:
    found = get_evidence(count, year, rules=CountingRules(), as_of=TODAY)
    return {record.id for record in found.records}


def counted_of(records: OrganizationRecords, year: int) -> set[date]:
    return {one.held_on for one in records.meeting_days if one.counts and FiscalYear.of(one.held_on).year == year}


def test_a_year_sums_what_the_counting_counts(session, page_of):
    body, other = organization("甲"), organization("乙")
    meeting(body, other, held="2020-04-01")
    meeting(body, held="2021-03-31", type="approach")
    meeting(body, held="2020-10-01", type="other")
    meeting(body, held="2020-10-02", type="other", counted=True, counted_reason="市長が出席")
    meeting(body, held="2020-10-03", counted=False, counted_reason="電話のみ")
    meeting(body, held="2020-10-04", status="cancelled")
    meeting(body, held="2021-12-20")
    meeting(body, held="2021-12-21")
    meeting(body, held="2022-01-10", status="planned")
    delete_meeting(SATO, meeting_id=meeting(body, held="2020-10-05").id)
    sums = {year.name: year.sums for year in page_of(body).timeline.years}
    assert sums == {"令和3年度": "計上する協議 1回", "令和2年度": "計上する協議 3回"}
    for year in (2020, 2021):
        assert len(counted_of(records_of(body), year)) == len(evidence_of("meetings", year))


def test_a_year_sums_new_agreements_as_the_counting_does(session, page_of):
    body, other, third = organization("甲"), organization("乙"), organization("丙")
    first = agreement(body, other, concluded="2018-05-01", expires_on=date(2020, 3, 31))
    agreement(body, other, concluded="2020-04-01", renews_id=first.id, title="更新")
    agreement(PartyDraft(body.id, role=PartyRole.OBSERVER), other, concluded="2020-05-01", title="陪席")
    agreement(PartyDraft(body.id, joined_on=date(2021, 6, 1)), other, concluded="2019-05-01", title="参加")
    agreement(body, third, concluded="2020-06-01", title="防災")
    delete_agreement(SATO, agreement_id=agreement(body, third, concluded="2020-07-01").id)
    page = page_of(body)
    assert {year.name: year.sums for year in page.timeline.years} == {
        "令和3年度": "協定 1件",
        "令和2年度": "協定 1件",
        "平成30年度": "協定 1件",
    }
    mine = {one.id for one in records_of(body).agreements if one.counting_from == one.terms.concluded_on}
    assert len(mine & evidence_of("agreements_new", 2020)) == 1
    after = {row.text.split(" ")[-1]: row.after for year in page.timeline.years for row in year.rows if " " in row.text}
    assert after == {
        "参加": "に参加",
        "防災": "を締結",
        "陪席": "を締結（オブザーバー）",
        "更新": f"を締結（{first.number} の更新）",
    }
    renewal = next(one for one in records_of(body).agreements if one.renews)
    assert {one.remark for one in page.comprehensive} == {
        "",
        "オブザーバー",
        f"{first.number} を更新",
        f"{renewal.number} に更新（累計には数えます）",
    }


def test_parties_that_joined_left_and_observers_that_became_parties(session, page_of):
    body, other = organization("甲"), organization("乙")
    one = agreement(
        PartyDraft(body.id, role=PartyRole.OBSERVER, left_on=date(2019, 3, 31)),
        PartyDraft(body.id, joined_on=date(2019, 4, 1), left_on=date(2020, 9, 30)),
        other,
        concluded="2018-05-01",
        title="見守り",
    )
    [found] = records_of(body).agreements
    assert (found.role, found.counting_from, found.left_on) == (PartyRole.PARTY, date(2019, 4, 1), date(2020, 9, 30))
    assert [(row.day.isoformat(), row.after) for year in page_of(body).timeline.years for row in year.rows] == [
        ("2020-09-30", "から脱退"),
        ("2019-04-01", "に参加"),
        ("2018-05-01", "を締結（オブザーバー）"),
    ]
    [side] = page_of(body).comprehensive
    assert side.number == one.number
    assert page_of(body).first.text == one.number


def test_what_was_recorded_at_a_merged_record_stands_at_the_one_that_stands(session, page_of):
    stands, merged = organization("甲"), organization("(株)甲")
    other = organization("乙")
    agreement(stands, merged, other, concluded="2018-05-01", title="両方")
    agreement(PartyDraft(merged.id, left_on=date(2020, 3, 31)), other, concluded="2019-05-01", title="片方")
    both = meeting(stands, merged, held="2020-05-01", subject="一度だけ")
    meeting(merged, held="2020-06-01", subject="別記録")
    project("甲の事業", started="2020-07-01", organizations=(merged.id,), ended_on=date(2021, 3, 31))
    merge_organizations(SATO, duplicate_id=merged.id, into_id=stands.id)
    records = records_of(stands)
    assert [one.title for one in records.agreements] == ["片方", "両方"]
    assert [one.left_on for one in records.agreements] == [date(2020, 3, 31), None]
    assert [one.subject for one in records.meetings] == ["別記録", "一度だけ"]
    assert [one.name for one in records.projects] == ["甲の事業"]
    page = page_of(stands)
    assert page.timeline.years[0].sums == "計上する協議 2回、連携事業 1件"
    assert evidence_of("meetings", 2020) == {one.id for one in records.meetings} >= {both.id}
    assert len(page.comprehensive) == 2


def test_older_years_are_told_by_their_number_and_come_on_demand(session, page_of):
    body = organization("甲")
    for year in range(2012, 2022):
        meeting(body, held=f"{year}-05-01", subject=f"{year}年の協議")
    agreement(body, concluded="2011-05-01", title="最初の協定")
    page = page_of(body, whole=False)
    assert [year.name for year in page.timeline.years] == ["令和3年度", "令和2年度"]
    assert page.timeline.older == 9
    whole = page_of(body)
    assert (len(whole.timeline.years), whole.timeline.older) == (11, 0)


def test_a_kind_narrows_the_rows_down_and_not_the_sums(session, page_of):
    body = organization("甲")
    agreement(body, concluded="2012-05-01", title="最初の協定")
    for year in (2012, 2019, 2020, 2021):
        meeting(body, held=f"{year}-06-01")
    page = page_of(body, kind="agreements", whole=False)
    assert [(year.name, year.sums, len(year.rows)) for year in page.timeline.years] == [
        ("平成24年度", "計上する協議 1回、協定 1件", 1)
    ]
    assert page.timeline.older == 0
    assert [(link.count, link.current) for link in page.filters] == [
        ("5", False),
        ("4", False),
        ("1", True),
        ("0", False),
        ("0", False),
    ]


def test_a_thousand_meetings_are_read_two_years_at_a_time_in_as_many_statements(session):
    body, few = organization("甲"), organization("乙")
    meeting(few, held="2020-05-01")
    for number in range(1000):
        meeting(body, held=(date(2012, 4, 1) + timedelta(days=number * 3)).isoformat())
    asked: list[int] = []
    for one in (few, body):
        statements: list[str] = []
        listener = lambda _connection, _cursor, statement, *_rest, noted=statements: noted.append(statement)  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", listener)
        records = records_of(one, years=2)
        event.remove(db.engine, "before_cursor_execute", listener)
        asked.append(len(statements))
    assert asked[0] == asked[1]
    assert len(records.meeting_days) == 1000
    # the last of them, 2,997 days after 1 April 2012, is 15 June 2020
    assert {FiscalYear.of(one.held_on).year for one in records.meetings} == {2019, 2020}
    assert len(records.meetings) == sum(one.held_on >= date(2019, 4, 1) for one in records.meeting_days)


def test_a_body_without_anything_has_an_empty_page(session, page_of):
    page = page_of(organization("甲"))
    assert (page.tag, page.below, page.timeline.years, page.timeline.older, page.first) == (
        None,
        ("協議の記録なし",),
        (),
        0,
        None,
    )
    delete_organization(SATO, organization_id=db.session.scalar(sa.select(Organization.id)))
