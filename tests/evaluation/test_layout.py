from dataclasses import replace

import pytest

from registry.domain.message import message
from registry.domain.rules import AgreementDate, CountingRules
from registry.domain.vocabulary import Severity
from registry.evaluation.findings import Finding
from registry.evaluation.layout import form_of
from registry.evaluation.layout_grid import CellRole
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_names import names
from tests.evaluation.seed_sheet import published, seed_sheet

INSIDE_OTHERS = {
    "head.period.started_year",
    "head.period.limited_from",
    "head.period.limited_until",
    "do.total_cost_from",
    "do.total_cost_until",
    "do.bridge",
}


@pytest.mark.parametrize("sheet", [seed_sheet(), Sheet(2021)], ids=["the published sheet", "a blank one"])
def test_every_block_fills_its_columns_without_hole_or_overlap(sheet):
    for block in form_of(sheet).blocks:
        covered = [set() for _ in block.rows]
        for place, row in enumerate(block.rows):
            for cell in row.cells:
                columns = set(range(cell.column, cell.column + cell.columns))
                for line in covered[place : place + cell.rows]:
                    assert not line & columns, f"{block.name}, row {place}: {cell.text} lies on another cell"
                    line.update(columns)
                assert place + cell.rows <= len(block.rows), f"{block.name}: {cell.text} hangs out"
        for place, line in enumerate(covered):
            assert line == set(range(20)), f"{block.name}, row {place} lacks {set(range(20)) - line}"


def test_every_name_of_the_sheet_stands_on_the_form():
    grid = form_of(seed_sheet())
    shown = set(grid.by_name()) | {box.name for cell in grid.cells() for box in cell.boxes}
    assert set(dict(names(seed_sheet()))) - shown == INSIDE_OTHERS


def test_the_total_cost_keeps_its_label_where_a_phone_shows_it_alone():
    assert form_of(seed_sheet()).by_name()["do.total_cost"].heading.startswith("総トータルコスト 全体計画")


def test_no_name_stands_twice():
    grid = form_of(seed_sheet())
    found = [cell.name for cell in grid.cells() if cell.name]
    assert len(found) == len(set(found))


def test_the_form_prints_what_was_published_and_carries_the_registry_s_number():
    cell = form_of(seed_sheet()).by_name()["indicators.population.ア.actual.2018"]
    assert (cell.text, cell.computed, cell.difference, cell.differs) == ("43", 47, 4, True)
    assert (cell.count, cell.fiscal_year, cell.heading) == ("population", 2018, "30年度 実績")


def test_a_figure_leads_to_its_evidence_only_where_the_registry_counts_it():
    grid = form_of(seed_sheet()).by_name()
    assert grid["indicators.outcome.ア.actual.2020"].count == "organizations_cumulative"
    assert grid["indicators.outcome.ア.target.2020"].count is None
    assert grid["costs.total.actual.2020"].count is None


def test_only_the_year_s_own_actual_column_is_current():
    current = {cell.name for cell in form_of(seed_sheet()).cells() if cell.current and cell.name}
    assert len(current) == 6 + 13
    assert all(name.endswith(".actual.2020") for name in current)


def test_money_has_a_comma_between_thousands_and_blank_stays_blank():
    grid = form_of(seed_sheet()).by_name()
    assert grid["costs.personnel.actual.2020"].text == "14,983"
    assert grid["costs.total.forecast.2024"].text == ""
    assert grid["costs.general.actual.2020"].text == ""


def test_boxes_are_drawn_as_text():
    cells = {box.name: cell for cell in form_of(seed_sheet()).cells() for box in cell.boxes}
    assert cells["check.1.achieved"].text == "☑ 達成した"
    assert cells["check.1.not_achieved"].text == "☐ 達成しなかった ⇒【原因 ↗】"
    assert cells["head.period.every_year"].text == (
        "☐ 単年度のみ ☑ 単年度繰返 (開始年度 18 年度) ☐ 期間限定複数年度 (　　 ~ 　　 年度)"
    )
    assert "☑" not in cells["action.maintain"].text


def test_the_fourth_question_has_four_boxes():
    cells = [cell for cell in form_of(seed_sheet()).cells() if any("check.4." in box.name for box in cell.boxes)]
    assert [[box.label for box in cell.boxes] for cell in cells] == [
        ["他に手段がある", "統廃合・連携ができる", "統廃合・連携ができない"],
        ["他に手段がない"],
    ]


def test_the_heads_of_the_eight_columns_are_those_of_the_document():
    heads = [cell.text.replace("\n", "") for cell in form_of(seed_sheet()).block("figures").rows[0].cells[2:]]
    assert heads == [
        "30年度実績(決算)",
        "31年度実績(決算)",
        "2年度目標(当初予算)",
        "2年度実績(決算)",
        "3年度目標(当初予算)",
        "4年度予定",
        "5年度見込",
        "6年度見込",
    ]


def test_title_and_day_are_those_of_the_document():
    grid = form_of(seed_sheet())
    assert grid.title == "事務事業マネジメントシート(令和2年度実績と令和3年度計画)"
    assert grid.updated == "令和3年12月20日更新"


def notes(sheet):
    return [cell.text for cell in form_of(sheet).cells() if cell.role is CellRole.NOTE]


def test_the_counting_rules_and_the_differences_stand_under_the_indicators():
    assert notes(seed_sheet()) == [
        (
            "計上の決まり　協定の基準日は締結日、協議は1会議を1回、合併・再編した団体は締結時のとおり。"
            "実績は各年度3月31日現在。"
        ),
        "公表した値との差　30年度の対象は公表43、再計算47(差4)。",
    ]


def test_the_note_names_the_rules_that_were_used():
    rules = CountingRules(agreement_date=AgreementDate.EFFECTIVE)
    assert "協定の基準日は発効日、" in notes(replace(seed_sheet(), rules=rules))[0]


def test_a_sheet_without_counts_has_no_note():
    assert notes(published()) == []


def test_the_bridge_line_is_printed_only_where_it_was_written():
    sheet = seed_sheet()
    assert "do.bridge" not in form_of(sheet).by_name()
    with_bridge = replace(sheet, do=replace(sheet.do, bridge="新規2件のうち1件は既存の相手方"))
    assert form_of(with_bridge).by_name()["do.bridge"].text == "新規2件のうち1件は既存の相手方"


def test_findings_put_their_number_into_their_cell_a_box_or_a_whole_row():
    findings = [
        Finding("a", Severity.ERROR, "check.1.achieved", message("")),
        Finding("b", Severity.WARNING, "indicators.activity.ア", message("")),
        Finding("c", Severity.NOTICE, "indicators.activity.ア", message("")),
    ]
    marked = [cell for cell in form_of(seed_sheet(), findings=findings).cells() if cell.marks]
    assert [[(mark.number, mark.severity) for mark in cell.marks] for cell in marked] == [
        [(2, "warning"), (3, "notice")],
        [(1, "error")],
    ]


def test_the_second_page_begins_before_check():
    blocks = form_of(seed_sheet()).blocks
    assert [block.name for block in blocks if block.page_break_before] == ["second_head"]
    assert blocks[blocks.index(form_of(seed_sheet()).block("second_head")) + 1].name == "check"


def test_a_year_that_nobody_wrote_has_room_to_be_written():
    hints = {box.name: box.hint for cell in form_of(Sheet(2021)).cells() for box in cell.boxes}
    assert hints["head.period.every_year"] == "(開始年度 　　 年度)"
    assert hints["head.period.limited_years"] == "(　　 ~ 　　 年度)"
