"""Contact people of an organization: add one, correct one, take one off."""

from flask import Blueprint, url_for
from flask_babel import gettext as _

from registry.commands.contacts import add_contact, remove_contact, revise_contact
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun
from registry.forms.office_form import RecordForm
from registry.forms.organization_deeds import ContactForm
from registry.queries.contacts import get_contact
from registry.queries.organizations import get_organization
from registry.web.access import requires
from registry.web.frame import show_page
from registry.web.readers import deed
from registry.web.saving import Answer, Conflict, Saving, sent_before

bp = Blueprint("contacts", __name__)


@bp.get("/organizations/<int:organization_id>/contacts/new")
@requires(Permission.EDIT_RECORDS)
def show_new(organization_id: int) -> str:
    """The form for a new one."""
    return _page(ContactForm(), organization_id)


@bp.post("/organizations/<int:organization_id>/contacts/new")
@requires(Permission.EDIT_RECORDS)
def add(organization_id: int) -> Answer:
    """追加."""
    form = ContactForm()
    return Saving(
        form,
        Noun.ORGANIZATIONS,
        page=lambda _conflict: _page(form, organization_id),
        act=lambda: add_contact(deed(), organization_id=organization_id, values=form.values()),
        done=_address,
        said=_("The contact was added."),
    ).answer()


@bp.get("/contacts/<int:contact_id>/edit")
@requires(Permission.EDIT_RECORDS)
def show_edit(contact_id: int) -> str:
    """The form with what is recorded."""
    contact = get_contact(contact_id)
    return _page(_stored(contact_id), contact.organization_id, contact_id=contact_id)


@bp.post("/contacts/<int:contact_id>/edit")
@requires(Permission.EDIT_RECORDS)
def revise(contact_id: int) -> Answer:
    """訂正; the version is that of the organization."""
    return sent_before(_address) or _revise(contact_id)


def _revise(contact_id: int) -> Answer:
    form, organization_id = ContactForm(), get_contact(contact_id).organization_id
    return Saving(
        form,
        Noun.ORGANIZATIONS,
        page=lambda conflict: _page(form, organization_id, conflict, contact_id=contact_id),
        act=lambda: revise_contact(deed(), contact_id=contact_id, values=form.values(), version=form.seen_version),
        done=_address,
        said=_("The correction was saved."),
        stored=lambda: (_stored(contact_id), organization_id, get_organization(organization_id).version),
    ).answer()


@bp.post("/contacts/<int:contact_id>/remove")
@requires(Permission.EDIT_RECORDS)
def remove(contact_id: int) -> Answer:
    """Take somebody off."""
    return sent_before(_address) or _remove(contact_id)


def _remove(contact_id: int) -> Answer:
    organization_id = get_contact(contact_id).organization_id
    return Saving(
        RecordForm(),
        Noun.ORGANIZATIONS,
        page=lambda _conflict: _page(_stored(contact_id), organization_id, contact_id=contact_id),
        act=lambda: remove_contact(deed(), contact_id=contact_id),
        done=_address,
        said=_("The contact was removed."),
    ).answer()


def _stored(contact_id: int) -> ContactForm:
    contact = get_contact(contact_id)
    values = {name: getattr(contact, name) for name in ("name", "post", "phone", "mail", "notes")}
    return ContactForm(formdata=None, data=values | {"version": contact.organization.version})


def _page(
    form: ContactForm, organization_id: int, conflict: Conflict | None = None, *, contact_id: int | None = None
) -> str:
    organization = get_organization(organization_id)
    return show_page(
        "organizations/contact.html",
        form=form,
        removal=RecordForm(formdata=None),
        conflict=conflict,
        contact_id=contact_id,
        name=organization.name,
        address=_address(organization_id),
    )


def _address(organization_id: int) -> str:
    return f"{url_for('organizations.show', organization_id=organization_id)}#contacts"
