"""Filling a form loses nothing of it: what is not a name's cell is the same to the byte."""

import io
import re
import zipfile
from decimal import Decimal

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as some

from registry.domain.own_forms import FormKind
from registry.evaluation.layout_names import form_values, in_braces, plain_form
from registry.exports.own_form import fill_own_form
from registry.exports.own_form_start import own_form_start
from registry.exports.sheet_xlsx import sheet_xlsx
from registry.imports.own_forms import check_own_form
from tests.evaluation.clean_sheet import clean_sheet
from tests.evaluation.seed_sheet import seed_sheet
from tests.exports.own_forms import (
    SHEET,
    STRINGS,
    WITH_MACROS,
    book,
    filled,
    name,
    packed,
    parts_of,
    strings,
    texts,
)

VALUES = {"head.title": "産学官連携", "costs.total.actual.2020": Decimal(15099)}
CELL = re.compile(rb"<c r=\"(B2|C3)\".*?(?:/>|</c>)")


def rich_workbook() -> bytes:
    """What offices have in their forms: text boxes, pictures, buttons, comments, bars, headers, charts."""
    made = io.BytesIO()
    workbook = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = workbook.add_worksheet("様式 1")
    bold = workbook.add_format({"bold": True, "num_format": "#,##0", "border": 1})
    sheet.write("A1", "事務事業マネジメントシート", bold)
    sheet.write("B2", "{{head.title}}", bold)
    sheet.write("C3", "{{costs.total.actual.2020}}", bold)
    for row in range(5, 9):
        sheet.write(row, 0, row)
    sheet.insert_textbox("E2", "記入の注意 {{これは欄ではない}}", {"width": 200, "height": 80})
    sheet.insert_button("E9", {"macro": "印刷", "caption": "印刷"})
    sheet.insert_image("G2", "円.png", {"image_data": io.BytesIO(PIXEL)})
    sheet.write_comment("A6", "課長確認", {"author": "佐藤"})
    sheet.conditional_format("A6:A9", {"type": "data_bar", "data_bar_2010": True})
    sheet.data_validation("D6", {"validate": "list", "source": ["はい", "いいえ"]})
    sheet.set_header("&L&G&C事業", {"image_left": "円.png", "image_data_left": io.BytesIO(PIXEL)})
    sheet.set_footer("&P / &N")
    sheet.set_paper(9)
    sheet.repeat_rows(0, 1)
    sheet.freeze_panes(2, 0)
    sheet.protect("", {"select_locked_cells": True})
    chart = workbook.add_chart({"type": "column"})
    chart.add_series({"values": "='様式 1'!$A$6:$A$9"})
    sheet.insert_chart("E12", chart)
    workbook.add_worksheet("控え").write("A1", "触らない")
    workbook.close()
    return made.getvalue()


PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fcffff3f030005fe02fea7"
    "35813f0000000049454e44ae426082"
)


def test_of_a_form_with_all_that_offices_have_nothing_changes_but_the_cells_of_names():
    data = rich_workbook()
    before, after = parts_of(data), parts_of(filled(data, VALUES).data)
    assert {path.rpartition("/")[2] for path in before} >= {
        "drawing1.xml",
        "vmlDrawing1.vml",
        "comments1.xml",
        "image1.png",
        "chart1.xml",
        "styles.xml",
        "sheet2.xml",
    }
    assert [path for path in before if before[path] != after[path]] == [SHEET]
    assert CELL.sub(b"", before[SHEET]) == CELL.sub(b"", after[SHEET])
    assert b"dataBar" in after[SHEET]
    assert re.search(b'<c r="C3" s="[0-9]+"><v>15099</v></c>', after[SHEET])
    assert "産学官連携".encode() in after[SHEET]


def test_macros_print_settings_and_parts_of_other_programs_stay():
    more = {
        "xl/vbaProject.bin": bytes(range(256)) * 40,
        "xl/printerSettings/printerSettings1.bin": b"\0P\0r\0i\0n\0t",
        "customXml/item1.xml": b"\xff\xfe<\0?\0",
        "docProps/app.xml": b"<Properties/>\n\n",
        "折り紙/部品.dat": b"{{head.title}}",
    }
    data = book('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', "<t>{{head.title}}</t>", kind=WITH_MACROS, parts=more)
    assert check_own_form(data, "様式.xlsm") is FormKind.WITH_MACROS
    after = parts_of(filled(data, VALUES).data)
    assert {path: after[path] for path in more} == more


def test_furigana_of_other_cells_stay():
    item = '<t>連携</t><rPh sb="0" eb="2"><t>レンケイ</t></rPh><phoneticPr fontId="1"/>'
    cells = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
    data = book(cells, item, "<t>{{head.title}}</t>")
    after = parts_of(filled(data, VALUES).data)
    assert after[STRINGS].decode() == strings(item, "<t>{{head.title}}</t>")
    assert b'<c r="A1" t="s"><v>0</v></c>' in after[SHEET]


def test_a_form_without_a_name_comes_back_as_it_was():
    data = rich_workbook()
    assert parts_of(fill_own_form(data, {}).data) == parts_of(data)


