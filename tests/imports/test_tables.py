"""Bytes become rows, or one clear refusal."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.imports import refusals
from registry.imports.tables import read_file, text_of
from tests.imports.files import workbook

TEXT = "名称,締結日\r\n㈱試験,令和2年4月1日\r\n"
ROWS = (("名称", "締結日"), ("㈱試験", "令和2年4月1日"))


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("cp932"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.replace(",", "\t").encode("utf-16"),
        TEXT.replace(",", ";").encode(),
        TEXT.replace("\r\n", "\n").encode(),
        TEXT.replace("\r\n", "\r").encode(),
    ],
)
def test_a_csv_file_is_read_in_every_encoding_and_with_every_separator_of_the_office(data):
    assert read_file(data, "a.CSV")[0].rows == ROWS


def test_a_value_may_hold_lines_commas_and_marks_and_rows_keep_their_numbers():
    data = b'a,b\n\n"1\r\n2","x,""y"""\n'
    assert read_file(data, "a.csv")[0].rows == (("a", "b"), (), ("1\n2", 'x,"y"'))


def test_semicolons_within_values_do_not_make_a_comma_file_a_semicolon_file():
    assert read_file("名称,相手方\nx,A;B;C;D\n".encode(), "a.csv")[0].rows[1] == ("x", "A;B;C;D")


def test_cells_are_cleaned_of_outer_space_and_control_characters_only():
    assert read_file("a,b\n　 ㈱ Ａ　,x\x07y\n".encode(), "a.csv")[0].rows[1] == ("㈱ Ａ", "xy")


def test_a_workbook_gives_numbers_as_written_and_days_as_days():
    rows = [["名称", 1, 2.5], [None, date(2020, 4, 1), datetime(2020, 4, 1, 13, 30)], [True, time(9, 5), "x"]]  # noqa: DTZ001
    (sheet,) = read_file(workbook(S=rows), "a.xlsx")
    assert sheet.name == "S"
    assert sheet.rows[0] == ("名称", "1", "2.5")
    assert [text_of(cell) for cell in sheet.rows[1]] == ["", "2020-04-01", "2020-04-01 13:30"]
    assert sheet.rows[1][1] == date(2020, 4, 1)
    assert sheet.rows[2] == ("True", "09:05:00", "x")


def test_rows_of_a_workbook_are_counted_from_its_first_row():
    (sheet,) = read_file(workbook(S=[[], [], ["", "x"]]), "a.xlsx")
    assert sheet.rows[2][1] == "x"


def test_all_sheets_are_read_in_their_order():
    assert [sheet.name for sheet in read_file(workbook(b=[["x"]], a=[["y"]]), "a.xlsx")] == ["b", "a"]


def spread_out(place: str) -> bytes:
    """A workbook whose one cell lies far out: laid out cell by cell it would fill the memory."""
    book = zipfile.ZipFile(io.BytesIO(workbook(S=[["x"]])))
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as out:
        for name in book.namelist():
            out.writestr(name, book.read(name).replace(b'r="A1"', b'r="%s"' % place.encode()))
    return data.getvalue()


NO_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("a.csv", b"", refusals.EmptyFile),
        ("a.xlsx", b"", refusals.EmptyFile),
        ("a.csv", b"\xef\xbb\xbf \r\n", refusals.EmptyFile),
        ("a.pdf", b"%PDF-1.7", refusals.UnknownFileKind),
        ("a", b"x", refusals.UnknownFileKind),
        ("a.csv", b"a,b\0\n", refusals.NotText),
        ("a.csv", TEXT.encode("utf-16-le"), refusals.NotText),
        ("a.csv", b"\x81", refusals.NotText),
        ("a.csv", b"\xff\xfea", refusals.NotText),
        ("a.csv", b'a,"b\n', refusals.OpenQuotation),
        ("a.csv", b'a\n"b"c\n', refusals.OpenQuotation),
        ("a.csv", b'a,"' + b"x\n" * 1_000_001, refusals.OpenQuotation),
        ("a.csv", b'a,"' + b"x" * 2_000_001 + b'"\n', refusals.LineTooLong),
        ("a.csv", b"x," * 1_000 + b"x\n", refusals.TooManyColumns),
        ("a.csv", workbook(S=[["x"]]), refusals.WrongSuffix),
        ("a.xlsx", TEXT.encode(), refusals.WrongSuffix),
        ("a.xls", TEXT.encode(), refusals.WrongSuffix),
        ("a.xlsx", b"PK", refusals.DamagedFile),
        ("a.xlsx", workbook(S=[["x"]])[:-40], refusals.DamagedFile),
        ("a.xlsx", workbook(S=[["x"]])[:200], refusals.DamagedFile),
        ("a.xls", NO_CONTAINER, refusals.DamagedFile),
        ("a.xlsx", NO_CONTAINER, refusals.DamagedFile),
        ("a.xlsx", spread_out("XFD1048576"), refusals.FileTooLarge),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_reason(name, data, refusal):
    with pytest.raises(refusal) as raised:
        read_file(data, name)
    assert name in str(raised.value)
    assert "\n" not in str(raised.value)


@given(
    st.binary(max_size=300),
    st.sampled_from(["a.csv", "a.xlsx", "a.xls", "a.ods"]),
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe"]),
)
def test_junk_gives_rows_or_a_refusal_and_nothing_else(junk, name, start):
    try:
        sheets = read_file(start + junk, name)
    except refusals.UnreadableFile:
        return
    assert all(isinstance(text_of(cell), str) for sheet in sheets for row in sheet.rows for cell in row)


@given(st.integers(min_value=0, max_value=4000), st.integers(min_value=0, max_value=255))
def test_a_workbook_with_one_wrong_byte_gives_rows_or_a_refusal(place, byte):
    data = bytearray(workbook(S=[["名称"], ["㈱試験"]]))
    data[place % len(data)] = byte
    try:
        read_file(bytes(data), "a.xlsx")
    except refusals.UnreadableFile:
        return
