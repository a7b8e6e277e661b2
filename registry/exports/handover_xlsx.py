"""The handover as a workbook: a sheet for each part, ready to be filtered and printed."""

import io
from datetime import date, datetime

import xlsxwriter

from registry.domain.japanese_dates import EXCEL_ERA_FORMAT
from registry.exports.handover import HandoverDocument, HandoverPart, Value
from registry.exports.tables import HEAD_COLOUR, LONGEST_CELL, WESTERN_DAY, sheet_name

OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False}
FIRST_ROW = 3
"""Where the table's head stands: below the title, what it is about, and a blank line."""


def handover_xlsx(document: HandoverDocument) -> bytes:
    """The workbook; the same bytes for the same document."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, OPTIONS | {"in_memory": True}) as book:
        book.set_properties({"title": document.title, "author": document.city, "created": _moment(document.as_of)})
        styles = _styles(book, japanese=document.japanese)
        for part in document.parts:
            sheet = book.add_worksheet(sheet_name(part.name))
            _fill(sheet, document, part, styles)
            _for_paper(sheet, document, part)
    return data.getvalue()


Styles = dict[str, xlsxwriter.format.Format]


def _styles(book: xlsxwriter.Workbook, *, japanese: bool) -> Styles:
    cell = {"valign": "top", "border": 1, "border_color": "#7a7f8c"}
    wrapped = cell | {"text_wrap": True}
    return {
        "title": book.add_format({"bold": True, "font_size": 14}),
        "about": book.add_format({"font_color": "#4d4d4d"}),
        "head": book.add_format(wrapped | {"bold": True, "bg_color": HEAD_COLOUR}),
        "text": book.add_format(wrapped),
        "number": book.add_format(cell | {"num_format": "#,##0"}),
        "day": book.add_format(cell | {"num_format": EXCEL_ERA_FORMAT if japanese else WESTERN_DAY, "align": "left"}),
    }


def _fill(
    sheet: xlsxwriter.worksheet.Worksheet, document: HandoverDocument, part: HandoverPart, styles: Styles
) -> None:
    sheet.write_string(0, 0, part.title, styles["title"])
    sheet.write_string(1, 0, f"{document.title}\u3000{document.subtitle}", styles["about"])
    for place, column in enumerate(part.columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(FIRST_ROW, place, column.heading, styles["head"])
    for row, values in enumerate(part.rows, start=FIRST_ROW + 1):
        for place, value in enumerate(values):
            _write(sheet, (row, place), value, styles)
    if not part.rows:
        sheet.write_string(FIRST_ROW + 1, 0, part.empty, styles["about"])


def _write(sheet: xlsxwriter.worksheet.Worksheet, place: tuple[int, int], value: Value, styles: Styles) -> None:
    if isinstance(value, date):
        sheet.write_datetime(*place, _moment(value), styles["day"])
    elif isinstance(value, int):
        sheet.write_number(*place, value, styles["number"])
    else:
        text = (value or "")[:LONGEST_CELL]
        sheet.write_string(*place, text, styles["text"]) if text else sheet.write_blank(*place, None, styles["text"])


def _for_paper(sheet: xlsxwriter.worksheet.Worksheet, document: HandoverDocument, part: HandoverPart) -> None:
    sheet.freeze_panes(FIRST_ROW + 1, 0)
    if part.rows:
        sheet.autofilter(FIRST_ROW, 0, FIRST_ROW + len(part.rows), len(part.columns) - 1)
    sheet.repeat_rows(FIRST_ROW)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_header("&L" + document.title.replace("&", "&&"))
    sheet.set_footer("&L&A&R&P / &N")


def _moment(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - Excel knows no zones
