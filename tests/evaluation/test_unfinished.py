from dataclasses import replace
from decimal import Decimal

from registry.domain.vocabulary import IndicatorKind, Slot
from registry.evaluation.indicators import Indicator
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_names import build_sheet
from registry.evaluation.unfinished import Gap, gaps_of
from tests.evaluation.clean_sheet import clean_sheet

OUTCOME = "indicators__outcome__ア"


def test_a_blank_sheet_waits_for_its_texts_answers_direction_and_totals():
    gaps = gaps_of(Sheet(2021))
    assert gaps[Gap.TEXTS] == ("do.actual", "do.next_plan", "summary")
    assert gaps[Gap.COSTS] == ("costs.total.actual.2021", "costs.total.target.2022")
    assert gaps[Gap.QUESTIONS][:2] == ("check.1.achieved", "check.2.expected")
    assert len(gaps[Gap.QUESTIONS]) == len(gaps[Gap.REASONS]) == 8
    assert gaps[Gap.DIRECTION] == ("action.maintain",)
    assert gaps[Gap.ACTUALS] == gaps[Gap.TARGETS] == gaps[Gap.CARRIED] == ()


def test_only_rows_of_costs_that_the_city_uses_are_waited_for():
    sheet = clean_sheet(costs__staff__actual__2020=None, costs__general__actual__2020=None)
    assert gaps_of(sheet)[Gap.COSTS] == ("costs.staff.actual.2020",)


def test_an_indicator_in_use_waits_for_its_target_and_a_typed_one_for_its_result():
    typed = Indicator(IndicatorKind.OUTCOME, Slot.SECOND, "来場者数", "人")
    sheet = build_sheet({}, fiscal_year=2020, indicators=(typed,))
    assert gaps_of(sheet)[Gap.ACTUALS] == ("indicators.outcome.イ.actual.2020",)
    assert gaps_of(sheet)[Gap.TARGETS] == ("indicators.outcome.イ.target.2021",)


def test_what_the_registry_counts_is_not_waited_for_but_its_target_is():
    blank = {f"{OUTCOME}__actual__2020": None, f"{OUTCOME}__target__2021": None}
    gaps = gaps_of(clean_sheet(**blank))
    assert gaps[Gap.ACTUALS] == ()
    assert gaps[Gap.TARGETS] == ("indicators.outcome.ア.target.2021",)


def test_a_figure_of_zero_is_filled_in():
    assert gaps_of(clean_sheet(costs__staff__actual__2020=Decimal(0)))[Gap.COSTS] == ()


def test_a_direction_asks_for_the_matrix_but_for_an_end():
    assert gaps_of(clean_sheet(action__maintain=True))[Gap.DIRECTION] == ("action.matrix.same.same",)
    marked = {"action__matrix__same__same": "●"}
    assert gaps_of(clean_sheet(action__maintain=True, **marked))[Gap.DIRECTION] == ()
    assert gaps_of(clean_sheet(action__abolish=True))[Gap.DIRECTION] == ()


def test_texts_copied_from_the_year_before_wait():
    assert gaps_of(replace(clean_sheet(), carried={"summary": 2019}))[Gap.CARRIED] == ("summary",)
