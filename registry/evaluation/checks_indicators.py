"""Checks of the indicators' figures against each other: no word list, no count."""

from collections.abc import Iterator
from decimal import Decimal

from registry.domain.fiscal_year import FiscalYear
from registry.domain.message import N_, Message, message
from registry.domain.vocabulary import Basis, IndicatorKind, Slot
from registry.evaluation.achievement import achievement, percent
from registry.evaluation.indicators import Column, Indicator
from registry.evaluation.layout_words import figure
from registry.evaluation.sheet import Sheet

Found = Iterator[tuple[str, Message]]
Pair = tuple[Decimal, Decimal]

FILLED_TO_BE_STILL = 6
SAME_FUTURE_TO_BE_STILL = 4
TIMES_THE_BEST_GROWTH = 3
LATEST_ACTUAL_YEARS = 2
CUMULATIVE_COUNTS = frozenset({"organizations_cumulative", "agreements_cumulative"})
CUMULATIVE = "累計"
"""What the name of an indicator says that only grows."""


def outcome_above_population(sheet: Sheet) -> Found:
    """成果 > 対象 in one column: more were reached than there are."""
    sentence = N_("%(year)s: the outcome %(outcome)s is above the population %(population)s.")
    for outcome, population in _slots(sheet):
        for column in sheet.columns:
            pair = _both(outcome, population, column)
            if pair and pair[0] > pair[1]:
                about = {"outcome": figure(pair[0]), "population": figure(pair[1])}
                yield outcome.cell_name(column), message(sentence, year=FiscalYear(column.fiscal_year), **about)


def ticked_achieved_below_target(sheet: Sheet) -> Found:
    """達成した is ticked while an outcome's actual figure lies below its target; once, by the first such outcome."""
    sentence = N_(
        "“Achieved” is ticked, but the outcome %(actual)s does not reach the target %(target)s (%(percent)s %%)."
    )
    if "achieved" not in sheet.answer(1).ticked:
        return
    for outcome in _of_kind(sheet, IndicatorKind.OUTCOME):
        actual = outcome.value(Column(sheet.fiscal_year, Basis.ACTUAL))
        target = outcome.value(Column(sheet.fiscal_year, Basis.TARGET))
        if actual is not None and target is not None and actual < target:
            rate = percent(achievement(actual, target))
            yield "check.1.achieved", message(sentence, actual=figure(actual), target=figure(target), percent=rate)
            return


def indicator_never_moves(sheet: Sheet) -> Found:
    """The same value in all filled columns, six or more: nobody measures it."""
    sentence = N_("The indicator is %(value)s in all %(count)s columns.")
    for indicator in sheet.all_indicators():
        values = [cell.value for cell in indicator.filled]
        if len(values) >= FILLED_TO_BE_STILL and len(set(values)) == 1:
            yield indicator.key, message(sentence, value=figure(values[0]), count=len(values))


def actual_always_equals_target(sheet: Sheet) -> Found:
    """Every pair of columns with both, target and actual of one year, is equal."""
    sentence = N_("%(year)s: the actual figure is exactly the target, %(value)s.")
    for indicator in sheet.all_indicators():
        pairs = list(_targets_and_actuals(sheet, indicator))
        if pairs and all(actual == target for _column, (target, actual) in pairs):
            for column, (_target, actual) in pairs:
                about = message(sentence, year=FiscalYear(column.fiscal_year), value=figure(actual))
                yield indicator.cell_name(column), about


def population_equals_outcome(sheet: Sheet) -> Found:
    """The actual figures are equal in the two latest actual years that have both: one of them counts the other."""
    sentence = N_("%(year)s: outcome and population are the same, %(value)s.")
    for outcome, population in _slots(sheet):
        latest = _actual_pairs(sheet, outcome, population)[-LATEST_ACTUAL_YEARS:]
        if len(latest) == LATEST_ACTUAL_YEARS and all(pair[0] == pair[1] for _column, pair in latest):
            for column, pair in latest:
                about = message(sentence, year=FiscalYear(column.fiscal_year), value=figure(pair[0]))
                yield outcome.cell_name(column), about


def room_for_growth_contradicts_coverage(sheet: Sheet) -> Found:
    """向上余地がある is ticked while the outcome has reached the whole population."""
    sentence = N_(
        "“Room for growth” is ticked, but the outcome %(outcome)s covers the whole population %(population)s."
    )
    if "room" not in sheet.answer(3).ticked:
        return
    for outcome, population in _slots(sheet):
        for _column, pair in _actual_pairs(sheet, outcome, population)[-1:]:
            if pair[0] >= pair[1]:
                yield "check.3.room", message(sentence, outcome=figure(pair[0]), population=figure(pair[1]))
                return


