"""相手方: finding partner organizations and what names them."""

from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.drafts import FormerNameDraft, OrganizationDraft
from registry.domain.errors import NoSuchRecord
from registry.models import (
    Agreement,
    AgreementParty,
    Meeting,
    Organization,
    Project,
)
from registry.models.base import Record
from registry.queries.records import find_record, first_living, get_record, read_draft


def find_organization(organization_id: int) -> Organization | None:
    """The organization, deleted or merged or not."""
    return find_record(Organization, organization_id)


def get_organization(organization_id: int) -> Organization:
    """The organization, which may be merged but not deleted; raises NoSuchRecord."""
    return get_record(Organization, organization_id)


def get_known_organization(organization_id: int) -> Organization:
    """The organization, which may be merged or deleted; raises NoSuchRecord."""
    organization = find_organization(organization_id)
    if organization is None:
        raise NoSuchRecord(noun=Organization.noun, id=organization_id)
    return organization


def list_organizations() -> Sequence[Organization]:
    """Bodies that are neither deleted nor merged into another, in the order of their readings."""
    alive = sa.select(Organization).where(Organization.deleted_at.is_(None), Organization.merged_into_id.is_(None))
    return db.session.scalars(alive.order_by(Organization.sort_key, Organization.id)).all()


def draft_of(organization: Organization) -> OrganizationDraft:
    """The draft that would make this organization as it is."""
    return read_draft(OrganizationDraft, organization, former_names=FormerNameDraft)


def list_records_naming(organization: Organization) -> list[Record]:
    """The first living records of each noun that name this organization, so that it cannot be deleted."""
    return list(_records_naming(organization.id))


def _records_naming(organization_id: int) -> Iterator[Record]:
    party = Agreement.parties.any(AgreementParty.organization_id == organization_id)
    yield from db.session.scalars(first_living(Agreement).where(party))
    for kind in (Meeting, Project):
        named = kind.organizations.any(Organization.id == organization_id)
        yield from db.session.scalars(first_living(kind).where(named))
    led_here = sa.or_(Organization.succeeded_by_id == organization_id, Organization.merged_into_id == organization_id)
    yield from db.session.scalars(first_living(Organization).where(led_here))


def get_body(organization: Organization) -> Organization:
    """The record that this one was merged into, over any number of steps; itself where it was not merged."""
    while organization.merged_into_id is not None:
        organization = db.session.get_one(Organization, organization.merged_into_id)
    return organization


def list_records_of_body(organization: Organization) -> list[Organization]:
    """The record itself and all that were merged into it, directly or not."""
    members, found = [organization], [organization]
    while found:
        into = Organization.merged_into_id.in_([each.id for each in found])
        found = list(db.session.scalars(sa.select(Organization).where(into).order_by(Organization.id)))
        members.extend(found)
    return members


def ids_of_body(organization_id: int) -> sa.Select[Any]:
    """The same as ids, for a statement to go on with."""
    members = sa.select(Organization.id).where(Organization.id == organization_id).cte("body", recursive=True)
    merged = sa.select(Organization.id).join(members, Organization.merged_into_id == members.c.id)
    return sa.select(members.union(merged).c.id)


def list_successors(organization: Organization) -> list[Organization]:
    """The bodies that came after this one, nearest first: each one's successor, or that of a record merged into it."""
    line: list[Organization] = []
    body: Organization | None = get_body(organization)
    while body is not None and body not in line:
        line.append(body)
        after = next((each.succeeded_by_id for each in list_records_of_body(body) if each.succeeded_by_id), None)
        body = get_body(db.session.get_one(Organization, after)) if after else None
    return line[1:]
