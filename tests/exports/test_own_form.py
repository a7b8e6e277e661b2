"""What a name in a city's own workbook becomes: wherever it stands, however it was typed."""

import io
import re
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from registry.domain.own_forms import DamagedForm, NameInFormula, TextTooLong
from registry.exports.own_form import fill_own_form
from registry.exports.own_form_answers import Filling, Spot
from tests.exports.own_forms import BOOK, DAY, SHEET, YEN, book, filled, name, parts_of, texts

TITLE, COST, DAY_NAME = "head.title", "costs.total.actual.2020", "head.updated_on"
OUTCOME = "indicators.outcome.ア.actual.2020"
VALUES = {
    TITLE: "産学官連携",
    "head.section": "",
    DAY_NAME: date(2021, 12, 20),
    OUTCOME: Decimal(49),
    COST: Decimal("15099.5"),
    "costs.total.actual.2019": None,
    "check.1.achieved": True,
    "check.1.not_achieved": False,
}
FORMULA_ROWS = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="str"><f>A1&amp;"人"</f><v>1人</v></c>'
    '<c r="C1" t="e"><f t="shared" ref="C1:C2" si="0">1/0</f><v>#DIV/0!</v></c></row>'
)


def inline(cell: str, text: str, style: int = 0) -> str:
    return f'<c r="{cell}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(*cells: str, number: int = 1) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def cell_xml(data: bytes, cell: str) -> str:
    return re.search(f'<c r="{cell}"[^>]*?(?:/>|>.*?</c>)', parts_of(data)[SHEET].decode())[0]


def test_a_name_becomes_its_value_between_the_words_around_it():
    form = filled(book(row(inline("A1", "事業名「{{head.title}}」、総額{{costs.total.actual.2020}}千円"))), VALUES)
    assert texts(form.data) == {"A1": "事業名「産学官連携」、総額15,099.5千円"}
    assert form.filled == (Filling(TITLE, "様式!A1", "産学官連携"), Filling(COST, "様式!A1", "15,099.5"))


def test_a_figure_alone_in_a_cell_is_a_number_in_the_cells_own_style():
    form = filled(book(row(inline("A1", "{{costs.total.actual.2020}}", YEN))), VALUES)
    assert cell_xml(form.data, "A1") == '<c r="A1" s="2"><v>15099.5</v></c>'


def test_a_figure_that_excel_cannot_keep_stays_a_text():
    form = filled(book(row(inline("A1", "{{x}}"))), {"x": Decimal(1234567890123456789)})
    assert texts(form.data) == {"A1": "1,234,567,890,123,456,789"}


def test_a_blank_value_leaves_the_cell_blank_and_styled():
    form = filled(book(row(inline("A1", "{{head.section}}", YEN), inline("B1", "{{costs.total.actual.2019}}"))), VALUES)
    assert cell_xml(form.data, "A1") == '<c r="A1" s="2"/>'
    assert texts(form.data) == {}
    assert [one.name for one in form.filled] == ["head.section", "costs.total.actual.2019"]


def test_boxes_are_ticked_as_the_form_prints_them():
    form = filled(book(row(inline("A1", "{{check.1.achieved}} 達成した　{{check.1.not_achieved}} しなかった"))), VALUES)
    assert texts(form.data) == {"A1": "☑ 達成した　☐ しなかった"}


@pytest.mark.parametrize(("properties", "serial"), [("", 44550), ('<workbookPr date1904="1"/>', 43088)])
def test_a_day_is_a_date_where_the_cell_shows_dates(properties, serial):
    form = filled(book(row(inline("A1", "{{head.updated_on}}", DAY)), properties=properties), VALUES)
    assert cell_xml(form.data, "A1") == f'<c r="A1" s="1"><v>{serial}</v></c>'
    assert openpyxl.load_workbook(io.BytesIO(form.data)).worksheets[0]["A1"].value.date() == date(2021, 12, 20)


