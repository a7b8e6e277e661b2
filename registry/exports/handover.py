"""引継書: the parts of the document, whatever it is made into."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from registry.exports.tables import TableColumn

Value = str | int | date | None


@dataclass(frozen=True)
class HandoverPart:
    """One section: its table, and the sentence that stands there where it has no row; ``name`` is that of its sheet."""

    name: str
    title: str
    columns: Sequence[TableColumn]
    rows: Sequence[Sequence[Value]]
    empty: str


@dataclass(frozen=True)
class HandoverDocument:
    """The whole; ``japanese`` says in which language and calendar, ``note`` names characters that no font has."""

    title: str
    subtitle: str
    city: str
    as_of: date
    japanese: bool
    parts: Sequence[HandoverPart]
    note: str
