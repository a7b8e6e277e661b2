"""The rows of a sheet, read into values by the headings of their columns; remarks and blank rows are left out."""

from collections.abc import Mapping, Sequence

from registry.domain.message import N_
from registry.domain.vocabulary import Noun
from registry.imports.cells import BadCell, Reader, Text, check
from registry.imports.continued import head_of
from registry.imports.headings import HEADINGS, Layout, find_layout
from registry.imports.headings_groups import TERM
from registry.imports.limits import letters
from registry.imports.notes import Notes, Place
from registry.imports.records import Records
from registry.imports.row import Row, Table
from registry.imports.tables import Cell, Sheet
from registry.imports.terms import fill_term

MOST_KNOWN = 10_000
"""So many different cells of a column are known by heart: days and words repeat, texts do not."""


def read_table(
    sheets: Sequence[Sheet],
    kind: Noun,
    readers: Mapping[str, Reader],
    notes: Notes,
    *,
    united: frozenset[str] = frozenset(),
) -> Table:
    """Read the first sheet that has a heading row; what is odd about headings and cells goes to ``notes``.

    ``united``: the fields of which a record may have several rows.
    """
    found = _first_with_headings(sheets, kind)
    if found is None:
        for heading in (heading for heading in HEADINGS[kind] if heading.required):
            _missing(Place(notes, 1, heading.names[0], ""))
        return Table(kind, notes, {})
    sheet, layout = found
    table = Table(kind, notes, layout.titles)
    _report_headings(sheets, sheet, layout, kind, notes)
    reading, last = Reading(kind, readers), None
    for record in Records(sheet, layout, kind):
        row = Row(table, record.number, record.cells, record.taken)
        row.head = head_of(row, last, united)
        reading.read(row)
        table.rows.append(row)
        last = row
    return table


def _first_with_headings(sheets: Sequence[Sheet], kind: Noun) -> tuple[Sheet, Layout] | None:
    layouts = ((sheet, find_layout(sheet.rows, kind, grouped=_grouped(sheet))) for sheet in sheets)
    return next(((sheet, layout) for sheet, layout in layouts if layout is not None), None)


def _grouped(sheet: Sheet) -> frozenset[int]:
    """The rows in which a cell was merged over several columns and no other row."""
    return frozenset(top for (top, left), (bottom, right) in sheet.merged if top == bottom and left < right)


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


class Reading:
    """Reads the cells of many rows; what a cell says that gave no cause to speak is known for the next one like it."""

    def __init__(self, kind: Noun, readers: Mapping[str, Reader]) -> None:
        self._readers = readers
        self._required = {heading.field for heading in HEADINGS[kind] if heading.required}
        self._texts = {name: reader.read for name, reader in readers.items() if isinstance(reader, Text)}
        self._known: dict[str, dict[Cell, object]] = {name: {} for name in readers}

    def read(self, row: Row) -> None:
        """Give the row the values of its cells, and say what is wrong with them."""
        term = row.cells.pop(TERM, None)
        values = row.values
        for name, cell in row.cells.items():
            try:
                if name in self._texts:
                    values[name] = self._texts[name](cell)
                else:
                    known = self._known[name]
                    values[name] = known[cell] if cell in known else self._value(row, name, cell, known)
            except BadCell as error:
                row.break_at(name, error)
        if term is not None:
            fill_term(row, term)
        if row.head is not None:
            row.broken = row.broken or row.head.broken
        elif not self._required <= row.cells.keys():
            self._refuse_gaps(row)

    def _refuse_gaps(self, row: Row) -> None:
        row.broken = True
        for name in self._readers:
            if name in self._required and name not in row.cells and name in row.table.titles:
                row.place(name).error("required", N_("This must be filled in."))

    def _value(self, row: Row, name: str, cell: Cell, known: dict[Cell, object]) -> object:
        notes = row.table.notes
        said = notes.said
        check(cell)
        value = self._readers[name](cell, row.place(name))
        if said == notes.said and len(known) < MOST_KNOWN:
            known[cell] = value
        return value
