"""Rows that only go on with the record above them: what is merged over them says so, or a person is asked."""

from dataclasses import replace

from registry.domain.message import N_
from registry.domain.names import fold
from registry.imports.notes import fact_of, shortened
from registry.imports.records import DAY_ENDING
from registry.imports.row import Row
from registry.imports.tables import text_of

NAMING = ("number", "title", "subject", "name")
"""The fields that name one record; a day is shared by many."""
NUMBER = NAMING[0]


def head_of(row: Row, last: Row | None, united: frozenset[str]) -> Row | None:
    """The first row of the record that the row goes on with, None where it begins one; ``last`` is the row before.

    A row that goes on keeps only the cells that are its own. Rows under one merged number or title are one record. A
    row of which only ``united`` fields are filled is one with the row above when a person says so: ``continued_row``.
    """
    if last is None or not united or (len(row.cells) > len(united) and not row.taken):
        return None
    head = last.head or last
    own = row.cells.keys() - row.taken.keys()
    if row.taken and NUMBER not in own and _is_merged_with(head, row):
        _say_united(head, row, united)
    elif own and own <= united and row.number == last.number + 1 and _names_what_this_does_not(head, row):
        _ask_whether_continued(head, row)
    else:
        return None
    row.cells = {name: cell for name, cell in row.cells.items() if name in own}
    return head


def _is_merged_with(head: Row, row: Row) -> bool:
    """Whether one merged cell names both rows; another day of its own makes the row another record's."""
    naming = next((name for name in NAMING if row.taken.get(name, row.number) <= head.number), None)
    own = row.cells.keys() - row.taken.keys()
    return naming == NUMBER or (naming is not None and not any(name.endswith(DAY_ENDING) for name in own))


def _names_what_this_does_not(head: Row, row: Row) -> bool:
    return any(name in head.cells and name not in row.cells for name in NAMING) and not any(
        name in row.cells for name in NAMING
    )


def _say_united(head: Row, row: Row, united: frozenset[str]) -> None:
    if NUMBER not in row.taken and row.cells.keys() & united - row.taken.keys():
        name = next(name for name in NAMING if name in row.taken)
        sentence = N_("“%(value)s” is merged over this row and row %(first)s: both were taken as one record.")
        row.place(name).warn("merged_rows", sentence, first=head.number)


def _ask_whether_continued(head: Row, row: Row) -> None:
    name = next(iter(row.cells.keys() - row.taken.keys()))
    place = row.place(name)
    of = shortened(next(text_of(head.cells[one]) for one in NAMING if one in head.cells))
    sentence = N_("Nothing but “%(value)s” is in this row. Does it belong to “%(of)s” in row %(first)s?")
    fact = fact_of(fold(of), fold(place.value))
    replace(place).ask("continued_row", sentence, fact, of=of, first=head.number)
