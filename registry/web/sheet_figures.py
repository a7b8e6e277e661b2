"""What an evaluation sheet says about the indicators that the registry counts, for the pages beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from flask_babel import gettext

from registry.domain.vocabulary import Basis, IndicatorKind
from registry.evaluation.indicators import Indicator
from registry.evaluation.sheet import Sheet
from registry.words import COUNT_NAMES

DEFAULT_COUNTS: Mapping[IndicatorKind, str] = {
    IndicatorKind.ACTIVITY: "meetings",
    IndicatorKind.POPULATION: "population",
    IndicatorKind.OUTCOME: "organizations_cumulative",
}


@dataclass(frozen=True)
class SheetFigures:
    """A counted indicator; ``targets`` and ``published`` values are by fiscal year."""

    kind: IndicatorKind
    name: str
    count: str
    targets: Mapping[int, Decimal] = field(default_factory=dict)
    published: Mapping[int, Decimal] = field(default_factory=dict)


def figures_of(sheet: Sheet | None) -> tuple[SheetFigures, ...]:
    """The first counted indicator of each kind; by the counts' own names where there is no sheet."""
    return tuple(_figures(sheet, kind) for kind in IndicatorKind)


def figures_for(sheet: Sheet | None, count: str) -> SheetFigures | None:
    """What the sheet says about one count."""
    indicators = sheet.indicators if sheet else ()
    return next((_from_sheet(indicator, count) for indicator in indicators if indicator.count == count), None)


def _figures(sheet: Sheet | None, kind: IndicatorKind) -> SheetFigures:
    for indicator in sheet.indicators if sheet else ():
        if indicator.kind is kind and indicator.count:
            return _from_sheet(indicator, indicator.count)
    return SheetFigures(kind, gettext(COUNT_NAMES[DEFAULT_COUNTS[kind]]), DEFAULT_COUNTS[kind])


def _from_sheet(indicator: Indicator, count: str) -> SheetFigures:
    return SheetFigures(
        kind=indicator.kind,
        name=indicator.name,
        count=count,
        targets={
            cell.column.fiscal_year: cell.value
            for cell in indicator.cells
            if cell.column.basis is Basis.TARGET and cell.value is not None
        },
        published={
            cell.column.fiscal_year: cell.published
            for cell in indicator.cells
            if cell.column.is_actual and cell.published is not None
        },
    )
