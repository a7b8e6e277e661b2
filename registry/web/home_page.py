"""The home page as plain values: figures, the cumulative chart, the kinds and the bridge of one fiscal year."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from registry.domain.vocabulary import OrganizationKind, Unit
from registry.evaluation.counts import Counts, Evidence, YearCounts
from registry.web.charts import NARROW, WIDE, Part, StackedChart, YearBar, stacked_chart
from registry.web.evidence_links import LinkedNumber, evidence_address, linked
from registry.web.home_figures import Figure, figure
from registry.web.sheet_figures import SheetFigures
from registry.words import KINDS, difference, joined, with_unit, year_label, year_name, year_number

NARROW_YEARS = 7
SHORTEST_SPAN = 2
"""Up to so many years the last one's growth says all."""
OUTCOME = "organizations_cumulative"


@dataclass(frozen=True)
class CumulativeChart:
    title: str
    sentence: str
    wide: StackedChart
    narrow: StackedChart
    legend: tuple[Part, ...]


@dataclass(frozen=True)
class KindRow:
    """``key`` is the kind, or None for a row of the whole."""

    key: str | None
    name: str
    last: LinkedNumber
    now: LinkedNumber
    change: str


@dataclass(frozen=True)
class KindTable:
    sentence: str
    last_year: str
    this_year: str
    parts: tuple[KindRow, ...]
    wholes: tuple[KindRow, ...]


@dataclass(frozen=True)
class NewAgreement:
    label: str
    remark: str


@dataclass(frozen=True)
class Bridge:
    """Agreements and organizations from the year's opening to its day; None is a step that a row does not have."""

    sentence: str
    agreements: tuple[LinkedNumber | None, ...]
    organizations: tuple[LinkedNumber | None, ...]
    new_agreements: tuple[NewAgreement, ...]
    more: int


@dataclass(frozen=True)
class HomePage:
    figures: tuple[Figure, ...]
    chart: CumulativeChart
    kinds: KindTable
    bridge: Bridge


def home_page(
    counts: Counts, indicators: Sequence[SheetFigures], *, with_new: Evidence, with_existing: Evidence
) -> HomePage:
    """Build the page of the last year of ``counts``; ``with_…`` list that year's new agreements."""
    this = counts.years[-1]
    before = counts.years[-2] if len(counts.years) > 1 else None
    outcome = next((one for one in indicators if one.count == OUTCOME), None)
    return HomePage(
        figures=tuple(figure(indicator, this, before) for indicator in indicators),
        chart=cumulative_chart(counts.years, outcome),
        kinds=kind_table(this, before),
        bridge=bridge(this, before, with_new, with_existing),
    )


def cumulative_chart(years: Sequence[YearCounts], outcome: SheetFigures | None) -> CumulativeChart:
    """The outcome of all these years by kind, with the target where the sheet has one."""
    targets = outcome.targets if outcome else {}
    bars = [_bar(year, targets.get(year.fiscal_year), here=year is years[-1]) for year in years]
    return CumulativeChart(
        title=_("Organizations with an agreement, cumulative by kind"),
        sentence=_chart_sentence(bars),
        wide=stacked_chart("wide", bars, width=WIDE, target_word=_("Target")),
        narrow=stacked_chart("narrow", bars[-NARROW_YEARS:], width=NARROW, target_word=_("Target")),
        legend=bars[-1].parts,
    )


def _bar(counts: YearCounts, target: object, *, here: bool) -> YearBar:
    year, numbers = counts.fiscal_year, counts.part("organizations_by_kind")
    goal = None if target is None else float(str(target))
    name = _("%(year)s: %(total)s", year=year_name(year), total=with_unit(counts.numbers[OUTCOME], Unit.ORGANIZATIONS))
    if goal is not None:
        name = joined(name, _(", target %(target)s", target=f"{goal:g}"))
    return YearBar(
        label=year_number(year),
        total=counts.numbers[OUTCOME],
        parts=tuple(Part(kind, _(KINDS[kind]), numbers[kind]) for kind in OrganizationKind if kind in numbers),
        target=goal,
        address=evidence_address(OUTCOME, year),
        name=name,
        here=here,
    )


