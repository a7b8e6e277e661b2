"""Rows that wait for one short transaction, in temporary tables that nobody else sees.

Filling them takes nobody's turn to write; taking them over is one statement for each table, which the database does by
itself, faster than row by row. A process that dies leaves nothing behind: the tables go with its connection.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import sqlalchemy as sa

from registry.database import BULK, db

Row = tuple[object, ...]
Kinds = dict[str, sa.types.TypeEngine[Any]]
AT_A_TIME = 5000
NUMBER, TEXT = sa.Integer(), sa.Text()


def stage(name: str, columns: Kinds, rows: Iterable[Row]) -> sa.Table:
    """Keep rows in a temporary table, made anew, and return it.

    Each row has a value for every column, in their order: text, numbers, truth, and days as ISO text.
    """
    kinds = (sa.Column(column, _plain(kind)) for column, kind in columns.items())
    staged = sa.Table(f"staged_{name}", sa.MetaData(), *kinds, prefixes=["TEMPORARY"])
    connection = db.session.connection()
    connection.execute(sa.schema.DropTable(staged, if_exists=True))
    connection.execute(sa.schema.CreateTable(staged))
    for chunk in _chunks(rows):
        _fill(connection, staged, chunk)
    return staged


def take_over(target: sa.Table, values: Mapping[str, sa.ColumnElement[object]], source: sa.FromClause) -> None:
    """Insert the staged rows into their table; ``values`` says what becomes of each column. Audited by the caller."""
    rows = sa.select(*values.values()).select_from(source)
    db.session.execute(sa.insert(target).from_select([*values], rows), execution_options=BULK)


def tell_of_ids(target: sa.Table, last_id: int) -> None:
    """Let the database go on after ids that it did not give itself."""
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        sequence = sa.func.pg_get_serial_sequence(target.name, "id")
        connection.execute(sa.select(sa.func.setval(sequence, last_id)))


def forget(staged: Iterable[sa.Table]) -> None:
    """Give the room of staged rows back."""
    for table in staged:
        db.session.connection().execute(sa.schema.DropTable(table, if_exists=True))


def _plain(kind: sa.types.TypeEngine[Any]) -> sa.types.TypeEngine[Any]:
    """What holds the values while they wait: rules are the target's to hold."""
    return TEXT if isinstance(kind, sa.String) else kind


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while chunk := list(islice(waiting, AT_A_TIME)):
        yield chunk


def _fill(connection: sa.Connection, staged: sa.Table, rows: Sequence[Row]) -> None:
    if connection.dialect.name == "postgresql":
        names = ", ".join(column.name for column in staged.columns)
        with connection.connection.cursor().copy(f"COPY {staged.name} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    else:
        connection.exec_driver_sql(str(sa.insert(staged).compile(connection)), list(rows))
