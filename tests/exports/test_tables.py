"""A list as a file: the same cells in csv and xlsx, and nothing that a spreadsheet would run."""

import io
from datetime import date

import openpyxl
import pytest

from registry.exports.tables import Table, TableColumn, table_file

ROWS = [
    ("株式会社あおば", 3, date(2020, 4, 1)),
    ("=cmd|'/c calc'!A0", 0, None),
    ("二行の\n名前", 12, date(1989, 1, 7)),
]


def table(**values) -> Table:
    columns = (TableColumn("名称", 30), TableColumn("協定"), TableColumn("締結日", 18))
    return Table(
        **{"title": "相手方", "columns": columns, "rows": ROWS, "as_of": date(2021, 3, 31), "japanese": True} | values
    )


def test_csv_begins_with_the_mark_that_excel_needs_and_marks_formulas():
    assert table_file(table(), "csv").decode() == (
        "\ufeff名称,協定,締結日\r\n"
        "株式会社あおば,3,2020-04-01\r\n"
        "'=cmd|'/c calc'!A0,0,\r\n"
        '"二行の\n名前",12,1989-01-07\r\n'
    )


def test_a_workbook_holds_text_numbers_and_days_and_no_formula():
    sheet = openpyxl.load_workbook(io.BytesIO(table_file(table(), "xlsx"))).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[:2] for row in cells] == [[name, number] for name, number, _day in ROWS]
    assert [row[2] and row[2].date() for row in cells] == [date(2020, 4, 1), None, date(1989, 1, 7)]
    assert [cell.data_type for cell in sheet["A"]] == ["s"] * 4
    assert (sheet.title, sheet.freeze_panes, sheet.auto_filter.ref) == ("相手方", "A2", "A1:C4")


def test_the_same_list_has_the_same_bytes():
    assert table_file(table(), "xlsx") == table_file(table(), "xlsx")


@pytest.mark.parametrize("title", ["協定/一覧:[案]*?", "長い" * 40, "'"])
def test_any_title_makes_a_workbook(title):
    assert openpyxl.load_workbook(io.BytesIO(table_file(table(title=title, rows=[]), "xlsx"))).active.max_row == 1
