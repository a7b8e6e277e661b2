"""連絡先: the people to turn to at an organization; their changes stand in its history."""

from collections.abc import Mapping

from registry.commands.audit import snapshot
from registry.commands.records import check_version, note_change
from registry.database import db
from registry.domain.deed import Deed
from registry.domain.names import clean
from registry.models import Organization, OrganizationContact
from registry.queries.contacts import get_contact
from registry.queries.organizations import get_organization


def add_contact(deed: Deed, *, organization_id: int, values: Mapping[str, str]) -> Organization:
    """Record somebody; raises NoSuchRecord."""
    organization = get_organization(organization_id)
    before = snapshot(organization)
    organization.contacts.append(OrganizationContact(**_cleaned(values)))
    return note_change(deed, action="add_contact", record=organization, before=before)


def revise_contact(deed: Deed, *, contact_id: int, values: Mapping[str, str], version: int) -> Organization:
    """Correct what is recorded of somebody; raises EditedMeanwhile by the organization's version, NoSuchRecord."""
    contact = get_contact(contact_id)
    check_version(contact.organization, version)
    before = snapshot(contact.organization)
    for name, value in _cleaned(values).items():
        setattr(contact, name, value)
    return note_change(deed, action="revise_contact", record=contact.organization, before=before)


def remove_contact(deed: Deed, *, contact_id: int) -> Organization:
    """Take somebody off; the history keeps what was recorded. Raises NoSuchRecord."""
    contact = get_contact(contact_id)
    organization = contact.organization
    before = snapshot(organization)
    organization.contacts.remove(contact)
    db.session.flush()
    return note_change(deed, action="remove_contact", record=organization, before=before)


def _cleaned(values: Mapping[str, str]) -> dict[str, str]:
    return {name: clean(value) for name, value in values.items()}
