"""Files as a clerk writes them, and what planning makes of them against a registry given by hand."""

import csv
import dataclasses
import zipfile
from datetime import date
from io import BytesIO, StringIO
from xml.sax.saxutils import escape

import openpyxl
import xlwt
from openpyxl.utils import range_boundaries

from registry.domain.drafts import OrganizationDraft
from registry.domain.known import Known, Stored
from registry.domain.vocabulary import Noun, OrganizationKind
from registry.imports.plan import Plan, Request
from registry.imports.planning import make_plan
from registry.imports.tables import read_file

CITY = "試験市"


def request(kind: str, text: str | bytes, *, file: str = "file.csv", city: str = CITY) -> Request:
    data = text.encode() if isinstance(text, str) else text
    return Request(Noun(kind), file, read_file(data, file), city)


def planned(kind: str, text: str | bytes, known: Known | None = None, **more: str) -> Plan:
    """The plan for a csv text."""
    return make_plan(request(kind, text, **more), known or Known())


def codes(plan: Plan) -> dict[str, list[tuple[int, str, str, str]]]:
    """All problems as (row, column, value, code)."""
    return {
        name: [(each.row, each.column, each.value, each.code) for each in getattr(plan.report, name)]
        for name in ("warnings", "questions", "errors")
    }


def errors(plan: Plan) -> list[tuple[int, str, str, str]]:
    return codes(plan)["errors"]


def questions(plan: Plan) -> list[tuple[int, str, str, str]]:
    return codes(plan)["questions"]


def warnings(plan: Plan) -> list[tuple[int, str, str, str]]:
    return codes(plan)["warnings"]


def counts(plan: Plan) -> tuple[int, int, int, int]:
    """Rows, created, updated, unchanged."""
    report = plan.report
    return report.rows, report.created, report.updated, report.unchanged


def stored(record_id: int, draft, *, version: int = 1, imported: int | None = 1, key: str | None = None) -> Stored:
    return Stored(record_id, version, imported, draft, key)


def bodies(*names: str, **more) -> Known:
    """A registry of organizations with these names, with the ids 1, 2, …"""
    drafts = (OrganizationDraft(name, kind=OrganizationKind.COMPANY) for name in names)
    return Known(organizations=tuple(stored(place, draft) for place, draft in enumerate(drafts, start=1)), **more)


def with_records(known: Known, **records) -> Known:
    return dataclasses.replace(known, **records)


def workbook(**sheets: list[list[object]]) -> bytes:
    """An .xlsx file with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


Merges = tuple[str, ...]
"""Ranges as a spreadsheet names them: A2:A4."""


def register_xlsx(rows: list[list[object]], merges: Merges = ()) -> bytes:
    """One sheet with merged cells; None is a blank cell, as in the two other writers."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for merge in merges:
        book.active.merge_cells(merge)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


def register_xls(rows: list[list[object]], merges: Merges = ()) -> bytes:
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("S")
    ranges = {merge[:2]: merge for merge in map(range_boundaries, merges)}
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            style = xlwt.easyxf(num_format_str="YYYY-MM-DD" if isinstance(value, date) else "General")
            if (column, number) in ranges:
                _, _, right, bottom = ranges[column, number]
                sheet.write_merge(number - 1, bottom - 1, column - 1, right - 1, value, style)
            elif value is not None:
                sheet.write(number - 1, column - 1, value, style)
    data = BytesIO()
    book.save(data)
    return data.getvalue()


_ODS_NAMES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
_ODS_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
_ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def register_ods(rows: list[list[object]], merges: Merges = ()) -> bytes:
    """Written by hand, as LibreOffice writes it: a merged cell tells its span, those that it covers are marked."""
    ranges = {merge[:2]: merge for merge in map(range_boundaries, merges)}
    covered = {
        (column, row)
        for left, top, right, bottom in ranges.values()
        for column in range(left, right + 1)
        for row in range(top, bottom + 1)
    } - ranges.keys()
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = (
            "<table:covered-table-cell/>"
            if (column, number) in covered
            else _ods_cell(value, ranges.get((column, number)))
            for column, value in enumerate(row, start=1)
        )
        lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return ods_of(f'<table:table table:name="S">{"".join(lines)}</table:table>')


def _ods_cell(value: object, merge: tuple[int, int, int, int] | None) -> str:
    span = ""
    if merge:
        left, top, right, bottom = merge
        span = f' table:number-columns-spanned="{right - left + 1}" table:number-rows-spanned="{bottom - top + 1}"'
    if value is None:
        return f"<table:table-cell{span}/>"
    if isinstance(value, date):
        return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"{span}/>'
    if isinstance(value, int):
        return f'<table:table-cell office:value-type="float" office:value="{value}"{span}/>'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell office:value-type="string"{span}>{lines}</table:table-cell>'


def ods_of(tables: str, *, front: str = "") -> bytes:
    """An .ods file with these tables; ``front`` stands before its content."""
    data = BytesIO()
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    content = f"{front}<office:document-content{_ODS_NAMES}>{body}</office:document-content>"
    entries = (("/", _ODS_TYPE), ("content.xml", "text/xml"))
    listed = "".join(f'<m:file-entry m:full-path="{path}" m:media-type="{kind}"/>' for path, kind in entries)
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("mimetype", _ODS_TYPE)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", f'<m:manifest xmlns:m="{_ODS_MANIFEST}">{listed}</m:manifest>')
    return data.getvalue()


WRITERS = {"a.xlsx": register_xlsx, "a.xls": register_xls, "a.ods": register_ods}


def register_csv(rows: list[list[object]]) -> str:
    data = StringIO()
    csv.writer(data).writerows([["" if value is None else value for value in row] for row in rows])
    return data.getvalue()
