"""Organizations: their list, the page of each, and the forms that register, correct, delete and restore one."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from flask import Blueprint, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from registry.commands.organizations import register_organization, revise_organization
from registry.domain.lists import Window
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun
from registry.exports.tables import Table
from registry.forms.organizations import OrganizationForm, values_of
from registry.queries.organization_list import count_organization_views, list_organization_rows
from registry.queries.organization_page import get_records_of
from registry.queries.organizations import draft_of, get_body, get_known_organization, get_organization
from registry.queries.reference import list_group_names
from registry.queries.views import list_views
from registry.web.access import requires
from registry.web.clock import today
from registry.web.conditions import listed_day
from registry.web.effects import Effects, effects_unless_refused, unsaved, years_to_show
from registry.web.files import list_answer
from registry.web.frame import show_page
from registry.web.history import changes_by_year
from registry.web.lists import asked, list_page
from registry.web.organization_list import SPEC, index_of, shown_rows, table_of
from registry.web.organization_page import YEARS_SHOWN, organization_page, target_in_words, wanted_kind
from registry.web.paper import on_paper
from registry.web.quick_box import quick_box
from registry.web.readers import deed
from registry.web.saving import Answer, Conflict, Saving
from registry.words import KINDS

if TYPE_CHECKING:
    from registry.models import Organization

bp = Blueprint("organizations", __name__)


@bp.get("/organizations")
@requires(Permission.SEE_REGISTRY)
def show_list() -> str:
    """The list, as its address narrows it down."""
    wanted, day = asked(SPEC), listed_day()
    found = list_organization_rows(wanted.query, wanted.window, day=day)
    return show_page(
        "organizations/list.html",
        list=list_page(
            wanted,
            total=found.listed.total,
            counts=count_organization_views(wanted.view_queries, day=day),
            saved=list_views(Noun.ORGANIZATIONS, current_user.id),
        ),
        rows=shown_rows(found.listed.rows, day),
        index=index_of(wanted, found.index),
    )


@bp.get("/organizations.<any(csv, xlsx):form>")
@requires(Permission.SEE_REGISTRY)
def download(form: str) -> Response:
    """The whole list as a file, narrowed down in the same way."""
    return list_answer(_table(), form, "organizations")


@bp.get("/organizations/print")
@requires(Permission.SEE_REGISTRY)
def show_paper() -> str:
    """The whole list on paper."""
    return show_page("lists/paper.html", table=on_paper(_table()))


def _table() -> Table:
    day = listed_day()
    return table_of(list_organization_rows(asked(SPEC).query, Window(), day=day).listed.rows, day)


@bp.get("/organizations/<int:organization_id>")
@requires(Permission.SEE_REGISTRY)
def show(organization_id: int) -> str:
    """One organization; a deleted or merged one says so. ``?kind=`` narrows its timeline down, ``?all=1`` shows all."""
    return page_of(organization_id)


def page_of(organization_id: int, refused: Sequence[str] = ()) -> str:
    """The page of one; ``refused`` says why a deed on it was not done."""
    organization = get_known_organization(organization_id)
    day, whole = today(), request.args.get("all") == "1"
    records = get_records_of(organization, years_of_meetings=None if whole else YEARS_SHOWN, day=day)
    kind, body = wanted_kind(request.args.get("kind", "")), get_body(organization)
    return show_page(
        "organizations/show.html",
        organization=organization,
        refused=refused,
        kind_name=_(KINDS[organization.kind]),
        body=body,
        contacts=records.contacts,
        target=target_in_words(organization.target_from, organization.target_until),
        quick=quick_box() if body == organization and organization.deleted_at is None else None,
        page=organization_page(
            organization_id,
            (organization.kana, organization.name),
            records,
            changes_by_year(Noun.ORGANIZATIONS, organization_id),
            day=day,
            kind=kind,
            whole=whole,
        ),
    )


@bp.get("/organizations/new")
@requires(Permission.EDIT_RECORDS)
def show_new() -> str:
    """The form for a new one; ``?name=`` is what somebody has typed already."""
    return _page(organization_form(data={"name": request.args.get("name", "")}), None)


@bp.post("/organizations/new")
@requires(Permission.EDIT_RECORDS)
def register() -> Answer:
    """登録; a button may only ask for what saving would change."""
    form = organization_form()
    saving = Saving(
        form,
        Noun.ORGANIZATIONS,
        page=lambda conflict: _page(form, None, conflict),
        act=lambda: register_organization(deed(), draft=form.to_draft()),
        done=address_of,
        said=_("The organization was registered."),
    )
    return unsaved(form, lambda: _page(form, None)) or saving.answer()


@bp.get("/organizations/<int:organization_id>/edit")
@requires(Permission.EDIT_RECORDS)
def show_edit(organization_id: int) -> str:
    """The form with what is recorded."""
    return _page(_stored_form(organization_id)[0], organization_id)


@bp.post("/organizations/<int:organization_id>/edit")
@requires(Permission.EDIT_RECORDS)
def revise(organization_id: int) -> Answer:
    """訂正; a button may only ask for a row of former names more or less, or for what saving would change."""
    form = organization_form()
    asks = form.former_names.change_rows(request.form)
    saving = Saving(
        form,
        Noun.ORGANIZATIONS,
        page=lambda conflict: _page(form, organization_id, conflict),
        act=lambda: _revise(organization_id, form, form.seen_version),
        done=address_of,
        said=_("The correction was saved."),
        stored=lambda: _stored_form(organization_id),
    )
    return unsaved(form, lambda: _page(form, organization_id), asks=asks) or saving.answer()


def organization_form(**values: object) -> OrganizationForm:
    """The form with the names that it offers."""
    form = OrganizationForm(**values)
    form.kind.names = KINDS
    form.groups.offer(list_group_names())
    return form


def _stored_form(organization_id: int) -> tuple[OrganizationForm, int, int]:
    """The form with what is recorded, the record's id and its version."""
    organization = get_organization(organization_id)
    values = values_of(draft_of(organization)) | {"version": organization.version}
    return organization_form(formdata=None, data=values), organization.id, organization.version


def _revise(organization_id: int, form: OrganizationForm, version: int) -> "Organization":
    draft = form.to_draft(draft_of(get_organization(organization_id)))
    return revise_organization(deed(), organization_id=organization_id, draft=draft, version=version)


def _effects(form: OrganizationForm, organization_id: int | None) -> Effects | None:
    """What saving would change; None while something that it needs is missing or wrong."""
    if request.method != "POST" or form.kind.data is None or any(field.process_errors for field in form):
        return None

    def rehearse() -> None:
        if organization_id is None:
            register_organization(deed(), draft=form.to_draft())
        else:
            _revise(organization_id, form, get_organization(organization_id).version)

    return effects_unless_refused(rehearse, years=years_to_show())


def _page(form: OrganizationForm, organization_id: int | None, conflict: Conflict | None = None) -> str:
    cancel = address_of(organization_id) if organization_id else url_for("organizations.show_list")
    name = get_organization(organization_id).name if organization_id else ""
    return show_page(
        "organizations/edit.html",
        form=form,
        conflict=conflict,
        name=name,
        effects=_effects(form, organization_id),
        cancel=cancel,
    )


def address_of(organization_id: int) -> str:
    """The page of an organization."""
    return url_for("organizations.show", organization_id=organization_id)
