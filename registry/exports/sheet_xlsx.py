"""The form as a workbook: one worksheet that prints on A4 like the page, with figures as numbers and days as dates.

It is drawn from the grid and from nothing else, and is the same to the byte wherever and whenever it is made.
"""

import io
import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import xlsxwriter

from registry.evaluation.layout_grid import CellRole, Grid, GridBlock
from registry.exports.sheet_xlsx_places import POINTS, ROW, BlockRows, Content, Place, pixels, shares
from registry.exports.sheet_xlsx_styles import (
    COLUMN_FONT,
    COLUMN_FONT_SIZE,
    COLUMN_PIXELS,
    FONT,
    SUBTITLE_SIZE,
    UNUSED_HEIGHT,
    WHITE,
    Look,
    Run,
    Styles,
    bar_style,
    cell_style,
    remark_style,
)
from registry.exports.sheet_xlsx_words import date_format, format_of_name, is_exact, number_format, safe

NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
LONGEST_SHEET_NAME = 31
A4 = 9
MILLIMETRES = 25.4
SIDE, TOP, BOTTOM, FOOT = 10, 8, 11, 5
"""Margins of the page, and the foot's distance from its edge, in millimetres."""
FOOTER = f'&C&"{FONT},Regular"&8&P / &N'
COMMANDS = ("=", "+", "-", "@")
"""What begins a formula where somebody types it; such a text stays one when its cell is edited."""
EARLIEST_IN_A_ZIP = (1980, 1, 1, 0, 0, 0)


def sheet_xlsx(grid: Grid, *, like: Grid | None = None) -> bytes:
    """The workbook's bytes; with rows as high as those of a grid ``like`` it that has other texts."""
    made = io.BytesIO()
    workbook = xlsxwriter.Workbook(made, _options())
    workbook.set_properties(_properties(grid))
    sheet = workbook.add_worksheet(NO_SHEET_NAME.sub("", safe(grid.year))[:LONGEST_SHEET_NAME])
    _Form(sheet, Styles(workbook), grid, like or grid).draw()
    workbook.close()
    return _repacked(made)


def _options() -> dict[str, Any]:
    """XlsxWriter's settings, new for each workbook: it writes into them."""
    return {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        "default_format_properties": {"font_name": COLUMN_FONT, "font_size": COLUMN_FONT_SIZE},
        "default_column_width": COLUMN_PIXELS,
        "default_row_height": UNUSED_HEIGHT,
    }


def _properties(grid: Grid) -> dict[str, Any]:
    dated = datetime(grid.dated.year, grid.dated.month, grid.dated.day, tzinfo=UTC)
    return {"title": safe(grid.name), "author": safe(grid.author), "created": dated.replace(tzinfo=None)}


def _repacked(made: io.BytesIO) -> bytes:
    """The same files without what differs between machines: the packer's library and its word for the system."""
    packed = io.BytesIO()
    with ZipFile(made) as before, ZipFile(packed, "w", ZIP_STORED) as after:
        for name in before.namelist():
            member = ZipInfo(name, EARLIEST_IN_A_ZIP)
            member.create_system = 0
            after.writestr(member, before.read(name))
    return packed.getvalue()


