"""The database: engine settings, and ``@writes``, the only commit and rollback in the program."""

import functools
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from types import ModuleType
from typing import Any, ParamSpec, TypeVar

import sqlalchemy as sa
from flask import Flask, current_app
from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.engine.url import URL, make_url
from sqlalchemy.pool import ConnectionPoolEntry

from registry import audit_guard
from registry.database_errors import say_what_is_wrong
from registry.domain.errors import DatabaseUnusable
from registry.models import Base
from registry.write_queue import WriteQueue

try:
    import pysqlite3
except ImportError:  # no wheel for this platform: Python's own SQLite serves
    pysqlite3 = None

P = ParamSpec("P")
R = TypeVar("R")

SQLITE: ModuleType = pysqlite3 or sqlite3
ONE_WRITER = 0x52454E4B
"""PostgreSQL's advisory lock for writers: the audit chain needs one at a time."""
BULK = {audit_guard.AUDITED: True}
"""Execution options of a statement over many rows whose author writes their audit entries."""

_writing: ContextVar[bool] = ContextVar("writing", default=False)
_own_connection: ContextVar[sa.Connection | None] = ContextVar("own_connection", default=None)


class OfficeSession(Session):
    """Flask-SQLAlchemy's session; inside ``one_connection`` all its transactions are on that one."""

    def get_bind(
        self,
        mapper: Any | None = None,
        clause: Any | None = None,
        bind: sa.Engine | sa.Connection | None = None,
        **more: Any,
    ) -> sa.Engine | sa.Connection:
        """The connection or engine of a statement."""
        return _own_connection.get() or super().get_bind(mapper, clause, bind, **more)


db = SQLAlchemy(metadata=Base.metadata, session_options={"expire_on_commit": False, "class_": OfficeSession})


def set_up_database(app: Flask) -> None:
    """Bind the app to its database; expects SQLALCHEMY_DATABASE_URI in its configuration."""
    url = make_url(app.config["SQLALCHEMY_DATABASE_URI"])
    app.config.setdefault("SQLALCHEMY_ENGINE_OPTIONS", engine_options(url))
    db.init_app(app)
    with app.app_context():
        engine = db.engine
    event.listen(engine, "handle_error", say_what_is_wrong)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        app.extensions["write_queue"] = WriteQueue(Path(engine.url.database or "").absolute())
    else:
        event.listen(engine, "begin", _begin_postgresql)
        app.extensions["write_queue"] = WriteQueue(None)


def engine_options(url: URL) -> dict[str, Any]:
    """What SQLAlchemy's engine needs for this database."""
    if url.get_backend_name() == "sqlite":
        return {"module": SQLITE, "connect_args": {"timeout": 30}}
    return {"pool_pre_ping": True}


def wal_is_sound(version: tuple[int, ...]) -> bool:
    """Whether this SQLite is free of the WAL-reset corruption bug (sqlite.org/wal.html)."""
    return version >= (3, 51, 3) or (3, 50, 7) <= version < (3, 51) or (3, 44, 6) <= version < (3, 45)


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # we emit BEGIN ourselves: the driver would begin too late, and never IMMEDIATE
    connection.isolation_level = None
    journal = "WAL" if wal_is_sound(SQLITE.sqlite_version_info) else "DELETE"
    cursor = connection.cursor()
    for setting in (
        "busy_timeout = 30000",
        f"journal_mode = {journal}",
        "synchronous = FULL",
        "foreign_keys = ON",
        "trusted_schema = OFF",
        "cache_size = -32768",  # KiB
        "temp_store = MEMORY",
    ):
        cursor.execute(f"PRAGMA {setting}")
    cursor.close()