def target_implausible(sheet: Sheet) -> Found:
    """A target needs more than three times the best growth of the known years; a year without growth counts as 0."""
    sentence = N_("%(year)s: the target %(target)s needs %(growth)s in a year; the best known growth is %(best)s.")
    for outcome in _of_kind(sheet, IndicatorKind.OUTCOME):
        best = _best_growth(sheet, outcome)
        if best is None:
            continue
        for column in sheet.columns:
            growth = _needed_growth(outcome, column)
            if growth is not None and growth > max(best * TIMES_THE_BEST_GROWTH, Decimal(0)):
                about = {"target": figure(outcome.value(column)), "growth": _signed(growth), "best": _signed(best)}
                yield outcome.cell_name(column), message(sentence, year=FiscalYear(column.fiscal_year), **about)


def target_never_moves(sheet: Sheet) -> Found:
    """An outcome is the same in four or more future columns: nobody plans."""
    sentence = N_("The outcome is %(value)s in all of the %(count)s years to come.")
    for outcome in _of_kind(sheet, IndicatorKind.OUTCOME):
        future = [
            cell.value
            for cell in outcome.filled
            if not cell.column.is_actual and cell.column.fiscal_year > sheet.fiscal_year
        ]
        if len(future) >= SAME_FUTURE_TO_BE_STILL and len(set(future)) == 1:
            yield outcome.key, message(sentence, value=figure(future[0]), count=len(future))


def cumulative_falls(sheet: Sheet) -> Found:
    """A cumulative outcome is lower than in the year before: what was once counted is gone."""
    sentence = N_("%(year)s: the cumulative outcome falls from %(before)s to %(after)s.")
    for outcome in _cumulative(sheet):
        actual = [column for column in sheet.columns if column.is_actual]
        for column in actual[1:]:
            before, after = outcome.value(Column(column.fiscal_year - 1, Basis.ACTUAL)), outcome.value(column)
            if before is not None and after is not None and after < before:
                about = {"before": figure(before), "after": figure(after)}
                yield outcome.cell_name(column), message(sentence, year=FiscalYear(column.fiscal_year), **about)


def target_below_actual(sheet: Sheet) -> Found:
    """A cumulative outcome is meant to be lower in a year to come than it is already."""
    sentence = N_("%(year)s: %(target)s is aimed at, but %(actual)s are reached already.")
    for outcome in _cumulative(sheet):
        actual = outcome.value(Column(sheet.fiscal_year, Basis.ACTUAL))
        future = (cell for cell in outcome.filled if cell.column.fiscal_year > sheet.fiscal_year)
        for cell in future:
            if actual is not None and cell.value is not None and cell.value < actual:
                about = {"target": figure(cell.value), "actual": figure(actual)}
                year = FiscalYear(cell.column.fiscal_year)
                yield outcome.cell_name(cell.column), message(sentence, year=year, **about)


def _cumulative(sheet: Sheet) -> tuple[Indicator, ...]:
    outcomes = _of_kind(sheet, IndicatorKind.OUTCOME)
    return tuple(one for one in outcomes if one.count in CUMULATIVE_COUNTS or CUMULATIVE in one.name)


def _of_kind(sheet: Sheet, kind: IndicatorKind) -> tuple[Indicator, ...]:
    return tuple(sheet.indicator(kind, slot) for slot in Slot)


def _slots(sheet: Sheet) -> tuple[tuple[Indicator, Indicator], ...]:
    """Outcome and population of each slot."""
    outcomes, populations = (_of_kind(sheet, kind) for kind in (IndicatorKind.OUTCOME, IndicatorKind.POPULATION))
    return tuple(zip(outcomes, populations, strict=True))


def _both(one: Indicator, other: Indicator, column: Column) -> Pair | None:
    first, second = one.value(column), other.value(column)
    return None if first is None or second is None else (first, second)


def _actual_pairs(sheet: Sheet, outcome: Indicator, population: Indicator) -> list[tuple[Column, Pair]]:
    columns = (column for column in sheet.columns if column.is_actual)
    return [(column, pair) for column in columns if (pair := _both(outcome, population, column)) is not None]


def _targets_and_actuals(sheet: Sheet, indicator: Indicator) -> Iterator[tuple[Column, Pair]]:
    """(actual column, (target, actual)) of each year that has both."""
    for column in sheet.columns:
        target = indicator.value(Column(column.fiscal_year, Basis.TARGET))
        actual = indicator.value(column)
        if column.is_actual and target is not None and actual is not None:
            yield column, (target, actual)


def _best_growth(sheet: Sheet, outcome: Indicator) -> Decimal | None:
    values = {column.fiscal_year: outcome.value(column) for column in sheet.columns if column.is_actual}
    growths = [
        value - before
        for year, value in values.items()
        if value is not None and (before := values.get(year - 1)) is not None
    ]
    return max(growths, default=None)


def _needed_growth(outcome: Indicator, column: Column) -> Decimal | None:
    target, before = outcome.value(column), outcome.value(Column(column.fiscal_year - 1, Basis.ACTUAL))
    if column.basis is not Basis.TARGET or target is None or before is None:
        return None
    return target - before


def _signed(value: Decimal) -> str:
    return ("+" if value > 0 else "") + figure(value)
