"""What a backup is made of, read in one state; and the log of the backups that were made."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import sqlalchemy as sa
from flask import current_app

from registry.database import SQLITE, db, discard, wal_is_sound
from registry.domain.backups import LEFT_OUT
from registry.models import Attachment, Backup, Base
from registry.write_queue import WriteQueue

AT_A_TIME = 1000


@dataclass(frozen=True)
class StoredFile:
    """An attached file: the name under which it lies, the sum of its bytes, and what people call it."""

    stored_as: str
    sha256: str
    file_name: str


@contextmanager
def one_state() -> Iterator[None]:
    """A transaction that reads the registry as it is at one moment, while others go on writing.

    Without a write-ahead log SQLite lets nobody commit meanwhile: there they wait in their queue, and not in vain.
    """
    discard()
    with ExitStack() as until_read:
        if db.engine.dialect.name == "sqlite" and not wal_is_sound(SQLITE.sqlite_version_info):
            queue: WriteQueue = current_app.extensions["write_queue"]
            until_read.enter_context(queue.turn())
        try:
            yield
        finally:
            discard()


def kept_tables(connection: sa.Connection) -> list[sa.Table]:
    """The tables that a backup holds, as the database has them, each after those that it refers to.

    What else lies in the database is somebody else's.
    """
    present = sa.MetaData()
    present.reflect(connection, only=lambda name, _: name in Base.metadata.tables)
    return [table for table in present.sorted_tables if table.name not in LEFT_OUT]


def registry_is_empty() -> bool:
    """Whether no table has a row, be it that there are no tables yet."""
    connection = db.session.connection()
    return not any(connection.scalar(sa.select(sa.exists().select_from(table))) for table in kept_tables(connection))


def count_rows(tables: Sequence[sa.Table]) -> int:
    """How many rows the tables have together."""
    counted = [sa.select(sa.func.count()).select_from(table).scalar_subquery() for table in tables]
    return sum(db.session.execute(sa.select(*counted)).one())


def rows_of(table: sa.Table) -> Iterator[sa.Row[*tuple[object, ...]]]:
    """All rows of a table by their key, some at a time."""
    rows = sa.select(*table.columns).order_by(*table.primary_key.columns).execution_options(yield_per=AT_A_TIME)
    yield from db.session.execute(rows)


def stored_files() -> list[StoredFile]:
    """All attached files, replaced and removed ones too."""
    columns = (Attachment.stored_as, Attachment.sha256, Attachment.file_name)
    return [StoredFile(*row) for row in db.session.execute(sa.select(*columns).order_by(Attachment.id))]


def find_last_backup() -> Backup | None:
    """The newest good backup."""
    return db.session.scalar(sa.select(Backup).order_by(Backup.made_at.desc(), Backup.id.desc()).limit(1))
