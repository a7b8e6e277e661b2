"""Requests to departments: their list, the page of each, and the form that asks a department."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from registry.commands.delegations import accept_request, delegate_project
from registry.domain.delegation_deeds import AnswerDraft
from registry.domain.errors import NotInThatState
from registry.domain.lists import Window
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun
from registry.exports.tables import MIMETYPES, table_file
from registry.forms.delegations import DelegationForm
from registry.queries.delegation_list import count_request_views, list_request_rows
from registry.queries.delegations import find_open_request, get_request
from registry.queries.listing import id_in
from registry.queries.names import RUNNING
from registry.queries.projects import get_project
from registry.queries.reference import list_department_names
from registry.web.access import requires
from registry.web.clock import today
from registry.web.delegation_list import ORDERS, shown_rows, table_of, whose
from registry.web.delegation_page import request_page
from registry.web.delegation_words import reads_texts
from registry.web.effects import Effects, effects_unless_refused
from registry.web.files import file_answer
from registry.web.frame import show_page
from registry.web.lists import asked, list_page
from registry.web.project_counting import years_foreseen
from registry.web.readers import deed
from registry.web.saving import Answer, Saving

if TYPE_CHECKING:
    from registry.models import Project, ProjectDelegation

bp = Blueprint("delegations", __name__)


@bp.get("/requests")
@requires(Permission.EDIT_PROJECTS)
def show_list() -> str:
    """All requests for the secretariat, their own for a department."""
    spec, of = whose()
    wanted = asked(spec)
    found = list_request_rows(wanted.query, wanted.window, of=of)
    counts = count_request_views(wanted.view_queries, of=of)
    return show_page(
        "delegations/list.html",
        list=list_page(wanted, total=found.total, counts=counts),
        rows=shown_rows(found.rows),
        order=_(ORDERS[wanted.query.sort]),
    )


@bp.get("/requests.<any(csv, xlsx):form>")
@requires(Permission.EDIT_PROJECTS)
def download(form: str) -> Response:
    """The whole list as a file, narrowed down in the same way."""
    spec, of = whose()
    found = list_request_rows(asked(spec).query, Window(), of=of)
    data = table_file(table_of(found.rows, today()), form)
    name = f"{_('Requests to departments')}.{form}"
    return file_answer(data, mimetype=MIMETYPES[form], name=name, plain_name=f"requests.{form}")


@bp.get("/requests/<int:request_id>")
@requires(Permission.EDIT_PROJECTS)
def show(request_id: int) -> str:
    """One request in full."""
    found = get_request(request_id)
    if not reads_texts(found.department_id, *found.project.department_ids):
        abort(403)
    return show_page("delegations/show.html", page=request_page(found))


@bp.get("/projects/<int:project_id>/requests/new")
@requires(Permission.DELEGATE_PROJECTS)
def show_new(project_id: int) -> str:
    """The form; ``?after=`` is the request that the new one follows."""
    project = get_project(project_id)
    if project.state not in RUNNING:
        raise NotInThatState(name=project.name)
    return _page(_form(formdata=None, data=_begins_with(project)), project)


@bp.post("/projects/<int:project_id>/requests/new")
@requires(Permission.DELEGATE_PROJECTS)
def ask(project_id: int) -> Answer:
    """First a look at what another lead changes in the counts, then 依頼."""
    project, form = get_project(project_id), _form()
    looks = form.validate() and form.looks_anew(project.lead_department.name)
    effects = _effects(form, project) if looks else None
    if effects is not None:
        return _page(form, project, effects)
    return Saving(
        form,
        Noun.PROJECTS,
        page=lambda _conflict: _page(form, project),
        act=lambda: _asked(form, project_id),
        done=request_address,
        said=_("The department was asked."),
    ).answer()


def request_address(request_id: int) -> str:
    """The page of a request."""
    return url_for("delegations.show", request_id=request_id)


def _form(**values: Any) -> DelegationForm:
    form = DelegationForm(meta={"today": today()}, **values)
    form.department.offer(list_department_names(today()))
    return form


def _begins_with(project: "Project") -> dict[str, Any]:
    """What the request before it said, for whom that named; else the lead department, unless it was asked already."""
    before = _followed()
    if before is not None:
        kept = {name: getattr(before, name) for name in ("former_lead_stays", "request", "contact")}
        named = before.named_department.name if before.named_department else ""
        kept["contact"] = kept["contact"] or current_user.name
        return kept | {"department": named, "part": "lead" if before.leads else "further"}
    lead, mine = project.lead_department, {"contact": current_user.name}
    if find_open_request(project.id, lead.id) is not None:
        return mine | {"part": "further"}
    there = lead.valid_until is None or lead.valid_until >= today()
    return mine | {"department": lead.name if there else ""}


def _followed() -> "ProjectDelegation | None":
    after = id_in(request.args.get("after", ""))
    return get_request(after) if after is not None else None


def _asked(form: DelegationForm, project_id: int) -> "ProjectDelegation":
    before = _followed()
    follows = before.id if before is not None else None
    return delegate_project(deed(), project_id=project_id, draft=form.to_draft(), follows=follows)


def _effects(form: DelegationForm, project: "Project") -> Effects | None:
    """What the counts become if the department accepts; None where it cannot be asked."""

    def accepted() -> object:
        asked_for = _asked(form, project.id)
        return accept_request(deed(), request_id=asked_for.id, version=asked_for.version, draft=AnswerDraft())

    return effects_unless_refused(accepted, years=years_foreseen(project, today()))


def _page(form: DelegationForm, project: "Project", effects: Effects | None = None) -> str:
    return show_page(
        "delegations/new.html",
        form=form,
        effects=effects,
        before=_followed(),
        project=project.name,
        lead=project.lead_department.name,
        address=url_for("projects.show", project_id=project.id),
    )
