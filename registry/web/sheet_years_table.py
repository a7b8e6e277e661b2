"""Ten years at a glance as a workbook: a line for each thing that is known of an indicator, a column for each year."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from registry.domain.message import N_
from registry.evaluation.sheet_years import IndicatorYears, YearFigures
from registry.exports.tables import Table, TableColumn
from registry.language import gettext as _
from registry.web.sheet_years_page import source_of
from registry.words import INDICATORS, in_japanese, year_label, year_name

Value = str | Decimal | None
LINES: Mapping[str, Callable[[YearFigures], Value]] = {
    N_("Target"): lambda one: one.target.value if one.target else None,
    N_("Figure on the sheet"): lambda one: one.printed.value if one.printed else None,
    N_("Counted today"): lambda one: one.computed,
    N_("Difference"): lambda one: one.difference,
    N_("Achievement (percent)"): lambda one: one.achievement,
    N_("Achievement from last year (percent)"): lambda one: one.achievement_over_baseline,
    N_("Sheet that says so"): source_of,
}


def years_table(found: Sequence[IndicatorYears], *, years: Sequence[int], year: int, day: date) -> Table:
    """The table of all indicators over the years; ``year`` is the page's own, ``day`` that of the data."""
    columns = (
        TableColumn(_("Indicator"), 10),
        TableColumn(_("Name"), 34),
        TableColumn(_("Unit"), 8),
        TableColumn(_("What"), 26),
        *(TableColumn(year_label(one), 10) for one in years),
    )
    return Table(
        title=_("Ten years at a glance, %(year)s", year=year_name(year)),
        columns=columns,
        rows=(_line(one, name) for one in found for name in LINES),
        as_of=day,
        japanese=in_japanese(),
    )


def _line(found: IndicatorYears, name: str) -> list[Value]:
    one = found.indicator
    kind = f"{_(INDICATORS[one.kind])} {one.slot}"
    return [kind, one.name, one.unit, _(name), *(LINES[name](figures) for figures in found.years)]