class _Form:
    """The form on its worksheet, drawn from the top to the bottom."""

    def __init__(self, sheet: Any, styles: Styles, grid: Grid, like: Grid) -> None:
        self._sheet = sheet
        self._styles = styles
        self._grid = grid
        self._like = like
        self._widths = pixels(grid)
        self._right = len(grid.columns) - 1
        self._row = 0
        self._breaks: list[int] = []

    def draw(self) -> None:
        """Draw all blocks, then say how the sheet prints."""
        for column, width in enumerate(self._widths):
            self._sheet.set_column_pixels(column, column, width)
        for block, like in zip(self._grid.blocks, self._like.blocks, strict=True):
            self._block(block, like)
        self._print_setup()

    def _print_setup(self) -> None:
        sheet = self._sheet
        sheet.set_paper(A4)
        sheet.set_portrait()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(*(side / MILLIMETRES for side in (SIDE, SIDE, TOP, BOTTOM)))
        sheet.set_footer(FOOTER, {"margin": FOOT / MILLIMETRES})
        sheet.center_horizontally()
        sheet.hide_gridlines(2)
        sheet.set_h_pagebreaks(self._breaks)
        sheet.print_area(0, 0, self._row - 1, self._right)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{chr(ord('A') + self._right)}{self._row}"})

    def _block(self, block: GridBlock, like: GridBlock) -> None:
        if block.page_break_before:
            self._breaks.append(self._row)
        if block.title:
            self._bar(block)
        rows = BlockRows(block, self._widths, like if like is not block else None)
        for place in rows.places(self._row):
            self._place(place)
        for parts in rows.parts:
            for height in parts:
                self._end_row(height)

    def _end_row(self, height: float) -> None:
        self._sheet.set_row_pixels(self._row, -int(-height // POINTS))
        self._row += 1

    def _bar(self, block: GridBlock) -> None:
        title = Run(safe(block.title), bold=True, colour=WHITE)
        subtitle = Run(f" {safe(block.subtitle)}", SUBTITLE_SIZE, colour=WHITE)
        runs = (title, subtitle) if block.subtitle else (title,)
        self._area(self._row, self._row, (0, self._right), bar_style())
        self._runs(self._row, 0, runs, bar_style())
        self._end_row(ROW)

    def _place(self, place: Place) -> None:
        cell, last = place.cell, place.last
        style = cell_style(cell, size=place.content.size, top=place.top)
        if place.content.below:
            self._area(last, last, place.columns, remark_style(cell))
            self._runs(last, cell.column, place.content.below, remark_style(cell))
            style, last = style | {"bottom": 0}, last - 1
        if cell.role is CellRole.NUMBER and cell.value is not None and is_exact(cell.value):
            style["num_format"] = number_format(
                cell, self._grid.number_format, marked=bool(cell.marks) and not place.content.crowded
            )
            self._area(place.first, last, place.columns, style)
            self._sheet.write_number(place.first, cell.column, float(cell.value), self._styles.of(style))
        elif cell.role is CellRole.DATE and (written := date_format(cell)):
            style["num_format"] = written
            self._area(place.first, last, place.columns, style)
            self._sheet.write_datetime(place.first, cell.column, cell.day, self._styles.of(style))
        else:
            style |= format_of_name(cell, self._grid.number_format)
            self._text(place.first, last, place.columns, place.content, style)

    def _text(self, first: int, last: int, columns: tuple[int, int], content: Content, style: Look) -> None:
        """A text in one cell, or in several below one another where it is longer than Excel allows."""
        if not content.portions:
            self._area(first, last, columns, style)
            self._runs(first, columns[0], content.runs, style)
        for text, top, bottom in shares(content, first, last) if content.portions else ():
            frame = style | ({"top": 0} if top > first else {}) | ({"bottom": 0} if bottom < last else {})
            self._area(top, bottom, columns, frame)
            self._runs(top, columns[0], (replace(content.runs[-1], text=text),), frame)

    def _runs(self, row: int, column: int, runs: tuple[Run, ...], style: Look) -> None:
        if len(runs) == 1:
            look = style | runs[0].look | ({"quote_prefix": True} if runs[0].text.startswith(COMMANDS) else {})
            self._sheet.write_string(row, column, runs[0].text, self._styles.of(look))
        elif runs:
            parts = (part for run in runs for part in (self._styles.of(run.look), run.text))
            self._sheet.write_rich_string(row, column, *parts, self._styles.of(style))

    def _area(self, first: int, last: int, columns: tuple[int, int], style: Look) -> None:
        """The frame of a cell; every cell below a merged one has its borders."""
        left, right = columns
        if (first, left) == (last, right):
            self._sheet.write_blank(first, left, None, self._styles.of(style))
        else:
            self._sheet.merge_range(first, left, last, right, "", self._styles.of(style))
