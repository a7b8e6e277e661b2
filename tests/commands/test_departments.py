"""担当課の再編: the past keeps its department, and what is ticked moves on."""

import json

import pytest

from registry.commands.departments import Handover, reorganize_departments
from registry.commands.names import add_name, revise_name
from registry.commands.projects import delete_project
from registry.commands.users import add_user
from registry.domain.drafts import DepartmentDraft
from registry.domain.errors import InvalidDraft, NoSuchRecord, SuccessorEnds
from registry.domain.vocabulary import Noun, ProjectState, Role
from registry.queries.audit import find_last_entry
from registry.queries.names import (
    get_name_called,
    list_department_rows,
    list_held_agreements,
    list_led_projects,
    list_members,
)
from registry.queries.reference import list_department_names
from tests.office import SATO, agreement, day, organization, project

LAST = day("2022-03-31")


@pytest.fixture
def office(session) -> dict:
    """Two departments with records of their own, and a third one."""
    for name in ("農政課", "商工課", "福祉課"):
        add_name(SATO, noun=Noun.DEPARTMENTS, draft=DepartmentDraft(name))
    body = organization("甲")
    led = {"lead_department": "農政課"}
    return {
        "farm": department("農政課").id,
        "trade": department("商工課").id,
        "care": department("福祉課").id,
        "running": record(led),
        "finished": record(led, state=ProjectState.COMPLETED, ended_on=day("2021-03-31")),
        "agreement": agreement(body, department="農政課", title="農業協定"),
        "expired": agreement(body, department="農政課", title="旧協定", expires_on=day("2021-03-31")),
        "user": add_user(SATO, name="佐藤", role=Role.DEPARTMENT, department="農政課", password="a long sentence"),
        "elsewhere": record({"lead_department": "福祉課"}),
    }


def record(lead: dict, **values):
    one = project(**values)
    one.lead_department = department(lead["lead_department"])
    return one


def department(name: str):
    return get_name_called(Noun.DEPARTMENTS, name)


def reorganize(office: dict, *departments: str, successor: int | str = "農林商工課", **moves):
    handover = Handover(**{name: [office[one].id for one in ones] for name, ones in moves.items()})
    ids = [office[name] for name in departments]
    return reorganize_departments(SATO, department_ids=ids, last_day=LAST, successor=successor, handover=handover)


def changes_of(noun: Noun, record_id: int) -> tuple[str, dict]:
    entry = find_last_entry(noun, record_id)
    return entry.action, json.loads(entry.changes)


def test_two_departments_end_and_a_new_one_carries_on(office):
    new = reorganize(office, "farm", "trade")
    assert (new.name, new.valid_from, new.valid_until) == ("農林商工課", day("2022-04-01"), None)
    rows = {row.name: row for row in list_department_rows()}
    for name in ("農政課", "商工課"):
        assert (rows[name].valid_until, rows[name].successor) == (LAST, "農林商工課")
    assert changes_of(Noun.DEPARTMENTS, office["farm"]) == (
        "reorganize",
        {"successor": [None, "農林商工課"], "valid_until": [None, "2022-03-31"]},
    )
    assert set(list_department_names(LAST)) >= {"農政課", "商工課", "福祉課"}
    assert set(list_department_names(day("2022-04-01"))) & {"農政課", "商工課", "農林商工課"} == {"農林商工課"}


def test_nothing_moves_but_what_is_ticked_and_each_has_its_entry(office):
    moves = {"projects": ["running"], "agreements": ["agreement"], "users": ["user"]}
    reorganize(office, "farm", successor=office["care"], **moves)
    assert office["running"].lead_department.name == "福祉課"
    assert office["finished"].lead_department.name == "農政課"
    assert (office["agreement"].department.name, office["expired"].department.name) == ("福祉課", "農政課")
    assert office["user"].department.name == "福祉課"
    assert changes_of(Noun.PROJECTS, office["running"].id) == (
        "hand_over",
        {"lead_department": ["農政課", "福祉課"]},
    )
    for noun, one in ((Noun.AGREEMENTS, "agreement"), (Noun.USERS, "user")):
        assert changes_of(noun, office[one].id) == ("hand_over", {"department": ["農政課", "福祉課"]})


def test_what_is_not_ticked_stays(office):
    reorganize(office, "farm", successor=office["care"])
    assert office["running"].lead_department.name == "農政課"
    assert find_last_entry(Noun.PROJECTS, office["running"].id).action == "record"


def test_what_a_department_holds_is_what_goes_on_after_its_end(office):
    ids = [office["farm"]]
    assert [one.id for one in list_led_projects(ids)] == [office["running"].id]
    assert [one.id for one in list_held_agreements(ids, after=LAST)] == [office["agreement"].id]
    assert [one.id for one in list_held_agreements(ids, after=day("2021-03-30"))] == [
        office["agreement"].id,
        office["expired"].id,
    ]
    assert [one.name for one in list_members(ids)] == ["佐藤"]
    delete_project(SATO, project_id=office["running"].id)
    assert list_led_projects(ids) == []


@pytest.mark.parametrize("noun", ["projects", "agreements", "users"])
def test_another_department_s_record_is_not_taken_along(office, noun):
    theirs = {"projects": "elsewhere", "agreements": "agreement", "users": "user"}[noun]
    departments = ("farm",) if noun == "projects" else ("trade",)
    with pytest.raises(NoSuchRecord):
        reorganize(office, *departments, successor=office["care"], **{noun: [theirs]})


def test_nobody_carries_on_who_ends_itself(office):
    with pytest.raises(SuccessorEnds, match="商工課"):
        reorganize(office, "farm", "trade", successor=office["trade"])
    ending = DepartmentDraft("福祉課", valid_until=LAST)
    revise_name(SATO, noun=Noun.DEPARTMENTS, name_id=office["care"], draft=ending)
    with pytest.raises(SuccessorEnds, match="福祉課"):
        reorganize(office, "farm", successor=office["care"])


def test_a_new_name_must_be_new(office):
    with pytest.raises(InvalidDraft) as refused:
        reorganize(office, "farm", successor="商 工課")
    assert [(each.field, each.code) for each in refused.value.problems] == [("name", "name_taken")]


def test_nothing_ends_before_it_began(office):
    later = DepartmentDraft("農政課", valid_from=day("2022-04-01"))
    revise_name(SATO, noun=Noun.DEPARTMENTS, name_id=office["farm"], draft=later)
    with pytest.raises(InvalidDraft) as refused:
        reorganize(office, "farm")
    assert [(each.field, each.code) for each in refused.value.problems] == [("last_day", "dates_out_of_order")]
