"""Rows that wait for one short transaction, in temporary tables that nobody else sees.

Filling them takes nobody's turn to write; taking them over is one statement for each table, which the database does by
itself, faster than row by row. A process that dies leaves nothing behind: the tables go with its connection.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from registry.database import BULK, db

Row = tuple[object, ...]
Kinds = dict[str, sa.types.TypeEngine[Any]]
NUMBER, TEXT = sa.Integer(), sa.Text()


class Staged:
    """Rows that wait in a temporary ``table``, made anew."""

    def __init__(self, name: str, columns: Kinds) -> None:
        kinds = (sa.Column(column, _plain(kind)) for column, kind in columns.items())
        self.table = sa.Table(f"staged_{name}", sa.MetaData(), *kinds, prefixes=["TEMPORARY"])
        self.c = self.table.c
        self.drop()
        db.session.connection().execute(sa.schema.CreateTable(self.table))

    def fill(self, rows: Sequence[Row]) -> None:
        """Keep more rows; each has a value for every column: text, numbers, truth, and days as ISO text."""
        connection = db.session.connection()
        if not rows:
            return
        if connection.dialect.name == "postgresql":
            names = ", ".join(self.c.keys())
            with connection.connection.cursor().copy(f"COPY {self.table.name} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            connection.exec_driver_sql(str(sa.insert(self.table).compile(connection)), list(rows))

    def drop(self) -> None:
        """Give the room back.

        It is sought among temporary tables only: SQLite would look into the file too, and hold up writers from then on.
        """
        connection = db.session.connection()
        schema = "temp" if connection.dialect.name == "sqlite" else "pg_temp"
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {schema}.{self.table.name}")


def stored_value(value: Any) -> Any:
    """A value as both drivers and the audit log take it."""
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


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


def _plain(kind: sa.types.TypeEngine[Any]) -> sa.types.TypeEngine[Any]:
    """What holds the values while they wait: rules are the target's to hold."""
    return TEXT if isinstance(kind, sa.String) else kind