def test_the_order_and_the_dates_of_the_parts_stay_and_the_same_gives_the_same():
    data = rich_workbook()
    form = fill_own_form(data, VALUES).data
    assert form == fill_own_form(data, VALUES).data
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(io.BytesIO(form)) as after:
        assert after.testzip() is None
        assert [(one.filename, one.date_time) for one in before.infolist()] == [
            (one.filename, one.date_time) for one in after.infolist()
        ]


def test_parts_under_unusual_names_are_found():
    data = parts_of(book('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', "<t>{{head.title}}</t>"))
    moved = {path.replace("xl/worksheets/sheet1", "xl/worksheets/様式"): part for path, part in data.items()}
    related = moved["xl/_rels/workbook.xml.rels"]
    moved["xl/_rels/workbook.xml.rels"] = related.replace(b"worksheets/sheet1", "/XL/worksheets/様式".encode())
    form = fill_own_form(packed(moved), VALUES)
    assert "産学官連携".encode() in parts_of(form.data)["xl/worksheets/様式.xml"]


@pytest.mark.parametrize("sheet", [seed_sheet(), clean_sheet()], ids=["seed", "clean"])
def test_the_built_in_form_with_names_filled_says_what_the_built_in_form_says(sheet):
    form = fill_own_form(own_form_start(sheet), form_values(sheet))
    assert (form.unknown, form.unused) == ((), ())
    told, expected = worded(form.data), worded(sheet_xlsx(plain_form(sheet)))
    assert told == expected
    assert len(told) > 200


def worded(data: bytes) -> dict[str, object]:
    """Cell → what it holds, without blanks: room to write by hand is none where a value may come."""
    held = ((cell, "".join(value.split()) if isinstance(value, str) else value) for cell, value in texts(data).items())
    return {cell: value for cell, value in held if value != ""}


def test_the_start_has_every_name_and_no_value():
    start = own_form_start(seed_sheet())
    assert check_own_form(start, "様式.xlsx") is FormKind.PLAIN
    held = " ".join(str(value) for value in texts(start).values())
    used = set(re.findall(r"\{\{(.+?)\}\}", held))
    of_the_sheet = set(form_values(seed_sheet()))
    assert used <= of_the_sheet
    assert {one.removesuffix(".name") for one in used} == {one.removesuffix(".name") for one in of_the_sheet}
    assert "産学官連携推進事業" not in held
    assert b"head.title" not in parts_of(start)["docProps/core.xml"]


words = some.text("語 ab\n&<{}１x_0{", max_size=6).filter(lambda text: "{{" not in text and "}}" not in text)
values = some.dictionaries(
    some.sampled_from(["do.a", "do.b", "summary"]), some.text("値<&]] {", max_size=5), min_size=1
)


@given(values=values, data=some.data())
def test_in_any_text_split_in_any_way_the_names_become_their_values(values, data):
    pieces = data.draw(some.lists(some.one_of(words, some.sampled_from(sorted(values)).map(lambda one: (one,)))))
    written = "|".join(in_braces(one[0]) if isinstance(one, tuple) else one for one in pieces)
    expected = "|".join(values[one[0]] if isinstance(one, tuple) else one for one in pieces)
    cuts = sorted(data.draw(some.lists(some.integers(0, len(written)), max_size=4)))
    runs = (written[start:end] for start, end in zip([0, *cuts], [*cuts, len(written)], strict=True))
    rich = "".join(f'<r><rPr><b/></rPr><t xml:space="preserve">{as_xml(run)}</t></r>' for run in runs)
    form = filled(book('<row r="1"><c r="A1" t="s"><v>0</v></c></row>', rich), values)
    assert texts(form.data).get("A1", "") == expected
    assert form.unknown == ()


def as_xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


places = some.tuples(some.integers(1, 12), some.integers(1, 30))


@given(there=some.sets(places), named=some.sets(places, max_size=8))
def test_named_cells_come_in_their_order_and_move_no_other_cell(there, named):
    rows = "".join(
        f'<row r="{row}">'
        + "".join(
            f'<c r="{at(row, column)}"><v>{row * 100 + column}</v></c>' for r, column in sorted(there) if r == row
        )
        + "</row>"
        for row in sorted({row for row, _column in there})
    )
    values = {f"do.{row}.{column}": Decimal(row * -100 - column) for row, column in named}
    names = "".join(name(f"do.{row}.{column}", f"様式!${letters(column)}${row}") for row, column in named)
    form = filled(book(rows, names=names), values)
    expected = {at(row, column): row * 100 + column for row, column in there}
    expected |= {at(row, column): row * -100 - column for row, column in named}
    assert texts(form.data) == expected
    written = re.findall(r'<c r="([A-Z]+)(\d+)"', parts_of(form.data)[SHEET].decode())
    order = [(int(row), len(column), column) for column, row in written]
    assert order == sorted(order)


def at(row: int, column: int) -> str:
    return f"{letters(column)}{row}"


def letters(column: int) -> str:
    return "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[column - 1] if column <= 26 else "A" + "ABCD"[column - 27]