def test_a_day_is_written_in_the_japanese_calendar_elsewhere():
    form = filled(
        book(row(inline("A1", "{{head.updated_on}}", YEN), inline("B1", "({{head.updated_on}}更新)"))), VALUES
    )
    assert texts(form.data) == {"A1": "令和3年12月20日", "B1": "(令和3年12月20日更新)"}


@pytest.mark.parametrize(
    "written",
    ["{{head.title}}", "{{ head.title }}", "｛｛head.title｝｝", "{{ｈｅａｄ．ｔｉｔｌｅ}}", "{{Head.Title}}"],
)
def test_a_name_is_understood_however_wide_it_was_typed(written):
    assert texts(filled(book(row(inline("A1", written))), VALUES).data) == {"A1": "産学官連携"}


def test_half_width_kana_are_the_same_slot():
    form = filled(book(row(inline("A1", "{{indicators.outcome.ｱ.actual.2020}}"))), VALUES)
    assert texts(form.data) == {"A1": 49}


def test_a_name_split_over_runs_takes_the_look_with_which_it_begins():
    split = (
        '<r><rPr><b/><sz val="9"/></rPr><t>計 {{costs.</t></r><r><t>total.ac</t></r>'
        '<r><rPr><i/></rPr><t xml:space="preserve">tual.2020}} 千円</t></r>'
    )
    form = filled(book(row('<c r="A1" s="2" t="s"><v>0</v></c>'), split), VALUES)
    assert cell_xml(form.data, "A1") == (
        '<c r="A1" s="2" t="inlineStr"><is><r><rPr><b/><sz val="9"/></rPr><t xml:space="preserve">計 15,099.5</t></r>'
        '<r><rPr><i/></rPr><t xml:space="preserve"> 千円</t></r></is></c>'
    )


def test_a_shared_string_stays_for_the_other_cells_that_have_it():
    """Both cells share one text; one of them has a name of its own, the other is filled alone."""
    form = filled(
        book(row(*(f'<c r="{cell}" t="s"><v>1</v></c>' for cell in ("A1", "B1"))), "<t>他</t>", "<t>{{x}}</t>"),
        {"x": "値"},
    )
    assert texts(form.data) == {"A1": "値", "B1": "値"}
    assert b"{{x}}" in parts_of(form.data)["xl/sharedStrings.xml"]


def test_furigana_over_what_stays_move_along_and_those_over_a_name_go():
    rich = (
        "<t>𠮷田{{head.title}}課長{{head.section}}様</t>"
        '<rPh sb="0" eb="3"><t>ヨシダ</t></rPh><rPh sb="8" eb="12"><t>タイトル</t></rPh>'
        '<rPh sb="17" eb="19"><t>カチョウ</t></rPh><rPh sb="35" eb="36"><t>サマ</t></rPh><phoneticPr fontId="1"/>'
    )
    form = filled(book(row('<c r="A1" t="s"><v>0</v></c>'), rich), VALUES)
    assert cell_xml(form.data, "A1") == (
        '<c r="A1" t="inlineStr"><is><t xml:space="preserve">𠮷田産学官連携課長様</t>'
        '<rPh sb="0" eb="3"><t xml:space="preserve">ヨシダ</t></rPh>'
        '<rPh sb="8" eb="10"><t xml:space="preserve">カチョウ</t></rPh>'
        '<rPh sb="10" eb="11"><t xml:space="preserve">サマ</t></rPh><phoneticPr fontId="1"/></is></c>'
    )


def test_what_somebody_wrote_stays_what_it_is():
    hostile = '=1+1 <b>&"\r\nzweite\x00'
    form = filled(book(row(inline("A1", "{{x}}"))), {"x": hostile})
    assert texts(form.data) == {"A1": '=1+1 <b>&"\nzweite〓'}
    assert openpyxl.load_workbook(io.BytesIO(form.data)).worksheets[0]["A1"].data_type == "s"


def test_what_excel_would_take_for_a_sign_by_its_number_is_marked_as_none():
    form = filled(book(row(inline("A1", "_x0041_{{x}}"))), {"x": "_x0041_ と _x5_"})
    assert '<t xml:space="preserve">_x0041__x005F_x0041_ と _x5_</t>' in cell_xml(form.data, "A1")


