"""Reads the workbook of a form, and says where each cell of the form must stand in it."""

import io
from functools import lru_cache

import openpyxl

from registry.exports.sheet_xlsx import sheet_xlsx


@lru_cache(maxsize=8)
def worksheet(grid, *, rich_text=False):
    return openpyxl.load_workbook(io.BytesIO(sheet_xlsx(grid)), rich_text=rich_text).worksheets[0]


def placed(grid):
    """Each cell with its first and last row: a bar has a row, and a row with a remark has two. Without long texts."""
    row = 1
    for block in grid.blocks:
        row += bool(block.title)
        starts = [row]
        for one in block.rows:
            starts.append(starts[-1] + (2 if any(cell.remark for cell in one.cells) else 1))
        for n, one in enumerate(block.rows):
            yield from ((cell, starts[n], starts[n + cell.rows] - 1) for cell in one.cells)
        row = starts[-1]


def row_of(grid, name):
    return next(first for cell, first, _last in placed(grid) if cell.name == name)


def found(sheet, grid, name):
    """The worksheet's cell of a stable name."""
    return next(sheet.cell(first, cell.column + 1) for cell, first, _last in placed(grid) if cell.name == name)


def texts(sheet):
    """All that the worksheet says, from the top to the bottom."""
    return [cell.value for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