def _begin_sqlite(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE" if _writing.get() else "BEGIN")


def _begin_postgresql(connection: sa.Connection) -> None:
    """A reader sees one state from first to last, as on SQLite; a writer sees what others wrote before its turn."""
    if not _writing.get():
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def is_writing() -> bool:
    """Whether this is inside a transaction that writes, or only tries to."""
    return _writing.get()


@contextmanager
def writing() -> Iterator[None]:
    """One transaction that writes: its turn in the queue, then commit, or rollback on any exception.

    Inside another one it is part of that. Raises UnauditedWrite where a record changed without an entry in the
    audit log, InvalidDraft where the database itself refused a value.
    """
    if _writing.get():
        yield
        return
    db.session.rollback()  # a transaction that only read so far cannot become the first writer
    with _turn():
        try:
            _wait_for_other_processes(db.session.connection())
            yield
            db.session.commit()
        except BaseException:
            db.session.rollback()
            raise


@contextmanager
def rehearsing() -> Iterator[None]:
    """Do what stands inside as one transaction that writes does it, then take it back whole: what would come of it.

    It waits for its turn like a writer, in a session of its own, so that what the reader has loaded stays as it is;
    inside a transaction that writes it is a part of that, and only this part is taken back.
    """
    if _writing.get():
        with _taken_back():
            yield
        return
    db.session.commit()  # only ends the reading: without a write-ahead log, whose turn it is waits for all readers
    sessions = db.session.registry
    reading = sessions()
    with _turn():
        sessions.set(sessions.createfunc())
        try:
            _wait_for_other_processes(db.session.connection())
            yield
        finally:
            db.session.close()
            sessions.set(reading)


@contextmanager
def _taken_back() -> Iterator[None]:
    part = db.session.begin_nested()
    noted = audit_guard.notes_of(db.session())
    try:
        yield
    finally:
        part.rollback()
        audit_guard.keep_notes(db.session(), noted)


@contextmanager
def one_connection() -> Iterator[None]:
    """Keep one connection through several transactions: what is staged in temporary tables is there for the last one.

    Inside a transaction that writes this is that transaction's. On SQLite the log of writes is copied into the file
    after the last transaction and not within it, where others would wait for it; its cache is small, because the
    temporary tables need the room.
    """
    if _writing.get():
        yield
        return
    db.session.rollback()
    with db.engine.connect() as connection:
        connection.detach()  # it is closed at the end, and takes its temporary tables with it
        token = _own_connection.set(connection)
        try:
            _tell_sqlite(connection, "PRAGMA wal_autocheckpoint = 0", "PRAGMA cache_size = -8192")
            yield
        finally:
            _own_connection.reset(token)
            db.session.rollback()
            with suppress(SQLITE.Error):  # what was committed is safe in the log, and copied another time
                _tell_sqlite(connection, "PRAGMA wal_checkpoint(PASSIVE)")


def _tell_sqlite(connection: sa.Connection, *settings: str) -> None:
    if connection.dialect.name == "sqlite":
        cursor = connection.connection.cursor()
        for setting in settings:
            cursor.execute(setting)
        cursor.close()


@contextmanager
def staging() -> Iterator[None]:
    """A transaction that fills temporary tables only, and lets nobody wait; inside one that writes, a part of that."""
    if _writing.get():
        yield
        return
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


@contextmanager
def migrating() -> Iterator[sa.Connection]:
    """One transaction that makes tables, for Alembic and for the session, alone like a writer's.

    Inside another one it is part of that. SQLite alters a table by making it anew: references are not followed
    meanwhile, and all are checked at the end.
    """
    if _writing.get() and (present := _own_connection.get()) is not None:
        yield present
        return
    db.session.rollback()
    with _turn(), db.engine.connect() as connection:
        _follow_references(connection, follow=False)
        token = _own_connection.set(connection)
        try:
            with connection.begin():
                _wait_for_other_processes(connection)
                yield connection
                _check_references(connection)
        finally:
            db.session.remove()
            _own_connection.reset(token)
            _follow_references(connection, follow=True)


@contextmanager
def _turn() -> Iterator[None]:
    queue: WriteQueue = current_app.extensions["write_queue"]
    token = _writing.set(True)
    try:
        with ExitStack() as until_done:
            try:
                until_done.enter_context(queue.turn())
            except OSError as error:
                raise DatabaseUnusable(reason=f"{error.filename}: {error.strerror}") from error
            yield
    finally:
        _writing.reset(token)


def _wait_for_other_processes(connection: sa.Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(ONE_WRITER)))


def _follow_references(connection: sa.Connection, *, follow: bool) -> None:
    """Only outside a transaction does this setting take effect."""
    if connection.dialect.name == "sqlite":
        connection.connection.cursor().execute(f"PRAGMA foreign_keys = {'ON' if follow else 'OFF'}")


def _check_references(connection: sa.Connection) -> None:
    if connection.dialect.name == "sqlite" and (lost := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
        raise DatabaseUnusable(reason=f"{len(lost)} references lead nowhere ({lost[0]})")


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
