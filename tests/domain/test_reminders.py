"""Which things are whose, how near they must be, and what they are known by."""

from datetime import UTC, datetime

import pytest

from registry.domain.deadlines import Deadline, DeadlineKind, Due, MissingReports
from registry.domain.reminders import Matter, MatterKind, Recipient, things_for
from registry.domain.vocabulary import Noun, Role
from tests.office import day

TODAY = day("2021-02-12")


def due(kind: str, on: str, *, noun: Noun = Noun.AGREEMENTS, department: str = "福祉課", **values) -> Due:
    deadline = Deadline(DeadlineKind(kind), day(on) if on else None)
    return Due(deadline, noun, 12, "", "", (), department, **values)


def told(*dues: Due, role: Role = Role.DEPARTMENT, department: str = "福祉課", matters=(), today=TODAY) -> list[str]:
    recipient = Recipient(1, "鈴木", "suzuki@city.example.jp", role, department, None)
    return [f"{thing.group} {thing.key}" for thing in things_for(recipient, dues, matters, today=today)]


REPORTS = {"noun": Noun.REPORT_CALLS, "part_id": 3, "reports": MissingReports(2020, 2, 6)}
REQUEST = {"noun": Noun.PROJECTS, "part_id": 7}


@pytest.mark.parametrize(
    ("one", "group"),
    [
        (due("expiry", "2021-04-13"), "agreements_soon"),
        (due("expiry", "2021-04-14"), None),
        (due("expiry", "2021-02-12"), "agreements_soon"),
        (due("expiry", "2021-02-11"), "overdue"),
        (due("notice", "2021-04-13"), "agreements_soon"),
        (due("notice", "2021-04-14"), None),
        (due("renewal", "2021-02-13"), None),
        (due("end", "2021-02-13"), None),
        (due("no_result", "2021-02-11", noun=Noun.MEETINGS), "overdue"),
        (due("planned", "2021-02-12", noun=Noun.MEETINGS), None),
        (due("report", "2021-02-27", **REPORTS), "asked"),
        (due("report", "2021-02-26", **REPORTS), "reports_soon"),
        (due("report", "2021-02-11", **REPORTS), "overdue"),
        (due("request", "", **REQUEST), "asked"),
        (due("request", "2021-02-12", **REQUEST), "asked"),
        (due("request", "2021-02-11", **REQUEST), "overdue"),
    ],
)
def test_how_near_a_thing_must_be(one, group):
    assert [line.split()[0] for line in told(one)] == ([group] if group else [])


def test_a_thing_is_known_by_its_record_its_day_and_how_near_it_is():
    assert told(due("expiry", "2021-03-31")) == ["agreements_soon agreements:12::expiry:2021-03-31:agreements_soon"]
    assert told(due("request", "", **REQUEST)) == ["asked projects:12:7:request::asked"]


def test_the_key_does_not_change_from_day_to_day():
    one = due("expiry", "2021-03-31")
    assert told(one) == told(one, today=day("2021-03-31")) != told(one, today=day("2021-04-01"))


@pytest.mark.parametrize("role", [Role.SECRETARIAT, Role.CHIEF, Role.ADMINISTRATOR])
def test_the_secretariat_is_told_of_everybodys_agreements_and_of_what_comes_back(role):
    moment = datetime(2021, 2, 1, tzinfo=UTC)
    matters = [Matter(kind, 5, moment, TODAY, "", "福祉課", "/") for kind in MatterKind]
    dues = (due("expiry", "2021-03-31"), due("request", "", **REQUEST), due("report", "2021-02-20", **REPORTS))
    assert told(*dues, role=role, department="", matters=matters) == [
        "agreements_soon agreements:12::expiry:2021-03-31:agreements_soon",
        f"returned returned_request:5:{moment.isoformat()}",
        f"to_accept submitted_report:5:{moment.isoformat()}",
    ]
    assert told(*dues, matters=matters) == [
        "agreements_soon agreements:12::expiry:2021-03-31:agreements_soon",
        "reports_soon report_calls:12:3:report:2021-02-20:reports_soon",
        f"nudged nudge:5:{moment.isoformat()}",
        "asked projects:12:7:request::asked",
        f"returned returned_report:5:{moment.isoformat()}",
    ]
    assert told(*dues, matters=matters, department="農政課") == []
    assert told(*dues, matters=matters, department="") == []
    assert told(*dues, matters=matters, role=Role.VIEWER) == []


def test_what_belongs_to_no_department_is_no_departments():
    assert told(due("expiry", "2021-03-31", department=""), department="") == []
