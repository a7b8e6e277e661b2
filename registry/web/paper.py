"""A list for paper: the table of a file, with its values in words."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from registry.exports.tables import Table, Value
from registry.words import day_name, number


@dataclass(frozen=True)
class PaperTable:
    """``rows`` hold (text, whether it is a number)."""

    title: str
    as_of: str
    headings: tuple[str, ...]
    rows: tuple[tuple[tuple[str, bool], ...], ...]


def on_paper(table: Table) -> PaperTable:
    """The table in words."""
    return PaperTable(
        title=table.title,
        as_of=day_name(table.as_of),
        headings=tuple(column.heading for column in table.columns),
        rows=tuple(tuple(map(_said, row)) for row in table.rows),
    )


def _said(value: Value) -> tuple[str, bool]:
    if isinstance(value, date):
        return day_name(value), False
    if isinstance(value, int | Decimal):
        return number(value), True
    return value or "", False
