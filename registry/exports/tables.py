"""A list as a file: csv for other programs, xlsx to work with; the same columns and rows as the page."""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

import xlsxwriter

from registry.domain.japanese_dates import EXCEL_ERA_FORMAT
from registry.exports.csv_lines import csv_lines

MIMETYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for the system's own encoding."""
WESTERN_DAY = "yyyy-mm-dd"
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
"""Rows go to the disk as they come: 100,000 of them take 90 MB, not 320, and less time."""
LONGEST_CELL = 32_767
LONGEST_SHEET_NAME = 31
FORBIDDEN_IN_SHEET_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\", " "))
HEAD_COLOUR = "#eef0f5"

Value = str | int | Decimal | date | None


@dataclass(frozen=True)
class TableColumn:
    """A column's heading, and its width in characters of half width."""

    heading: str
    width: int = 14


@dataclass(frozen=True)
class Table:
    """A list: what it is, its columns, and rows of text, numbers and days.

    ``japanese`` says in which calendar a workbook shows days; ``as_of`` is the day that the file calls its own.
    """

    title: str
    columns: Sequence[TableColumn]
    rows: Iterable[Sequence[Value]]
    as_of: date
    japanese: bool


def table_file(table: Table, form: str) -> bytes:
    """The list in one of the formats ``csv`` and ``xlsx``."""
    return _xlsx(table) if form == "xlsx" else _csv(table)


def _csv(table: Table) -> bytes:
    headings = [column.heading for column in table.columns]
    rows = ([_plain(value) for value in row] for row in table.rows)
    return (BYTE_ORDER_MARK + csv_lines([headings, *rows])).encode()


def _plain(value: Value) -> str | int:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else value


def _xlsx(table: Table) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, OPTIONS) as book:
        moment = datetime(table.as_of.year, table.as_of.month, table.as_of.day)  # noqa: DTZ001 - Excel knows no zones
        book.set_properties({"title": table.title, "created": moment})
        sheet = book.add_worksheet(sheet_name(table.title))
        text = book.add_format({"text_wrap": True, "valign": "top"})
        number = book.add_format({"valign": "top"})
        day = book.add_format(
            {"num_format": EXCEL_ERA_FORMAT if table.japanese else WESTERN_DAY, "align": "left", "valign": "top"}
        )
        head = book.add_format({"bold": True, "bg_color": HEAD_COLOUR, "text_wrap": True, "valign": "top", "bottom": 1})
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, column.width)
            sheet.write_string(0, place, column.heading, head)
        count = 0
        for count, row in enumerate(table.rows, start=1):
            _write_row(sheet, count, row, {str: text, int: number, date: day})
        _for_paper(sheet, table, count)
    return data.getvalue()


def sheet_name(title: str) -> str:
    """What Excel allows as a sheet's name."""
    return title.translate(FORBIDDEN_IN_SHEET_NAMES)[:LONGEST_SHEET_NAME].strip("' ") or "-"


def _write_row(
    sheet: xlsxwriter.worksheet.Worksheet,
    place: int,
    row: Sequence[Value],
    formats: dict[type, xlsxwriter.format.Format],
) -> None:
    for column, value in enumerate(row):
        if isinstance(value, date):
            sheet.write_datetime(place, column, datetime(value.year, value.month, value.day), formats[date])  # noqa: DTZ001 - as above
        elif isinstance(value, int | Decimal):
            sheet.write_number(place, column, float(value), formats[int])
        elif value:
            sheet.write_string(place, column, value[:LONGEST_CELL], formats[str])


def _for_paper(sheet: xlsxwriter.worksheet.Worksheet, table: Table, rows: int) -> None:
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, rows, len(table.columns) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&L" + table.title.replace("&", "&&"))
    sheet.set_footer("&L&A&R&P / &N")
