"""担当課への依頼: asked, answered, withdrawn, asked anew; the past is never overwritten."""

import json

import pytest

from registry.commands.delegations import delegate_project, hand_back_request
from registry.commands.departments import Handover, reorganize_departments
from registry.commands.projects import complete_project, delete_project
from registry.database import db, rehearsing
from registry.domain.delegation_deeds import DelegationDraft, ReasonDraft
from registry.domain.errors import EditedMeanwhile, InvalidDraft, NoSuchRecord, NotInThatState
from registry.domain.vocabulary import Noun
from registry.models import Project, ProjectDelegation
from registry.queries.audit import find_last_entry
from registry.queries.delegations import (
    chains_of,
    list_open_requests,
    list_requests_of_project,
    list_returned_requests,
)
from registry.queries.names import get_name_called
from tests.delegating import (
    CARE,
    FARM,
    TANAKA,
    TRADE,
    accept,
    add_departments,
    ask,
    hand_back,
    name_other,
    withdraw,
)
from tests.office import SATO, day, project


@pytest.fixture
def office(session) -> Project:
    """A project of the secretariat, and three departments that it may ask."""
    add_departments()
    return project()


def departments_of(one: Project) -> tuple[str, set[str]]:
    return one.lead_department.name, {each.name for each in one.departments}


def changes_of(one: Project) -> tuple[str, dict]:
    entry = find_last_entry(Noun.PROJECTS, one.id)
    return entry.action, json.loads(entry.changes)


def test_a_department_that_accepts_takes_part_and_the_history_tells_both(office):
    request = ask(office, due_on=day("2021-05-31"), contact="内線 123")
    action, told = changes_of(office)
    assert action == "ask_department"
    assert (told["request"], told["contact"]) == ([None, "直売所の共同出店をお願いします"], [None, "内線 123"])
    accept(request, "担当は鈴木です")
    assert (request.state, request.answer, request.answered_by) == ("accepted", "担当は鈴木です", "田中")
    assert departments_of(office) == ("秘書政策課", {FARM})
    action, told = changes_of(office)
    assert action == "accept_request"
    assert told["departments"] == [[], [FARM]]
    assert [row["state"] for rows in told["requests"] for row in rows] == ["asked", "accepted"]
    assert "lead_department" not in told


@pytest.mark.parametrize(
    ("stays", "helped_before", "others"),
    [(False, False, set()), (True, False, {"秘書政策課"}), (False, True, {"秘書政策課"})],
)
def test_who_takes_the_lead_replaces_the_one_before_unless_that_one_stays(office, stays, helped_before, others):
    if helped_before:
        accept(ask(office, "秘書政策課"))
    version = office.version
    accept(ask(office, leads=True, former_lead_stays=stays))
    assert departments_of(office) == (FARM, others)
    assert office.version > version


def test_a_helper_that_takes_the_lead_helps_no_more_and_the_lead_that_is_asked_to_help_leads(office):
    accept(ask(office))
    withdraw(ask_done(office))
    accept(ask(office, leads=True))
    assert departments_of(office) == (FARM, set())
    withdraw(ask_done(office))
    accept(ask(office))
    assert departments_of(office) == (FARM, set())


def ask_done(one: Project) -> ProjectDelegation:
    """The department's request that holds."""
    return db.session.get(ProjectDelegation, list_requests_of_project(one.id)[-1].id)


def test_what_comes_back_leaves_the_project_as_it_is_and_another_one_is_asked(office):
    version = office.version
    named = name_other(ask(office))
    assert [one.id for one in list_returned_requests()] == [named.id]
    handed = hand_back(ask(office, CARE, follows=named.id))
    assert [one.id for one in list_returned_requests()] == [handed.id]
    last = ask(office, TRADE, follows=handed.id)
    assert list_returned_requests() == []
    assert [one.department for one in list_open_requests()] == [TRADE]
    assert (office.version, departments_of(office)) == (version, ("秘書政策課", set()))
    (chain,) = chains_of(list_requests_of_project(office.id))
    assert [(one.id, one.state, one.answer, one.named_department) for one in chain] == [
        (named.id, "named_other", "所管が違います", CARE),
        (handed.id, "handed_back", "人手が足りません", None),
        (last.id, "asked", "", None),
    ]


def test_what_came_back_is_settled_without_losing_what_was_answered(office):
    request = hand_back(ask(office))
    withdraw(request)
    assert (request.state, request.answer, request.closed_by) == ("handed_back", "人手が足りません", "佐藤")
    assert list_returned_requests() == []
    with pytest.raises(NotInThatState):
        withdraw(request)


def test_a_withdrawn_request_is_asked_anew(office):
    request = withdraw(ask(office))
    assert (request.state, request.closed_by, request.answered_at) == ("withdrawn", "佐藤", None)
    again = ask(office, follows=request.id)
    assert (again.state, again.previous_id) == ("asked", request.id)


def test_who_accepted_stays_with_the_project_when_the_request_is_withdrawn(office):
    request = withdraw(accept(ask(office), "担当は鈴木です"))
    assert (request.state, request.answer, request.answered_by) == ("withdrawn", "担当は鈴木です", "田中")
    assert departments_of(office) == ("秘書政策課", {FARM})


