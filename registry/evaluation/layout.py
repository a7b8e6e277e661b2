"""The form as one neutral grid; page, HTML, workbook and PDF are drawn from it and from nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from registry.domain.fiscal_year import FiscalYear
from registry.evaluation.checks import check
from registry.evaluation.findings import Finding, gravest_first
from registry.evaluation.layout_cells import COLUMNS
from registry.evaluation.layout_check import action_block, check_block, second_head_block, summary_block
from registry.evaluation.layout_figures import figures_block
from registry.evaluation.layout_findings import Say, findings_block
from registry.evaluation.layout_grid import FindingMark, Grid, GridBlock, GridCell, GridRow
from registry.evaluation.layout_head import (
    dated_of,
    do_block,
    head_block,
    plan_block,
    title_block,
    title_of,
    updated_of,
)
from registry.evaluation.sheet import Sheet

Marks = Mapping[str, tuple[FindingMark, ...]]

ROOM = " "
"""An optional line in which nothing is written yet."""

BLOCKS = (
    title_block,
    head_block,
    plan_block,
    do_block,
    figures_block,
    second_head_block,
    check_block,
    summary_block,
    action_block,
)


def form_of(sheet: Sheet, *, findings: Sequence[Finding] = (), say: Say = str) -> Grid:
    """The whole form in the order in which it is printed; two A4 pages.

    ``findings`` put their numbers (1, 2, … in their order) into the corners of their cells, and stand as a list on a
    page of their own; ``say`` puts their sentences into words.
    """
    marks = marks_of(findings)
    blocks = tuple(_marked(block(sheet), marks) for block in BLOCKS)
    if findings:
        blocks = (*blocks, findings_block(findings, blocks, say=say))
    author = " ".join(filter(None, (sheet.head.division, sheet.head.section)))
    year = FiscalYear(sheet.fiscal_year).full_label
    return Grid(title_of(sheet), updated_of(sheet), dated_of(sheet), author, COLUMNS, blocks, year=year)


def form_to_write(sheet: Sheet) -> Grid:
    """The form with room for its optional lines, for whoever writes on it."""
    do = sheet.do
    return form_of(replace(sheet, do=replace(do, bridge=do.bridge or ROOM, cost_note=do.cost_note or ROOM)))


def printed_form(sheet: Sheet, *, with_findings: bool, say: Say) -> Grid:
    """The form as it goes on paper, where asked with its findings, the gravest first."""
    return form_of(sheet, findings=gravest_first(check(sheet)) if with_findings else (), say=say)


def marks_of(findings: Sequence[Finding]) -> dict[str, tuple[FindingMark, ...]]:
    """Stable name of a cell → the marks of its findings, numbered in the order given."""
    marks: dict[str, tuple[FindingMark, ...]] = {}
    for number, finding in enumerate(findings, start=1):
        marks[finding.cell] = (*marks.get(finding.cell, ()), FindingMark(number, finding.severity))
    return marks


def _marked(block: GridBlock, marks: Marks) -> GridBlock:
    return replace(block, rows=tuple(_marked_row(one, marks) for one in block.rows)) if marks else block


def _marked_row(row: GridRow, marks: Marks) -> GridRow:
    return replace(row, cells=tuple(_marked_cell(cell, marks) for cell in row.cells))


def _marked_cell(cell: GridCell, marks: Marks) -> GridCell:
    found = tuple(mark for name in (cell.name, *(one.name for one in cell.boxes)) for mark in marks.get(name or "", ()))
    return replace(cell, marks=found) if found else cell
