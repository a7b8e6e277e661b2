"""The annex as a workbook: the contents in front, then a sheet for each number, ready to be filtered and printed."""

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import zip_longest
from typing import Any

import xlsxwriter

from registry.domain.japanese_dates import excel_day_format, wareki
from registry.exports.annex import AnnexDocument, AnnexPart, AnnexTable, Change, Fact, Value
from registry.exports.sheet_xlsx import COMMANDS
from registry.exports.sheet_xlsx_words import safe
from registry.exports.tables import HEAD_COLOUR, LONGEST_CELL, OPTIONS, TableColumn, sheet_name
from registry.exports.text_room import lines

LINE_HEIGHT = 15
"""Points that a line of text is high."""
HIGHEST = 409
"""Points; no row of Excel is higher."""
SIGNS_OF_AN_EM = 1.8
"""How many characters of half width, in which columns are measured, an em of text takes."""
FIRST_DATED_YEAR = 1901
"""Excel knows no earlier days."""


def annex_xlsx(document: AnnexDocument) -> bytes:
    """The workbook; the same bytes for the same document."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, OPTIONS) as book:
        moment = _moment(document.as_of)
        book.set_properties({"title": safe(document.title), "author": safe(document.city), "created": moment})
        styles = _Styles(book)
        front = _Page(book, document, styles, document.contents.title)
        for part in document.parts:
            front.names[part.key] = sheet_name(safe(part.name))
        _draw_contents(front, document)
        for part in document.parts:
            _draw_part(_Page(book, document, styles, part.name), document, part)
    return data.getvalue()


class _Styles:
    """The workbook's styles, each made once."""

    def __init__(self, book: xlsxwriter.Workbook) -> None:
        self._book = book
        self._made: dict[str, xlsxwriter.format.Format] = {}

    def __getitem__(self, name: str) -> xlsxwriter.format.Format:
        """A style by its name in ``STYLES``."""
        if name not in self._made:
            self._made[name] = self._book.add_format(STYLES[name])
        return self._made[name]

    def day(self, day: date) -> xlsxwriter.format.Format:
        """The style of a day, which stays a date."""
        number_format = excel_day_format(day)
        if number_format not in self._made:
            self._made[number_format] = self._book.add_format(CELL | {"num_format": number_format, "align": "left"})
        return self._made[number_format]


CELL = {"valign": "top", "border": 1, "border_color": "#7a7f8c"}
TEXT = CELL | {"text_wrap": True}
STYLES: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "about": {"font_color": "#4d4d4d"},
    "strong": {"bold": True},
    "fact": {"valign": "top", "text_wrap": True},
    "link": {"font_color": "#0017c1", "underline": 1},
    "head": TEXT | {"bold": True, "bg_color": HEAD_COLOUR},
    "group": CELL | {"bold": True},
    "text": TEXT,
    "command": TEXT | {"quote_prefix": True},
    "named": TEXT | {"font_color": "#0017c1", "underline": 1},
    "figure": CELL | {"num_format": "#,##0.###;\u2212#,##0.###"},
    "whole": CELL | {"num_format": "#,##0;\u2212#,##0"},
    "change": CELL | {"num_format": "+#,##0.###;\u2212#,##0.###;0"},
    "whole_change": CELL | {"num_format": "+#,##0;\u2212#,##0;0"},
}


