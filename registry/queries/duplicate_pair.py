"""Two records side by side: what each of them is, what names it, and what was said about the two."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from registry.database import db
from registry.domain.errors import AlreadyMerged, NoSuchRecord
from registry.models import Organization
from registry.queries.belongings import Belongings, get_belongings
from registry.queries.duplicates import PairState, Reason, are_kept_apart, list_reasons
from registry.queries.organizations import list_records_of_body

BOTH = 2


@dataclass(frozen=True)
class Side:
    """One of the two, with what names it or a record that was merged into it before."""

    record: Organization
    belongings: Belongings


@dataclass(frozen=True)
class ComparedPair:
    """``one`` was recorded first; ``duplicate`` is the one that points at the other, where they are merged."""

    one: Side
    other: Side
    state: PairState
    reasons: tuple[Reason, ...]
    duplicate: Organization | None


def get_pair(one_id: int, other_id: int) -> ComparedPair:
    """Two different records; raises NoSuchRecord, and AlreadyMerged where one is merged into a third."""
    one, other = _records(one_id, other_id)
    duplicate = next((here for here, there in ((one, other), (other, one)) if here.merged_into_id == there.id), None)
    for record in (one, other):
        if record.merged_into_id is not None and record is not duplicate:
            raise AlreadyMerged(name=record.name)
    ids = {record: {each.id for each in list_records_of_body(record)} for record in (one, other)}
    if duplicate is not None:
        ids[other if duplicate is one else one] -= ids[duplicate]
    return ComparedPair(
        one=Side(one, get_belongings(ids[one])),
        other=Side(other, get_belongings(ids[other])),
        state=_state(one, other, duplicate),
        reasons=list_reasons(one.id, other.id),
        duplicate=duplicate,
    )


def _records(one_id: int, other_id: int) -> tuple[Organization, Organization]:
    loaded = (Organization.former_names, Organization.contacts, Organization.groups)
    alive = sa.select(Organization).where(Organization.id.in_((one_id, other_id)), Organization.deleted_at.is_(None))
    found = {each.id: each for each in db.session.scalars(alive.options(*map(selectinload, loaded)))}
    if len(found) != BOTH:
        missing = next((each for each in (one_id, other_id) if each not in found), other_id)
        raise NoSuchRecord(noun=Organization.noun, id=missing)
    return found[min(found)], found[max(found)]


def _state(one: Organization, other: Organization, duplicate: Organization | None) -> PairState:
    if duplicate is not None:
        return PairState.MERGED
    return PairState.SEPARATE if are_kept_apart(one, other) else PairState.OPEN
