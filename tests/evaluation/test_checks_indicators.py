from decimal import Decimal

import pytest

from tests.evaluation.clean_sheet import cells_of, clean_sheet, row_of

OUTCOME, POPULATION, ACTIVITY = (f"indicators.{kind}.ア" for kind in ("outcome", "population", "activity"))


def with_row(name, *figures, **more):
    return clean_sheet(**row_of(name, *figures), **more)


def test_an_outcome_above_its_population_is_found_in_each_column():
    sheet = with_row(POPULATION, 46, 62, 63, 64, 66, 67, 68, 53)
    assert cells_of("outcome_above_population", sheet) == [f"{OUTCOME}.actual.2018", f"{OUTCOME}.forecast.2024"]


def test_an_outcome_equal_to_its_population_is_not_above_it():
    assert cells_of("outcome_above_population", with_row(POPULATION, 47, 62, 63, 64, 66, 67, 68, 69)) == []


def test_a_blank_population_is_not_below_anything_but_zero_is():
    sheet = with_row(POPULATION, None, 0, 63, 64, 66, 67, 68, 69)
    assert cells_of("outcome_above_population", sheet) == [f"{OUTCOME}.actual.2019"]


def test_the_second_slot_is_compared_with_the_second_slot():
    sheet = with_row("indicators.outcome.イ", 5, None, None, 5, None, None, None, None)
    assert cells_of("outcome_above_population", sheet) == []
    both = row_of("indicators.population.イ", 4, None, None, 5, None, None, None, None)
    both |= row_of("indicators.outcome.イ", 5, None, None, 5, None, None, None, None)
    assert cells_of("outcome_above_population", clean_sheet(**both)) == ["indicators.outcome.イ.actual.2018"]


def test_achieved_is_ticked_while_the_target_was_missed():
    sheet = clean_sheet(check__1__achieved=True)
    assert cells_of("ticked_achieved_below_target", sheet) == ["check.1.achieved"]


def test_achieved_is_right_where_the_target_was_just_reached():
    target = {f"{OUTCOME.replace('.', '__')}__target__2020": Decimal(49)}
    assert cells_of("ticked_achieved_below_target", clean_sheet(check__1__achieved=True, **target)) == []


def test_achieved_is_no_contradiction_where_no_target_was_set():
    target = {f"{OUTCOME.replace('.', '__')}__target__2020": None}
    assert cells_of("ticked_achieved_below_target", clean_sheet(check__1__achieved=True, **target)) == []


def test_an_indicator_that_is_the_same_in_six_columns_never_moves():
    assert cells_of("indicator_never_moves", with_row(ACTIVITY, 50, 50, 50, 50, 50, 50, None, None)) == [ACTIVITY]


def test_five_equal_columns_say_nothing_yet():
    assert cells_of("indicator_never_moves", with_row(ACTIVITY, 50, 50, 50, 50, 50, None, None, None)) == []


def test_one_other_value_among_eight_is_a_movement():
    assert cells_of("indicator_never_moves", with_row(ACTIVITY, 50, 50, 50, 50, 50, 50, 50, 51)) == []


def test_an_indicator_that_is_zero_everywhere_never_moves_either():
    assert cells_of("indicator_never_moves", with_row(ACTIVITY, 0, 0, 0, 0, 0, 0, 0, 0)) == [ACTIVITY]


def test_an_actual_figure_that_is_exactly_its_target_is_noticed():
    sheet = with_row(ACTIVITY, 48, 52, 55, 55, 56, 57, 58, 59)
    assert cells_of("actual_always_equals_target", sheet) == [f"{ACTIVITY}.actual.2020"]


@pytest.mark.parametrize("target", [None, 54, 56])
def test_an_actual_figure_beside_another_or_no_target_is_not(target):
    assert cells_of("actual_always_equals_target", with_row(ACTIVITY, 48, 52, target, 55, 56, 57, 58, 59)) == []


def test_population_and_outcome_equal_in_the_two_latest_years_are_noticed():
    sheet = with_row(POPULATION, 60, 48, 63, 49, 66, 67, 68, 69)
    assert cells_of("population_equals_outcome", sheet) == [f"{OUTCOME}.actual.2019", f"{OUTCOME}.actual.2020"]


@pytest.mark.parametrize("population", [(47, 48, 63, 64), (47, 62, 63, 49), (60, 62, 63, 49)])
def test_equal_in_only_one_of_the_two_latest_years_is_chance(population):
    assert cells_of("population_equals_outcome", with_row(POPULATION, *population, 66, 67, 68, 69)) == []


def test_the_latest_years_are_those_that_have_both_figures():
    changes = row_of(POPULATION, 47, 48, 63, None, 66, 67, 68, 69)
    assert cells_of("population_equals_outcome", clean_sheet(**changes)) == [
        f"{OUTCOME}.actual.2018",
        f"{OUTCOME}.actual.2019",
    ]


