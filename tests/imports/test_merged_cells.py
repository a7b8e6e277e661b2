"""Merged cells of all workbooks: where they are, and what they cover."""

import pytest

from registry.imports.merged import spread
from registry.imports.ods_merges import MOST_MERGES, merged_in_ods
from registry.imports.tables import Sheet, read_file
from tests.imports.registers import WRITERS, ods_of, register_ods

ROWS = [["a", None, "b"], [None, None, "c"], ["d", "e", None]]
MERGES = ("A1:B2", "B3:C3")
RANGES = (((0, 0), (1, 1)), ((2, 1), (2, 2)))


def cell(text: str, attributes: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {attributes}><text:p>{text}</text:p></table:table-cell>'


def span(rows: object, columns: object = 1) -> str:
    return f'table:number-rows-spanned="{rows}" table:number-columns-spanned="{columns}"'


def table(*rows: str) -> str:
    return f'<table:table table:name="S">{"".join(rows)}</table:table>'


def row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


@pytest.mark.parametrize("file", WRITERS)
def test_every_kind_of_workbook_tells_its_merged_cells(file):
    (sheet,) = read_file(WRITERS[file](ROWS, MERGES), file)
    assert sorted(sheet.merged) == sorted(RANGES)
    assert [list(cells) for cells in sheet.rows] == [["a", "", "b"], ["", "", "c"], ["d", "e", ""]]


def test_a_csv_file_has_none():
    assert read_file(b"a,b\n", "a.csv")[0].merged == ()


def test_repeated_rows_and_cells_of_an_ods_are_counted_and_not_laid_out():
    repeated = 'table:number-rows-repeated="1000000"'
    blank = '<table:table-cell table:number-columns-repeated="3"/>'
    data = ods_of(table(row(blank, attributes=repeated), row(blank, cell("a", span(2))), row(blank)))
    assert merged_in_ods(data) == {"S": (((1_000_000, 3), (1_000_001, 3)),)}


def test_a_table_within_a_cell_is_not_the_sheet():
    inner = table(row(cell("x", span(2))), row())
    data = ods_of(table(row(f"<table:table-cell>{inner}</table:table-cell>"), row(cell("a", span(2))), row()))
    assert merged_in_ods(data) == {"S": (((1, 0), (2, 0)),)}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        register_ods(ROWS, MERGES)[:-40],
        ods_of("<table:table"),
        ods_of(table(row(cell("a", span("x"))))),
        ods_of(table(row(cell("a", span("9" * 5000))))),
        ods_of(table(row(cell("a", span(2)) * (MOST_MERGES + 1)))),
        ods_of(table(row(cell("a", span(2))), row()), front='<!DOCTYPE x [<!ENTITY a "aaaaaaaa">]>'),
    ],
)
def test_what_cannot_be_followed_gives_no_merged_cells(data):
    assert merged_in_ods(data) == {}


def test_a_value_goes_down_and_never_sideways():
    sheet = Sheet("", (("a", "", "b"), ("", "x", "c"), ("d", "e", "")), RANGES)
    spreaded = spread(sheet, below=0)
    assert [list(cells) for cells in spreaded.rows] == [["a", "", "b"], ["a", "", "c"], ["d", "e", ""]]
    assert spreaded.taken == {1: {0: 0}}
    assert spreaded.wide == {0: {0: 1}, 1: {0: 1}, 2: {1: 2}}


def test_what_a_merged_cell_covers_is_not_read():
    sheet = Sheet("", (("a", "b"), ("hidden", "c")), (((0, 0), (1, 0)),))
    assert spread(sheet, below=0).rows[1][0] == "a"


def test_headings_keep_their_blank_cells():
    sheet = Sheet("", (("a", "b"), ("", "c")), (((0, 0), (1, 0)),))
    assert spread(sheet, below=2).rows == sheet.rows


@pytest.mark.parametrize(
    "merged",
    [
        (((0, 0), (10**9, 10**9)),),
        (((0, 0), (1, 0)), ((0, 10**9), (1, 10**9))),
        (((10**9, 0), (10**9 + 1, 0)),),
    ],
)
def test_a_range_that_leaves_the_sheet_ends_with_it(merged):
    sheet = Sheet("", (("a", "b"), ("", "c")), merged)
    assert len(spread(sheet, below=0).rows) == 2


def test_merged_cells_beside_all_that_is_filled_do_not_matter():
    beside = tuple(((0, column), (1, column)) for column in range(2, 100))
    sheet = Sheet("", (("a", "b"), ("", "c")), (((0, 0), (1, 0)), *beside))
    assert spread(sheet, below=0).rows[1][0] == "a"


def test_ranges_that_overlap_are_not_followed():
    sheet = Sheet("", (("a", ""), ("", "")), tuple(((0, 0), (1, 1)) for _ in range(3)))
    assert spread(sheet, below=0).rows == sheet.rows
