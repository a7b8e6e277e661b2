"""One row of a file that is a record, or a part of one, and the table that it stands in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from registry.domain.vocabulary import Noun
from registry.imports.cells import LONGEST_CELL, BadCell
from registry.imports.headings import own_title
from registry.imports.notes import Notes, Place
from registry.imports.tables import Cell, text_of

T = TypeVar("T")


@dataclass(slots=True)
class Row:
    """One record's row: the values of its filled cells by field; ``broken`` where a cell could not be read.

    ``taken``: the fields whose value stands in a merged cell, with the row in which that begins. ``head``: the first
    row of the record where this row only goes on with it.
    """

    table: "Table"
    number: int
    cells: dict[str, Cell]
    taken: Mapping[str, int] = field(default_factory=dict)
    values: dict[str, object] = field(default_factory=dict)
    broken: bool = False
    head: "Row | None" = None

    def place(self, name: str) -> Place:
        """The cell of a field, to say something about; a column that the file lacks goes by the office's heading."""
        title = self.table.titles.get(name) or own_title(self.table.kind, name)
        return Place(self.table.notes, self.number, title, text_of(self.cells.get(name, ""))[:LONGEST_CELL])

    def get(self, name: str, _type: type[T]) -> T | None:
        """The value of a field; None where its cell is blank."""
        return cast("T | None", self.values.get(name))

    def break_at(self, name: str, error: BadCell) -> None:
        """Note that the cell of a field cannot be used."""
        self.place(name).error(error.code, error.sentence, **error.values)
        self.broken = True


@dataclass(frozen=True)
class Table:
    """A sheet with its headings found: the rows that are records, read by ``readers``."""

    kind: Noun
    notes: Notes
    titles: Mapping[str, str]
    rows: list[Row] = field(default_factory=list)
