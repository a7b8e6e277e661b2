"""The indicators over many years: what was aimed at, what was published, and what the registry counts today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from registry.domain.names import fold
from registry.domain.vocabulary import Basis, SheetState
from registry.evaluation.achievement import achievement, achievement_over_baseline
from registry.evaluation.counts import Counts
from registry.evaluation.indicators import Column, Indicator
from registry.evaluation.sheet import Sheet

Sheets = Mapping[int, Sheet]
"""Typed sheets by their fiscal years."""
ACTUAL_REACH = 2
"""So many years later a sheet still prints a year's actual figure."""
FORESIGHT = {Basis.TARGET: 1, Basis.PLANNED: 2, Basis.FORECAST: 4}
"""So many years before a sheet may already say something of this basis about a year."""


@dataclass(frozen=True)
class SheetFigure:
    """A figure, the column that it stands in, and the sheet that says so, under the stable name ``cell``."""

    value: Decimal
    column: Column
    sheet_year: int
    state: SheetState
    cell: str


@dataclass(frozen=True)
class YearFigures:
    """What is known of an indicator in a year; ``before`` is the year before's actual figure.

    ``target`` is a planned or forecast figure where no sheet has a target.
    """

    fiscal_year: int
    target: SheetFigure | None
    printed: SheetFigure | None
    computed: Decimal | None
    before: Decimal | None

    @property
    def actual(self) -> Decimal | None:
        """The figure that stands on a sheet, else the registry's own."""
        return self.computed if self.printed is None else self.printed.value

    @property
    def difference(self) -> Decimal | None:
        """The registry's own figure minus that of the sheet."""
        return None if self.printed is None or self.computed is None else self.computed - self.printed.value

    @property
    def achievement(self) -> Decimal | None:
        """Actual ÷ target in percent (rule 7)."""
        return achievement(self.actual, self._target)

    @property
    def achievement_over_baseline(self) -> Decimal | None:
        """(Actual − last year) ÷ (target − last year) in percent."""
        return achievement_over_baseline(self.actual, self._target, self.before)

    @property
    def _target(self) -> Decimal | None:
        return self.target.value if self.target else None


@dataclass(frozen=True)
class IndicatorYears:
    """An indicator with its years, the earliest first."""

    indicator: Indicator
    years: tuple[YearFigures, ...]

    @property
    def is_known(self) -> bool:
        """Whether anything is known of it."""
        return any(year.actual is not None or year.target for year in self.years)


@dataclass(frozen=True)
class KnownYears:
    """What there is to be told; of years after ``last`` only what the sheets up to it say."""

    sheets: Sheets
    counts: Counts
    last: int


def indicator_years(indicator: Indicator, known: KnownYears, years: Sequence[int]) -> IndicatorYears:
    """The indicator in these years, one after the other; ``known`` has the counts of the year before them, too."""
    found: list[YearFigures] = []
    before = _figures(indicator, known, min(years) - 1, None).actual
    for year in years:
        found.append(_figures(indicator, known, year, before))
        before = found[-1].actual
    return IndicatorYears(indicator, tuple(found))


def _figures(indicator: Indicator, known: KnownYears, year: int, before: Decimal | None) -> YearFigures:
    begun = known.counts.year(year) if indicator.count else None
    is_ahead = year > known.last
    return YearFigures(
        fiscal_year=year,
        target=_target(indicator, known.sheets, year, known.last),
        printed=None if is_ahead else _printed(indicator, known.sheets, year),
        computed=None if is_ahead or begun is None else Decimal(begun.numbers.get(indicator.count or "", 0)),
        before=before,
    )


def _printed(indicator: Indicator, sheets: Sheets, year: int) -> SheetFigure | None:
    """The actual figure of a year: its own sheet is believed before later ones; a draft has published nothing.

    What is typed in the draft of the year itself is shown all the same, where the registry does not count it.
    """
    column = Column(year, Basis.ACTUAL)
    reach = range(year, year + ACTUAL_REACH + 1)
    found = (_figure(indicator, sheets.get(one), column) for one in reach)
    return next((one for one in found if one and (one.state is not SheetState.DRAFT or not indicator.count)), None)


def _target(indicator: Indicator, sheets: Sheets, year: int, last: int) -> SheetFigure | None:
    """What was aimed at: by the year's own sheet, else by the latest one before."""
    for basis, foresight in FORESIGHT.items():
        for sheet_year in range(min(year, last), year - foresight - 1, -1):
            if found := _figure(indicator, sheets.get(sheet_year), Column(year, basis)):
                return found
    return None


def _figure(indicator: Indicator, sheet: Sheet | None, column: Column) -> SheetFigure | None:
    """The figure of the same indicator in a sheet: of another COUNT, or by another name, it is another figure."""
    if sheet is None:
        return None
    there = sheet.indicator(indicator.kind, indicator.slot)
    value = there.value(column)
    if value is None or not is_same(there, indicator):
        return None
    return SheetFigure(value, column, sheet.fiscal_year, sheet.state, there.cell_name(column))


def is_same(one: Indicator, other: Indicator) -> bool:
    """Whether two sheets mean the same by what stands in one slot."""
    if one.count or other.count:
        return one.count == other.count
    return fold(one.name) == fold(other.name)