def _chart_sentence(bars: Sequence[YearBar]) -> str:
    """The growth of the years that are drawn, that of the last one, and how far the target is."""
    last = bars[-1]
    whole = growth = ""
    if len(bars) > SHORTEST_SPAN:
        whole = _(
            "%(growth)s in %(years)s years.",
            growth=difference(last.total - bars[0].total),
            years=len(bars) - 1,
        )
    if len(bars) > 1:
        growth = _("%(growth)s in the last one.", growth=difference(last.total - bars[-2].total))
    gap = (
        ""
        if last.target is None
        else _("Difference to the target: %(gap)s.", gap=difference(round(last.total - last.target)))
    )
    return joined(whole, growth, gap)


def kind_table(this: YearCounts, before: YearCounts | None) -> KindTable:
    """The parts of the outcome against last year; a kind that neither year has is left out."""
    kinds = [
        kind
        for kind in OrganizationKind
        if f"organizations_by_kind.{kind}" in {**this.numbers, **(before.numbers if before else {})}
    ]
    parts = tuple(_kind_row(f"organizations_by_kind.{kind}", _(KINDS[kind]), this, before, key=kind) for kind in kinds)
    return KindTable(
        sentence=_kind_sentence(parts) if before else "",
        last_year=year_label(this.fiscal_year - 1),
        this_year=year_label(this.fiscal_year),
        parts=parts,
        wholes=(
            _kind_row(OUTCOME, _("Cumulative"), this, before),
            _kind_row("organizations_in_force", _("of which with an agreement in force"), this, before),
        ),
    )


def _kind_row(count: str, name: str, this: YearCounts, before: YearCounts | None, *, key: str | None = None) -> KindRow:
    year = this.fiscal_year
    if before is None:
        return KindRow(key, name, LinkedNumber("-"), linked(this, count, sheet_year=year), "-")
    change = this.numbers.get(count, 0) - before.numbers.get(count, 0)
    return KindRow(
        key, name, linked(before, count, sheet_year=year), linked(this, count, sheet_year=year), difference(change)
    )


def _kind_sentence(parts: Sequence[KindRow]) -> str:
    changes = [f"{part.name} {part.change}" for part in parts if part.change != "0"]
    if not changes:
        return _("No kind has changed since last year.")
    return _("Changed since last year: %(changes)s.", changes=_(", ").join(changes))


def bridge(this: YearCounts, before: YearCounts | None, with_new: Evidence, with_existing: Evidence) -> Bridge:
    """Why some new agreements bring a new organization and others do not (rule 6)."""
    year = this.fiscal_year
    opening = before or YearCounts(year - 1, "", this.as_of, {OUTCOME: 0, "agreements_cumulative": 0})
    shown = [
        *(NewAgreement(one.label, _("first agreement of an organization")) for one in with_new.records),
        *(NewAgreement(one.label, _("existing organizations only")) for one in with_existing.records),
    ]
    return Bridge(
        sentence=_bridge_sentence(with_new.number, with_existing.number),
        agreements=(
            linked(opening, "agreements_cumulative", sheet_year=year),
            linked(this, "agreements_new", sheet_year=year, signed=True),
            None,
            None,
            linked(this, "agreements_cumulative", sheet_year=year),
        ),
        organizations=(
            linked(opening, OUTCOME, sheet_year=year),
            linked(this, "organizations_new_by_agreement", sheet_year=year, signed=True),
            linked(this, "organizations_new_by_joining", sheet_year=year, signed=True),
            _merged(this),
            linked(this, OUTCOME, sheet_year=year),
        ),
        new_agreements=tuple(sorted(shown, key=lambda one: one.label)),
        more=with_new.number + with_existing.number - len(shown),
    )


def _merged(this: YearCounts) -> LinkedNumber:
    count = "organizations_merged"
    value = this.numbers[count]
    return LinkedNumber(difference(-value), evidence_address(count, this.fiscal_year))


def _bridge_sentence(with_new: int, with_existing: int) -> str:
    if not with_new + with_existing:
        return _("There is no new agreement in this year.")
    return _(
        "New agreements: %(total)s, %(new)s of them with a new organization, %(existing)s with existing ones only.",
        total=with_new + with_existing,
        new=with_new,
        existing=with_existing,
    )
