"""The rows of a sheet, read into values by the headings of their columns; remarks and blank rows are left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar, cast

from registry.domain.message import N_
from registry.domain.vocabulary import Noun
from registry.imports.cells import LONGEST_CELL, BadCell, Reader, check
from registry.imports.headings import HEADINGS, Layout, find_layout, own_title
from registry.imports.headings_cells import NO_RECORD
from registry.imports.limits import letters
from registry.imports.notes import Notes, Place
from registry.imports.tables import Cell, Sheet, text_of

T = TypeVar("T")


@dataclass
class Row:
    """One record's row: the values of its filled cells by field; ``broken`` where a cell could not be read."""

    table: "Table"
    number: int
    cells: Mapping[str, Cell]
    values: dict[str, object] = field(default_factory=dict)
    broken: bool = False

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


def read_table(sheets: Sequence[Sheet], kind: Noun, readers: Mapping[str, Reader], notes: Notes) -> Table:
    """Read the first sheet that has a heading row; what is odd about headings and cells goes to ``notes``."""
    found = _first_with_headings(sheets, kind)
    if found is None:
        for heading in (heading for heading in HEADINGS[kind] if heading.required):
            _missing(Place(notes, 1, heading.names[0], ""))
        return Table(kind, notes, {})
    sheet, layout = found
    table = Table(kind, notes, layout.titles)
    _report_headings(sheets, sheet, layout, kind, notes)
    for row in _records(table, sheet, layout):
        _read(row, readers)
        table.rows.append(row)
    return table


def _first_with_headings(sheets: Sequence[Sheet], kind: Noun) -> tuple[Sheet, Layout] | None:
    layouts = ((sheet, find_layout(sheet.rows, kind)) for sheet in sheets)
    return next(((sheet, layout) for sheet, layout in layouts if layout is not None), None)


def _missing(place: Place) -> None:
    place.error("missing_column", N_("The column “%(column)s” is missing."), column=place.column)


def _report_headings(sheets: Sequence[Sheet], read: Sheet, layout: Layout, kind: Noun, notes: Notes) -> None:
    for heading in layout.missing(kind):
        _missing(Place(notes, layout.row, heading.names[0], ""))
    for column, title in layout.unknown.items():
        if title:
            place = Place(notes, layout.row, title, title)
            place.warn("unknown_column", N_("The column “%(value)s” is not known; it was not read."))
        elif any(len(row) > column and row[column] for row in read.rows[layout.row :]):
            place = Place(notes, layout.row, letters(column), "")
            place.warn("unknown_column", N_("Column %(column)s has no heading; it was not read."), column=place.column)
    for sheet in sheets:
        if sheet is not read and any(cell for row in sheet.rows for cell in row):
            place = Place(notes, 1, sheet.name, "")
            place.warn("other_sheet", N_("The sheet “%(sheet)s” was not read."), sheet=sheet.name)


def _records(table: Table, sheet: Sheet, layout: Layout) -> Iterator[Row]:
    for number, cells in enumerate(sheet.rows[layout.row :], start=layout.row + 1):
        filled = [cell for cell in cells if cell]
        if not filled or (len(filled) == 1 and text_of(filled[0]).startswith(NO_RECORD)):
            continue
        by_field = {name: cells[place] for place, name in layout.columns.items() if place < len(cells) and cells[place]}
        yield Row(table, number, by_field)


def _read(row: Row, readers: Mapping[str, Reader]) -> None:
    for name, cell in row.cells.items():
        try:
            check(cell)
            row.values[name] = readers[name](cell, row.place(name))
        except BadCell as error:
            row.break_at(name, error)
    for heading in HEADINGS[row.table.kind]:
        if heading.required and heading.field not in row.cells:
            row.broken = True
            if heading.field in row.table.titles:
                row.place(heading.field).error("required", N_("This must be filled in."))
