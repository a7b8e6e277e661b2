"""The form with its names in place of its values: what a city's own workbook begins with, and what fills one."""

from dataclasses import dataclass, replace

from registry.evaluation.indicators import Indicator
from registry.evaluation.layout import form_of
from registry.evaluation.layout_grid import BoxItem, CellRole, Grid, GridCell
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_names import ONLY_FILLED, Value, build_sheet, names, values_of

OPTIONAL = ("do.bridge", "do.cost_note", "do.reports")
"""Texts that have a row on the form only where they hold something."""


@dataclass(frozen=True)
class NamedBox(BoxItem):
    """A box that holds its name instead of a tick."""

    @property
    def sign(self) -> str:
        """Becomes ☑ or ☐."""
        return in_braces(self.name)


def in_braces(name: str) -> str:
    """A name as it stands in a cell of a workbook: {{head.title}}."""
    return "{{" + name + "}}"


def form_values(sheet: Sheet) -> dict[str, Value]:
    """What fills a workbook, by stable name: all of the sheet's cells, those too that are there only when filled."""
    return dict(names(sheet)) | {name: "" for name in ONLY_FILLED if name not in dict(names(sheet))}


def names_form(fiscal_year: int) -> Grid:
    """The form of a year with each name where its value stands, and a place for all that a sheet may hold."""
    blank = Sheet(fiscal_year)
    texts = {name: in_braces(name) for name, value in form_values(blank).items() if isinstance(value, str)}
    indicators = tuple(
        Indicator(one.kind, one.slot, in_braces(f"{one.key}.name"), in_braces(f"{one.key}.unit"))
        for one in blank.all_indicators()
    )
    rows_of_words = {one.key + ending for one in indicators for ending in ("", ".name", ".unit")}
    values = {name: text for name, text in texts.items() if name not in rows_of_words}
    grid = form_of(build_sheet(values, fiscal_year=fiscal_year, indicators=indicators))
    blocks = (
        replace(
            block, rows=tuple(replace(row, cells=tuple(_with_names(cell) for cell in row.cells)) for row in block.rows)
        )
        for block in grid.blocks
    )
    return replace(grid, updated="", author="", blocks=tuple(blocks))


def plain_form(sheet: Sheet) -> Grid:
    """The form with the sheet's values on the same rows as ``names_form`` of its year: without notes on the figures."""
    texts = {name: " " for name in OPTIONAL if not dict(names(sheet)).get(name)}
    indicators = tuple(Indicator(one.kind, one.slot, one.name, one.unit) for one in sheet.indicators)
    return form_of(build_sheet(values_of(sheet) | texts, fiscal_year=sheet.fiscal_year, indicators=indicators))


def _with_names(cell: GridCell) -> GridCell:
    if cell.boxes:
        return replace(cell, boxes=tuple(NamedBox(one.name, one.label, one.ticked, one.hint) for one in cell.boxes))
    if cell.name and cell.role in (CellRole.NUMBER, CellRole.DATE):
        return replace(cell, text=in_braces(cell.name))
    return replace(cell, name=None)
