"""The annex as PDF and as a workbook, read back."""

import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest

from registry.exports.annex import (
    AnnexContents,
    AnnexDocument,
    AnnexGroup,
    AnnexLine,
    AnnexPart,
    AnnexTable,
    Change,
)
from registry.exports.annex_pdf import annex_pdf
from registry.exports.annex_xlsx import annex_xlsx
from registry.exports.tables import TableColumn
from tests.exports.pdf_reading import all_text, elements, fonts, pages, reader

HOSTILE = "#panic() *b* =1+1 <b> @x \\u{41} \"'`"
COLUMNS = (TableColumn("№", 6), TableColumn("団体", 40), TableColumn("起点", 18))
FACTS = (("数え方", "協定の当事者を1団体につき1回数えます。" * 6),)


def part(key: str, name: str, *rows, facts=FACTS) -> AnnexPart:
    return AnnexPart(key, f"{name} の題", name, facts, (AnnexTable(COLUMNS, rows, "数えた記録はありません。"),))


def document(*rows, name: str = "1 団体の累計 2年度") -> AnnexDocument:
    columns = tuple(TableColumn(heading, 12) for heading in ("№", "数えるもの", "数", "差"))
    lines = [AnnexLine("a", (1, name, len(rows), Change(Decimal(-4)))), AnnexLine("b", (2, "空の数", 0, None))]
    return AnnexDocument(
        title="根拠資料 令和2年度",
        subtitle="令和3年3月31日現在",
        city="架空市",
        as_of=date(2021, 3, 31),
        facts=FACTS,
        contents=AnnexContents("目次", columns, 1, "ページ", [AnnexGroup("指標の実績", lines)]),
        parts=(part("a", name, *rows), part("b", "2 空の数")),
        back="目次へ戻る",
        note="{characters}は〓で示します",
    )


def said(value) -> str:
    return "" if value is None else str(value.value if isinstance(value, Change) else value)


FULL = document((1, "kuru-lab㈱", date(2020, 12, 1)), (2, HOSTILE, date(2019, 5, 3)), (3, "=1+1", None))


def pdf_of(one: AnnexDocument):
    return annex_pdf(one, say=said)


def book_of(one: AnnexDocument):
    return openpyxl.load_workbook(io.BytesIO(annex_xlsx(one)))


def test_the_pdf_has_its_contents_with_the_page_of_each_number_and_then_the_numbers():
    shown = pages(pdf_of(FULL))
    assert len(shown) == 2
    assert "目次" in shown[0]
    assert "kuru-lab㈱" in shown[1]
    text = all_text(pdf_of(FULL))
    for each in ("根拠資料令和2年度", "協定の当事者を1団体につき", HOSTILE.replace(" ", ""), "数えた記録はありません"):
        assert each in text


def test_a_line_of_the_contents_leads_to_its_number():
    links = [link.get_object() for link in reader(pdf_of(FULL)).pages[0]["/Annots"]]
    assert len(links) == 2
    assert all("/Dest" in link or "/A" in link for link in links)


def test_the_pdf_is_tagged_for_readers_of_the_screen_and_has_its_fonts():
    pdf = pdf_of(FULL)
    root = reader(pdf).trailer["/Root"]
    assert root["/Lang"] == "ja"
    assert "pdfuaid:part>1" in root["/Metadata"].get_object().get_data().decode()
    tags = [tag for tag, _node in elements(pdf)]
    assert (tags.count("/H1"), tags.count("/H2")) == (1, 3)
    assert tags.count("/TH") == 5 + 3
    assert all(fonts(pdf).values())


def test_a_long_list_goes_on_with_its_head_on_the_next_page():
    shown = pages(pdf_of(document(*((number, f"{number}社", None) for number in range(1, 201)))))
    assert len(shown) > 5
    assert all("団体" in page for page in shown[1:])


def test_characters_that_no_font_has_are_told_and_the_document_comes_out():
    pdf = pdf_of(document((1, "外字\ue000と𛀀", None)))
    assert "\ue000" in pdf.missing
    assert "外字〓" in all_text(pdf)
    assert "U+E000" in all_text(pdf)


def test_the_same_document_is_the_same_bytes():
    assert pdf_of(FULL).data == pdf_of(FULL).data
    assert annex_xlsx(FULL) == annex_xlsx(FULL)


def test_the_workbook_has_its_contents_in_front_and_a_sheet_for_each_number():
    book = book_of(FULL)
    assert book.sheetnames == ["目次", "1 団体の累計 2年度", "2 空の数"]
    assert book.properties.title == "根拠資料 令和2年度"
    assert book.properties.created == datetime(2021, 3, 31)  # noqa: DTZ001 - Excel knows no zones
    front = book["目次"]
    rows = [[cell.value for cell in row] for row in front]
    place = next(number for number, row in enumerate(rows, start=1) if row[0] == "№")
    assert rows[place : place + 3] == [
        ["指標の実績", None, None, None],
        [1, "1 団体の累計 2年度", 3, -4],
        [2, "空の数", 0, None],
    ]
    assert front.cell(place + 2, 2).hyperlink.location == "'1 団体の累計 2年度'!A1"
    assert front.cell(place + 2, 4).number_format.startswith("+")


def test_a_sheet_has_its_rule_and_its_records_as_figures_and_days():
    sheet = book_of(FULL)["1 団体の累計 2年度"]
    rows = [[cell.value for cell in row] for row in sheet]
    head = next(number for number, row in enumerate(rows) if row[0] == "№")
    assert any(str(row[0]).startswith("数え方") for row in rows[:head])
    assert [row[:2] for row in rows[head + 1 : head + 4]] == [[1, "kuru-lab㈱"], [2, HOSTILE], [3, "=1+1"]]
    first, second = (sheet.cell(head + number, 3) for number in (2, 3))
    assert first.value.date() == date(2020, 12, 1)
    assert first.number_format == '[$-411]ggge"年"m"月"d"日"'
    assert second.number_format == '[$-411]"令和元年"m"月"d"日"'
    assert sheet["A3"].hyperlink.location == "'目次'!A1"
    formula = sheet.cell(head + 4, 2)
    assert (formula.data_type, formula.quotePrefix) == ("s", True)


def test_the_workbook_is_set_up_for_paper():
    sheet = book_of(FULL)["1 団体の累計 2年度"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    head = next(number for number, row in enumerate(sheet.values, start=1) if row[0] == "№")
    assert sheet.print_title_rows == f"${head}:${head}"
    assert sheet.freeze_panes == f"A{head + 1}"
    assert book_of(FULL)["2 空の数"].cell(head + 1, 1).value == "数えた記録はありません。"


@pytest.mark.parametrize("name", ["a/b[c]:*?'", "長" * 40, "外字\x07\ud800"])
def test_any_name_makes_a_sheet_that_its_link_finds(name):
    book = book_of(document((1, "甲社", date(1895, 8, 25)), name=f"1 {name}"))
    link = next(cell.hyperlink for row in book["目次"] for cell in row if cell.hyperlink)
    assert link.location == "'" + book.sheetnames[1].replace("'", "''") + "'!A1"
