"""Rows among the records: totals, heads of groups and pages are none, and whatever may be one is read or refused."""

import pytest

from registry.imports.headings_rows import is_no_record
from tests.imports.files import counts, errors, planned, questions
from tests.imports.registers import register_csv

N = None
HEAD = ["番号", "協定名", "締結日", "相手方", "備考"]
RECORD = ["1", "連携協定", "R2.4.1", "㈱甲", N]
SECOND = ["2", "連携協定", "R2.5.1", "㈱乙", N]


def plan_with(*between: list[object]):
    return planned("agreements", register_csv([HEAD, RECORD, *between, SECOND]))


@pytest.mark.parametrize(
    "row",
    [
        ["小計", N, N, N, N], ["合計", N, N, N, N], ["総計", N, N, N, N], ["計", N, N, N, N], ["累計", N, N, N, N],
        ["計 43件", N, N, N, N], ["計４３件", N, N, N, N], ["計：43件", N, N, N, N], ["（計 43件）", N, N, N, N],
        ["小　計", N, N, "2件", N], ["合計", N, N, N, "２件"], ["合 計", "2", N, N, N], [N, N, "合計", "2件", N],
        ["計 43件(49団体:27企業、12学術機関、5金融機関、5団体)", N, N, N, N], ["令和2年度計", N, N, "2件", N],
        ["令和２年度　小計", N, N, "２件", N], ["企業計", N, N, "27社", N], ["以上43件", N, N, N, N],
        ["【令和2年度】", N, N, N, N], ["［令和2年度］", N, N, N, N], ["〈企業〉", N, N, N, N],
        ["【令和2年度】", N, N, "2件", N], ["令和2年度", N, N, N, N], ["令和２年度", N, N, N, N],
        ["平成31年度（令和元年度）", N, N, N, N], ["令和2年度（2件）", N, N, N, N], ["令和2年", N, N, N, N],
        ["Ｒ２年度", N, N, N, N], ["2020年度", N, N, N, N], ["■令和2年度締結分", N, N, N, N], ["◆企業", N, N, N, N],
        ["企業", N, N, N, N], ["包括連携協定", N, N, N, N], [N, "個別協定", N, N, N],
        HEAD,
        ["1/3", N, N, N, N], ["－2－", N, N, N, N], ["２頁", N, N, N, N], ["P.2", N, N, N, N], ["（続き）", N, N, N, N],
        ["次ページへ続く", N, N, N, N], ["以上", N, N, N, N], ["以下余白", N, N, N, N],
        [N, N, N, N, "令和3年3月31日現在"], ["作成：秘書政策課", N, N, N, N], [N, N, N, N, "（単位：件）"],
        ["※ 見本", N, N, N, N], ["(注)一つ", N, N, N, N], ["3", N, N, N, N], ["３", N, N, N, N],
        ["3", "－", "－", N, N], ["連携協定小計", N, N, "2件", N], [N, N, N, N, N],
    ],
)  # fmt: skip
def test_a_row_that_is_no_record_is_left_out(row):
    plan = plan_with(row)
    assert counts(plan) == (2, 2, 0, 0)
    assert (questions(plan), errors(plan), plan.report.warnings) == ([], [], ())


@pytest.mark.parametrize(
    "row",
    [
        ["計", N, N, "㈱丙", N],
        ["小計", N, "R2.6.1", N, N],
        ["令和2年度", N, N, "㈱丙", N],
        ["企業", N, N, "2件", N],
        ["3", "計画策定協定", N, N, N],
        ["R2-03", N, N, N, N],
        ["要確認", N, N, N, N],
        [N, N, "令和2年", N, N],
        [N, N, "R2.6.1", N, N],
        ["番号", "協定名", "締結日", "相手先", "備考"],
    ],
)
def test_a_row_that_says_anything_else_is_never_left_out(row):
    plan = plan_with(row)
    assert counts(plan)[0] == 3
    assert {error[0] for error in errors(plan)} == {3}


@pytest.mark.parametrize(
    "name", ["㈱山田設計", "甲会計事務所", "統計協会", "㈱合計", "第一小計㈱", "㈱令和2年度", "★㈱星", "■㈱甲"]
)
def test_a_body_whose_name_looks_like_a_total_is_a_body(name):
    plan = planned("organizations", register_csv([["名称"], ["㈱乙"], [name]]))
    assert [body.draft.name for body in plan.bodies] == ["㈱乙", name]


def test_the_title_and_the_headings_of_each_printed_page_are_no_records():
    page = [["試験市 連携協定一覧表", N, N, N, N], [N, N, N, N, "秘書政策課"], HEAD]
    plan = planned("agreements", register_csv([*page, RECORD, ["1/2", N, N, N, N], *page, SECOND]))
    assert (counts(plan), errors(plan)) == ((2, 2, 0, 0), [])


def test_year_labels_and_pages_do_not_hide_what_a_meeting_needs():
    text = "開催日\n令和2年\nR2.4.1\n令和2年度\n"
    plan = planned("meetings", text)
    assert [(row, code) for row, _, _, code in errors(plan)] == [(2, "date_incomplete")]
    assert counts(plan)[0] == 2


def test_a_year_before_a_day_is_a_record():
    plan = planned("meetings", register_csv([["年度", "開催日"], ["令和2年度", "R2.4.1"], [N, "R2.4.2"]]))
    assert counts(plan) == (2, 2, 0, 0)


def test_a_long_cell_of_numbers_is_looked_at_once_and_quickly():
    filled = ("計" + "1件a" * 19, "12345678" * 9)
    assert is_no_record(filled, complete=False, in_day_column=False) is False


@pytest.mark.parametrize(
    ("cell", "rows"), [("注文住宅の会社", 1), ("注連縄組合", 1), ("注1 見本", 0), ("注：見本", 0), ("注", 0)]
)
def test_a_name_that_only_begins_like_a_remark_is_no_remark(cell, rows):
    assert counts(planned("organizations", f"名称\n{cell}\n"))[0] == rows