@pytest.mark.parametrize(
    ("refused", "expected"),
    [
        (lambda one: ask(one, ""), ("department", "required")),
        (lambda one: ask(one, "ない課"), ("department", "unknown_value")),
        (lambda one: (ask(one), ask(one)), ("department", "asked_already")),
        (lambda one: (accept(ask(one)), ask(one)), ("department", "asked_already")),
        (lambda one: ask(one, contact="あ" * 201), ("contact", "too_long")),
        (lambda one: hand_back(ask(one), " "), ("answer", "required")),
        (lambda one: name_other(ask(one), "", "理由"), ("named_department", "required")),
        (lambda one: name_other(ask(one), CARE, ""), ("answer", "required")),
        (lambda one: name_other(ask(one), FARM), ("named_department", "same_department")),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(office, refused, expected):
    db.session.flush()
    with pytest.raises(InvalidDraft) as found, rehearsing():
        refused(office)
    assert [(each.field, each.code) for each in found.value.problems] == [expected]


def test_a_blank_request_is_refused(office):
    with pytest.raises(InvalidDraft):
        delegate_project(SATO, project_id=office.id, draft=DelegationDraft(FARM, " \n "))


def test_two_answers_to_one_request_are_one(office):
    request = ask(office)
    seen = request.version
    accept(request)
    with pytest.raises(EditedMeanwhile):
        hand_back_request(TANAKA, request_id=request.id, version=seen, draft=ReasonDraft("人手が足りません"))
    with pytest.raises(NotInThatState):
        hand_back(request)
    assert request.state == "accepted"


def test_nobody_is_asked_about_a_project_that_is_over_or_after_a_request_that_is_open(office):
    with pytest.raises(NotInThatState):
        ask(office, CARE, follows=ask(office).id)
    with pytest.raises(NotInThatState):
        ask(project("別の事業"), follows=withdraw(ask(office, TRADE)).id)
    complete_project(SATO, project_id=office.id, on=day("2021-03-31"))
    with pytest.raises(NotInThatState):
        ask(office, CARE)


def test_requests_of_a_deleted_project_wait_for_nobody(office):
    request = ask(office)
    delete_project(SATO, project_id=office.id)
    assert list_open_requests() == []
    with pytest.raises(NoSuchRecord):
        accept(request)


def test_what_is_due_first_comes_first_and_each_department_has_its_own(office):
    other = project("別の事業")
    asked = [ask(office), ask(other, CARE, due_on=day("2021-06-30")), ask(other, due_on=day("2021-05-31"))]
    assert [one.id for one in list_open_requests()] == [asked[2].id, asked[1].id, asked[0].id]
    farm = get_name_called(Noun.DEPARTMENTS, FARM).id
    assert [one.id for one in list_open_requests(department_id=farm)] == [asked[2].id, asked[0].id]


def reorganize(*leaving: str, successor: str, projects: tuple[Project, ...] = ()) -> None:
    ids = [get_name_called(Noun.DEPARTMENTS, name).id for name in leaving]
    follower = get_name_called(Noun.DEPARTMENTS, successor).id
    handover = Handover(projects=[one.id for one in projects])
    reorganize_departments(
        TANAKA, department_ids=ids, last_day=day("2022-03-31"), successor=follower, handover=handover
    )


def states(one: Project) -> list[tuple[str, str]]:
    return [(each.department, each.state) for each in list_requests_of_project(one.id)]


def test_a_reorganization_carries_open_requests_on_and_the_past_keeps_its_department(office):
    old = accept(ask(office, leads=True), "担当は鈴木です")
    waiting = ask(office, CARE)
    reorganize(FARM, CARE, successor=TRADE, projects=(office,))
    assert (old.department.name, old.state, old.closed_by, old.answered_by) == (FARM, "carried_on", "田中", "田中")
    assert waiting.state == "carried_on"
    new = ask_done(office)
    assert (new.department.name, new.state, new.answer, new.leads) == (TRADE, "accepted", "担当は鈴木です", True)
    assert (new.previous_id, new.asked_by) == (old.id, "田中")
    assert states(office) == [(FARM, "carried_on"), (CARE, "carried_on"), (TRADE, "accepted")]
    assert departments_of(office) == (TRADE, set())


def test_a_helper_that_ends_is_replaced_by_its_successor(office):
    accept(ask(office))
    ask(office, CARE)
    reorganize(FARM, successor=TRADE)
    assert departments_of(office) == ("秘書政策課", {TRADE})
    assert states(office) == [(FARM, "carried_on"), (CARE, "asked"), (TRADE, "accepted")]
    action, told = changes_of(office)
    assert (action, told["departments"]) == ("carry_on_request", [[FARM], [TRADE]])


def test_requests_of_a_project_that_stays_with_its_department_stay_too(office):
    accept(ask(office, leads=True))
    reorganize(FARM, successor=TRADE)
    assert departments_of(office) == (FARM, set())
    assert states(office) == [(FARM, "accepted")]
