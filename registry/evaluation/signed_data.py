"""What was signed, read back from the JSON of a revision: the sheet as its page showed it, and its findings."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from registry.domain.fiscal_year import FiscalYear
from registry.domain.message import Message
from registry.domain.rules import CountingRules
from registry.domain.vocabulary import Severity
from registry.evaluation.counts import Counts
from registry.evaluation.findings import Finding
from registry.evaluation.indicators import Cell, Indicator
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_data import sheet_from_data


def signed_sheet(data: Mapping[str, Any]) -> Sheet:
    """The sheet with the figures that the registry counted then, and the rules by which it did."""
    sheet, rules = sheet_from_data(data), CountingRules().with_values(data["rules"])
    pairs = zip(sheet.indicators, data["indicators"], strict=True)
    return replace(
        sheet,
        indicators=tuple(_indicator(one, told["cells"]) for one, told in pairs),
        rules=rules,
        counts=Counts(FiscalYear(sheet.fiscal_year).last_day, rules, ()),
    )


def _indicator(indicator: Indicator, told: list[Mapping[str, Any]]) -> Indicator:
    cells = (_cell(cell, one) for cell, one in zip(indicator.cells, told, strict=True))
    return replace(indicator, cells=tuple(cells))


def _cell(cell: Cell, told: Mapping[str, Any]) -> Cell:
    computed, published = (None if told[name] is None else Decimal(str(told[name])) for name in _BESIDE)
    return replace(cell, computed=computed, published=published)


_BESIDE = ("computed", "published")


def signed_findings(data: Mapping[str, Any]) -> tuple[Finding, ...]:
    """The findings as they were then, in the words of then; a percent sign in them is one."""
    return tuple(
        Finding(
            one["code"], Severity(one["severity"]), one["cell"], Message(one["message"]), one.get("explanation") or None
        )
        for one in data["findings"]
    )
