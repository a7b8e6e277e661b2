"""The findings as a page of the form: numbered, in words, each at its cell."""

from dataclasses import replace

from registry.evaluation.checks import check
from registry.evaluation.layout import form_of, printed_form
from registry.evaluation.sheet import Explanation
from tests.evaluation.seed_sheet import seed_sheet


def listed(findings):
    block = form_of(seed_sheet(), findings=findings, say=lambda message: f"<{message.sentence}>").block("findings")
    return block, [[cell.text for cell in row.cells] for row in block.rows]


def test_without_findings_the_form_has_no_page_for_them():
    assert "findings" not in {block.name for block in form_of(seed_sheet()).blocks}


def test_each_finding_is_a_row_with_its_number_its_weight_and_the_words_of_its_cell():
    findings = check(seed_sheet())
    block, rows = listed(findings)
    assert rows[0] == ["番号", "区分", "欄", "指摘"]
    assert [row[0] for row in rows[1:]] == [str(number) for number in range(1, 27)]
    assert rows[1][1:3] == ["誤り", "成果指標 ア 30年度 実績"]
    assert (block.title, block.subtitle) == ("検算の指摘", "誤り7件、注意6件、参考13件")
    assert block.page_break_before


def test_the_words_of_a_cell_say_what_the_form_says():
    findings = {(one.code, one.cell): one for one in check(seed_sheet())}
    _block, rows = listed(list(findings.values()))
    words = dict(zip(findings, (row[2] for row in rows[1:]), strict=True))
    assert words["cost_column_missing", "costs.total.forecast.2024"] == "トータルコスト(A)+(B) 6年度 見込"
    assert words["indicator_never_moves", "indicators.activity.ア"] == "活動指標 ア"
    assert words["unit_differs_from_count", "indicators.outcome.ア.unit"] == "成果指標 ア 単位"
    assert words["ticked_achieved_below_target", "check.1.achieved"] == "① 2年度目標達成度評価 達成した"
    assert words["new_agreements_not_explained", "check.1.reason"] == "① 2年度目標達成度評価"


def test_an_explanation_stands_below_its_finding():
    first = check(seed_sheet())[0]
    _block, rows = listed([replace(first, explanation="統合のため")])
    assert rows[1][3] == f"<{first.message.sentence}>\n説明: 統合のため"


def test_the_page_of_findings_lies_on_the_columns_of_the_form():
    block, _rows = listed(check(seed_sheet()))
    assert all(sum(cell.columns for cell in row.cells) == 20 for row in block.rows)


def test_what_an_explanation_has_settled_stands_below_without_a_number():
    code, cell = "cost_over_budget_unexplained", "costs.total.actual.2020"
    sheet = replace(seed_sheet(), explanations=(Explanation(code, cell, "補正予算による"),))
    assert (code, cell) not in {(one.code, one.cell) for one in check(sheet)}
    grid = printed_form(sheet, with_findings=True, say=lambda message: message.sentence)
    *_findings, heading, last = [[one.text for one in row.cells] for row in grid.block("findings").rows]
    assert heading == ["説明により解消した指摘"]
    assert (last[0], last[1], last[2]) == ("", "注意", "トータルコスト(A)+(B) 2年度 実績")
    assert last[3].endswith("説明: 補正予算による")
    assert "findings" not in {one.name for one in printed_form(sheet, with_findings=False, say=str).blocks}
