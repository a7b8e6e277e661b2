"""The handover as PDF and as a workbook, read back."""

import io
from datetime import date

import openpyxl

from registry.exports.handover import HandoverDocument, HandoverPart
from registry.exports.handover_pdf import handover_pdf
from registry.exports.handover_xlsx import handover_xlsx
from registry.exports.tables import TableColumn
from tests.exports.pdf_reading import all_text, elements, fonts, pages, reader

LONG = "特定非営利活動法人" + "青葉野市子育て支援連絡調整センター" * 20
HOSTILE = "#panic() *b* =1+1 <b> @x \\u{41} \"'`"
COLUMNS = (TableColumn("相手方", 40), TableColumn("数", 10), TableColumn("期限", 16))


def document(*rows, title: str = "引継書（福祉課）") -> HandoverDocument:
    parts = (
        HandoverPart("協定", "有効な協定", COLUMNS, rows, "有効な協定はありません。"),
        HandoverPart("連絡先/?*", "連絡先", COLUMNS, (), "連絡先の登録はありません。"),
    )
    note = "{characters}は〓で示します"
    return HandoverDocument(
        title, "令和3年4月1日現在", "架空市", date(2021, 4, 1), japanese=True, parts=parts, note=note
    )


def said(value) -> str:
    return "" if value is None else str(value)


FULL = document((LONG, 1234, date(2021, 4, 30)), (HOSTILE, None, None), ("x" * 300, 0, None))


def pdf_of(one: HandoverDocument):
    return handover_pdf(one, say=said)


def test_the_pdf_says_all_that_is_handed_over():
    text = all_text(pdf_of(FULL))
    for each in ("引継書（福祉課）", "令和3年4月1日現在", "有効な協定", LONG, "1234", "2021-04-30", "連絡先の登録は"):
        assert each in text
    assert HOSTILE.replace(" ", "") in text
    assert "x" * 300 in text.replace("\u200b", "")


def test_the_pdf_is_tagged_for_readers_of_the_screen_and_has_its_fonts():
    pdf = pdf_of(FULL)
    root = reader(pdf).trailer["/Root"]
    assert root["/Lang"] == "ja"
    assert "pdfuaid:part>1" in root["/Metadata"].get_object().get_data().decode()
    tags = [tag for tag, _node in elements(pdf)]
    assert tags.count("/H1") == 1
    assert tags.count("/H2") == 2
    assert tags.count("/TH") == 3
    assert tags.count("/TD") == 9
    assert all(fonts(pdf).values())


def test_a_long_table_goes_on_with_its_head_on_the_next_page():
    shown = pages(pdf_of(document(*((f"{number}社", number, None) for number in range(200)))))
    assert len(shown) > 3
    assert all("相手方" in page for page in shown[:-1])


def test_characters_that_no_font_has_are_told():
    pdf = pdf_of(document(("外字\ue000と𛀀", 1, None)))
    assert "\ue000" in pdf.missing
    assert "外字〓" in all_text(pdf)
    assert "U+E000" in all_text(pdf)


def test_the_same_document_is_the_same_bytes():
    assert pdf_of(FULL).data == pdf_of(FULL).data
    assert handover_xlsx(FULL) == handover_xlsx(FULL)


def test_the_workbook_has_a_sheet_for_each_part():
    book = openpyxl.load_workbook(io.BytesIO(handover_xlsx(FULL)))
    assert book.sheetnames == ["協定", "連絡先"]
    assert book.properties.title == "引継書（福祉課）"
    sheet = book["協定"]
    assert [cell.value for cell in sheet[4]] == ["相手方", "数", "期限"]
    assert [cell.value for cell in sheet[5]][:2] == [LONG, 1234]
    assert sheet["C5"].value.date() == date(2021, 4, 30)
    assert (sheet["A6"].value, sheet["A6"].data_type) == (HOSTILE, "s")
    assert sheet["A5"].alignment.wrap_text
    assert sheet.auto_filter.ref == "A4:C7"
    assert sheet.oddHeader.left.text == "引継書（福祉課）"
    assert book["連絡先"]["A5"].value == "連絡先の登録はありません。"