def test_names_that_the_sheet_has_not_stay_and_are_told_with_their_cells():
    rows = row(inline("A1", "{{head.titel}} {{head.title}}"), inline("C1", "{{合計}}"))
    form = filled(book(rows, names=name("costs.sum", "様式!$D$4") + name("Rate", "様式!$D$5")), VALUES)
    assert texts(form.data) == {"A1": "{{head.titel}} 産学官連携", "C1": "{{合計}}"}
    assert set(form.unknown) == {
        Spot("head.titel", "様式!A1"),
        Spot("合計", "様式!C1"),
        Spot("costs.sum", "様式!D4"),
    }


def test_names_that_the_form_does_not_use_are_told_in_their_order():
    values = VALUES | {"indicators.outcome.ア": "累計", "indicators.outcome.ア.name": "累計"}
    form = filled(book(row(inline("A1", "{{head.title}}{{indicators.outcome.ア}}"))), values)
    assert form.unused == tuple(one for one in VALUES if one != TITLE)
    other = filled(book(row(inline("A1", "{{head.title}}{{indicators.outcome.ア.name}}"))), values)
    assert other.unused == form.unused
    assert filled(book(), values).unused[-1] == "indicators.outcome.ア.name"


def test_a_cell_with_a_name_of_its_own_is_filled_whatever_it_held():
    names = name("head.title", "様式!$A$1") + name(OUTCOME, "様式!$B$1:$B$9") + name("head.section", "#REF!")
    form = filled(book(row(inline("A1", "見本", YEN), '<c r="B1" s="2"/>'), names=names), VALUES)
    assert texts(form.data) == {"A1": "産学官連携", "B1": 49}
    assert form.filled == (Filling(TITLE, "様式!A1", "産学官連携"), Filling(OUTCOME, "様式!B1", "49"))
    assert "head.section" in form.unused


def test_a_name_of_one_sheet_and_of_the_workbook_are_both_filled():
    names = name("head.title", "様式!$A$2") + name("head.title", "'様式'!$A$4", ' localSheetId="0"')
    form = filled(book(names=names), VALUES)
    assert texts(form.data) == {"A2": "産学官連携", "A4": "産学官連携"}


def test_cells_that_are_not_there_are_made_where_they_belong_in_the_style_of_row_or_column():
    rows = (
        '<row r="2"><c r="B2"><v>7</v></c><c r="D2"><v>8</v></c></row><row r="4" s="2" customFormat="1"/>'
        '<row><c r="A5"><v>9</v></c><c><v>10</v></c></row>'
    )
    places = {"a": "C1", "b": "A2", "c": "C2", "d": "E2", "e": "B3", "f": "B4", "g": "C5", "h": "XFD9", "i": "B9"}
    names = "".join(name(f"do.{one}", f"様式!${place[:-1]}${place[-1]}") for one, place in places.items())
    values = {f"do.{one}": Decimal(number) for number, one in enumerate(places, start=1)}
    form = filled(book(rows, names=names, before='<cols><col min="3" max="3" style="1"/></cols>'), values)
    written = parts_of(form.data)[SHEET].decode()
    assert re.search("<sheetData>(.*)</sheetData>", written)[1] == (
        '<row r="1"><c r="C1" s="1"><v>1</v></c></row>'
        '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><v>7</v></c><c r="C2" s="1"><v>3</v></c><c r="D2"><v>8</v></c>'
        '<c r="E2"><v>4</v></c></row>'
        '<row r="3"><c r="B3"><v>5</v></c></row>'
        '<row r="4" s="2" customFormat="1"><c r="B4" s="2"><v>6</v></c></row>'
        '<row><c r="A5"><v>9</v></c><c><v>10</v></c><c r="C5" s="1"><v>7</v></c></row>'
        '<row r="9"><c r="B9"><v>9</v></c><c r="XFD9"><v>8</v></c></row>'
    )


