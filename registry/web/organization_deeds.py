"""What becomes of an organization: it bears a new name, another one carries on, its record is deleted or restored."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from registry.commands.organizations import (
    delete_organization,
    register_organization,
    rename_organization,
    restore_organization,
    revoke_succession,
    succeed_organizations,
)
from registry.database import writes
from registry.domain.drafts import OrganizationDraft
from registry.domain.errors import Refusal
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun
from registry.forms.bodies import Body
from registry.forms.office_form import RecordForm
from registry.forms.organization_deeds import RenameForm, SuccessionForm
from registry.language import say
from registry.queries.organizations import get_known_organization, get_organization
from registry.web.access import requires
from registry.web.effects import Effects, effects_of, years_to_show
from registry.web.frame import show_page
from registry.web.organizations import address_of
from registry.web.readers import deed
from registry.web.saving import Answer, Made, Saving, sent_before

bp = Blueprint("organization_deeds", __name__)


@bp.get("/organizations/<int:organization_id>/rename")
@requires(Permission.EDIT_RECORDS)
def show_rename(organization_id: int) -> str:
    """The form for a new name."""
    return _page("rename", RenameForm(), organization_id)


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
            deed(), organization_id=organization_id, name=form.name.data, kana=form.kana.data, on=form.on.data
        ),
        said=_("The new name was recorded. The former one is still found."),
    )


@bp.get("/organizations/<int:organization_id>/succeed")
@requires(Permission.EDIT_RECORDS)
def show_succeed(organization_id: int) -> str:
    """The form for the body that carries on."""
    return _page("succeed", SuccessionForm(), organization_id)


@bp.post("/organizations/<int:organization_id>/succeed")
@requires(Permission.EDIT_RECORDS)
def succeed(organization_id: int) -> Answer:
    """統合・再編."""
    form: Any = SuccessionForm()
    return _saving(
        "succeed",
        form,
        organization_id,
        act=lambda: succeed_organizations(
            deed(), organization_ids=[organization_id], successor_id=_id_of(form.successor.body), on=form.on.data
        )[0],
        said=_("The organization that carries on was recorded."),
    )


@bp.post("/organizations/<int:organization_id>/unsucceed")
@requires(Permission.EDIT_RECORDS)
@writes
def unsucceed(organization_id: int) -> Response:
    """統合・再編の取消し."""
    revoke_succession(deed(), organization_id=organization_id)
    flash(_("It has no successor any more."))
    return redirect(address_of(organization_id), 303)


@bp.get("/organizations/<int:organization_id>/delete")
@requires(Permission.EDIT_RECORDS)
def show_delete(organization_id: int) -> str:
    """The question whether it is really meant, with what would change."""
    form = RecordForm()
    effects = None
    try:
        effects = effects_of(
            lambda: delete_organization(deed(), organization_id=organization_id), years=years_to_show()
        )
    except Refusal as refusal:
        form.form_errors = [say(refusal.message)]
    return _page("delete", form, organization_id, effects)


@bp.post("/organizations/<int:organization_id>/delete")
@requires(Permission.EDIT_RECORDS)
def delete(organization_id: int) -> Answer:
    """削除."""
    return _saving(
        "delete",
        RecordForm(),
        organization_id,
        act=lambda: delete_organization(deed(), organization_id=organization_id),
        said=_("The organization was deleted. It can be restored here."),
    )


@bp.post("/organizations/<int:organization_id>/restore")
@requires(Permission.EDIT_RECORDS)
@writes
def restore(organization_id: int) -> Response:
    """復元."""
    restore_organization(deed(), organization_id=organization_id)
    flash(_("The organization was restored."))
    return redirect(address_of(organization_id), 303)


def _id_of(body: Body | None) -> int:
    """The successor's id; a new one is registered in the same transaction, to be completed later."""
    if body is not None and body.id is None:
        return register_organization(deed(), draft=OrganizationDraft(body.name, incomplete=True)).id
    return body.id if body and body.id else 0


def _saving(name: str, form: RecordForm, organization_id: int, *, act: Callable[[], Made], said: str) -> Answer:
    again = sent_before(address_of)
    if again is not None:
        return again
    get_organization(organization_id)
    return Saving(
        form,
        Noun.ORGANIZATIONS,
        page=lambda _conflict: _page(name, form, organization_id),
        act=act,
        done=address_of,
        said=said,
    ).answer()


def _page(name: str, form: RecordForm, organization_id: int, effects: Effects | None = None) -> str:
    organization = get_known_organization(organization_id)
    return show_page(
        f"organizations/{name}.html",
        form=form,
        effects=effects,
        name=organization.name,
        address=address_of(organization_id),
    )
