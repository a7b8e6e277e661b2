"""What is still blank on a sheet before it can be finalized: no contradiction, but nobody has written it yet."""

from collections.abc import Iterator, Mapping
from enum import StrEnum

from registry.domain.vocabulary import Basis
from registry.evaluation.indicators import Column, Indicator
from registry.evaluation.sheet import QUESTIONS, Sheet
from registry.evaluation.sheet_names import cost_name

COSTS_NEEDED = ("project", "staff", "hours", "personnel")
TEXTS_NEEDED = ("actual", "next_plan")
ENDINGS = {"abolish", "suspend"}
"""Directions after which the form asks for no matrix."""


class Gap(StrEnum):
    """A kind of blank cells."""

    TEXTS = "texts"
    CARRIED = "carried"
    """Texts that still stand as they were copied."""
    ACTUALS = "actuals"
    TARGETS = "targets"
    COSTS = "costs"
    QUESTIONS = "questions"
    REASONS = "reasons"
    DIRECTION = "direction"


def gaps_of(sheet: Sheet) -> Mapping[Gap, tuple[str, ...]]:
    """The stable names of the cells of each kind that wait to be filled; () where none does."""
    return {
        Gap.TEXTS: tuple(_texts(sheet)),
        Gap.CARRIED: tuple(sheet.carried),
        Gap.ACTUALS: tuple(_blank(sheet, Column(sheet.fiscal_year, Basis.ACTUAL))),
        Gap.TARGETS: tuple(_blank(sheet, Column(sheet.fiscal_year + 1, Basis.TARGET))),
        Gap.COSTS: tuple(_costs(sheet)),
        Gap.QUESTIONS: tuple(
            f"check.{one}.{boxes[0]}" for one, boxes in QUESTIONS.items() if not sheet.answer(one).ticked
        ),
        Gap.REASONS: tuple(f"check.{one}.reason" for one in QUESTIONS if not sheet.answer(one).reason.strip()),
        Gap.DIRECTION: tuple(_direction(sheet)),
    }


def _texts(sheet: Sheet) -> Iterator[str]:
    yield from (f"do.{name}" for name in TEXTS_NEEDED if not getattr(sheet.do, name).strip())
    if not sheet.summary.strip():
        yield "summary"


def _blank(sheet: Sheet, column: Column) -> Iterator[str]:
    """Indicators in use that have no figure in a column; one that the registry counts fills its actual ones itself."""
    in_use = (one for one in sheet.all_indicators() if one.name.strip())
    yield from (one.cell_name(column) for one in in_use if _is_blank(one, column))


def _is_blank(indicator: Indicator, column: Column) -> bool:
    counted = indicator.count is not None and column.is_actual
    return not counted and indicator.value(column) is None


def _costs(sheet: Sheet) -> Iterator[str]:
    for column in (Column(sheet.fiscal_year, Basis.ACTUAL), Column(sheet.fiscal_year + 1, Basis.TARGET)):
        yield from (cost_name(row, column) for row in _cost_rows(sheet) if sheet.cost(row, column) is None)


def _cost_rows(sheet: Sheet) -> Iterator[str]:
    """The total, and of the others what the city fills in for any year."""
    used = (row for row in COSTS_NEEDED if any(sheet.cost(row, one) is not None for one in sheet.columns))
    yield from (*used, "total")


def _direction(sheet: Sheet) -> Iterator[str]:
    if not sheet.action.ticked:
        yield "action.maintain"
    elif not sheet.action.ticked & ENDINGS and not any(sheet.action.matrix.values()):
        yield "action.matrix.same.same"
