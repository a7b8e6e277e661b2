"""Checks of the cost rows: sums, gaps, and what moved away from the budget."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from registry.domain.fiscal_year import FiscalYear
from registry.domain.message import N_, message
from registry.domain.vocabulary import Basis
from registry.evaluation.checks_indicators import Found
from registry.evaluation.cost_sums import sum_of
from registry.evaluation.indicators import Column
from registry.evaluation.layout_words import COST_WORDS, figure
from registry.evaluation.sheet import COST_ROWS, FUNDING_ROWS, Sheet
from registry.evaluation.sheet_names import cost_name

ALLOWED = Decimal("0.2")
"""A fifth of the budget may be missed without a word."""
SUMS = ("project", "personnel", "total")
WORK = ("staff", "hours")
MONEY_ROWS = tuple(row for row in COST_ROWS if row not in WORK)


def cost_total_wrong(sheet: Sheet) -> Found:
    """(A)+(B) is not the total, or the funding lines are not (A) where any is filled; a blank part counts as 0.

    What can come from rounding, and is said to under the costs, is no error.
    """
    sentence = N_("%(year)s: the parts make %(sum)s, “%(row)s” says %(total)s.")
    for column in sheet.columns:
        for total, parts in (("project", FUNDING_ROWS), ("total", ("project", "personnel"))):
            values = [sheet.cost(row, column) for row in parts]
            stated = sheet.cost(total, column)
            filled = any(value is not None for value in values) or (total == "total" and stated is not None)
            if filled and sum(_filled(values)) != (stated or 0) and not _is_said_to_be_rounded(sheet, total, column):
                about = {
                    "row": COST_WORDS[total][0],
                    "sum": figure(_sum(values)),
                    "total": figure(stated or Decimal(0)),
                }
                yield cost_name(total, column), message(sentence, year=FiscalYear(column.fiscal_year), **about)


def _is_said_to_be_rounded(sheet: Sheet, row: str, column: Column) -> bool:
    found = sum_of(sheet, row, column)
    return bool(sheet.do.cost_note.strip()) and found is not None and found.is_rounding


def cost_column_missing(sheet: Sheet) -> Found:
    """A column with indicators but without costs."""
    sentence = N_("%(year)s: there are indicators, but no costs.")
    for column in sheet.columns:
        indicators = any(one.value(column) is not None for one in sheet.all_indicators())
        if indicators and all(sheet.cost(row, column) is None for row in MONEY_ROWS):
            yield cost_name("total", column), message(sentence, year=FiscalYear(column.fiscal_year))


def cost_over_budget_unexplained(sheet: Sheet) -> Found:
    """実績 > 当初予算 by more than a fifth; what was spent without any budget is always more."""
    sentence = N_("“%(row)s” is %(actual)s, more than a fifth above the budget of %(budget)s.")
    return _against_plan(sheet, SUMS, sentence, _is_over)


def cost_under_budget_unexplained(sheet: Sheet) -> Found:
    """実績 < 当初予算 by more than a fifth."""
    sentence = N_("“%(row)s” is %(actual)s, more than a fifth below the budget of %(budget)s.")
    return _against_plan(sheet, SUMS, sentence, _is_under)


def staff_over_plan_unexplained(sheet: Sheet) -> Found:
    """従事人数 or 業務時間 > plan by more than a fifth."""
    sentence = N_("“%(row)s” is %(actual)s, more than a fifth above the plan of %(budget)s.")
    return _against_plan(sheet, WORK, sentence, _is_over)


def _is_over(actual: Decimal, budget: Decimal) -> bool:
    return actual - budget > budget * ALLOWED


def _is_under(actual: Decimal, budget: Decimal) -> bool:
    return budget - actual > budget * ALLOWED


def _against_plan(
    sheet: Sheet, rows: Iterable[str], sentence: str, differs: Callable[[Decimal, Decimal], bool]
) -> Found:
    column = Column(sheet.fiscal_year, Basis.ACTUAL)
    for row in rows:
        actual, budget = sheet.cost(row, column), sheet.cost(row, Column(sheet.fiscal_year, Basis.TARGET))
        if actual is not None and budget is not None and differs(actual, budget):
            about = {"row": COST_WORDS[row][0], "actual": figure(actual), "budget": figure(budget)}
            yield cost_name(row, column), message(sentence, **about)


def _filled(values: Iterable[Decimal | None]) -> list[Decimal]:
    return [value for value in values if value is not None]


def _sum(values: Iterable[Decimal | None]) -> Decimal:
    return sum(_filled(values), Decimal(0))
