"""The same register in every format, with merged cells where the format has them; and what planning makes of it."""

import csv
import zipfile
from datetime import date
from io import BytesIO, StringIO
from xml.sax.saxutils import escape

import openpyxl
import pytest
import xlwt
from openpyxl.utils import range_boundaries

from registry.domain.drafts import AgreementDraft, PartyDraft
from registry.domain.vocabulary import PartyRole
from registry.imports.plan import Plan
from tests.imports.files import bodies, planned

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


FORMATS = pytest.mark.parametrize("file", WRITERS)
EVERY_FORMAT = pytest.mark.parametrize("file", [*WRITERS, "a.csv"])
THREE_COMPANIES = bodies("株式会社一", "株式会社二", "株式会社三")


def read(kind: str, file: str, rows, merges: Merges = (), known=THREE_COMPANIES) -> Plan:
    """The plan for a register in the format that the file's name says."""
    if file.endswith(".csv"):
        return planned(kind, register_csv(rows), known)
    return planned(kind, WRITERS[file](rows, merges), known, file=file)


def drafts(plan: Plan) -> list:
    return [record.draft for record in plan.creations]


def agreement(number: str | None, title: str, day: date, *parties: int, observers=(), **more) -> AgreementDraft:
    named = (*map(PartyDraft, parties), *(PartyDraft(body, PartyRole.OBSERVER) for body in observers))
    return AgreementDraft(number=number, title=title, concluded_on=day, parties=named, **more)
