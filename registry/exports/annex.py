"""根拠資料: the parts of the document, whatever it is made into."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from registry.exports.tables import TableColumn


@dataclass(frozen=True)
class Change:
    """A figure that is written with its sign."""

    value: Decimal | int


Value = str | int | Decimal | Change | date | None
Fact = tuple[str, str]
"""What it is, and what it says."""


def is_figure(value: Value) -> bool:
    """Whether a value stands at the right, as figures do."""
    return isinstance(value, int | Decimal | Change)


@dataclass(frozen=True)
class AnnexTable:
    """A table; ``title`` is blank where the part has no other, ``empty`` stands there where it has no row."""

    columns: Sequence[TableColumn]
    rows: Sequence[Sequence[Value]]
    empty: str
    title: str = ""


@dataclass(frozen=True)
class AnnexPart:
    """A section, or a sheet of the workbook, which is called ``name``; ``key`` is what links lead to."""

    key: str
    title: str
    name: str
    facts: Sequence[Fact]
    tables: Sequence[AnnexTable]


@dataclass(frozen=True)
class AnnexLine:
    """A line of the contents: what it says, and the part that its name leads to."""

    key: str
    values: Sequence[Value]


@dataclass(frozen=True)
class AnnexGroup:
    """Lines of the contents under one heading."""

    title: str
    lines: Sequence[AnnexLine]


@dataclass(frozen=True)
class AnnexContents:
    """目次: ``named`` is the place of the column that holds the links."""

    title: str
    columns: Sequence[TableColumn]
    named: int
    page: str
    groups: Sequence[AnnexGroup]


@dataclass(frozen=True)
class AnnexDocument:
    """The whole; ``as_of`` is the day of its data, ``back`` leads to the contents.

    ``note`` names characters that no font has.
    """

    title: str
    subtitle: str
    city: str
    as_of: date
    facts: Sequence[Fact]
    contents: AnnexContents
    parts: Sequence[AnnexPart]
    back: str
    note: str
