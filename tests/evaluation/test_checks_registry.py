from dataclasses import replace
from decimal import Decimal

import pytest

from registry.domain.vocabulary import SheetState
from registry.evaluation.checks import check
from registry.evaluation.sheet import Doubts
from registry.evaluation.sheet_assembly import assemble
from tests.evaluation.clean_sheet import COUNTS, cells_of, clean_sheet, without_counts

ACTUAL = "indicators.outcome.ア.actual.2020"


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("43件(49団体)との協定を締結した。", 0),
        ("44件(49団体)との協定を締結した。", 1),
        ("44件(48団体)、17企業と締結した。", 2),  # 48 stands in the table
        ("協議は55回、事業費は120千円であった。", 0),
        ("事業費は12万円であった。", 0),
        ("事業費は13万円であった。", 1),
        ("達成率は98.0%であった。", 0),  # 49 of 50
        ("達成率は97.9%であった。", 1),
        ("令和2年10月1日、第3回の会議を開いた。", 0),
        ("約70団体に働きかけた。", 0),
        ("四十三件、四十九団体と締結した。", 0),
        ("四十四件と締結した。", 1),
        ("４４件と締結した。", 1),
        ("", 0),
    ],
)
def test_a_number_in_the_text_that_is_nowhere_else_is_found(text, cells):
    assert cells_of("prose_number_differs", clean_sheet(do__actual=text)) == ["do.actual"] * cells


def test_the_number_of_last_year_is_right_only_where_the_text_says_so():
    # 42 agreements in FY2019
    assert cells_of("prose_number_differs", clean_sheet(do__actual="42件の協定がある。")) == ["do.actual"]
    assert cells_of("prose_number_differs", clean_sheet(do__actual="前年度の42件から43件になった。")) == []


def test_numbers_in_the_text_are_not_judged_without_the_registry_s_counts():
    assert cells_of("prose_number_differs", without_counts(clean_sheet(do__actual="99件と締結した。"))) == []


def test_new_agreements_that_moved_the_outcome_otherwise_are_found_where_they_are_said_first():
    two = "新たに2件の連携協定を締結した。"
    assert cells_of("new_agreements_not_explained", clean_sheet(check__1__reason=two, summary=two)) == [
        "check.1.reason"
    ]
    assert cells_of("new_agreements_not_explained", clean_sheet(summary=two)) == ["summary"]
    both = clean_sheet(do__actual=f"43件の協定がある。{two}", check__1__reason=two)
    assert cells_of("new_agreements_not_explained", both) == ["do.actual"]


def test_a_bridge_line_explains_new_agreements():
    sheet = clean_sheet(check__1__reason="新たに2件の連携協定を締結した。", do__bridge="1件は既に締結済みの大学")
    assert cells_of("new_agreements_not_explained", sheet) == []


def test_the_registry_s_own_count_is_held_against_the_movement_too():
    # the prose says 1, which is the movement; the registry counts 2
    year = COUNTS.years[-1]
    two = replace(year, numbers={**year.numbers, "agreements_new": 2})
    counts = replace(COUNTS, years=(*COUNTS.years[:-1], two))
    assert cells_of("new_agreements_not_explained", replace(clean_sheet(), counts=counts)) == [ACTUAL]


def test_new_agreements_are_not_judged_without_last_year_s_outcome():
    blank = {"indicators__outcome__ア__actual__2019": None}
    sheet = clean_sheet(check__1__reason="新たに2件の連携協定を締結した。", **blank)
    assert cells_of("new_agreements_not_explained", sheet) == []


def test_new_agreements_are_not_held_against_an_outcome_of_other_things():
    sheet = clean_sheet(check__1__reason="新たに2件の連携協定を締結した。")
    projects = tuple(replace(one, count="projects" if one.count else None) for one in sheet.indicators)
    assert cells_of("new_agreements_not_explained", replace(sheet, indicators=projects)) == []


def test_a_year_without_growth_and_without_new_agreements_needs_no_explanation():
    year = COUNTS.years[-1]
    none = replace(year, numbers={**year.numbers, "agreements_new": 0})
    changes = {"indicators__outcome__ア__actual__2020": Decimal(48)}
    sheet = clean_sheet(check__1__reason="協議を続けている。", summary="", **changes)
    counts = replace(COUNTS, years=(*COUNTS.years[:-1], none))
    assert cells_of("new_agreements_not_explained", replace(sheet, counts=counts)) == []


def test_a_published_figure_that_is_not_the_registry_s_is_noticed():
    sheet = clean_sheet(indicators__activity__ア__actual__2019=Decimal(51))
    assert cells_of("published_differs_from_computed", sheet) == ["indicators.activity.ア.actual.2019"]


def test_a_target_is_never_compared_with_the_registry():
    sheet = clean_sheet(indicators__activity__ア__target__2020=Decimal(54))
    assert cells_of("published_differs_from_computed", sheet) == []


def test_a_draft_prints_what_the_registry_counts():
    draft = replace(clean_sheet(indicators__activity__ア__actual__2019=Decimal(51)), state=SheetState.DRAFT)
    assert cells_of("published_differs_from_computed", assemble(draft, counts=COUNTS)) == []


def test_counted_organizations_without_a_kind_are_found_at_the_count_s_actual_cell():
    sheet = replace(clean_sheet(), doubts=Doubts(unclassified={"organizations_cumulative": 2, "population": 0}))
    (finding,) = check(sheet)
    assert (finding.code, finding.cell) == ("unclassified_organizations", ACTUAL)
    assert finding.message.values == {"count": 2}


def test_counted_organizations_that_may_be_one_are_found_at_the_count_s_actual_cell():
    sheet = replace(clean_sheet(), doubts=Doubts(duplicates={"population": 1}))
    assert cells_of("pending_duplicates", sheet) == ["indicators.population.ア.actual.2020"]
    assert cells_of("unclassified_organizations", sheet) == []
