"""The counts of several years as one table, every number with the address of its evidence."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from registry.domain.fiscal_year import FiscalYear
from registry.domain.message import N_
from registry.evaluation.counts import Counts, YearCounts
from registry.web.evidence_links import LinkedNumber, evidence_address, linked
from registry.web.home_pace import meetings_address, months_of
from registry.words import PARTS, count_name, number, year_label


@dataclass(frozen=True)
class CountRow:
    """``is_part`` rows are parts of the row above."""

    count: str
    name: str
    kind: str | None
    is_part: bool
    numbers: tuple[LinkedNumber, ...]


@dataclass(frozen=True)
class CountGroup:
    title: str
    rows: tuple[CountRow, ...]


@dataclass(frozen=True)
class CountsTable:
    years: tuple[str, ...]
    groups: tuple[CountGroup, ...]


GROUPS: Mapping[str, tuple[str, ...]] = {
    N_("Meetings"): ("meetings",),
    N_("Organizations"): (
        "population",
        "organizations_cumulative",
        "organizations_by_kind.",
        "organizations_in_force",
        "organizations_new",
        "+organizations_new_by_agreement",
        "+organizations_new_by_joining",
        "organizations_merged",
    ),
    N_("Comprehensive agreements"): (
        "agreements_cumulative",
        "agreements_in_force",
        "agreements_new",
        "+agreements_new_with_new",
        "+agreements_new_with_existing_only",
    ),
    N_("Joint projects"): (
        "projects",
        "projects_by_state.",
        "projects_by_department.",
        "projects_outside_agreements",
    ),
}
"""The rows in their order: "name." stands for all parts of that group, "+name" for a part of the row above."""


def counts_table(counts: Counts) -> CountsTable:
    """Lay the years out side by side, in the order they are given."""
    return CountsTable(
        years=tuple(year_label(year.fiscal_year) for year in counts.years),
        groups=tuple(
            CountGroup(_(title), tuple(_row(counts, name) for row in rows for name in _names(counts, row)))
            for title, rows in GROUPS.items()
        ),
    )


def _names(counts: Counts, row: str) -> Sequence[str]:
    if not row.endswith("."):
        return [row]
    group = row.removesuffix(".")
    parts = {part for year in counts.years for part in year.part(group)}
    known = [part for part in PARTS.get(group, ()) if part in parts]
    return [f"+{group}.{part}" for part in (known or sorted(parts))]


def _row(counts: Counts, row: str) -> CountRow:
    name = row.removeprefix("+")
    group, _dot, part = name.partition(".")
    return CountRow(
        count=name,
        name=count_name(name),
        kind=part if group == "organizations_by_kind" else None,
        is_part=row != name,
        numbers=tuple(linked(year, name, sheet_year=year.fiscal_year) for year in counts.years),
    )


@dataclass(frozen=True)
class MonthRow:
    """A month's meetings, and the sum of the year up to its end."""

    month: str
    number: LinkedNumber
    total: LinkedNumber


def month_rows(counts: YearCounts, by_month: Mapping[int, int]) -> tuple[MonthRow, ...]:
    """The months that have begun, each number with its meetings; the last sum has the year's evidence."""
    begun = [month for month in months_of(counts, by_month) if month.address]
    first = FiscalYear(counts.fiscal_year).first_day
    totals = [meetings_address(first, month.last_day) for month in begun]
    totals[-1:] = [evidence_address("meetings", counts.fiscal_year)]
    return tuple(
        MonthRow(
            month.word, LinkedNumber(number(month.number), month.address), LinkedNumber(number(month.total), total)
        )
        for month, total in zip(begun, totals, strict=True)
    )
