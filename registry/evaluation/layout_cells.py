"""Cells and rows of the form, made in one line each."""

from dataclasses import replace
from decimal import Decimal

from registry.evaluation.layout_grid import Align, BoxItem, CellRole, GridCell, GridRow, Scope
from registry.evaluation.layout_words import BOX_WORDS, figure

COLUMNS = (34, 36, 34, 70, 52, 52, 53, 17, 17, 53, 69, 35, 34, 70, 35, 35, 35, 35, 34, 36)
"""Relative widths of the grid's columns, measured on the published form; every block lies on them."""
WIDTH = len(COLUMNS)
YEAR_SPANS = (2, 2, 1, 2, 1, 2, 2, 2)
"""How many of the grid's columns each of the eight year columns takes; they end at the right edge."""


def label(
    columns: int,
    text: str,
    *,
    rows: int = 1,
    scope: Scope = "row",
    name: str | None = None,
    vertical: bool = False,
    bold: bool = False,
) -> GridCell:
    """A shaded cell that says what stands beside or below it."""
    return GridCell(
        0, columns, CellRole.LABEL, text, rows, name, align="center", scope=scope, vertical=vertical, bold=bold
    )


def heading(columns: int, text: str) -> GridCell:
    """A line that heads a part of a block."""
    return GridCell(0, columns, CellRole.HEADING, text, scope="col")


def written(
    columns: int,
    name: str | None,
    text: str,
    *,
    rows: int = 1,
    heading: str = "",
    align: Align = "left",
    bold: bool = False,
) -> GridCell:
    """A text that somebody wrote; a blank one is room for it."""
    return GridCell(0, columns, CellRole.TEXT, text, rows, name, heading=heading, align=align, bold=bold)


def number(columns: int, name: str, value: Decimal | None, *, bold: bool = False, heading: str = "") -> GridCell:
    """A figure that is no count."""
    text = figure(value)
    return GridCell(
        0, columns, CellRole.NUMBER, text, name=name, value=value, align="right", bold=bold, heading=heading
    )


def boxes(columns: int, *items: BoxItem, rows: int = 1, heading: str = "") -> GridCell:
    """Boxes to tick."""
    text = " ".join(" ".join(filter(None, (item.sign, item.label, item.hint))) for item in items)
    return GridCell(0, columns, CellRole.BOXES, text, rows, boxes=items, heading=heading)


def box(name: str, *, ticked: bool) -> BoxItem:
    """A box of a CHECK question or of ACTION, with its printed words."""
    words, hint = BOX_WORDS[name]
    return BoxItem(name, words, ticked, hint)


def row(*cells: GridCell, start: int = 0, name: str | None = None, lines: int = 1) -> GridRow:
    """Cells side by side from the column ``start`` on."""
    placed, column = [], start
    for cell in cells:
        placed.append(replace(cell, column=column))
        column += cell.columns
    return GridRow(tuple(placed), name, lines)
