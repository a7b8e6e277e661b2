"""What becomes of an organization: it bears a new name, another one carries on, its record is deleted or restored."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from registry.commands.organizations import (
    delete_organization,
    register_in_passing,
    rename_organization,
    restore_organization,
    revoke_succession,
    succeed_organizations,
)
from registry.database import writes, writing
from registry.domain.errors import NoSuchRecord, Refusal
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun
from registry.forms.office_form import RecordForm
from registry.forms.organization_deeds import RenameForm, SuccessionForm
from registry.language import say
from registry.queries.organizations import get_known_organization, get_organization
from registry.web.access import requires
from registry.web.bodies import bodies_of
from registry.web.effects import Effects, effects_of, years_to_show
from registry.web.form_problems import sentences_of
from registry.web.frame import show_page
from registry.web.organizations import address_of, page_of
from registry.web.readers import deed
from registry.web.saving import Answer, Conflict, Made, Saving, Stored, sent_before

bp = Blueprint("organization_deeds", __name__)
FORESEE = "foresee"
"""The button that shows what saving would change."""


@bp.get("/organizations/<int:organization_id>/rename")
@requires(Permission.EDIT_RECORDS)
def show_rename(organization_id: int) -> str:
    """The form for a new name."""
    return _page("rename", RenameForm(version=get_known_organization(organization_id).version), organization_id)


@bp.post("/organizations/<int:organization_id>/rename")
@requires(Permission.EDIT_RECORDS)
def rename(organization_id: int) -> Answer:
    """改称."""
    form: Any = RenameForm()
    return _saving(
        "rename",
        form,
        organization_id,
        act=lambda: rename_organization(
            deed(),
            organization_id=organization_id,
            name=form.name.data,
            kana=form.kana.data,
            on=form.on.data,
            version=form.seen_version,
        ),
        said=_("The new name was recorded. The former one is still found."),
        stored=lambda: _renamed(organization_id),
    )


@bp.get("/organizations/<int:organization_id>/succeed")
@requires(Permission.EDIT_RECORDS)
def show_succeed(organization_id: int) -> str:
    """The form for the body that carries on."""
    form = SuccessionForm(formdata=None, data={"organizations": bodies_of([organization_id])})
    return _page("succeed", form, organization_id)


@bp.post("/organizations/<int:organization_id>/succeed")
@requires(Permission.EDIT_RECORDS)
def succeed(organization_id: int) -> Answer:
    """合併・再編; a button shows what it would do to the counts."""
    form: Any = SuccessionForm()
    act = partial(_succeed, form)
    if FORESEE in request.form:
        return _foreseen("succeed", form, organization_id, act)
    said = _("The organization that carries on was recorded.")
    return _saving("succeed", form, organization_id, act=lambda: act()[0], said=said)


@bp.post("/organizations/<int:organization_id>/unsucceed")
@requires(Permission.EDIT_RECORDS)
@writes
def unsucceed(organization_id: int) -> Response:
    """合併・再編の取消し."""
    revoke_succession(deed(), organization_id=organization_id)
    flash(_("It has no successor any more."))
    return redirect(address_of(organization_id), 303)


@bp.get("/organizations/<int:organization_id>/delete")
@requires(Permission.EDIT_RECORDS)
def show_delete(organization_id: int) -> str:
    """The question whether it is really meant, with what would change."""
    get_organization(organization_id)
    form = RecordForm()
    return _page("delete", form, organization_id, _effects(form, lambda: _delete(organization_id)))


@bp.post("/organizations/<int:organization_id>/delete")
@requires(Permission.EDIT_RECORDS)
def delete(organization_id: int) -> Answer:
    """削除."""
    return _saving(
        "delete",
        RecordForm(),
        organization_id,
        act=lambda: _delete(organization_id),
        said=_("The organization was deleted. It can be restored here."),
    )


@bp.post("/organizations/<int:organization_id>/restore")
@requires(Permission.EDIT_RECORDS)
def restore(organization_id: int) -> Answer:
    """復元."""
    try:
        with writing():
            restore_organization(deed(), organization_id=organization_id)
    except NoSuchRecord:
        raise
    except Refusal as refusal:
        return page_of(organization_id, sentences_of(refusal)), 422
    flash(_("The organization was restored."))
    return redirect(address_of(organization_id), 303)


def _succeed(form: Any) -> Sequence[Made]:
    """The successor may be new; it is then registered in the same transaction, to be completed later."""
    body = form.successor.body
    successor_id = body.id or register_in_passing(deed(), names=[body.name])[0]
    ids = form.organizations.ids
    return succeed_organizations(deed(), organization_ids=ids, successor_id=successor_id, on=form.on.data)


def _delete(organization_id: int) -> Made:
    return delete_organization(deed(), organization_id=organization_id)


def _effects(form: RecordForm, act: Callable[[], object]) -> Effects | None:
    """What a deed would do to the counts; None where it would be refused, which then stands on the form."""
    try:
        return effects_of(act, years=years_to_show())
    except Refusal as refusal:
        form.form_errors = [say(refusal.message)]
        return None


def _foreseen(name: str, form: RecordForm, organization_id: int, act: Callable[[], object]) -> Answer:
    effects = _effects(form, act) if form.validate() else None
    return _page(name, form, organization_id, effects), 200 if effects else 422


def _renamed(organization_id: int) -> tuple[RecordForm, int, int]:
    """The form with the name that the organization bears by now, its id and its version."""
    one = get_organization(organization_id)
    return RenameForm(formdata=None, data={"name": one.name, "kana": one.kana}), one.id, one.version


def _saving(
    name: str,
    form: RecordForm,
    organization_id: int,
    *,
    act: Callable[[], Made],
    said: str,
    stored: Stored | None = None,
) -> Answer:
    again = sent_before(address_of)
    if again is not None:
        return again
    get_organization(organization_id)
    return Saving(
        form,
        Noun.ORGANIZATIONS,
        page=lambda conflict: _page(name, form, organization_id, conflict=conflict),
        act=act,
        done=lambda _made: address_of(organization_id),
        said=said,
        stored=stored,
    ).answer()


def _page(
    name: str,
    form: RecordForm,
    organization_id: int,
    effects: Effects | None = None,
    conflict: Conflict | None = None,
) -> str:
    organization = get_known_organization(organization_id)
    return show_page(
        f"organizations/{name}.html",
        form=form,
        effects=effects,
        conflict=conflict,
        name=organization.name,
        address=address_of(organization_id),
    )
