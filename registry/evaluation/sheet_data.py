"""The sheet as plain data, as ``sheet YEAR --format json`` writes it and as a published sheet is handed in.

An object's path is the stable name of its cell: ``{"head": {"title": …}}`` is ``head.title``. Figures are numbers,
boxes true or false, days ISO 8601.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from registry.domain.vocabulary import Basis, IndicatorKind, SheetState, Slot
from registry.evaluation.indicators import Column, Indicator
from registry.evaluation.sheet import COST_ROWS, Sheet
from registry.evaluation.sheet_names import Value, build_sheet, cost_name, names

SECTIONS = ("head", "plan", "do", "check", "action")


def sheet_from_data(data: Mapping[str, Any]) -> Sheet:
    """Read a sheet; ``computed``, ``published``, ``difference`` and ``findings`` in it are left aside.

    Raises KeyError where the year is missing, ValueError for a cell, kind or basis that the form does not have.
    """
    indicators = tuple(_indicator(one) for one in data.get("indicators", ()))
    values: dict[str, Value] = {"summary": data.get("summary", "")}
    for section in SECTIONS:
        values |= _flat(section, data.get(section, {}))
    for one, known in zip(data.get("indicators", ()), indicators, strict=True):
        values |= {known.cell_name(column): value for column, value in _cells(one["cells"])}
    for one in data.get("costs", ()):
        values |= {cost_name(one["row"], column): value for column, value in _cells(one["cells"])}
    return build_sheet(
        values,
        fiscal_year=data["fiscal_year"],
        indicators=indicators,
        state=SheetState(data.get("state", SheetState.DRAFT)),
        source=data.get("source", ""),
    )


def _indicator(data: Mapping[str, Any]) -> Indicator:
    kind, slot = IndicatorKind(data["kind"]), Slot(data["slot"])
    return Indicator(kind, slot, data.get("name", ""), data.get("unit", ""), data.get("count"))


def _cells(cells: list[Mapping[str, Any]]) -> Iterator[tuple[Column, Value]]:
    for cell in cells:
        yield Column(cell["fiscal_year"], Basis(cell["basis"])), _number(cell["value"])


def _number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _flat(prefix: str, data: Mapping[str, Any]) -> Iterator[tuple[str, Value]]:
    for key, value in data.items():
        name = f"{prefix}.{key}"
        if isinstance(value, Mapping):
            yield from _flat(name, value)
        elif name == "head.updated_on":
            yield name, date.fromisoformat(value) if value else None
        else:
            yield name, value if isinstance(value, str | bool) else _number(value)


def data_of(sheet: Sheet) -> dict[str, Any]:
    """The object of ``sheet YEAR --format json`` but for its findings and what only a reader needs."""
    nested: dict[str, Any] = {}
    for name, value in names(sheet):
        section, _, rest = name.partition(".")
        if section in SECTIONS:
            _put(nested.setdefault(section, {}), rest.split("."), plain(value))
    return {
        "fiscal_year": sheet.fiscal_year,
        "state": sheet.state.value,
        "source": sheet.source,
        "head": nested["head"],
        "plan": nested["plan"],
        "do": nested["do"],
        "indicators": [_indicator_data(one) for one in sheet.all_indicators()],
        "costs": [_cost_data(sheet, row) for row in COST_ROWS],
        "check": nested["check"],
        "summary": sheet.summary,
        "action": nested["action"],
    }


def _put(place: dict[str, Any], path: list[str], value: object) -> None:
    for step in path[:-1]:
        place = place.setdefault(step, {})
    place[path[-1]] = value


def plain(value: Value) -> str | bool | int | float | None:
    """A value as JSON has it."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date) else value


def _indicator_data(indicator: Indicator) -> dict[str, Any]:
    return {
        "kind": indicator.kind.value,
        "slot": indicator.slot.value,
        "name": indicator.name,
        "unit": indicator.unit,
        "count": indicator.count,
        "cells": [
            {
                "fiscal_year": cell.column.fiscal_year,
                "basis": cell.column.basis.value,
                "value": plain(cell.value),
                "computed": plain(cell.computed),
                "published": plain(cell.published),
                "difference": plain(cell.difference),
            }
            for cell in indicator.cells
        ],
    }


def _cost_data(sheet: Sheet, row: str) -> dict[str, Any]:
    return {
        "row": row,
        "cells": [
            {"fiscal_year": one.fiscal_year, "basis": one.basis.value, "value": plain(sheet.cost(row, one))}
            for one in sheet.columns
        ],
    }
