"""The database: engine settings, and ``@writes``, the only commit and rollback in the program."""

import functools
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import ModuleType
from typing import Any, ParamSpec, TypeVar

import sqlalchemy as sa
from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.engine.url import URL, make_url
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction
from sqlalchemy.pool import ConnectionPoolEntry

from registry.domain.errors import UnauditedWrite
from registry.domain.vocabulary import Noun
from registry.models import AuditEntry, Base
from registry.write_queue import WriteQueue

try:
    import pysqlite3
except ImportError:
    pysqlite3 = None

P = ParamSpec("P")
R = TypeVar("R")

SQLITE: ModuleType = pysqlite3 or sqlite3
ONE_WRITER = 0x52454E4B
"""PostgreSQL's advisory lock for writers: the audit chain needs one at a time."""

db = SQLAlchemy(metadata=Base.metadata, session_options={"expire_on_commit": False})
_writing: ContextVar[bool] = ContextVar("writing", default=False)


def engine_options(url: URL) -> dict[str, Any]:
    """What SQLAlchemy's engine needs for this database."""
    if url.get_backend_name() == "sqlite":
        return {"module": SQLITE, "connect_args": {"timeout": 30}}
    return {"pool_pre_ping": True}


def set_up_database(app: Flask) -> None:
    """Bind the app to its database; expects SQLALCHEMY_DATABASE_URI in its configuration."""
    url = make_url(app.config["SQLALCHEMY_DATABASE_URI"])
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", engine_options(url))
    db.init_app(app)
    with app.app_context():
        if url.get_backend_name() == "sqlite":
            event.listen(db.engine, "connect", _prepare_sqlite)
            event.listen(db.engine, "begin", _begin_sqlite)
    app.extensions["write_queue"] = WriteQueue(_lock_file(url))


def _lock_file(url: URL) -> Path | None:
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        return None
    return Path(url.database).with_name(Path(url.database).name + ".lock")


def wal_is_sound(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is free of the WAL-reset corruption bug (sqlite.org/wal.html)."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # we emit BEGIN ourselves: the driver would begin too late, and never IMMEDIATE
    connection.isolation_level = None  # type: ignore[attr-defined]
    journal = "WAL" if wal_is_sound(SQLITE.sqlite_version_info) else "DELETE"
    cursor = connection.cursor()
    for setting in (
        "busy_timeout = 30000",
        f"journal_mode = {journal}",
        "synchronous = FULL",
        "foreign_keys = ON",
        "trusted_schema = OFF",
    ):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")


@contextmanager
def writing() -> Iterator[None]:
    """One transaction that writes: its turn in the queue, then commit, or rollback on any exception.

    Raises UnauditedWrite where a record changed without an entry in the audit log.
    """
    if _writing.get():
        yield
        return
    queue: WriteQueue = current_app.extensions["write_queue"]
    db.session.rollback()  # a transaction that only read so far cannot become the first writer
    token = _writing.set(True)
    try:
        with queue.turn():
            try:
                if db.engine.dialect.name == "postgresql":
                    db.session.execute(sa.select(sa.func.pg_advisory_xact_lock(ONE_WRITER)))
                yield
                db.session.commit()
            except BaseException:
                db.session.rollback()
                raise
    finally:
        _writing.reset(token)


def writes(function: Callable[P, R]) -> Callable[P, R]:
    """Mark a view or a command line deed as one that writes: all of it is one transaction."""

    @functools.wraps(function)
    def deed(*args: P.args, **kwargs: P.kwargs) -> R:
        with writing():
            return function(*args, **kwargs)

    return deed


def discard() -> None:
    """Give back what was only planned: a dry run, a refused import."""
    db.session.rollback()


@event.listens_for(Session, "after_flush")
def _note_changes(session: Session, _context: UOWTransaction) -> None:
    changed: set[tuple[Noun, int]] = session.info.setdefault("changed", set())
    audited: set[tuple[str, int | None]] = session.info.setdefault("audited", set())
    for row in (*session.new, *session.dirty, *session.deleted):
        if isinstance(row, AuditEntry):
            audited.add((row.noun, row.record_id))
        elif isinstance(row, Base) and row.audit_key is not None and _really_changed(session, row):
            changed.add(row.audit_key)


def _really_changed(session: Session, row: Base) -> bool:
    return row in session.new or row in session.deleted or session.is_modified(row)


@event.listens_for(Session, "do_orm_execute")
def _refuse_bulk_writes(state: ORMExecuteState) -> None:
    """Statements over many rows escape the audit guard; who writes their entries says ``audited=True``."""
    bulk = state.is_insert or state.is_update or state.is_delete
    if bulk and not state.execution_options.get("audited"):
        raise UnauditedWrite(records=str(state.statement))


@event.listens_for(Session, "before_commit")
def _refuse_unaudited(session: Session) -> None:
    session.flush()
    missing = session.info.get("changed", set()) - session.info.get("audited", set())
    if missing:
        raise UnauditedWrite(records=", ".join(f"{noun} {key}" for noun, key in sorted(missing)))


@event.listens_for(Session, "after_commit")
@event.listens_for(Session, "after_rollback")
def _forget_changes(session: Session) -> None:
    session.info.pop("changed", None)
    session.info.pop("audited", None)
