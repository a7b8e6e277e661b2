"""What becomes of a joint project: it begins, is completed, rests, goes on, is cancelled, deleted, restored."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from registry.commands.projects import (
    begin_project,
    cancel_project,
    complete_project,
    delete_project,
    restore_project,
    resume_project,
    suspend_project,
)
from registry.database import writes
from registry.domain.errors import NotInThatState, Refusal, StillReferred
from registry.domain.fiscal_year import FiscalYear
from registry.domain.message import N_
from registry.domain.permissions import Permission
from registry.domain.project_deeds import ProjectDeed, can
from registry.domain.vocabulary import Noun
from registry.forms.office_form import RecordForm
from registry.forms.projects import BeginningForm, CancellationForm, CompletionForm
from registry.language import say
from registry.queries.projects import get_project
from registry.web.access import requires
from registry.web.clock import current_year, today
from registry.web.effects import Effects, effects_of
from registry.web.frame import show_page
from registry.web.project_counting import FORESEEN, years_touched
from registry.web.projects import own_project_or_refuse, project_address
from registry.web.readers import deed
from registry.web.saving import Answer, Conflict, Saving
from registry.web.steps import Step
from registry.words import year_name

if TYPE_CHECKING:
    from registry.models import Project

bp = Blueprint("project_deeds", __name__)


@dataclass(frozen=True)
class Foreseen:
    """What a deed would do to the counts; ``more`` is a sentence about the years that are not shown."""

    title: str
    effects: Effects
    more: str


STEPS: Mapping[str, Step] = {
    ProjectDeed.BEGIN: Step(
        form=BeginningForm,
        opens_with=lambda project: {"started_on": project.started_on},
        act=lambda project_id, form: begin_project(
            deed(), project_id=project_id, on=form.started_on.data, version=form.seen_version
        ),
        title=N_("Begin the project"),
        button=N_("Begin"),
        said=N_("The project is under way."),
    ),
    ProjectDeed.COMPLETE: Step(
        form=CompletionForm,
        opens_with=lambda project: {"ended_on": project.ended_on or today()},
        act=lambda project_id, form: complete_project(
            deed(), project_id=project_id, on=form.ended_on.data, version=form.seen_version
        ),
        title=N_("Complete the project"),
        button=N_("Complete"),
        said=N_("The project is completed."),
    ),
    ProjectDeed.CANCEL: Step(
        form=CancellationForm,
        opens_with=lambda _project: {"ended_on": today()},
        act=lambda project_id, form: cancel_project(
            deed(), project_id=project_id, on=form.day, version=form.seen_version
        ),
        title=N_("Cancel the project"),
        button=N_("Cancel the project"),
        said=N_("The project is cancelled."),
    ),
}


@bp.get("/projects/<int:project_id>/<any(begin, complete, cancel):step>")
@requires(Permission.EDIT_PROJECTS)
def show_step(project_id: int, step: str) -> str:
    """The form for the day."""
    own_project_or_refuse(project_id)
    project = get_project(project_id)
    if not can(ProjectDeed(step), project.state):
        raise NotInThatState(name=project.name)
    return _step_page(STEPS[step], STEPS[step].opened(project), None, project)


@bp.post("/projects/<int:project_id>/<any(begin, complete, cancel):step>")
@requires(Permission.EDIT_PROJECTS)
def take_step(project_id: int, step: str) -> Answer:
    """開始, 完了, 中止."""
    own_project_or_refuse(project_id)
    return STEPS[step].taken(
        Noun.PROJECTS,
        lambda: get_project(project_id),
        page=lambda words, form, conflict: _step_page(words, form, conflict, get_project(project_id)),
        done=project_address,
    )


@bp.post("/projects/<int:project_id>/suspend")
@requires(Permission.EDIT_PROJECTS)
@writes
def suspend(project_id: int) -> Response:
    """休止."""
    own_project_or_refuse(project_id)
    suspend_project(deed(), project_id=project_id)
    return _done(project_id, _("The project rests. It goes on counting."))


@bp.post("/projects/<int:project_id>/resume")
@requires(Permission.EDIT_PROJECTS)
@writes
def resume(project_id: int) -> Response:
    """再開."""
    own_project_or_refuse(project_id)
    resume_project(deed(), project_id=project_id)
    return _done(project_id, _("The project goes on."))


@bp.get("/projects/<int:project_id>/delete")
@requires(Permission.EDIT_RECORDS)
def show_delete(project_id: int) -> str:
    """The question whether it is really meant."""
    return _deletion_page(RecordForm(), project_id)


@bp.post("/projects/<int:project_id>/delete")
@requires(Permission.EDIT_RECORDS)
def delete(project_id: int) -> Answer:
    """削除."""
    form = RecordForm()
    return Saving(
        form,
        Noun.PROJECTS,
        page=lambda _conflict: _deletion_page(form, project_id),
        act=lambda: delete_project(deed(), project_id=project_id),
        done=project_address,
        said=_("The project was deleted."),
    ).answer()


@bp.post("/projects/<int:project_id>/restore")
@requires(Permission.EDIT_RECORDS)
@writes
def restore(project_id: int) -> Response:
    """復元."""
    restore_project(deed(), project_id=project_id)
    return _done(project_id, _("The project was restored."))


def _done(project_id: int, said: str) -> Response:
    flash(said)
    return redirect(project_address(project_id), 303)


def _step_page(words: Step, form: RecordForm, conflict: Conflict | None, project: "Project") -> str:
    is_cancellation = words is STEPS[ProjectDeed.CANCEL]
    return show_page(
        "projects/step.html",
        form=form,
        conflict=conflict,
        project=project,
        title=_(words.title),
        button=_(words.button),
        address=project_address(project.id),
        foreseen=_cancellations(project) if is_cancellation else (),
        waits=not is_cancellation,
        beside=None if is_cancellation else _of_day(words, form, project),
    )


def _deletion_page(form: RecordForm, project_id: int) -> str:
    project = get_project(project_id)
    foreseen, refusal = None, ""
    try:
        foreseen = _foreseen(
            _("What deleting it changes"), project, lambda: delete_project(deed(), project_id=project_id)
        )
    except StillReferred as refused:
        refusal = say(refused.message)
    return show_page(
        "projects/delete.html",
        form=form,
        project=project,
        address=project_address(project_id),
        foreseen=foreseen,
        refusal=refusal,
    )


def _cancellations(project: "Project") -> tuple[Foreseen, ...]:
    """What a cancellation does to the counts, where it was carried out until today, and where it never began."""
    never = _foreseen(_("If it never began"), project, lambda: cancel_project(deed(), project_id=project.id, on=None))
    if project.started_on > today():
        return (never,)
    until = _foreseen(_("If it ends today"), project, lambda: cancel_project(deed(), project_id=project.id, on=today()))
    return (until, never)


def _of_day(words: Step, form: Any, project: "Project") -> Foreseen | None:
    """What it does to the counts to begin or complete it on the day of the form; None while that is no day for it."""
    beginning = "started_on" in form
    day = form.started_on.data if beginning else form.ended_on.data
    if day is None:
        return None
    first = FiscalYear.of(day if beginning else min(day, project.ended_on or day)).year + (not beginning)
    try:
        return _of_years(_(words.title), range(first, current_year().year + 1), lambda: words.act(project.id, form))
    except Refusal:
        return None


def _foreseen(title: str, project: "Project", act: Callable[[], object]) -> Foreseen:
    return _of_years(title, years_touched(project, today()), act)


def _of_years(title: str, years: Sequence[int], act: Callable[[], object]) -> Foreseen:
    """The latest of the fiscal years that the deed changes; where it changes none that has begun, the present one."""
    is_longer = len(years) > FORESEEN
    more = _("All years from %(year)s on change in the same way.", year=year_name(years[0])) if is_longer else ""
    return Foreseen(title, effects_of(act, years=years[-FORESEEN:] or [current_year().year]), more)
