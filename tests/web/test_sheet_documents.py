"""The sheet as a file to keep, from its page."""

import io
import re
from urllib.parse import unquote

import openpyxl
import pytest
from pypdf import PdfReader
from werkzeug.http import parse_options_header

from registry.web.sheet_document import document_of
from tests.evaluation.clean_sheet import clean_sheet


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("pdf", "application/pdf"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ],
)
def test_a_document_is_saved_under_a_name_that_says_what_it_is(viewer, form, kind):
    response = viewer.get(f"/sheets/2020.{form}")
    disposition = unquote(response.headers["Content-Disposition"])
    assert response.mimetype == kind
    assert disposition.startswith(f"attachment; filename=sheet-2020.{form}; ")
    assert f"事務事業マネジメントシート_令和2年度_産学官連携推進事業.{form}" in disposition
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Cache-Control"] == "no-store"


def test_the_document_is_the_same_for_a_reader_of_english(viewer):
    japanese = viewer.get("/sheets/2020.pdf?findings=1").data
    viewer.set_cookie("locale", "en")
    assert viewer.get("/sheets/2020.pdf?findings=1").data == japanese


def test_findings_are_printed_where_they_are_asked_for(viewer):
    pages = [
        len(PdfReader(io.BytesIO(viewer.get(f"/sheets/2020.pdf{asked}").data)).pages)
        for asked in ("", "?findings=1", "?findings=0", "?findings")
    ]
    assert pages == [2, 3, 2, 2]


@pytest.mark.parametrize("title", ["産学官\r\nSet-Cookie: x=1", "半\udc00分", "題" * 300, 'a/b:"c"', ""])
def test_any_title_gives_a_name_that_can_be_saved(sqlite_app, title):
    with sqlite_app.test_request_context():
        response = document_of(clean_sheet(head__title=title), "xlsx", with_findings=False)
    _kind, saved = parse_options_header(response.headers["Content-Disposition"])
    assert re.fullmatch(r'[^\\/:*?"<>|\x00-\x1f]{10,100}\.xlsx', saved["filename"])


def test_the_workbook_holds_numbers(viewer):
    sheet = openpyxl.load_workbook(io.BytesIO(viewer.get("/sheets/2020.xlsx").data)).active
    assert {15099, 14983, 49, 43} <= {cell.value for row in sheet.iter_rows() for cell in row}


@pytest.mark.parametrize("address", ["/sheets/2031.pdf", "/sheets/2020.doc", "/sheets/2031.xlsx"])
def test_what_is_not_there_is_not_found(viewer, address):
    assert viewer.get(address).status_code == 404


def test_the_page_leads_to_its_documents(viewer):
    page = viewer.get("/sheets/2020").text
    assert 'href="/sheets/2020.pdf"' in page
    assert 'href="/sheets/2020.xlsx"' in page
    assert 'href="/sheets/2020.pdf?findings=1">指摘付きPDF<' in page
    assert 'href="/sheets/2020.xlsx?findings=1">指摘付きExcel<' in page
