"""The history of one record: its entries in the audit log, the newest first."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.vocabulary import Noun
from registry.models import AuditEntry, Organization

Changes = Mapping[str, tuple[Any, Any]]
COLUMNS = (
    AuditEntry.id,
    AuditEntry.at,
    AuditEntry.actor,
    AuditEntry.action,
    AuditEntry.noun,
    AuditEntry.record_id,
    AuditEntry.label,
    AuditEntry.changes,
    AuditEntry.hash,
)
NAMES_AN_ORGANIZATION = ("succeeded_by_id", "merged_into_id")
"""Fields of an organization that the log keeps as the id of another one."""


@dataclass(frozen=True)
class LoggedEntry:
    """One entry as the log has it; ``at`` is ISO 8601 in UTC, ``changes`` is field → (old, new)."""

    id: int
    at: str
    actor: str
    action: str
    noun: str
    record_id: int | None
    label: str
    changes: Changes
    hash: str


def list_history(
    noun: Noun,
    record_id: int,
    *,
    before: int | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
    without: str = "",
    limit: int,
) -> list[LoggedEntry]:
    """The newest entries of a record, those of its parts among them; at most two statements.

    ``before`` is the id of an entry that is already shown; ``since`` is included, ``until`` is not; ``without`` is a
    deed that is left out.
    """
    entries = sa.select(*COLUMNS).where(AuditEntry.noun == noun, AuditEntry.record_id == record_id)
    if before is not None:
        entries = entries.where(AuditEntry.id < before)
    if without:
        entries = entries.where(AuditEntry.action != without)
    if since is not None:
        entries = entries.where(AuditEntry.at >= logged_moment(since))
    if until is not None:
        entries = entries.where(AuditEntry.at < logged_moment(until))
    return read_entries(db.session.execute(entries.order_by(AuditEntry.id.desc()).limit(limit)).all())


def logged_moment(moment: datetime) -> str:
    """A moment as the log writes it; such texts have the order of the moments."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def read_entries(rows: Iterable[Any]) -> list[LoggedEntry]:
    """Rows of the COLUMNS; organizations that are named by their id get their name, in one statement for all."""
    entries = [LoggedEntry(**dict(row._mapping) | {"changes": _read(row.changes)}) for row in rows]  # noqa: SLF001 - SQLAlchemy's public name for it
    fields = (pair for entry in entries for name in NAMES_AN_ORGANIZATION if (pair := entry.changes.get(name)))
    named = {key for pair in fields for key in pair if isinstance(key, int)}
    if not named:
        return entries
    names = _names(named)
    return [_with_names(entry, names) for entry in entries]


def _read(changes: str) -> Changes:
    """What an entry says has changed; nothing where somebody has altered the log beyond reading."""
    try:
        found = json.loads(changes)
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: (pair[0], pair[1]) for name, pair in found.items() if isinstance(pair, list) and len(pair) == 2}  # noqa: PLR2004 - old and new


def _names(keys: Iterable[int]) -> dict[int, str]:
    named = sa.select(Organization.id, Organization.name).where(Organization.id.in_(keys))
    return {row.id: row.name for row in db.session.execute(named)}


def _with_names(entry: LoggedEntry, names: Mapping[int, str]) -> LoggedEntry:
    """The entry with records in the place of their ids, as the log writes other records."""
    changes = dict(entry.changes)
    for field in NAMES_AN_ORGANIZATION:
        if field in changes:
            old, new = changes[field]
            changes[field] = (_record(old, names), _record(new, names))
    return replace(entry, changes=changes)


def _record(key: Any, names: Mapping[int, str]) -> Any:
    return {"id": key, "label": names[key]} if key in names else key
