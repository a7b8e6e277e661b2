"""Headings of two rows: what the lower one names is a part of what stands above it."""

from datetime import date

from tests.imports.files import errors, warnings
from tests.imports.registers import EVERY_FORMAT, FORMATS, agreement, drafts, read

N = None


@EVERY_FORMAT
def test_columns_of_a_group_that_tells_of_somebody_are_no_columns_of_the_record(file):
    rows = [["協定", N, "相手方", N, "連絡先", N], ["名称", "締結日", "団体名", "区分", "担当", "電話"]]
    rows += [["一", "R2.4.1", "㈱一", "企業", "山田", "000"]]
    plan = read("agreements", file, rows, ("A1:B1", "C1:D1", "E1:F1"))
    assert drafts(plan) == [agreement(N, "一", date(2020, 4, 1), 1)]
    assert [(row, column) for row, column, _, _ in warnings(plan)] == [
        (2, "相手方 区分"),
        (2, "連絡先 担当"),
        (2, "連絡先 電話"),
    ]


@EVERY_FORMAT
def test_a_lower_heading_may_stand_under_none(file):
    rows = [["協定名", N, "有効期間", N, "相手方"], [N, "締結日", "自", "至", N]]
    rows += [["一", "R2.4.1", "R2.4.1", "R5.3.31", "㈱一"]]
    plan = read("agreements", file, rows, ("A1:A2", "C1:D1", "E1:E2"))
    day, last = date(2020, 4, 1), date(2023, 3, 31)
    assert drafts(plan) == [agreement(N, "一", day, 1, effective_on=day, expires_on=last)]


@FORMATS
def test_merged_cells_tell_a_second_heading_row_even_where_nobody_knows_its_words(file):
    rows = [["協定名", "締結日", "相手方", "先方の窓口", N], [N, N, N, "所属", "電話"]]
    rows += [["一", "R2.4.1", "㈱一", "総務", "000"]]
    plan = read("agreements", file, rows, ("A1:A2", "B1:B2", "C1:C2", "D1:E1"))
    assert (drafts(plan), errors(plan)) == ([agreement(N, "一", date(2020, 4, 1), 1)], [])
    assert [column for _, column, _, _ in warnings(plan)] == ["先方の窓口 所属", "先方の窓口 電話"]
