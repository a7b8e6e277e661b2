"""Which rows of a sheet are records, with their cells by field."""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from registry.domain.vocabulary import Noun
from registry.imports.headings import HEADINGS, Layout
from registry.imports.headings_groups import TERM, TERM_FIELDS
from registry.imports.headings_rows import BLANK_SIGNS, DITTO_SIGNS, is_no_record, may_be_no_record
from registry.imports.merged import spread
from registry.imports.tables import Cell, Sheet, text_of

_LONGEST_ROW_NUMBER = 5
DAY_ENDING = "_on"


class RecordRow(NamedTuple):
    """The filled cells of one row by field; ``taken``: those of merged cells, with the row in which each begins."""

    number: int
    cells: dict[str, Cell]
    taken: Mapping[str, int] = MappingProxyType({})


class Records:
    """The rows of one sheet below its headings that are records."""

    def __init__(self, sheet: Sheet, layout: Layout, kind: Noun) -> None:
        self._sheet, self._layout = sheet, layout
        self._spread = spread(sheet, below=layout.row)
        self._required = {one.field for one in HEADINGS[kind] if one.required}
        self._term = TERM_FIELDS.get(kind)
        filled = (_filled(row) for row in sheet.rows[: layout.row])
        self._above = {cells for cells in filled if cells}
        self._begins_above = {cells[0] for cells in self._above}
        self._before: Sequence[Cell] = ()

    def __iter__(self) -> Iterator[RecordRow]:
        """The records' rows; whatever is none is left out."""
        columns = tuple((place, name) for place, name in self._layout.columns.items() if place not in self._layout.term)
        for place, written in enumerate(self._spread.rows[self._layout.row :], start=self._layout.row):
            row = written if DITTO_SIGNS.isdisjoint(written) else self._as_above(written)
            width = len(row)
            cells = {
                name: cell
                for column, name in columns
                if column < width and (cell := row[column]) and cell not in BLANK_SIGNS
            }
            if self._layout.term:
                self._add_term(cells, row)
            if (filled := _filled(row)) and self._is_record(place, row, filled, cells):
                self._before = row
                yield self._record(place, cells)

    def _as_above(self, row: Sequence[Cell]) -> Sequence[Cell]:
        """The row with what the record above says in place of ditto marks; without one they stay."""
        if not self._before:
            return row
        above = (*self._before, *[""] * len(row))
        return [above[column] if cell in DITTO_SIGNS else cell for column, cell in enumerate(row)]

    def _add_term(self, cells: dict[str, Cell], row: Sequence[Cell]) -> None:
        """The cells of one term as one: 開始 | ~ | 終了 under a heading over all three."""
        parts = [row[column] for column in self._layout.term if column < len(row) and row[column]]
        if parts and not all(part in BLANK_SIGNS for part in parts):
            cells[TERM] = parts[0] if len(parts) == 1 else " ".join(map(text_of, parts))

    def _is_record(self, place: int, row: Sequence[Cell], filled: Sequence[Cell], cells: Mapping[str, Cell]) -> bool:
        if place in self._spread.taken and not self._has_own(place, row):
            return False
        if self._stands_above(place, filled):
            return False
        if not cells and all(map(_is_row_number, filled)):
            return False
        if not may_be_no_record(filled):
            return True
        if cells.keys() == {"number"} and all(map(_is_row_number, filled)):
            return False
        first = next(column for column, cell in enumerate(row) if cell)
        in_day_column = self._layout.columns.get(first, "").endswith(DAY_ENDING)
        return not is_no_record(filled, complete=self._required <= cells.keys(), in_day_column=in_day_column)

    def _stands_above(self, place: int, filled: Sequence[Cell]) -> bool:
        """Whether the row is the heading or the title again, as each printed page has it."""
        if place in self._spread.taken:
            filled = _filled(self._sheet.rows[place])
        return filled[0] in self._begins_above and tuple(filled) in self._above

    def _has_own(self, place: int, row: Sequence[Cell]) -> bool:
        """Whether anything is written in the row itself, and not merged into it from above."""
        taken = self._spread.taken[place]
        return any(cell for column, cell in enumerate(row) if column not in taken)

    def _record(self, place: int, cells: dict[str, Cell]) -> RecordRow:
        if place in self._spread.wide:
            self._widen(place, cells)
        taken = self._spread.taken.get(place)
        if not taken:
            return RecordRow(place + 1, cells)
        columns = self._layout.columns
        fields = {columns[column]: top + 1 for column, top in taken.items() if column in columns}
        return RecordRow(place + 1, cells, {name: top for name, top in fields.items() if name in cells})

    def _widen(self, place: int, cells: dict[str, Cell]) -> None:
        """A cell over both columns of a term is a whole term."""
        if self._term is None or self._term[0] not in cells:
            return
        for left, right in self._spread.wide[place].items():
            covered = {self._layout.columns.get(column) for column in range(left, right + 1)}
            if self._layout.columns.get(left) == self._term[0] and self._term[1] in covered:
                cells[TERM] = cells.pop(self._term[0])


def _filled(row: Sequence[Cell]) -> tuple[Cell, ...]:
    return tuple([cell for cell in row if cell])


def _is_row_number(cell: Cell) -> bool:
    """Whether a cell only counts its row, or says that there is nothing."""
    return isinstance(cell, str) and (cell in BLANK_SIGNS or (len(cell) < _LONGEST_ROW_NUMBER and cell.isdecimal()))
