"""The rows of a backup into empty tables, whatever database they came from and whichever revision the tables are of."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

import sqlalchemy as sa

from registry.domain.errors import DatabaseUnusable, InvalidDraft
from registry.domain.progress import Progress
from registry.imports.backups import BackupReader
from registry.queries.backups import kept_tables
from registry.staging import tell_of_ids

AT_A_TIME = 1000
Reader = Callable[[Any], Any]
Rows = Iterator[list[Any]]


def load_tables(connection: sa.Connection, backup: BackupReader, progress: Progress) -> None:
    """Fill the tables, a step for each row; raises DamagedBackup, DatabaseUnusable."""
    for table in _tables(connection, backup):
        columns, rows = backup.read_table(table.name)
        if {*columns} != {*table.columns.keys()} or len(columns) > len(table.columns):
            raise backup.damaged(table.name)
        readers = [_READERS[table.columns[name].type.python_type] for name in columns]
        try:
            _insert(connection, table, columns, _read(rows, readers, progress))
            _go_on_after(connection, table)
        except (ValueError, TypeError, InvalidDraft, sa.exc.SQLAlchemyError) as error:
            raise backup.damaged(table.name) from error


def _tables(connection: sa.Connection, backup: BackupReader) -> list[sa.Table]:
    """The backup's tables, each after those that it refers to."""
    kept, tables = {*backup.tables}, kept_tables(connection)
    strange = kept ^ {table.name for table in tables}
    if strange:
        raise backup.damaged(min(strange))
    return tables


def _read(rows: Rows, readers: Sequence[Reader], progress: Progress) -> Rows:
    for row in rows:
        yield [value if value is None else read(value) for read, value in zip(readers, row, strict=True)]
        progress.step()


def _moment(value: str) -> datetime:
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError(f"{value} has no time zone")
    return moment.astimezone(UTC)


def _exactly(kind: type) -> Reader:
    def read(value: object) -> object:
        if type(value) is not kind:
            raise TypeError(f"{value!r} is no {kind.__name__}")
        return value

    return read


_READERS: dict[type, Reader] = {
    datetime: _moment,
    date: date.fromisoformat,
    **{kind: _exactly(kind) for kind in (bool, int, str)},
}
"""What makes a value of the backup one of a column of this kind; it raises ValueError or TypeError for any other."""


def _insert(connection: sa.Connection, table: sa.Table, columns: Sequence[str], rows: Rows) -> None:
    """PostgreSQL takes a table in one statement: a row may refer to a later one of the same table."""
    if connection.dialect.name != "postgresql":
        while some := list(islice(rows, AT_A_TIME)):
            connection.execute(sa.insert(table), [dict(zip(columns, row, strict=True)) for row in some])
        return
    quoted = connection.dialect.identifier_preparer.quote
    statement = f"COPY {quoted(table.name)} ({', '.join(map(quoted, columns))}) FROM STDIN"
    driver = connection.dialect.loaded_dbapi
    try:
        with connection.connection.cursor().copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except driver.OperationalError as error:
        raise DatabaseUnusable(reason=str(error).partition("\n")[0]) from error
    except driver.Error as error:
        raise ValueError(str(error)) from error


def _go_on_after(connection: sa.Connection, table: sa.Table) -> None:
    """Let the database give ids after those that are taken."""
    last = connection.scalar(sa.select(sa.func.max(table.columns.id))) if "id" in table.columns else None
    if last is not None:
        tell_of_ids(table, last)
