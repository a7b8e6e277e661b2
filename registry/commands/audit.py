"""The audit log's entries: who did what to which record, when, with the old and the new values."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import RelationshipProperty

from registry.database import db
from registry.domain.audit_chain import canonical, entry_hash
from registry.domain.deed import Deed
from registry.domain.vocabulary import Noun
from registry.models import AuditEntry, Base
from registry.models.base import Record
from registry.models.reference import Reference
from registry.queries.audit import get_head

_APPEND = sa.insert(Base.metadata.tables[AuditEntry.__tablename__])
Snapshot = Mapping[str, Any]
NOTHING: tuple[object, ...] = (None, "", [])
"""What a field of a record that is not there yet, or any more, counts as."""


@dataclass(frozen=True)
class Entry:
    """One deed on one record; ``changes`` is field -> (old, new) in values that JSON knows."""

    action: str
    noun: Noun
    record_id: int | None
    label: str
    changes: Mapping[str, tuple[Any, Any]] = field(default_factory=dict)


def record_entry(
    deed: Deed, *, action: str, record: Base, before: Snapshot | None = None, after: Snapshot | None = None
) -> None:
    """Write one record's entry; ``before`` and ``after`` are its snapshots (none: it was not there, is as it is now).

    Comes last in a command: what changes after it needs an entry of its own.
    """
    db.session.flush()
    key = record.audit_key
    if key is None:
        raise TypeError(f"{type(record).__name__} has no history of its own")
    now = snapshot(record) if after is None else after
    label: str = getattr(record, "label", "")
    record_entries(deed, [Entry(action, key[0], key[1], label, changes_between(before or {}, now))])


def record_entries(deed: Deed, entries: Iterable[Entry]) -> None:
    """Append many entries at once; all of them are the same person's deed at the same moment."""
    db.session.flush()
    head = get_head()
    rows: list[dict[str, Any]] = []
    number, previous = head.entries, head.hash
    for number, entry in enumerate(entries, start=number + 1):  # noqa: B020 - goes on from the last number
        row = _columns(deed, entry) | {"id": number, "previous_hash": previous}
        previous = entry_hash(row)
        rows.append(row | {"hash": previous})
    if rows:
        db.session.execute(_APPEND, rows)


def common_columns(deed: Deed, *, action: str, noun: Noun) -> dict[str, Any]:
    """What the entries of one deed on many records of a noun have in common."""
    return {
        "at": deed.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "actor": deed.actor,
        "actor_id": deed.actor_id,
        "action": action,
        "noun": noun.value,
    }


def _columns(deed: Deed, entry: Entry) -> dict[str, Any]:
    return common_columns(deed, action=entry.action, noun=entry.noun) | {
        "record_id": entry.record_id,
        "label": entry.label,
        "changes": canonical(entry.changes),
    }


def changes_between(before: Snapshot, after: Snapshot) -> dict[str, tuple[Any, Any]]:
    """The fields that differ, with the old and the new value; blank is the same as not there."""
    pairs = {name: (before.get(name), after.get(name)) for name in (*before, *(after.keys() - before.keys()))}
    return {
        name: (old, new) for name, (old, new) in pairs.items() if old != new and not (old in NOTHING and new in NOTHING)
    }


def snapshot(record: Base) -> Snapshot:
    """A record's own values for the log: columns, and the relationships that its model declares.

    Keys derived from other columns and secrets stay out (``unlogged``); related rows appear by what a reader knows
    them by, lists in an order of their own, so that equal records have equal snapshots.
    """
    mapper = sa.inspect(type(record))
    shown = {name: mapper.relationships[name] for name in record.logged_relationships}
    covered = {column.key for relation in shown.values() if not relation.uselist for column in relation.local_columns}
    columns = set(mapper.column_attrs.keys()) - record.unlogged - {"id", *covered}
    values = {name: _plain(getattr(record, name)) for name in sorted(columns)}
    return values | {name: _related(record, relation) for name, relation in shown.items()}


def _related(record: Base, relation: RelationshipProperty[Any]) -> object:
    value = getattr(record, relation.key)
    if not relation.uselist:
        return None if value is None else _known_by(value, relation)
    return sorted((_known_by(row, relation) for row in value), key=canonical)


def _known_by(row: Base, relation: RelationshipProperty[Any]) -> object:
    """A department by its name, a record by its label and id, a child row by its own values."""
    if isinstance(row, Reference):
        return row.name
    if isinstance(row, Record):
        return {"id": row.id, "label": row.label}
    owner = {column.key for column in relation.remote_side}
    return {name: value for name, value in snapshot(row).items() if name not in owner}


def _plain(value: object) -> object:
    """A column's value as JSON knows it; enumerations are text already."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value
