"""The list of deadlines against a plain recount of the domain's, on both databases, and what it leaves out."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings

from registry.commands.agreements import delete_agreement
from registry.database import db
from registry.domain.deadlines import DeadlineKind, deadlines_of
from registry.domain.japanese_dates import add_months
from registry.domain.terms import Terms
from registry.domain.vocabulary import MeetingStatus, Noun
from registry.queries.deadlines import list_deadlines, list_pressing
from tests.counting.load import recorded
from tests.counting.registries import days, registries
from tests.databases import running_app
from tests.office import SATO, agreement, day, meeting, organization

TODAY = day("2021-12-20")


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def listed(request, tmp_path_factory) -> Iterator[None]:
    databases = request.getfixturevalue("sqlite_files" if request.param == "sqlite" else "postgresql")
    with databases.fresh() as url, running_app(url, tmp_path_factory.mktemp("due")) as app, app.app_context():
        yield
        db.session.rollback()


def recounted(registry, today: date) -> set[tuple[str, date, str, int]]:
    until = add_months(today, 24)
    renewed = {one.renews for one in registry.agreements if not one.deleted}
    of_agreements = {
        (deadline.kind, deadline.day, "agreements", one.id)
        for one in registry.agreements
        if not one.deleted
        for deadline in deadlines_of(Terms.of(one, renewed=one.id in renewed), today)
    }
    of_meetings = {
        ("no_result" if one.held_on < today else "planned", one.held_on, "meetings", one.id)
        for one in registry.meetings
        if one.status == "planned" and not one.deleted
    }
    return {due for due in of_agreements | of_meetings if due[1] <= until}


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(registry=registries(), today=days)
def test_the_list_holds_what_a_plain_recount_finds(listed, registry, today):
    with recorded(db.session, registry):
        found = list_deadlines(today=today).rows
    assert [due.deadline.day for due in found] == sorted(due.deadline.day for due in found)
    rows = [(due.deadline.kind.value, due.deadline.day, due.noun.value, due.record_id) for due in found]
    assert set(rows) == recounted(registry, today)
    assert len(rows) == len(set(rows))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(registry=registries(), today=days)
def test_what_is_pressing_are_the_first_of_those_in_the_list_that_ask_for_something(listed, registry, today):
    until = today + timedelta(days=60)
    with recorded(db.session, registry):
        found = list_deadlines(today=today).rows
        pressing = list_pressing(today=today, until=until, most=2)
    asked = [due for due in found if due.deadline.kind.value not in {"planned", "renewal", "end"}]
    overdue = [due for due in asked if due.deadline.day < today]
    soon = [due for due in asked if today <= due.deadline.day <= until]
    assert (pressing.overdue.rows, pressing.overdue.total) == (overdue[:2], len(overdue))
    assert (pressing.soon.rows, pressing.soon.total) == (soon[:2], len(soon))
    assert (pressing.undated.rows, pressing.total) == ([], len(overdue) + len(soon))


def days_of(**values) -> list[tuple[str, str]]:
    return [
        (due.deadline.kind.value, due.deadline.day.isoformat()) for due in list_deadlines(today=TODAY, **values).rows
    ]


def test_it_reaches_two_years_ahead_and_a_year_back(session):
    body = organization("甲")
    for expiry in ("2020-12-19", "2020-12-20", "2023-12-20", "2023-12-21"):
        agreement(body, concluded="2018-05-01", expires_on=day(expiry))
    assert days_of() == [("expiry", "2020-12-20"), ("expiry", "2023-12-20")]


def test_it_is_narrowed_down_by_department_and_kind(session):
    body = organization("甲")
    agreement(body, expires_on=day("2022-03-31"), department="農政課")
    agreement(body, expires_on=day("2022-06-30"))
    meeting(body, held="2021-12-01", status=MeetingStatus.PLANNED, department="農政課")
    assert days_of(department="農政課") == [("no_result", "2021-12-01"), ("expiry", "2022-03-31")]
    assert days_of(kind=DeadlineKind.EXPIRY) == [("expiry", "2022-03-31"), ("expiry", "2022-06-30")]


def test_a_meeting_of_today_is_still_to_come_and_held_and_cancelled_ones_are_no_matter(session):
    body = organization("甲")
    for status in MeetingStatus:
        meeting(body, held="2021-12-20", status=status)
    assert days_of() == [("planned", "2021-12-20")]


def test_what_is_deleted_or_renewed_is_left_out(session):
    body = organization("甲")
    first = agreement(body, concluded="2018-04-01", expires_on=day("2022-03-31"))
    agreement(body, concluded="2021-12-01", renews_id=first.id, expires_on=day("2023-03-31"))
    gone = agreement(body, expires_on=day("2022-05-31"))
    delete_agreement(SATO, agreement_id=gone.id)
    assert days_of() == [("expiry", "2023-03-31")]


def test_a_row_names_its_record_and_who_is_concerned(session):
    host, guest = organization("主"), organization("客")
    known = agreement(host, guest, expires_on=day("2022-03-31"), title="連携協定", department="農政課")
    (due,) = list_deadlines(today=TODAY).rows
    assert (due.noun, due.record_id, due.number, due.title) == (Noun.AGREEMENTS, known.id, "R2-01", "連携協定")
    assert (due.organizations, due.department) == (("主", "客"), "農政課")
