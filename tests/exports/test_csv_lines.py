import csv
import io
from datetime import date

import pytest

from registry.exports.csv_lines import csv_lines


def test_what_is_written_is_read_back_whole():
    rows = [["名称", "日"], ['㈱「見本」, "引用"\n二行目', date(2020, 4, 1)]]

    assert list(csv.reader(io.StringIO(csv_lines(rows), newline=""))) == [
        ["名称", "日"],
        ['㈱「見本」, "引用"\n二行目', "2020-04-01"],
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "＋1", "－1", "＠A1", "'=1"]
)
def test_text_that_a_spreadsheet_would_run_is_kept_from_running(text):
    ((cell,),) = csv.reader(io.StringIO(csv_lines([[text]]), newline=""))

    assert cell == f"'{text}"


def test_a_negative_number_stays_a_number():
    assert csv_lines([[-1, -2.5]]) == "-1,-2.5\r\n"


@pytest.mark.parametrize("text", ["O'Brien", "'見本'", "㈱=見本", "a-b"])
def test_other_text_is_written_as_it_is(text):
    ((cell,),) = csv.reader(io.StringIO(csv_lines([[text]]), newline=""))

    assert cell == text