def test_a_sheet_without_a_row_gets_one():
    data = book(names=name("head.title", "様式!$B$2"))
    bare = parts_of(data)[SHEET].replace(b"<sheetData></sheetData>", b"<sheetData />")
    assert texts(fill_own_form(book(names=name("head.title", "様式!$B$2"), parts={SHEET: bare}), VALUES).data) == {
        "B2": "産学官連携"
    }


def test_of_merged_cells_the_first_is_filled():
    merged = '<mergeCells count="1"><mergeCell ref="B2:D3"/></mergeCells>'
    assert texts(filled(book(names=name("head.title", "様式!$C$3"), after=merged), VALUES).data) == {"B2": "産学官連携"}


def test_what_formulas_gave_is_dropped_and_reckoned_when_the_file_is_opened():
    form = filled(book(FORMULA_ROWS, calculation='<calcPr calcId="191029" fullCalcOnLoad="0" />'), VALUES)
    parts = parts_of(form.data)
    assert (
        '<c r="B1"><f>A1&amp;"人"</f></c><c r="C1"><f t="shared" ref="C1:C2" si="0">1/0</f></c>'
        in parts[SHEET].decode()
    )
    assert b'<calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>' in parts[BOOK]


@pytest.mark.parametrize("names", ["", name("Rate", "様式!$A$1")])
def test_a_workbook_that_says_nothing_of_reckoning_is_told_where_it_belongs(names):
    end = "</definedNames>" if names else "</sheets>"
    written = parts_of(filled(book(FORMULA_ROWS, names=names), VALUES).data)[BOOK].decode()
    assert f'{end}<calcPr fullCalcOnLoad="1"/></workbook>' in written


def test_without_a_formula_the_workbooks_own_part_stays():
    data = book(row(inline("A1", "{{head.title}}")), calculation='<calcPr calcId="191029"/>')
    assert parts_of(filled(data, VALUES).data)[BOOK] == parts_of(data)[BOOK]


@pytest.mark.parametrize(
    ("formula", "names"),
    [('"{{head.title}}"', ""), ("A9*2", name("head.title", "様式!$B$2")), ('"｛｛head.title｝｝"&amp;A1', "")],
)
def test_a_name_in_a_formula_is_refused_with_its_cell(formula, names):
    data = book(f'<row r="2"><c r="B2"><f>{formula}</f><v>1</v></c></row>', names=names)
    with pytest.raises(NameInFormula, match="様式!B2"):
        fill_own_form(data, VALUES)


def test_a_text_that_no_cell_can_hold_is_refused_with_its_cell():
    fits = filled(book(row(inline("A1", "{{x}}"))), {"x": "字" * 32_767})
    assert len(texts(fits.data)["A1"]) == 32_767
    with pytest.raises(TextTooLong, match="様式!A1"):
        fill_own_form(book(row(inline("A1", "{{x}}"))), {"x": "字" * 32_766 + "𠮷"})


@pytest.mark.parametrize("rows", ['<row r="1"><c r="A2"/></row>', '<row r="x"/>', '<row r="1"><c r="1A"/></row>'])
def test_a_sheet_whose_cells_stand_nowhere_is_damaged(rows):
    with pytest.raises(DamagedForm, match="様式"):
        fill_own_form(book(rows), VALUES, name="様式.xlsx")


def test_tags_with_a_prefix_of_their_own_are_written_with_it():
    sheet = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData><x:row r="1">'
        '<x:c r="A1" t="s"><x:v>0</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    rich = "<r><rPr><b/></rPr><t>名 {{head.title}}</t></r>"
    form = filled(book("", rich, names=name(OUTCOME, "様式!$B$2"), parts={SHEET: sheet}), VALUES)
    written = parts_of(form.data)[SHEET].decode().partition("<x:sheetData>")[2]
    assert written.startswith(
        '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:r><x:rPr><x:b/></x:rPr>'
        '<x:t xml:space="preserve">名 産学官連携</x:t></x:r></x:is></x:c></x:row>'
        '<x:row r="2"><x:c r="B2"><x:v>49</x:v></x:c></x:row>'
    )
    assert texts(form.data) == {"A1": "名 産学官連携", "B2": 49}