class _Page:
    """A worksheet that is written from the top to the bottom."""

    names: dict[str, str]

    def __init__(self, book: xlsxwriter.Workbook, document: AnnexDocument, styles: _Styles, name: str) -> None:
        self.sheet = book.add_worksheet(sheet_name(safe(name)))
        self.styles = styles
        self.row = 0
        self.names = {}
        self._document = document

    def columns(self, tables: Sequence[Sequence[TableColumn]]) -> None:
        """As wide as the widest of all tables on the page needs each."""
        widths = (max(column.width for column in place if column) for place in zip_longest(*tables))
        self.widths = list(widths)
        for place, width in enumerate(self.widths):
            self.sheet.set_column(place, place, width)

    def line(self, text: str, style: str) -> None:
        """A text on a line of its own."""
        self.sheet.write_string(self.row, 0, safe(text), self.styles[style])
        self.row += 1

    def fact(self, fact: Fact) -> None:
        """A name and what it says, over the whole breadth."""
        name, text = (safe(part)[:LONGEST_CELL] for part in fact)
        room = sum(self.widths) / SIGNS_OF_AN_EM
        self.sheet.set_row(self.row, min(HIGHEST, LINE_HEIGHT * lines(f"{name}\u3000{text}", room)))
        self.merged("", "fact")
        parts = (self.styles["strong"], name, f"\u3000{text}")
        self.sheet.write_rich_string(self.row, 0, *parts, self.styles["fact"])
        self.row += 1

    def group(self, title: str) -> None:
        """A heading between the rows of a table."""
        self.merged(safe(title), "group")
        self.row += 1

    def merged(self, text: str, style: str) -> None:
        """One cell over all columns of the row."""
        self.sheet.merge_range(self.row, 0, self.row, len(self.widths) - 1, text, self.styles[style])

    def values(self, values: Sequence[Value]) -> None:
        """A row of a table, as high as its longest text: not every program finds that out."""
        texts = [(value, place) for place, value in enumerate(values) if isinstance(value, str) and value]
        rows = max((lines(text, self.widths[place] / SIGNS_OF_AN_EM) for text, place in texts), default=1)
        if rows > 1:
            self.sheet.set_row(self.row, min(LINE_HEIGHT * rows, HIGHEST))
        for place, value in enumerate(values):
            _write(self.sheet, (self.row, place), value, self.styles)
        self.row += 1

    def heads(self, columns: Sequence[TableColumn]) -> None:
        """The heads of a table."""
        for place, column in enumerate(columns):
            self.sheet.write_string(self.row, place, safe(column.heading), self.styles["head"])
        self.row += 1

    def for_paper(self, repeated: int | None) -> None:
        """A4 across, as wide as the paper; ``repeated`` is the row that heads every page."""
        if repeated is not None:
            self.sheet.repeat_rows(repeated)
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_header("&L" + safe(self._document.title).replace("&", "&&"))
        self.sheet.set_footer("&L&A&R&P / &N")


def _draw_contents(page: _Page, document: AnnexDocument) -> None:
    contents = document.contents
    page.columns([contents.columns])
    page.line(document.title, "title")
    page.line(document.subtitle, "about")
    page.row += 1
    for fact in document.facts:
        page.fact(fact)
    page.row += 1
    page.line(contents.title, "strong")
    repeated = page.row
    page.heads(contents.columns)
    for group in contents.groups:
        page.group(group.title)
        for one in group.lines:
            row = page.row
            page.values(one.values)
            target = f"internal:{_quoted(page.names[one.key])}!A1"
            name = safe(str(one.values[contents.named]))
            page.sheet.write_url(row, contents.named, target, page.styles["named"], name)
    page.for_paper(repeated)


def _draw_part(page: _Page, document: AnnexDocument, part: AnnexPart) -> None:
    page.columns([table.columns for table in part.tables])
    page.line(part.title, "title")
    page.line(f"{document.title}\u3000{document.subtitle}", "about")
    page.sheet.write_url(
        page.row, 0, f"internal:{_quoted(sheet_name(document.contents.title))}!A1", page.styles["link"], document.back
    )
    page.row += 2
    for fact in part.facts:
        page.fact(fact)
    page.row += 1
    heads = [_draw_table(page, table) for table in part.tables]
    is_list = len(heads) == 1
    if is_list:
        page.sheet.freeze_panes(heads[0] + 1, 0)
    page.for_paper(heads[0] if is_list else None)


def _draw_table(page: _Page, table: AnnexTable) -> int:
    """Draw a table; its row of heads."""
    if table.title:
        page.line(table.title, "strong")
    head = page.row
    page.heads(table.columns)
    for row in table.rows:
        page.values(row)
    if not table.rows:
        page.line(table.empty, "about")
    page.row += 1
    return head


def _write(sheet: Any, place: tuple[int, int], value: Value, styles: _Styles) -> None:
    if isinstance(value, date) and value.year < FIRST_DATED_YEAR:
        value = wareki(value)
    if isinstance(value, date):
        sheet.write_datetime(*place, _moment(value), styles.day(value))
    elif isinstance(value, Change):
        sheet.write_number(*place, float(value.value), styles["change" if value.value % 1 else "whole_change"])
    elif isinstance(value, int | Decimal):
        sheet.write_number(*place, float(value), styles["figure" if value % 1 else "whole"])
    else:
        text = safe(value or "")[:LONGEST_CELL]
        style = styles["command" if text.startswith(COMMANDS) else "text"]
        sheet.write_string(*place, text, style) if text else sheet.write_blank(*place, None, style)


def _quoted(name: str) -> str:
    return "'" + name.replace("'", "''") + "'"


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - Excel knows no zones
