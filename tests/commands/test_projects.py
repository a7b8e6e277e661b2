"""連携事業: the office's deeds on joint projects."""

from dataclasses import replace

import pytest

from registry.commands.projects import (
    begin_project,
    cancel_project,
    complete_project,
    delete_project,
    record_project,
    restore_project,
    resume_project,
    revise_project,
    suspend_project,
)
from registry.domain.drafts import ProjectDraft
from registry.domain.errors import EditedMeanwhile, InvalidDraft, NotInThatState, StillReferred
from registry.domain.vocabulary import Noun, ProjectState
from registry.queries.audit import find_last_entry
from registry.queries.projects import draft_of, list_projects
from tests.office import SATO, agreement, day, meeting, organization, project


def test_a_recorded_project_gives_its_draft_back(session):
    party = organization("甲")
    draft = ProjectDraft(
        "防災訓練",
        "危機管理課",
        day("2020-04-01"),
        ended_on=day("2021-03-31"),
        state=ProjectState.COMPLETED,
        number="J-1",
        agreements=(agreement(party).id,),
        organizations=(party.id,),
        departments=("農政課", "福祉課"),
        summary="年一回",
    )
    made = record_project(SATO, draft=draft, create_names=True)
    session.expire_all()
    assert draft_of(made) == draft


def test_a_new_department_may_lead_and_take_part_at_once(session):
    assert [each.name for each in project(departments=("秘書政策課",)).departments] == ["秘書政策課"]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"name": ""}, ("name", "required")),
        ({"lead_department": ""}, ("lead_department", "required")),
        ({"ended_on": day("2020-03-31")}, ("ended_on", "dates_out_of_order")),
        ({"state": ProjectState.COMPLETED}, ("ended_on", "required")),
    ],
)
def test_a_draft_that_breaks_a_rule_is_refused_by_its_field(session, values, expected):
    draft = replace(ProjectDraft("防災訓練", "危機管理課", day("2020-04-01")), **values)
    with pytest.raises(InvalidDraft) as refused:
        record_project(SATO, draft=draft, create_names=True)
    assert [(each.field, each.code) for each in refused.value.problems] == [expected]


def test_a_revision_needs_the_version_that_was_read(session):
    known = project()
    draft = replace(draft_of(known), departments=("農政課",))
    revise_project(SATO, project_id=known.id, draft=draft, version=1, create_names=True)
    assert known.version > 1
    with pytest.raises(EditedMeanwhile):
        revise_project(SATO, project_id=known.id, draft=draft, version=1)


def test_a_project_that_a_meeting_names_is_not_deleted_and_another_one_comes_back(session):
    named, free = project("甲"), project("乙")
    meeting(subject="打合せ", projects=(named.id,))
    with pytest.raises(StillReferred, match="打合せ"):
        delete_project(SATO, project_id=named.id)
    delete_project(SATO, project_id=free.id)
    assert list_projects() == [named]
    restore_project(SATO, project_id=free.id)
    assert list_projects() == [named, free]


DEEDS = {
    "begin": lambda one: begin_project(SATO, project_id=one.id, on=day("2020-06-01")),
    "complete": lambda one: complete_project(SATO, project_id=one.id, on=day("2021-03-31")),
    "suspend": lambda one: suspend_project(SATO, project_id=one.id),
    "resume": lambda one: resume_project(SATO, project_id=one.id),
    "cancel": lambda one: cancel_project(SATO, project_id=one.id, on=day("2021-01-15")),
}


@pytest.mark.usefixtures("session")
@pytest.mark.parametrize(
    ("before", "deed", "after", "started", "ended"),
    [
        ("proposed", "begin", "active", "2020-06-01", None),
        ("active", "complete", "completed", "2020-04-01", "2021-03-31"),
        ("suspended", "complete", "completed", "2020-04-01", "2021-03-31"),
        ("active", "suspend", "suspended", "2020-04-01", None),
        ("suspended", "resume", "active", "2020-04-01", None),
        ("proposed", "cancel", "cancelled", "2020-04-01", "2021-01-15"),
        ("active", "cancel", "cancelled", "2020-04-01", "2021-01-15"),
        ("suspended", "cancel", "cancelled", "2020-04-01", "2021-01-15"),
    ],
)
def test_a_deed_leads_from_one_state_to_another(before, deed, after, started, ended):
    one = project(state=ProjectState(before))
    DEEDS[deed](one)
    assert (one.state, one.started_on, one.ended_on) == (after, day(started), day(ended) if ended else None)
    assert find_last_entry(Noun.PROJECTS, one.id).action == deed


@pytest.mark.parametrize(
    ("state", "deeds"),
    [
        ("proposed", {"complete", "suspend", "resume"}),
        ("active", {"begin", "resume"}),
        ("suspended", {"begin", "suspend"}),
        ("completed", set(DEEDS)),
        ("cancelled", set(DEEDS)),
    ],
)
def test_a_deed_is_refused_in_any_other_state(session, state, deeds):
    one = project(state=ProjectState(state), ended_on=day("2020-09-30") if state == "completed" else None)
    for name in deeds:
        with pytest.raises(NotInThatState, match=one.name):
            DEEDS[name](one)
    assert one.version == 1


def test_a_cancellation_without_a_day_takes_the_planned_end_away(session):
    one = project(ended_on=day("2022-03-31"))
    cancel_project(SATO, project_id=one.id, on=None)
    assert (one.state, one.ended_on) == (ProjectState.CANCELLED, None)


def test_nothing_ends_before_it_began(session):
    one = project(started="2020-04-01")
    with pytest.raises(InvalidDraft) as refused:
        complete_project(SATO, project_id=one.id, on=day("2020-03-31"))
    assert [(each.field, each.code) for each in refused.value.problems] == [("ended_on", "dates_out_of_order")]
