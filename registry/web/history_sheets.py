"""What the audit log calls the cells of an evaluation sheet, in the words of the form itself."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from flask_babel import gettext as _

from registry.domain.errors import UnreadableYear
from registry.domain.fiscal_year import parse_fiscal_year
from registry.domain.message import N_
from registry.evaluation.layout import form_to_write
from registry.evaluation.layout_grid import CellRole, Grid, GridCell
from registry.evaluation.layout_words import WITHIN, figure
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_names import Value
from registry.web.history_shapes import Field
from registry.web.history_values import as_text, one_of
from registry.words import INDICATORS, day_name, year_name

ANY_YEAR = 2020
"""Whose form names the cells where the log does not tell the year."""
EXPLANATION, OVERRULED, CARRIED = "explanation.", "overruled.", "carried."
INDICATOR, COST = "indicators.", "costs."
LABELS = {CellRole.LABEL, CellRole.HEADING}
OF_AN_INDICATOR = {"name": N_("Name of the indicator"), "unit": N_("Unit"), "count": N_("Count that feeds it")}
_ticked = one_of({True: N_("ticked"), False: N_("not ticked")})


def cell_field(name: str, sheet: str) -> Field:
    """The field of a cell, by its stable name; ``sheet`` is what the log knows the sheet by: its fiscal year."""
    try:
        year = parse_fiscal_year(sheet, reference=ANY_YEAR).year
    except UnreadableYear:
        year = ANY_YEAR
    if name.startswith(EXPLANATION):
        cell = name.removeprefix(EXPLANATION).partition(".")[2]
        return Field(_("Explanation for: %(cell)s", cell=cell_in_words(cell, year)))
    if name.startswith(OVERRULED):
        cell = name.removeprefix(OVERRULED).partition(".")[2]
        return Field(_("Error that stands: %(cell)s", cell=cell_in_words(cell, year)))
    if name.startswith(CARRIED):
        words = cell_in_words(name.removeprefix(CARRIED), year)
        return Field(_("Text carried over: %(cell)s", cell=words), _year)
    return Field(cell_in_words(name, year), lambda value: _ticked(value) if isinstance(value, bool) else as_text(value))


def _year(value: object) -> str:
    return year_name(value) if isinstance(value, int) else as_text(value)


def value_in_words(value: Value) -> str:
    """What stands in a cell; nothing for a blank one."""
    if isinstance(value, bool):
        return _ticked(value)
    if value is None or isinstance(value, str):
        return value or ""
    return day_name(value) if isinstance(value, date) else figure(value)


def cell_in_words(name: str, year: int) -> str:
    """What a cell of a year's form is called, by its stable name; a figure by its row and column."""
    if name == "head.updated_on":
        return _("Day of the last change")
    words = _cell_words(year).get(name, name)
    if not name.startswith(INDICATOR):
        return words
    kind, _dot, rest = name.removeprefix(INDICATOR).partition(".")
    slot, _dot, part = rest.partition(".")
    row = f"{_(INDICATORS[kind])} {slot}" if kind in INDICATORS else name
    return " ".join(filter(None, (row, _(OF_AN_INDICATOR[part]) if part in OF_AN_INDICATOR else words if part else "")))


@lru_cache(maxsize=16)
def _cell_words(year: int) -> dict[str, str]:
    return {name: " ".join(words.split()) for name, words in _named(form_to_write(Sheet(year)))} | dict(WITHIN)


def _named(grid: Grid) -> Iterator[tuple[str, str]]:
    """A cell is called by the label before it in its row, else by the bar above; a figure by its column too."""
    for block in grid.blocks:
        for row in block.rows:
            label = block.title
            for cell in row.cells:
                label = cell.text if cell.role in LABELS and cell.text else label
                yield from _names_of(cell, label)


def _names_of(cell: GridCell, label: str) -> Iterator[tuple[str, str]]:
    if cell.name:
        yield cell.name, f"{label} {cell.heading}" if cell.name.startswith(COST) else cell.heading or label
    yield from ((box.name, f"{label} {box.label}") for box in cell.boxes)
