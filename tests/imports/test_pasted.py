"""Rows that were copied in a spreadsheet, with and without their headings."""

import csv
import io

import pytest

from registry.imports.pasted import pasted_file
from registry.imports.refusals import OpenQuotation


def rows_of(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(pasted_file(text).data.decode())))


def test_rows_without_headings_get_those_of_the_fixed_order():
    text = "R3.2.12\t熊本大学\t協議\t講座\n"
    assert rows_of(text) == [
        ["開催日", "相手方", "種類", "件名", "内容", "担当課"],
        ["R3.2.12", "熊本大学", "協議", "講座"],
    ]
    assert pasted_file(text).added == 1


def test_rows_with_headings_stay_as_they_are():
    text = "協議先\t年月日\t備考\n熊本大学\tR3.2.12\tなし"
    assert rows_of(text) == [["協議先", "年月日", "備考"], ["熊本大学", "R3.2.12", "なし"]]
    assert pasted_file(text).added == 0


def test_a_cell_of_several_lines_and_one_with_commas_stay_one_cell():
    text = 'R3.2.12\t"熊本大学\n甲株式会社"\t協議\t"講座, ""防災"""\r\n'
    assert rows_of(text)[1] == ["R3.2.12", "熊本大学\n甲株式会社", "協議", '講座, "防災"']


def test_a_quotation_that_does_not_end_is_refused():
    with pytest.raises(OpenQuotation):
        pasted_file('R3.2.12\t"熊本大学')
