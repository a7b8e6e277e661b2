"""The cumulative chart: the outcome of the years by kind, each against its target."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from flask_babel import gettext as _

from registry.domain.vocabulary import OrganizationKind, Unit
from registry.evaluation.counts import YearCounts
from registry.web.charts import NARROW, WIDE, Part, StackedChart, YearBar, stacked_chart
from registry.web.evidence_links import evidence_address
from registry.web.home_figures import change, distance
from registry.web.home_kinds import OUTCOME
from registry.words import KINDS, joined, with_unit, year_name, year_number

NARROW_YEARS = 7
SHORTEST_SPAN = 2
"""Up to so many years the last one's growth says all."""


@dataclass(frozen=True)
class CumulativeChart:
    title: str
    sentence: str
    wide: StackedChart
    narrow: StackedChart
    legend: tuple[Part, ...]


def cumulative_chart(years: Sequence[YearCounts], targets: Mapping[int, Decimal]) -> CumulativeChart:
    """The outcome of all these years by kind, with the target of each that has one."""
    bars = [_bar(year, targets.get(year.fiscal_year), here=year is years[-1]) for year in years]
    return CumulativeChart(
        title=_("Organizations with an agreement, cumulative by kind"),
        sentence=_sentence(bars),
        wide=stacked_chart("wide", bars, width=WIDE, target_word=_("Target")),
        narrow=stacked_chart("narrow", bars[-NARROW_YEARS:], width=NARROW, target_word=_("Target")),
        legend=bars[-1].parts,
    )


def _bar(counts: YearCounts, target: Decimal | None, *, here: bool) -> YearBar:
    year, numbers = counts.fiscal_year, counts.part("organizations_by_kind")
    name = _("%(year)s: %(total)s", year=year_name(year), total=with_unit(counts.numbers[OUTCOME], Unit.ORGANIZATIONS))
    if target is not None:
        name = joined(name, _(", target %(target)s", target=f"{target:g}"))
    return YearBar(
        label=year_number(year),
        total=counts.numbers[OUTCOME],
        parts=tuple(Part(kind, _(KINDS[kind]), numbers[kind]) for kind in OrganizationKind if kind in numbers),
        target=None if target is None else float(target),
        address=evidence_address(OUTCOME, year),
        name=name,
        here=here,
    )


def _sentence(bars: Sequence[YearBar]) -> str:
    """The growth of the years that are drawn, that of the last one, and how far the target was and is."""
    last = bars[-1]
    if not last.total:
        return _("There is no organization with an agreement yet.")
    whole = _growth(last.total - bars[0].total, len(bars) - 1) if len(bars) > SHORTEST_SPAN else ""
    lately = change(last.total, bars[-2].total, Unit.ORGANIZATIONS) if len(bars) > 1 else ""
    gap = "" if last.target is None else distance(last.total, Decimal(last.target), Unit.ORGANIZATIONS)
    return joined(whole, lately, gap, _gap_before(bars))


def _growth(growth: int, years: int) -> str:
    size = with_unit(abs(growth), Unit.ORGANIZATIONS)
    if growth > 0:
        return _("%(size)s more in %(years)s years.", size=size, years=years)
    if growth < 0:
        return _("%(size)s fewer in %(years)s years.", size=size, years=years)
    return _("As many as %(years)s years ago.", years=years)


def _gap_before(bars: Sequence[YearBar]) -> str:
    """How far the target was a year ago, where it is not reached now and that was another distance."""
    if len(bars) == 1 or bars[-1].target is None or bars[-2].target is None:
        return ""
    now, before = (int(bar.target - bar.total) for bar in (bars[-1], bars[-2]) if bar.target is not None)
    if now <= 0 or before <= 0 or now == before:
        return ""
    return _("The year before it was %(gap)s.", gap=with_unit(before, Unit.ORGANIZATIONS))
