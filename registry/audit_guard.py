"""The guard at the commit: what changed without an entry in the audit log afterwards is refused, all of it.

It watches every session: rows, their child rows, their many-to-many collections, deletions, and statements over many
rows. It also lets a record's version rise where only one of its collections changed.
"""

import functools
from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction
from sqlalchemy.orm.attributes import flag_modified, set_committed_value
from sqlalchemy.orm.util import identity_key

from registry.domain.errors import UnauditedWrite
from registry.domain.vocabulary import Noun
from registry.models import AuditEntry, Base
from registry.models.base import Record

AUDITED = "audited"
"""The execution option of a statement over many rows whose author writes their entries."""
_NOTES = ("unaudited", "promised", "entries")
"""What a session notes about its transaction."""


def _pending(session: Session) -> set[tuple[str, int | None]]:
    """Records that changed after their last entry."""
    pending: set[tuple[str, int | None]] = session.info.setdefault("unaudited", set())
    return pending


def has_changes(session: Session) -> bool:
    """Whether the session's transaction has changed a record, or is about to."""
    noted = any(session.info.get(name) for name in _NOTES)
    return bool(noted or session.new or session.dirty or session.deleted)


@event.listens_for(Session, "before_flush")
def _raise_versions(session: Session, _context: UOWTransaction, _instances: object) -> None:
    """A version column alone stands still when only a collection or a child row changes."""
    classes = _record_classes()
    for noun, key in {row.audit_key for row in _changed(session) if row.audit_key and row.part_of_record}:
        if noun in classes and key is not None:
            record = session.identity_map.get(identity_key(classes[noun], key))
            if record is not None:
                set_committed_value(record, "deleted_at", record.deleted_at)  # what was never read cannot be flagged
                flag_modified(record, "deleted_at")


@functools.cache
def _record_classes() -> Mapping[Noun, type[Record]]:
    classes = [mapper.class_ for mapper in Base.registry.mappers if issubclass(mapper.class_, Record)]
    return {each.noun: each for each in classes}


@event.listens_for(Session, "after_flush")
def _note_changes(session: Session, _context: UOWTransaction) -> None:
    entries = [row for row in session.new if isinstance(row, AuditEntry)]
    _pending(session).update(row.audit_key for row in _changed(session) if row.audit_key is not None)
    _pending(session).difference_update((entry.noun, entry.record_id) for entry in entries)


def _changed(session: Session) -> Iterator[Base]:
    """Rows that are new, deleted, or differ from what was read, collections included."""
    yield from (row for row in (*session.new, *session.deleted) if isinstance(row, Base))
    yield from (row for row in session.dirty if isinstance(row, Base) and session.is_modified(row))


@event.listens_for(Session, "do_orm_execute")
def _watch_statements(state: ORMExecuteState) -> None:
    """Statements over many rows escape the unit of work; who writes their entries says so by the option."""
    statement = state.statement
    if isinstance(statement, sa.TextClause):
        if statement.text.lstrip().partition(" ")[0].upper() in {"INSERT", "UPDATE", "DELETE", "REPLACE"}:
            raise UnauditedWrite(records=statement.text)
    elif isinstance(statement, sa.UpdateBase):
        _watch_rows(state, statement)


def _watch_rows(state: ORMExecuteState, statement: sa.UpdateBase) -> None:
    table: str = getattr(statement.table, "name", "")  # by name: an ORM statement holds the table's annotated twin
    if table == AuditEntry.__tablename__:
        _note_entries(state)
    elif table not in _tables_without_history():
        if not state.execution_options.get(AUDITED):
            raise UnauditedWrite(records=str(statement))
        promised: set[str] = state.session.info.setdefault("promised", set())
        promised.add(table)


@functools.cache
def _tables_without_history() -> frozenset[str]:
    return frozenset(mapper.class_.__tablename__ for mapper in Base.registry.mappers if not mapper.class_.audited)


def _note_entries(state: ORMExecuteState) -> None:
    parameters: Mapping[str, Any] | Sequence[Mapping[str, Any]] = state.parameters or ()
    rows = [parameters] if isinstance(parameters, Mapping) else parameters
    _pending(state.session).difference_update((row["noun"], row["record_id"]) for row in rows)
    state.session.info["entries"] = state.session.info.get("entries", 0) + len(rows)


@event.listens_for(Session, "before_commit")
def _refuse_unaudited(session: Session) -> None:
    session.flush()
    missing = sorted(f"{noun} {key}" for noun, key in _pending(session))
    if not missing and not session.info.get("entries"):
        missing = sorted(session.info.get("promised", ()))
    if missing:
        raise UnauditedWrite(records=", ".join(missing))


@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    keep_notes(session, {})


def notes_of(session: Session) -> dict[str, Any]:
    """What was noted so far, for taking back a part of the transaction."""
    return {name: copy(session.info[name]) for name in _NOTES if name in session.info}


def keep_notes(session: Session, notes: Mapping[str, Any]) -> None:
    """Forget what was noted since ``notes_of``."""
    for name in _NOTES:
        session.info.pop(name, None)
    session.info.update(notes)
