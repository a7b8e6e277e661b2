"""Workbooks that are odd but honest are read; what is a formula, a mark or a break in them stays harmless."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.exports.csv_lines import csv_lines
from registry.imports import refusals
from registry.imports.compound_files import container_of
from registry.imports.refusals import UnreadableFile
from registry.imports.tables import read_file, text_of
from tests.imports.files import bodies, counts, errors, planned, workbook
from tests.imports.hostile import (
    SHEET,
    STRINGS,
    cell,
    excel,
    lying,
    ods_blank,
    ods_cell,
    ods_row,
    old_excel,
    opendocument,
    part_of,
    record,
    records,
    with_parts,
)


def test_chains_that_bite_their_own_tail_are_no_endless_work():
    data = bytearray(old_excel(["x"] * 200))
    for at in range(512, len(data) - 4, 4):
        if struct.unpack_from("<I", data, at)[0] == 0xFFFFFFFE:
            struct.pack_into("<I", data, at, 0)
    with pytest.raises(refusals.DamagedFile):
        read_file(bytes(data), "a.xls")


def test_formatting_and_claims_of_size_are_no_cells():
    claims = '<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" style="1"/></cols>'
    blank = '<row r="2"><c r="B2" s="1"/><c r="XFD2" s="1"/></row><row r="1048576"><c r="A1048576" s="1"/></row>'
    (sheet,) = read_file(excel(f'<row r="1">{cell("B1", "x")}</row>{blank}', before=claims), "a.xlsx")
    assert sheet.rows == (("", "x"),)


def test_an_ods_file_with_its_usual_million_blank_rows_is_read():
    blank = ods_row(ods_blank(16_384), rows=1_048_574)
    (sheet,) = read_file(
        opendocument(ods_row(ods_cell("x") + ods_blank(16_383)) + ods_row(ods_cell("y")) + blank), "a.ods"
    )
    assert sheet.rows == (("x",), ("y",))


def test_an_xls_file_that_claims_to_be_vast_is_as_large_as_its_cells():
    claim = record(0x200, struct.pack("<IIHHH", 0, 0xFFFFFFFF, 0, 0xFFFF, 0))
    number = record(0x203, struct.pack("<HHHd", 0, 0, 0, 7))
    assert read_file(container_of(records(claim, number)), "a.xls")[0].rows == (("7",),)


def test_what_an_archive_says_of_its_sizes_does_not_matter():
    assert read_file(lying(workbook(S=[["x"]]), SHEET, 4_000_000_000), "a.xlsx")[0].rows == (("x",),)


def test_macros_are_left_where_they_are():
    assert read_file(with_parts(workbook(S=[["x"]]), {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), "a.xlsx")[0].rows == (
        ("x",),
    )


def test_an_xls_file_is_read_from_small_and_from_large_sectors():
    small = old_excel(["名称", 1, 2.5], ["㈱試験"])
    assert read_file(small, "a.xls")[0].rows[0] == ("名称", "1", "2.5")
    rows = [[f"{row}の{column}" for column in range(11)] for row in range(2_000)]
    assert read_file(old_excel(*rows), "a.xls")[0].rows == tuple(map(tuple, rows))


def test_signs_that_cannot_be_seen_are_never_stored():
    text = "名称\n㈱\u202e試\ufeff験\u2066\x07\n"
    assert read_file(text.encode(), "a.csv")[0].rows[1] == ("㈱試験",)
    assert read_file(excel(cell("A1", "試&#xFEFF;験&#x202E;")), "a.xlsx")[0].rows == (("試験",),)
    assert read_file(excel(cell("A1", "試_x0007_験_xD800_")), "a.xlsx")[0].rows[0][0].startswith("試")


FORMULAS = ("=HYPERLINK(1)", "=cmd|' /C calc'!A0", "@SUM(A1)", "+1", "-1", "＝1+1", "'=1")


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_stays_text(text):
    assert read_file(f'"{text}"\n'.encode(), "a.csv")[0].rows == ((text.removeprefix("'"),),)
    assert read_file(excel(cell("A1", text)), "a.xlsx")[0].rows == ((text.removeprefix("'"),),)


def test_a_formula_is_what_it_showed_when_it_was_saved():
    (sheet,) = read_file(excel('<row><c t="str"><f>WEBSERVICE("http://x")</f><v>株式会社試験</v></c></row>'), "a.xlsx")
    assert sheet.rows == (("株式会社試験",),)
    shown = struct.pack("<HHHdHIH", 0, 0, 0, 7.0, 0, 0, 300)
    assert read_file(container_of(records(record(0x06, shown + b"\x24" * 300))), "a.xls")[0].rows == (("7",),)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xlsx", excel(f'<row>{cell("", "名称")}</row><row><c r="A2" t="e"><f>B1</f><v>#REF!</v></c></row>')),
        ("a.xlsx", excel(f"<row>{cell('', '名称')}</row><row><c t='e'><v>#SPILL!</v></c></row>")),
        ("a.ods", opendocument(ods_row(ods_cell("名称")) + ods_row(ods_cell("#N/A")))),
        ("a.csv", "名称\n#NAME?\n".encode()),
        (
            "a.xls",
            container_of(
                records(
                    record(0x204, struct.pack("<HHHHB", 0, 0, 0, 2, 1) + "名称".encode("utf-16-le")),
                    record(0x06, struct.pack("<HHHBBBBHHHIH", 1, 0, 0, 2, 0, 0x17, 0, 0, 0xFFFF, 0, 0, 0)),
                )
            ),
        ),
    ],
)
def test_the_error_of_a_formula_is_said_where_it_stands_and_never_becomes_a_name(name, data):
    assert [error[:2] + error[3:] for error in errors(planned("organizations", data, file=name))] == [
        (2, "名称", "formula_error")
    ]


def test_a_cell_that_would_take_the_square_of_its_length_is_read_at_once():
    for text in ("(" + ";" * 32_000 + ")", "x" + " (" * 16_000, "(オブザーバー:" * 4_000, "a" + "\u0301" * 32_000):
        planned("agreements", f'協定名,締結日,相手方\nx,2020-04-01,"{text}"\n')


@given(
    st.sampled_from(
        [
            ("a.xlsx", workbook(S=[["名称", 1]])),
            ("a.ods", opendocument(ods_row(ods_cell("名称")))),
            ("a.xls", old_excel(["名称", 1])),
        ]
    ),
    st.lists(st.tuples(st.integers(0, 60_000), st.binary(min_size=1, max_size=4)), max_size=4),
    st.integers(0, 60_000),
)
def test_flipped_and_cut_off_workbooks_give_rows_or_a_refusal(file, flips, length):
    name, data = file
    broken = bytearray(data)
    for place, content in flips:
        at = place % len(broken)
        broken[at : at + len(content)] = content[: len(broken) - at]
    cut = length % len(broken) if length % 2 else len(broken)
    try:
        sheets = read_file(bytes(broken[:cut]), name)
    except UnreadableFile:
        return
    assert all(isinstance(text_of(value), str) for sheet in sheets for row in sheet.rows for value in row)


@given(
    st.sampled_from([SHEET, STRINGS, "xl/workbook.xml", "xl/styles.xml"]), st.binary(max_size=60), st.integers(0, 2_000)
)
def test_a_part_that_was_written_over_gives_rows_or_a_refusal(part, content, place):
    data = excel(f'<row>{cell("A1", "名称")}<c r="B1" t="s"><v>0</v></c></row>', strings=["x"])
    old = part_of(data, part)
    at = place % len(old)
    try:
        read_file(with_parts(data, {part: old[:at] + content + old[at + len(content) :]}), "a.xlsx")
    except UnreadableFile:
        return


def test_what_was_exported_comes_back_as_it_was():
    texts = ["=1", "'=1", "''-x", "＠x", "\t=1", "- 一覧", "O'Brien", "'quoted'"]
    assert [row[0] for row in read_file(csv_lines([text, "x"] for text in texts).encode(), "a.csv")[0].rows] == [
        text.strip() for text in texts
    ]


def test_an_exported_name_finds_the_body_that_it_is_the_name_of():
    known = bodies("=見本")
    plan = planned("organizations", csv_lines([["名称", "区分"], ["=見本", "企業"]]), known)
    assert counts(plan) == (1, 0, 0, 1)
