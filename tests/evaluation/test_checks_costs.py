from decimal import Decimal

import pytest

from tests.evaluation.clean_sheet import cells_of, clean_sheet, row_of

OVER, UNDER, STAFF = "cost_over_budget_unexplained", "cost_under_budget_unexplained", "staff_over_plan_unexplained"


def test_a_wrong_total_is_found_in_its_column():
    assert cells_of("cost_total_wrong", clean_sheet(costs__total__actual__2020=Decimal(921))) == [
        "costs.total.actual.2020"
    ]


def test_funding_lines_that_do_not_make_the_project_cost_are_found():
    sheet = clean_sheet(costs__national__actual__2020=Decimal(1))
    assert cells_of("cost_total_wrong", sheet) == ["costs.project.actual.2020"]


def test_blank_funding_lines_contradict_nothing():
    assert cells_of("cost_total_wrong", clean_sheet(**row_of("costs.general", *[None] * 8))) == []


def test_a_filled_funding_line_contradicts_a_blank_project_cost():
    changes = row_of("costs.project", *[None] * 8) | row_of("costs.personnel", *[None] * 8)
    changes |= row_of("costs.total", *[None] * 8) | row_of("costs.general", 5, *[None] * 7)
    assert cells_of("cost_total_wrong", clean_sheet(**changes)) == ["costs.project.actual.2018"]


def test_a_blank_part_counts_as_nothing():
    changes = {"costs__personnel__actual__2018": None, "costs__total__actual__2018": Decimal(100)}
    assert cells_of("cost_total_wrong", clean_sheet(**changes)) == []


def test_a_blank_total_beside_parts_is_wrong_but_not_beside_zeros():
    assert cells_of("cost_total_wrong", clean_sheet(costs__total__actual__2018=None)) == ["costs.total.actual.2018"]
    zeros = {f"costs__{row}__actual__2018": Decimal(0) for row in ("general", "project", "personnel")}
    assert cells_of("cost_total_wrong", clean_sheet(**zeros, costs__total__actual__2018=None)) == []


def test_a_total_without_any_part_is_wrong():
    blank = {f"costs__{row}__actual__2018": None for row in ("general", "project", "personnel")}
    assert cells_of("cost_total_wrong", clean_sheet(**blank)) == ["costs.total.actual.2018"]


def test_a_column_with_indicators_but_no_costs_is_found():
    blank = {f"costs__{row}__forecast__2024": None for row in ("general", "project", "personnel", "total")}
    assert cells_of("cost_column_missing", clean_sheet(**blank)) == ["costs.total.forecast.2024"]


def test_a_column_with_a_single_cost_is_not_missing():
    blank = {f"costs__{row}__forecast__2024": None for row in ("general", "project", "total")}
    assert cells_of("cost_column_missing", clean_sheet(**blank)) == []


def test_a_column_of_zeros_is_filled():
    zero = {f"costs__{row}__forecast__2024": Decimal(0) for row in ("general", "project", "personnel", "total")}
    assert cells_of("cost_column_missing", clean_sheet(**zero)) == []


def test_a_column_without_indicators_needs_no_costs():
    blank = {f"costs__{row}__forecast__2024": None for row in ("general", "project", "personnel", "total")}
    blank |= {f"indicators__{kind}__ア__forecast__2024": None for kind in ("activity", "population", "outcome")}
    assert cells_of("cost_column_missing", clean_sheet(**blank)) == []


def spent(actual, budget, row="personnel"):
    changes = {f"costs__{row}__actual__2020": actual, f"costs__{row}__target__2020": budget}
    return clean_sheet(**{name: None if value is None else Decimal(value) for name, value in changes.items()})


def test_exactly_a_fifth_above_or_below_the_budget_needs_no_word():
    assert cells_of(OVER, spent(1200, 1000)) == []
    assert cells_of(UNDER, spent(800, 1000)) == []


def test_one_more_than_a_fifth_above_the_budget_is_found():
    assert cells_of(OVER, spent(1201, 1000)) == ["costs.personnel.actual.2020"]
    assert cells_of(UNDER, spent(1201, 1000)) == []


def test_one_more_than_a_fifth_below_the_budget_is_found():
    assert cells_of(UNDER, spent(799, 1000)) == ["costs.personnel.actual.2020"]
    assert cells_of(OVER, spent(799, 1000)) == []


@pytest.mark.parametrize(("actual", "budget"), [(None, 1000), (1000, None), (0, 0)])
def test_nothing_is_said_without_a_figure_or_a_budget(actual, budget):
    assert cells_of(OVER, spent(actual, budget)) == []
    assert cells_of(UNDER, spent(actual, budget)) == []


def test_what_is_spent_without_any_budget_is_above_it():
    assert cells_of(OVER, spent(1, 0)) == ["costs.personnel.actual.2020"]


def test_what_is_not_spent_at_all_is_below_the_budget():
    assert cells_of(UNDER, spent(0, 1000)) == ["costs.personnel.actual.2020"]


def test_project_cost_and_total_are_held_against_the_budget_too():
    assert cells_of(OVER, spent(200, 100, "project")) == ["costs.project.actual.2020"]
    assert cells_of(UNDER, spent(100, 1100, "total")) == ["costs.total.actual.2020"]


@pytest.mark.parametrize("row", ["staff", "hours"])
def test_staff_and_hours_are_held_against_the_plan(row):
    assert cells_of(STAFF, spent(13, 10, row)) == [f"costs.{row}.actual.2020"]
    assert cells_of(STAFF, spent(12, 10, row)) == []
    assert cells_of(STAFF, spent(1, 10, row)) == []
    assert cells_of(OVER, spent(13, 10, row)) == []