def test_a_single_year_with_both_figures_is_not_enough():
    changes = row_of(POPULATION, None, None, 63, 49, 66, 67, 68, 69)
    assert cells_of("population_equals_outcome", clean_sheet(**changes)) == []


def test_room_for_growth_contradicts_full_coverage():
    sheet = with_row(POPULATION, 60, 62, 63, 49, 66, 67, 68, 69)
    assert cells_of("room_for_growth_contradicts_coverage", sheet) == ["check.3.room"]


def test_room_for_growth_is_right_where_one_is_left():
    sheet = with_row(POPULATION, 60, 62, 63, 50, 66, 67, 68, 69)
    assert cells_of("room_for_growth_contradicts_coverage", sheet) == []


def test_full_coverage_contradicts_nothing_where_no_room_is_ticked():
    changes = row_of(POPULATION, 60, 62, 63, 49, 66, 67, 68, 69)
    sheet = clean_sheet(check__3__room=False, check__3__no_room=True, **changes)
    assert cells_of("room_for_growth_contradicts_coverage", sheet) == []


def test_a_target_may_need_three_times_the_best_growth_and_no_more():
    # best growth +1; 51 needs +3 over 48, 53 needs +4 over 49
    sheet = with_row(OUTCOME, 47, 48, 51, 49, 53, 54, 55, 56)
    assert cells_of("target_implausible", sheet) == [f"{OUTCOME}.target.2021"]


def test_only_targets_of_outcomes_are_judged_by_growth():
    changes = row_of(POPULATION, 60, 62, 999, 64, 999, 999, 999, 999)
    assert cells_of("target_implausible", clean_sheet(**changes)) == []
    forecasts = row_of(OUTCOME, 47, 48, 50, 49, 51, 60, 60, 61)
    assert cells_of("target_implausible", clean_sheet(**forecasts)) == []


def test_any_growth_is_implausible_where_there_never_was_one():
    sheet = with_row(OUTCOME, 49, 49, 49, 49, 50, 51, 52, 53)
    assert cells_of("target_implausible", sheet) == [f"{OUTCOME}.target.2021"]


def test_a_target_without_growth_is_plausible_even_after_a_loss():
    assert cells_of("target_implausible", with_row(OUTCOME, 50, 49, 49, 48, 48, 49, 50, 51)) == []


def test_growth_is_unknown_with_a_single_known_year():
    assert cells_of("target_implausible", with_row(OUTCOME, None, None, 50, 49, 99, 99, 99, 98)) == []


def test_growth_over_a_gap_is_no_yearly_growth():
    assert cells_of("target_implausible", with_row(OUTCOME, 40, None, 50, 49, 99, 99, 99, 98)) == []


def test_a_target_is_compared_with_the_year_before_only():
    assert cells_of("target_implausible", with_row(OUTCOME, 47, None, 99, 49, 51, 52, 53, 54)) == []


def test_an_outcome_that_is_the_same_in_four_future_columns_never_moves():
    assert cells_of("target_never_moves", with_row(OUTCOME, 47, 48, 50, 49, 51, 51, 51, 51)) == [OUTCOME]


@pytest.mark.parametrize("future", [(51, 51, 51, None), (51, 51, 51, 52), (None, 51, 51, 51)])
def test_three_future_columns_say_nothing_yet(future):
    # the year's own target is no future: it is 51, too
    assert cells_of("target_never_moves", with_row(OUTCOME, 47, 48, 51, 49, *future)) == []


def test_a_population_may_stand_still():
    assert cells_of("target_never_moves", with_row(POPULATION, 60, 62, 63, 64, 66, 66, 66, 66)) == []


def test_a_cumulative_outcome_that_falls_is_found_in_the_year_of_its_fall():
    assert cells_of("cumulative_falls", with_row(OUTCOME, 49, 48, 50, 47, 51, 52, 53, 54)) == [
        f"{OUTCOME}.actual.2019",
        f"{OUTCOME}.actual.2020",
    ]
    assert cells_of("cumulative_falls", with_row(OUTCOME, 48, 48, 50, 48, 51, 52, 53, 54)) == []


def test_an_outcome_that_is_not_cumulative_may_fall():
    assert cells_of("cumulative_falls", with_row("indicators.outcome.イ", 9, 8, None, 7, None, None, None, None)) == []


def test_a_cumulative_outcome_is_not_aimed_below_what_is_reached():
    sheet = with_row(OUTCOME, 47, 48, 50, 49, 48, 49, 50, 51)
    assert cells_of("target_below_actual", sheet) == [f"{OUTCOME}.target.2021"]
    assert cells_of("target_below_actual", with_row(OUTCOME, 47, 48, 48, 49, 49, 50, 51, 52)) == []
