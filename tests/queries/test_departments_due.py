"""Requests and missing reports among the deadlines: of whom it concerns, until they are answered or handed in."""

import pytest

from registry.domain.deadlines import NOBODYS, Concern, DeadlineKind, MissingReports
from registry.queries.deadlines import list_deadlines, list_pressing
from tests.departments_loop import call, department, report, request
from tests.office import day, project

TODAY = day("2021-02-12")
EVERYBODY = Concern(everybody=True)


def due(concern: Concern = EVERYBODY, **values) -> list[tuple]:
    found = list_deadlines(today=TODAY, concern=concern, **values).rows
    return [(one.deadline.kind.value, str(one.deadline.day), one.title, one.department, one.reports) for one in found]


@pytest.fixture
def projects(session) -> list:
    """Three of 秘書政策課."""
    return [project(name) for name in ("甲事業", "乙事業", "丙事業")]


def test_a_request_is_due_until_it_is_answered_and_stands_last_without_a_day(projects):
    request(projects[0], "農政課")
    request(projects[1], "福祉課", due="2021-01-31")
    request(projects[2], "農政課", due="2021-03-01", state="accepted")
    assert due() == [
        ("request", "2021-01-31", "乙事業", "福祉課", None),
        ("request", "None", "甲事業", "農政課", None),
    ]


def test_reports_are_due_once_for_each_department_with_how_many_are_missing(projects):
    call(2020, opens="2021-02-12", due="2021-04-30")
    report(projects[0], 2020, state="accepted")
    report(projects[1], 2020, state="returned")
    assert due() == [("report", "2021-04-30", "", "秘書政策課", MissingReports(2020, missing=2, expected=3))]


def test_what_several_departments_owe_is_one_thing_for_who_asks_them_all(projects):
    call(2020, opens="2021-02-12", due="2021-04-01")
    projects[2].lead_department = department("農政課")
    report(projects[0], 2020, state="accepted")
    request(projects[1], "福祉課")
    pressing = list_pressing(today=TODAY, until=day("2021-04-13"), most=5, concern=EVERYBODY)
    (owed,) = pressing.soon.rows
    assert owed.reports == MissingReports(2020, missing=2, expected=3, departments=("秘書政策課", "農政課"))
    assert (owed.department, pressing.soon.total) == ("", 1)
    assert [(one.title, one.department) for one in pressing.undated.rows] == [("乙事業", "福祉課")]


def test_nothing_is_due_before_the_call_is_out_nor_when_all_is_there_nor_after_a_year(projects):
    call(2020, opens="2021-02-13", due="2021-04-30")
    call(2018, opens="2019-02-01", due="2020-02-11")
    assert due() == []
    old = call(2019, opens="2020-02-01", due="2020-02-12")
    assert old.fiscal_year == 2019
    assert due() == []  # no project counts in that year


def test_what_has_all_been_handed_in_is_not_due(projects):
    call(2020, opens="2021-02-01", due="2021-04-30")
    for one in projects:
        report(one, 2020, state="submitted")
    assert due() == []


def test_a_department_is_told_of_its_own_only_and_others_of_nothing(projects):
    request(projects[0], "農政課")
    request(projects[1], "福祉課")
    call(2020, opens="2021-02-01", due="2021-04-30")
    own = Concern(department_id=department("農政課").id)
    assert [one[3] for one in due(own)] == ["農政課"]
    assert due(NOBODYS) == []
    assert [one[3] for one in due(department="福祉課")] == ["福祉課"]
    assert due(own, department="福祉課") == []
    assert [one[0] for one in due(kind=DeadlineKind.REPORT)] == ["report"]
