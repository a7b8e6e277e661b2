from dataclasses import replace

import pytest

from registry.evaluation.checks import CHECKS, CODES, check
from registry.evaluation.layout import form_of
from registry.evaluation.sheet import Explanation, Sheet
from registry.evaluation.sheet_names import names
from tests.evaluation.clean_sheet import clean_sheet
from tests.evaluation.seed_sheet import seed_sheet

OUTCOME, POPULATION, ACTIVITY = (f"indicators.{kind}.ア" for kind in ("outcome", "population", "activity"))
# The third column of the table of checks in order: one finding for each cell that it lists.
AS_PUBLISHED = [
    ("error", "outcome_above_population", f"{OUTCOME}.actual.2018"),
    ("error", "outcome_above_population", f"{OUTCOME}.target.2020"),
    ("error", "outcome_above_population", f"{OUTCOME}.target.2021"),
    ("error", "outcome_above_population", f"{OUTCOME}.planned.2022"),
    ("error", "outcome_above_population", f"{OUTCOME}.forecast.2023"),
    ("error", "outcome_above_population", f"{OUTCOME}.forecast.2024"),
    ("error", "ticked_achieved_below_target", "check.1.achieved"),
    ("warning", "cost_column_missing", "costs.total.forecast.2024"),
    ("warning", "cost_over_budget_unexplained", "costs.personnel.actual.2020"),
    ("warning", "cost_over_budget_unexplained", "costs.total.actual.2020"),
    ("notice", "cost_under_budget_unexplained", "costs.project.actual.2020"),
    ("notice", "staff_over_plan_unexplained", "costs.staff.actual.2020"),
    ("warning", "indicator_never_moves", ACTIVITY),
    ("notice", "actual_always_equals_target", f"{ACTIVITY}.actual.2020"),
    ("notice", "population_equals_outcome", f"{OUTCOME}.actual.2019"),
    ("notice", "population_equals_outcome", f"{OUTCOME}.actual.2020"),
    ("warning", "room_for_growth_contradicts_coverage", "check.3.room"),
    ("notice", "target_implausible", f"{OUTCOME}.target.2020"),
    ("notice", "target_implausible", f"{OUTCOME}.target.2021"),
    ("notice", "target_never_moves", OUTCOME),
    ("notice", "forecast_in_past_tense", "check.2.reason"),
    ("notice", "rationale_differs_from_indicator", "do.rationale"),
    ("notice", "unit_differs_from_count", f"{POPULATION}.unit"),
    ("notice", "unit_differs_from_count", f"{OUTCOME}.unit"),
    ("warning", "new_agreements_not_explained", "check.1.reason"),
    ("notice", "published_differs_from_computed", f"{POPULATION}.actual.2018"),
]


def test_the_published_sheet_gives_exactly_the_findings_of_the_table():
    assert [(one.severity, one.code, one.cell) for one in check(seed_sheet())] == AS_PUBLISHED


def test_the_published_sheet_has_7_errors_6_warnings_and_13_notices():
    severities = [one.severity for one in check(seed_sheet())]
    assert [severities.count(one) for one in ("error", "warning", "notice")] == [7, 6, 13]


def test_a_sheet_without_contradictions_gives_none():
    assert check(clean_sheet()) == ()


def test_a_blank_sheet_gives_none():
    assert check(Sheet(2021)) == ()


def test_every_finding_names_a_cell_of_the_sheet_and_of_the_form():
    grid = form_of(seed_sheet())
    on_the_form = set(grid.by_name()) | {box.name for cell in grid.cells() for box in cell.boxes}
    named = set(dict(names(seed_sheet())))
    assert {one.cell for one in check(seed_sheet())} <= named & on_the_form


def test_the_codes_are_those_of_the_table():
    assert len(CODES) == len(set(CODES)) == 28
    severities = {one.code: one.severity for one in CHECKS}
    assert severities["cost_total_wrong"] == "error"
    assert severities["prose_number_differs"] == "warning"
    assert severities["unclassified_organizations"] == severities["pending_duplicates"] == "warning"


@pytest.mark.parametrize(
    ("code", "cell"),
    [
        ("cost_over_budget_unexplained", "costs.personnel.actual.2020"),
        ("cost_under_budget_unexplained", "costs.project.actual.2020"),
        ("staff_over_plan_unexplained", "costs.staff.actual.2020"),
        ("new_agreements_not_explained", "check.1.reason"),
    ],
)
def test_what_asks_for_an_explanation_is_gone_once_it_has_one(code, cell):
    explained = replace(seed_sheet(), explanations=(Explanation(code, cell, "会計年度の途中で増員したため"),))
    found = [(one.code, one.cell) for one in check(explained)]
    assert (code, cell) not in found
    assert len(found) == len(AS_PUBLISHED) - 1


def test_any_other_finding_stays_with_its_explanation():
    explanation = Explanation("outcome_above_population", f"{OUTCOME}.actual.2018", "公表時の誤り")
    first, *others = check(replace(seed_sheet(), explanations=(explanation,)))
    assert first.explanation == "公表時の誤り"
    assert all(one.explanation is None for one in others)
    assert len(others) == len(AS_PUBLISHED) - 1


def test_an_explanation_belongs_to_one_cell_only():
    explanation = Explanation("cost_over_budget_unexplained", "costs.total.actual.2020", "増員のため")
    found = [one.cell for one in check(replace(seed_sheet(), explanations=(explanation,)))]
    assert "costs.total.actual.2020" not in found
    assert "costs.personnel.actual.2020" in found


def test_a_message_can_be_said_in_english_without_a_translation():
    assert str(check(seed_sheet())[0].message) == "FY2018: the outcome 47 is above the population 43."
    for finding in check(seed_sheet()):
        assert str(finding.message)
