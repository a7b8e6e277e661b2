"""LibreOffice opens the workbook, prints as many pages as the form has, and shows what the form says."""

import io
import zipfile
from dataclasses import replace
from datetime import date

import pypdf
import pytest

from registry.evaluation.checks import check
from registry.evaluation.layout import form_of
from registry.evaluation.sheet import Sheet
from registry.exports.sheet_xlsx import sheet_xlsx
from tests.evaluation.clean_sheet import clean_sheet
from tests.evaluation.seed_sheet import seed_sheet
from tests.exports.office import converted

pytestmark = pytest.mark.office
FORMULA = '=HYPERLINK("http://example.com","x")'
MARKED = form_of(seed_sheet(), findings=check(seed_sheet()))
LONG = form_of(clean_sheet(summary="始" + "字" * 39_998 + "終", check__1__reason=FORMULA))


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """Opens workbooks in LibreOffice, each once, and gives them back as another kind of file."""
    folder = tmp_path_factory.mktemp("office")
    return lambda grid, kind: converted(folder, sheet_xlsx(grid), kind)


def pages(pdf):
    return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_the_form_is_two_a4_pages(opened):
    pdf = opened(form_of(seed_sheet()), "pdf")
    first, second = pages(pdf)
    for words in (
        "事務事業マネジメントシート(令和2年度実績と令和3年度計画)",
        "令和3年12月20日更新",
        "15,099",
        "再計算47",
        "☑",
        "単年度繰返",
        "トータルコスト(A)+(B)",
    ):
        assert words in first
    assert "などして達成した。" in second
    assert "2/2" in second
    sizes = {tuple(round(float(side)) for side in page.mediabox[2:]) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages}
    assert sizes == {(595, 842)}


def test_a_blank_form_is_two_pages(opened):
    assert len(pages(opened(form_of(Sheet(2021)), "pdf"))) == 2


def test_the_findings_are_a_third_page(opened):
    first, _second, third = pages(opened(MARKED, "pdf"))
    assert "※1" in first
    assert "検算の指摘誤り7件、注意6件、参考13件" in third


def test_the_first_year_of_an_era_has_its_name(opened):
    sheet = seed_sheet()
    first, _second = pages(
        opened(form_of(replace(sheet, head=replace(sheet.head, updated_on=date(2019, 5, 1)))), "pdf")
    )
    assert "令和元年5月1日更新" in first


def test_a_long_text_flows_to_its_end(opened):
    whole = "".join(pages(opened(LONG, "pdf")))
    assert whole.count("字") > 39_998
    assert whole.index("始字") < whole.index("字終") < whole.index("今後の方向性")


def test_what_somebody_wrote_is_no_formula(opened):
    with zipfile.ZipFile(io.BytesIO(opened(LONG, "ods"))) as archive:
        content = archive.read("content.xml").decode()
    assert "table:formula" not in content
    assert "=HYPERLINK(" in content
