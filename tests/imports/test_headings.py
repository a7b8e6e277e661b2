"""Headings in either language, wherever their row stands."""

import pytest

from registry.domain.vocabulary import Noun
from registry.imports.headings import HEADINGS, find_layout
from tests.imports.files import counts, errors, planned, warnings, workbook

OF_THE_CONTRACT = {
    "organizations": "名称 ふりがな 区分 法人番号 所在地 対象開始日 対象終了日 グループ 旧名称 備考",
    "agreements": "番号 協定名 種別 締結日 発効日 満了日 自動更新 予告 予告日 終了日 "
    "相手方 オブザーバー 担当課 分野 概要 更新元 備考",
    "meetings": "番号 開催日 種類 状態 形式 相手方 担当課 件名 内容 計上 計上理由",
    "projects": "番号 事業名 協定番号 相手方 主管課 関係課 開始日 終了日 状態",
}


@pytest.mark.parametrize("kind", OF_THE_CONTRACT)
def test_the_office_s_own_headings_are_the_columns_in_their_order(kind):
    headings = OF_THE_CONTRACT[kind].split()
    layout = find_layout([headings], Noun(kind))
    assert [layout.columns[place] for place in range(len(headings))] == [one.field for one in HEADINGS[Noun(kind)]]


@pytest.mark.parametrize("kind", OF_THE_CONTRACT)
def test_english_headings_are_the_columns_too(kind):
    headings = [one.field for one in HEADINGS[Noun(kind)]]
    layout = find_layout([headings], Noun(kind))
    assert [layout.columns[place] for place in range(len(headings))] == headings


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("締結年月日", "concluded_on"),
        ("協定締結日", "concluded_on"),
        ("締結日※", "concluded_on"),
        ("*締結日", "concluded_on"),
        ("締結日（必須）", "concluded_on"),
        ("締 結 日", "concluded_on"),
        ("Concluded on", "concluded_on"),
        ("協定締結先", "parties"),
        ("協定先", "parties"),
        ("締結先", "parties"),
        ("協定名称", "title"),
        ("№", "number"),
        ("No.", "number"),
        ("ＮＯ", "number"),
        ("ｵﾌﾞｻﾞｰﾊﾞｰ", "observers"),
    ],
)
def test_usual_variants_of_a_heading_are_known(heading, field):
    layout = find_layout([["相手方" if field != "parties" else "締結日", heading]], Noun.AGREEMENTS)
    assert layout.columns[1] == field


def test_the_heading_row_may_stand_in_the_tenth_row_and_not_in_the_eleventh():
    assert counts(planned("organizations", "題,\n" * 9 + "区分,名称\n企業,㈱試験\n")) == (1, 1, 0, 0)
    assert errors(planned("organizations", "題,\n" * 10 + "区分,名称\n企業,㈱試験\n")) == [
        (1, "名称", "", "missing_column")
    ]


def test_columns_may_come_in_any_order_and_unknown_ones_are_reported():
    plan = planned("organizations", "題\n好きな色,区分,名称,\n青,企業,㈱試験,x\n")
    assert counts(plan) == (1, 1, 0, 0)
    assert warnings(plan) == [(2, "好きな色", "好きな色", "unknown_column"), (2, "D", "", "unknown_column")]
    assert plan.bodies[0].draft.name == "㈱試験"


def test_a_missing_column_is_one_error_and_its_cells_are_none():
    plan = planned("agreements", "協定名,相手方\n一,㈱試験\n二,㈱試験\n")
    assert errors(plan) == [(1, "締結日", "", "missing_column")]
    assert counts(plan) == (2, 0, 0, 0)


def test_an_empty_cell_of_a_column_that_must_be_filled_is_an_error_of_its_row():
    plan = planned("meetings", "開催日,件名\n,一\n2020-04-01,二\n")
    assert errors(plan) == [(2, "開催日", "", "required")]
    assert counts(plan) == (2, 1, 0, 0)


def test_blank_rows_and_remarks_are_no_records_and_rows_keep_their_numbers():
    text = "名称,備考\n\n※ 見本,\n,＊印は略\n注 これは,\n(注)一つ,\n㈱試験,x\n*,\n謎の会,※\n"
    plan = planned("organizations", text)
    assert counts(plan) == (2, 2, 0, 0)
    assert [question.row for question in plan.report.questions] == [9]


def test_a_row_with_a_mark_and_a_second_filled_cell_is_a_record():
    assert counts(planned("organizations", "名称,区分\n※㈱試験,企業\n")) == (1, 1, 0, 0)


def test_the_first_sheet_with_a_heading_row_is_read_and_the_others_are_reported():
    data = workbook(表紙=[["連携協定台帳"]], 一覧=[["名称"], ["㈱試験"]], 旧=[["名称"], ["㈱旧"]], 空=[])
    plan = planned("organizations", data, file="a.xlsx")
    assert [body.draft.name for body in plan.bodies] == ["㈱試験"]
    assert [(each.column, each.code) for each in plan.report.warnings] == [
        ("表紙", "other_sheet"),
        ("旧", "other_sheet"),
    ]
