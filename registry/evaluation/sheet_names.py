"""The stable name of every cell: what a city's own workbook, the findings and the stored rows call it by.

Dataclass → name and value, and back: a field added to the form in ``sheet.py`` has its name, its place in the
database and in JSON without another line.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from registry.domain.vocabulary import IndicatorKind, Slot
from registry.evaluation.indicators import Cell, Column, Indicator, columns_of
from registry.evaluation.sheet import (
    COST_ROWS,
    DIRECTIONS,
    MATRIX,
    QUESTIONS,
    Action,
    Answer,
    CostRow,
    Do,
    Head,
    Plan,
    Sheet,
)

KEPT_WITH_THE_INDICATOR = ("", ".name", ".unit")
"""Endings of an indicator's row name that stand for its own words, not for a cell of figures."""

ONLY_FILLED = frozenset({"do.reports", "do.cost_note"})
"""Cells that the form has only where they hold something."""

Value = str | bool | Decimal | date | None
Section = TypeVar("Section")


def names(sheet: Sheet) -> list[tuple[str, Value]]:
    """Every name with its value, in the order of the form; a box is True or False, a blank figure None.

    The name of an indicator's row (``indicators.outcome.ア``) gives the indicator's name.
    """
    return [
        *_of_section("head", sheet.head),
        *_of_section("plan", sheet.plan),
        *_of_section("do", sheet.do),
        *(pair for indicator in sheet.all_indicators() for pair in _of_indicator(indicator, sheet.columns)),
        *(pair for row in COST_ROWS for pair in _of_costs(sheet, row)),
        *(pair for question in QUESTIONS for pair in _of_answer(sheet.answer(question))),
        ("summary", sheet.summary),
        *_of_action(sheet.action),
    ]


def _of_section(prefix: str, section: Any) -> Iterator[tuple[str, Value]]:
    for one in fields(section):
        name, value = f"{prefix}.{one.name}", getattr(section, one.name)
        if name in ONLY_FILLED and is_blank(value):
            continue
        if is_dataclass(value):
            yield from _of_section(name, value)
        else:
            yield name, value


def _of_indicator(indicator: Indicator, columns: tuple[Column, ...]) -> Iterator[tuple[str, Value]]:
    yield indicator.key, indicator.name
    yield f"{indicator.key}.name", indicator.name
    yield f"{indicator.key}.unit", indicator.unit
    for column in columns:
        yield indicator.cell_name(column), indicator.value(column)


def _of_costs(sheet: Sheet, row: str) -> Iterator[tuple[str, Value]]:
    for column in sheet.columns:
        yield cost_name(row, column), sheet.cost(row, column)


def _of_answer(answer: Answer) -> Iterator[tuple[str, Value]]:
    for box in QUESTIONS[answer.question]:
        yield f"{answer.key}.{box}", box in answer.ticked
    yield f"{answer.key}.reason", answer.reason


def _of_action(action: Action) -> Iterator[tuple[str, Value]]:
    for box in DIRECTIONS:
        yield f"action.{box}", box in action.ticked
    for place in MATRIX:
        yield f"action.matrix.{place}", action.matrix.get(place, "")
    yield "action.problems", action.problems


def cost_name(row: str, column: Column) -> str:
    """The stable name of a cost figure: ``costs.total.actual.2020``."""
    return f"costs.{row}.{column.name}"


def values_of(sheet: Sheet) -> dict[str, Value]:
    """The cells that hold something, by stable name, without the names and units of indicators."""
    words = {one.key + ending for one in sheet.all_indicators() for ending in KEPT_WITH_THE_INDICATOR}
    return {name: value for name, value in names(sheet) if name not in words and not is_blank(value)}


def is_blank(value: Value) -> bool:
    """Whether a cell holds nothing; a figure of 0 is something."""
    return value is None or value is False or value == ""


def with_values(sheet: Sheet, changes: Mapping[str, Value]) -> Sheet:
    """The sheet with some cells changed by their stable names; raises ValueError for one that it does not have."""
    return build_sheet(
        values_of(sheet) | dict(changes),
        fiscal_year=sheet.fiscal_year,
        indicators=sheet.indicators,
        **{one.name: getattr(sheet, one.name) for one in fields(sheet) if one.name in NO_CELLS},
    )


NO_CELLS = frozenset(
    {"state", "source", "rules", "counts", "doubts", "explanations", "carried", "version", "saved_at", "saved_by"}
)
"""Fields of a sheet that stand in no cell of its form."""


def build_sheet(
    values: Mapping[str, Value],
    *,
    fiscal_year: int,
    indicators: tuple[Indicator, ...],
    **about: Any,
) -> Sheet:
    """The sheet whose cells hold ``values`` by their stable names; a name that is missing is a blank cell.

    ``indicators`` come without cells; ``about`` are fields of the sheet that are no cells of its form. Raises
    ValueError for a name that the form does not have.
    """
    columns = columns_of(fiscal_year)
    sheet = Sheet(
        fiscal_year=fiscal_year,
        head=_section(Head, "head", values),
        plan=_section(Plan, "plan", values),
        do=_section(Do, "do", values),
        indicators=tuple(_indicator(one, columns, values) for one in _all_slots(indicators)),
        costs=tuple(CostRow(row, tuple(_figure(values, cost_name(row, one)) for one in columns)) for row in COST_ROWS),
        check=tuple(_answer(question, values) for question in QUESTIONS),
        summary=str(values.get("summary", "")),
        action=_action(values),
        **about,
    )
    unknown = values.keys() - dict(names(sheet)).keys() - ONLY_FILLED
    if unknown:
        raise ValueError(f"the form of {fiscal_year} has no cell {', '.join(sorted(unknown))}")
    return sheet


def _section(kind: type[Section], prefix: str, values: Mapping[str, Value]) -> Section:
    found: dict[str, Any] = {}
    for one in fields(kind):  # type: ignore[arg-type]
        name = f"{prefix}.{one.name}"
        nested = is_dataclass(one.default)
        found[one.name] = _section(type(one.default), name, values) if nested else values.get(name, one.default)
    return kind(**found)


def _figure(values: Mapping[str, Value], name: str) -> Decimal | None:
    value = values.get(name)
    return value if isinstance(value, Decimal) else None


def _all_slots(indicators: tuple[Indicator, ...]) -> Iterator[Indicator]:
    """The six of the form: a slot without an indicator may hold figures all the same."""
    known = {(one.kind, one.slot): one for one in indicators}
    return (known.get((kind, slot), Indicator(kind, slot)) for kind in IndicatorKind for slot in Slot)


def _indicator(indicator: Indicator, columns: tuple[Column, ...], values: Mapping[str, Value]) -> Indicator:
    cells = tuple(Cell(column, _figure(values, indicator.cell_name(column))) for column in columns)
    return Indicator(indicator.kind, indicator.slot, indicator.name, indicator.unit, indicator.count, cells)


def _answer(question: int, values: Mapping[str, Value]) -> Answer:
    key = Answer(question).key
    ticked = frozenset(box for box in QUESTIONS[question] if values.get(f"{key}.{box}"))
    return Answer(question, ticked, str(values.get(f"{key}.reason", "")))


def _action(values: Mapping[str, Value]) -> Action:
    return Action(
        ticked=frozenset(box for box in DIRECTIONS if values.get(f"action.{box}")),
        matrix={place: str(sign) for place in MATRIX if (sign := values.get(f"action.matrix.{place}"))},
        problems=str(values.get("action.problems", "")),
    )
