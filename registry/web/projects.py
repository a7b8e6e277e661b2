"""Joint projects: their list, the page of each, and the forms that record and correct one."""

from flask import Blueprint, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from registry.commands.projects import record_project, revise_project
from registry.domain.lists import Window
from registry.domain.permissions import Permission, may_for_others
from registry.domain.vocabulary import Noun
from registry.exports.tables import Table
from registry.forms.projects import ProjectForm, values_of
from registry.queries.project_list import count_project_views, list_project_rows
from registry.queries.project_page import get_project_facts
from registry.queries.projects import draft_of, get_project
from registry.queries.reference import list_department_names
from registry.queries.views import list_views
from registry.web.access import own_or_refuse, requires
from registry.web.bodies import bodies_of
from registry.web.clock import today
from registry.web.conditions import listed_day
from registry.web.files import list_answer
from registry.web.frame import show_page
from registry.web.lists import asked, list_page
from registry.web.paper import on_paper
from registry.web.project_list import ORDERS, SPEC, shown_rows, table_of
from registry.web.project_page import project_page
from registry.web.readers import deed
from registry.web.related_records import agreements_of
from registry.web.saving import Answer, Conflict, Saving
from registry.words import STATES

bp = Blueprint("projects", __name__)


@bp.get("/projects")
@requires(Permission.SEE_REGISTRY)
def show_list() -> str:
    """The list, as its address narrows it down."""
    wanted = asked(SPEC)
    found = list_project_rows(wanted.query, wanted.window)
    return show_page(
        "projects/list.html",
        list=list_page(
            wanted,
            total=found.total,
            counts=count_project_views(wanted.view_queries),
            saved=list_views(Noun.PROJECTS, current_user.id),
        ),
        rows=shown_rows(found.rows),
        order=_(ORDERS[wanted.query.sort]),
    )


@bp.get("/projects.<any(csv, xlsx):form>")
@requires(Permission.SEE_REGISTRY)
def download(form: str) -> Response:
    """The whole list as a file, narrowed down in the same way."""
    return list_answer(_table(), form, "projects")


@bp.get("/projects/print")
@requires(Permission.SEE_REGISTRY)
def show_paper() -> str:
    """The whole list on paper."""
    return show_page("lists/paper.html", table=on_paper(_table()))


def _table() -> Table:
    return table_of(list_project_rows(asked(SPEC).query, Window()).rows, listed_day())


@bp.get("/projects/<int:project_id>")
@requires(Permission.SEE_REGISTRY)
def show(project_id: int) -> str:
    """One project, deleted or not."""
    return show_page("projects/show.html", project=project_page(get_project_facts(project_id)))


@bp.get("/projects/new")
@requires(Permission.EDIT_RECORDS)
def show_new() -> str:
    """The form for a new one."""
    return _page(project_form(), None)


@bp.post("/projects/new")
@requires(Permission.EDIT_RECORDS)
def record() -> Answer:
    """記録."""
    form = project_form()
    return Saving(
        form,
        Noun.PROJECTS,
        page=lambda conflict: _page(form, None, conflict),
        act=lambda: record_project(deed(), draft=form.to_draft()),
        done=project_address,
        said=_("The project was recorded."),
    ).answer()


@bp.get("/projects/<int:project_id>/edit")
@requires(Permission.EDIT_PROJECTS)
def show_edit(project_id: int) -> str:
    """The form with what is recorded."""
    own_project_or_refuse(project_id)
    return _page(_stored_form(project_id)[0], project_id)


@bp.post("/projects/<int:project_id>/edit")
@requires(Permission.EDIT_PROJECTS)
def revise(project_id: int) -> Answer:
    """訂正."""
    own_project_or_refuse(project_id)
    form = project_form()
    form.own_department = "" if may_for_others(current_user.role, Permission.EDIT_PROJECTS) else current_user.department
    return Saving(
        form,
        Noun.PROJECTS,
        page=lambda conflict: _page(form, project_id, conflict),
        act=lambda: revise_project(deed(), project_id=project_id, draft=form.to_draft(), version=form.seen_version),
        done=project_address,
        said=_("The correction was saved."),
        stored=lambda: _stored_form(project_id),
    ).answer()


def own_project_or_refuse(project_id: int) -> None:
    """Let in who may change this project: its departments, and those for all; raises NoSuchRecord."""
    project = get_project(project_id)
    own_or_refuse(Permission.EDIT_PROJECTS, *project.department_ids)


def project_form(**values: object) -> ProjectForm:
    """The form with the names that it offers."""
    form = ProjectForm(**values)
    form.state.names = STATES
    form.offer(list_department_names(today()))
    return form


def _stored_form(project_id: int) -> tuple[ProjectForm, int, int]:
    """The form with what is recorded, the record's id and its version."""
    project = get_project(project_id)
    draft = draft_of(project)
    named = {"agreements": agreements_of(draft.agreements), "organizations": bodies_of(draft.organizations)}
    values = values_of(draft) | named | {"version": project.version}
    return project_form(formdata=None, data=values), project.id, project.version


def _page(form: ProjectForm, project_id: int | None, conflict: Conflict | None = None) -> str:
    cancel = project_address(project_id) if project_id else url_for("projects.show_list")
    name = get_project(project_id).name if project_id else ""
    return show_page("projects/edit.html", form=form, conflict=conflict, name=name, cancel=cancel)


def project_address(project_id: int) -> str:
    """The page of a project."""
    return url_for("projects.show", project_id=project_id)
