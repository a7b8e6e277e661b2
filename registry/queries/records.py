"""Finding the records of any noun by their id, and reading back the draft that a record is made of."""

import dataclasses
import functools
from collections.abc import Iterable
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm.interfaces import ORMOption

from registry.database import db
from registry.domain.errors import NoSuchRecord
from registry.models.base import Base, Record
from registry.models.reference import Reference
from registry.queries.listing import IDS

R = TypeVar("R", bound=Record)
D = TypeVar("D")
A_FEW = 4
LARGEST_ID = 2**31 - 1


def find_record(kind: type[R], record_id: int, *loading: ORMOption) -> R | None:
    """The record, deleted or not; an address may name numbers that no database knows."""
    return db.session.get(kind, record_id, options=loading) if record_id <= LARGEST_ID else None


def last_id(kind: type[R]) -> int:
    """The highest id that was ever given to a record of this kind; 0 without one."""
    return db.session.scalar(sa.select(sa.func.max(kind.id))) or 0


def get_record(kind: type[R], record_id: int) -> R:
    """The record, which must not be deleted; raises NoSuchRecord."""
    record = find_record(kind, record_id)
    if record is None or record.deleted_at is not None:
        raise NoSuchRecord(noun=kind.noun, id=record_id)
    return record


def get_deleted_record(kind: type[R], record_id: int) -> R:
    """The record, which must be deleted; raises NoSuchRecord."""
    record = find_record(kind, record_id)
    if record is None or record.deleted_at is None:
        raise NoSuchRecord(noun=kind.noun, id=record_id)
    return record


def get_records(kind: type[R], record_ids: Iterable[int], *, known: Iterable[R] = ()) -> list[R]:
    """The records with these ids, in this order, each once; raises NoSuchRecord for one that is not there or deleted.

    ``known`` are records that stand already where these will stand: they may have been deleted since.
    """
    found = {record.id: record for record in known}
    wanted = dict.fromkeys(record_ids)
    missing = [record_id for record_id in wanted if record_id not in found]
    if missing:
        found |= {record.id: record for record in db.session.scalars(_living(kind), {"ids": missing})}
    lost = next((record_id for record_id in wanted if record_id not in found), None)
    if lost is not None:
        raise NoSuchRecord(noun=kind.noun, id=lost)
    return [found[record_id] for record_id in wanted]


@functools.cache
def _living(kind: type[R]) -> sa.Select[R]:
    return sa.select(kind).where(kind.id.in_(IDS), kind.deleted_at.is_(None))


def first_living(kind: type[R]) -> sa.Select[R]:
    """A few records that are not deleted: enough to name in a refusal."""
    return sa.select(kind).where(kind.deleted_at.is_(None)).order_by(kind.id).limit(A_FEW)


def read_draft(draft: type[D], record: Base, **nested: type[Any]) -> D:
    """The draft that the record is made of, by field names; ``nested`` gives the draft of a field's child rows."""
    names = [each.name for each in dataclasses.fields(draft)]  # type: ignore[arg-type]
    return draft(**{name: _drafted(getattr(record, name), nested.get(name)) for name in names})


def _drafted(value: Any, nested: type[Any] | None) -> Any:
    if isinstance(value, list):
        return tuple(_drafted(each, nested) for each in value)
    if isinstance(value, Reference):
        return value.name
    if isinstance(value, Record):
        return value.id
    return read_draft(nested, value) if nested is not None else value
