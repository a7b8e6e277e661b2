"""What an evaluation sheet says about the indicators that the registry counts, for the pages beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from flask_babel import gettext

from registry.domain.vocabulary import Basis, IndicatorKind, SheetState
from registry.evaluation.indicators import Indicator
from registry.evaluation.sheet import Sheet
from registry.queries.sheets import find_sheet, typed_sheet
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


def find_typed_sheet(fiscal_year: int) -> Sheet | None:
    """The sheet of a year as it was typed, without reckoning anything; None where there is none."""
    stored = find_sheet(fiscal_year)
    return typed_sheet(stored) if stored is not None else None


def figures_of(sheet: Sheet | None) -> tuple[SheetFigures, ...]:
    """The first counted indicator of each kind; by the counts' own names where there is no sheet."""
    return tuple(_of_kind(sheet, kind) for kind in IndicatorKind)


def figures_for(sheet: Sheet | None, count: str) -> SheetFigures | None:
    """What the sheet says about one count."""
    indicators = sheet.indicators if sheet else ()
    published = sheet is not None and sheet.state is not SheetState.DRAFT
    found = (indicator for indicator in indicators if indicator.count == count)
    return next((_from_sheet(indicator, count, published=published) for indicator in found), None)


def _of_kind(sheet: Sheet | None, kind: IndicatorKind) -> SheetFigures:
    counts = (one.count for one in (sheet.indicators if sheet else ()) if one.kind is kind and one.count)
    figures = figures_for(sheet, next(counts, ""))
    return figures or SheetFigures(kind, gettext(COUNT_NAMES[DEFAULT_COUNTS[kind]]), DEFAULT_COUNTS[kind])


def _from_sheet(indicator: Indicator, count: str, *, published: bool) -> SheetFigures:
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
            cell.column.fiscal_year: cell.value
            for cell in indicator.cells
            if published and cell.column.is_actual and cell.value is not None
        },
    )
