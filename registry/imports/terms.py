"""有効期間: a whole term in one cell, taken apart into the two days that the record knows."""

from datetime import date

from registry.domain.japanese_dates import ERA_OUT_OF_RANGE, TEXT_BESIDE_DATE, UnreadableDate
from registry.domain.message import N_
from registry.domain.vocabulary import Noun
from registry.domain.written_terms import WrittenTerm, read_term
from registry.imports.cells import UNREADABLE, WARNED, warn_assumed
from registry.imports.headings_groups import TERM, TERM_FIELDS
from registry.imports.notes import Place, shortened
from registry.imports.row import Row
from registry.imports.tables import Cell, text_of

RENEWAL = "auto_renewal_months"


def fill_term(row: Row, cell: Cell) -> None:
    """Give the row the days of its term; a column of its own for a day comes before the term."""
    fields = TERM_FIELDS[row.table.kind]
    title = row.table.titles.get(TERM) or row.table.titles[fields[0]]
    place = Place(row.table.notes, row.number, title, text_of(cell))
    try:
        term = read_term(cell)
    except UnreadableDate as error:
        place.error(error.code, UNREADABLE[error.code])
        row.broken = True
        return
    _warn(term, place)
    for field, day in zip(fields, (term.start, term.end), strict=True):
        if day is not None:
            _fill(row, field, day, cell, place)
    if row.table.kind is Noun.AGREEMENTS and term.renewal_months is not None and RENEWAL not in row.cells:
        row.cells[RENEWAL], row.values[RENEWAL] = cell, term.renewal_months
        if term.renewal_assumed:
            warn_assumed(place)


def _warn(term: WrittenTerm, place: Place) -> None:
    for day in term.outside_era:
        place.warn(ERA_OUT_OF_RANGE, WARNED[ERA_OUT_OF_RANGE], day=day)
    if not term.left_over:
        return
    words = shortened(term.left_over)
    if term.start is None and term.end is None:
        sentence = N_("No day can be told from “%(words)s”: neither a beginning nor an end was recorded.")
        place.warn("unreadable_term", sentence, words=words)
    else:
        sentence = N_("There are words beside the term: “%(words)s”. Only its days were read.")
        place.warn(TEXT_BESIDE_DATE, sentence, words=words)


def _fill(row: Row, field: str, day: date, cell: Cell, place: Place) -> None:
    if field not in row.cells:
        row.cells[field], row.values[field] = cell, day
    elif row.values.get(field, day) != day:
        sentence = N_("The term says %(day)s, the column “%(other)s” says %(said)s; that was taken.")
        place.warn("term_differs", sentence, day=day, other=row.place(field).column, said=row.values[field])
