"""Ten years at a glance as plain values: each indicator as a chart, and as a table whose figures are links."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext as _

from registry.domain.message import N_
from registry.domain.vocabulary import Basis, IndicatorKind, SheetState, Slot
from registry.evaluation.indicators import Indicator
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_years import IndicatorYears, SheetFigure, YearFigures
from registry.queries.counting import find_count
from registry.web.evidence_links import LinkedNumber, evidence_address
from registry.web.home_figures import percent_sign
from registry.web.sheet_figures import DEFAULT_COUNTS
from registry.web.year_charts import YearPoint, YearsChart, both_charts
from registry.words import (
    COUNT_NAMES,
    INDICATORS,
    SHEET_STATES,
    difference,
    joined,
    number,
    unit_name,
    year_label,
    year_name,
    year_number,
)

BASES = {Basis.PLANNED: N_("planned"), Basis.FORECAST: N_("forecast")}
"""What stands beside a figure that was foreseen, but is no target."""


@dataclass(frozen=True)
class YearRow:
    """A year of the table; ``target_note`` says that the target is only planned or forecast."""

    year: LinkedNumber
    here: bool
    target: LinkedNumber
    target_note: str
    printed: LinkedNumber
    computed: LinkedNumber
    change: str
    differs: bool
    rate: str
    baseline_rate: str
    source: str


@dataclass(frozen=True)
class IndicatorPart:
    """An indicator: ``kind`` and slot, its name in the sheet's own words, its charts and its years."""

    key: str
    kind: str
    name: str
    unit: str
    sentence: str
    wide: YearsChart
    narrow: YearsChart
    rows: tuple[YearRow, ...]


def shown_indicators(sheet: Sheet | None) -> tuple[Indicator, ...]:
    """Those of the sheet that have a name or a count; where there is no sheet, those that the registry counts."""
    if sheet is None:
        return tuple(_default(kind) for kind in IndicatorKind)
    return tuple(replace(one, cells=()) for one in sheet.all_indicators() if one.name or one.count)


def _default(kind: IndicatorKind) -> Indicator:
    count = DEFAULT_COUNTS[kind]
    return Indicator(kind, Slot.FIRST, _(COUNT_NAMES[count]), unit_name(find_count(count).unit), count)


def indicator_part(found: IndicatorYears, *, year: int, sheet_years: Sequence[int]) -> IndicatorPart:
    """The part of one indicator; ``year`` is the page's own."""
    indicator = found.indicator
    points = [_point(indicator, one, year) for one in found.years]
    wide, narrow = both_charts(f"{indicator.kind}-{list(Slot).index(indicator.slot)}", points, target_word=_("Target"))
    return IndicatorPart(
        key=indicator.key,
        kind=f"{_(INDICATORS[indicator.kind])} {indicator.slot}",
        name=indicator.name,
        unit=indicator.unit,
        sentence=_sentence(found, year),
        wide=wide,
        narrow=narrow,
        rows=tuple(_row(indicator, one, year, sheet_years) for one in found.years),
    )


def _sentence(found: IndicatorYears, year: int) -> str:
    """The page's year: its figure, and how far that is of its target."""
    this = next(one for one in found.years if one.fiscal_year == year)
    if this.actual is None:
        return _("There is no actual figure of %(year)s.", year=year_name(year))
    actual = joined(number(this.actual), found.indicator.unit)
    if this.target is None:
        return _("%(year)s: %(actual)s; no target is known.", year=year_name(year), actual=actual)
    return _(
        "%(year)s: %(actual)s, %(rate)s of the target of %(target)s.",
        year=year_name(year),
        actual=actual,
        rate=percent_sign(this.achievement),
        target=number(this.target.value),
    )


def _point(indicator: Indicator, one: YearFigures, year: int) -> YearPoint:
    actual, target = one.actual, one.target.value if one.target else None
    said = (
        year_name(one.fiscal_year),
        _("actual %(number)s", number=number(actual)) if actual is not None else "",
        _("target %(number)s", number=number(target)) if target is not None else "",
    )
    return YearPoint(
        label=year_number(one.fiscal_year),
        name=_(", ").join(filter(None, said)),
        address=_address(indicator, one),
        actual=None if actual is None else float(actual),
        target=None if target is None else float(target),
        actual_text=number(actual),
        target_text=number(target),
        here=one.fiscal_year == year,
    )


def _address(indicator: Indicator, one: YearFigures) -> str:
    """The records behind a year's figure; else the cell of the sheet that says it."""
    if indicator.count and one.computed is not None:
        return evidence_address(indicator.count, one.fiscal_year)
    figure = one.printed or one.target
    return cell_address(figure) if figure else ""


def cell_address(figure: SheetFigure) -> str:
    """The cell of the sheet that says so."""
    return url_for("sheets.show_year", fiscal_year=figure.sheet_year, _anchor=figure.cell)


def _row(indicator: Indicator, one: YearFigures, year: int, sheet_years: Sequence[int]) -> YearRow:
    own = one.fiscal_year
    address = url_for("sheets.show_year", fiscal_year=own) if own in sheet_years else None
    counted = indicator.count and one.computed is not None
    return YearRow(
        year=LinkedNumber(year_label(own), address),
        here=own == year,
        target=_linked(one.target),
        target_note=_(BASES[one.target.column.basis]) if one.target and one.target.column.basis in BASES else "",
        printed=_linked(one.printed),
        computed=LinkedNumber(number(one.computed), evidence_address(str(indicator.count), own) if counted else None),
        change="-" if one.difference is None else difference(one.difference),
        differs=bool(one.difference),
        rate=percent_sign(one.achievement),
        baseline_rate=percent_sign(one.achievement_over_baseline),
        source=source_of(one),
    )


def _linked(figure: SheetFigure | None) -> LinkedNumber:
    return LinkedNumber(number(figure.value), cell_address(figure)) if figure else LinkedNumber("-")


def source_of(one: YearFigures) -> str:
    """Which sheet says so: one, or that of the target and that of the actual figure."""
    target, printed = (_sheet(figure) if figure else "" for figure in (one.target, one.printed))
    if target and printed and target != printed:
        return _("target: %(target)s; actual: %(actual)s", target=target, actual=printed)
    return target or printed


def _sheet(figure: SheetFigure) -> str:
    name = year_label(figure.sheet_year)
    if figure.state is not SheetState.DRAFT:
        return name
    return _("%(name)s (%(remark)s)", name=name, remark=_(SHEET_STATES[figure.state]))
