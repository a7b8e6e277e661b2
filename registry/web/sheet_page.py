"""The form for the page: what the neutral grid says, with anchors, finding marks, and what a phone leaves out."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace

from registry.domain.vocabulary import Slot
from registry.evaluation.layout_grid import CellRole, FindingMark, Grid, GridBlock, GridCell, GridRow

SHOWN_ELSEWHERE = {"title", "second_head"}
"""Blocks of the printed pages whose words stand in the page's own head."""
SAYS_SOMETHING = {CellRole.TEXT, CellRole.NUMBER, CellRole.BOXES, CellRole.MARK, CellRole.NOTE}

NO_WORDS = {"", *Slot}
"""What a cell holds where nobody wrote: nothing, or the slot of an indicator that has no name."""

Marks = Mapping[str, tuple[FindingMark, ...]]


@dataclass(frozen=True)
class FormRow:
    """``anchor`` is the row's stable name where no cell bears it; ``blank`` rows have nothing filled in."""

    cells: tuple[GridCell, ...]
    anchor: str | None
    blank: bool
    roomy: bool


@dataclass(frozen=True)
class FormBlock:
    name: str
    title: str
    subtitle: str
    heads: tuple[FormRow, ...]
    rows: tuple[FormRow, ...]


def form_blocks(grid: Grid, marks: Marks, *, leave_out: Collection[str] = SHOWN_ELSEWHERE) -> tuple[FormBlock, ...]:
    """The blocks of the form with the marks of their findings, by stable name of a cell, a box or a row."""
    return tuple(_block(block, marks) for block in grid.blocks if block.name not in leave_out)


def cell_words(grid: Grid) -> dict[str, str]:
    """What each named cell, box or row is about, for a link to it."""
    words: dict[str, str] = {}
    for block in grid.blocks:
        for row in block.rows:
            for name, cell in _named(row):
                words.setdefault(name, cell.heading or cell.text)
    return words


def _block(block: GridBlock, marks: Marks) -> FormBlock:
    rows = tuple(_row(row, marks) for row in block.rows)
    return FormBlock(block.name, block.title, block.subtitle, rows[: block.heads], rows[block.heads :])


def _row(row: GridRow, marks: Marks) -> FormRow:
    named = {name for cell in row.cells for name in _names(cell)}
    anchor = row.name if row.name not in named else None
    cells = [_marked(cell, marks) for cell in row.cells]
    if anchor and anchor in marks:
        place = next((place for place, cell in enumerate(cells) if cell.role is CellRole.BOXES), 0)
        cells[place] = replace(cells[place], marks=(*cells[place].marks, *marks[anchor]))
    says = (cell for cell in cells if cell.role in SAYS_SOMETHING and cell.name)
    return FormRow(tuple(cells), anchor, blank=_is_blank(tuple(says)), roomy=row.lines > 1)


def _is_blank(cells: tuple[GridCell, ...]) -> bool:
    return bool(cells) and not any(cell.marks or cell.text.rstrip().removesuffix(":") not in NO_WORDS for cell in cells)


def _marked(cell: GridCell, marks: Marks) -> GridCell:
    found = tuple(mark for name in _names(cell) for mark in marks.get(name, ()))
    return replace(cell, marks=found) if found else cell


def _names(cell: GridCell) -> tuple[str, ...]:
    return ((cell.name,) if cell.name else ()) + tuple(box.name for box in cell.boxes)


def _named(row: GridRow) -> Iterator[tuple[str, GridCell]]:
    for cell in row.cells:
        for name in _names(cell):
            yield name, cell
    if row.name:
        yield row.name, row.cells[0]
