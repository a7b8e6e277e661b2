"""連絡先: finding contact people."""

from registry.database import db
from registry.domain.errors import NoSuchRecord
from registry.domain.vocabulary import Noun
from registry.models import OrganizationContact


def get_contact(contact_id: int) -> OrganizationContact:
    """The contact of an organization that is not deleted; raises NoSuchRecord."""
    contact = db.session.get(OrganizationContact, contact_id)
    if contact is None or contact.organization.deleted_at is not None:
        raise NoSuchRecord(noun=Noun.ORGANIZATIONS, id=contact_id)
    return contact
