"""The numbers: every count's rows counted and grouped in the database, all of them in one statement."""

import functools
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.fiscal_year import FiscalYear
from registry.domain.rules import CountingRules
from registry.evaluation.counts import Counts, YearCounts
from registry.queries.counting.basis import Basis, counts_in, parameters
from registry.queries.counting.basis import years as years_of
from registry.queries.counting.table import COUNTS, FAMILIES, OPEN_GROUPS, SHOWN_WHERE_NOT_ZERO, Count, Family

PART_COLUMNS = ("part", "second_part")
Tally = dict[tuple[str, int], list[tuple[str | None, str | None, int]]]


def count_years(years: Sequence[int], *, as_of: date, rules: CountingRules) -> Counts:
    """All counts of the fiscal years, those not begun on ``as_of`` left out; one statement for any number of years."""
    days = _days(years, as_of)
    if not days:
        return Counts(as_of=as_of, rules=rules, years=())
    tally: Tally = {}
    for family, year, part, second_part, number in db.session.execute(_statement(rules, len(days)), parameters(days)):
        tally.setdefault((family, year), []).append((part, second_part, number))
    counted = tuple(
        YearCounts(fiscal_year=year.year, label=year.label, as_of=day, numbers=_numbers(tally, year.year))
        for year, day in days
    )
    return Counts(as_of=as_of, rules=rules, years=counted)


def _days(years: Iterable[int], as_of: date) -> list[tuple[FiscalYear, date]]:
    asked = (FiscalYear(year) for year in sorted(set(years)))
    return [(year, day) for year in asked if (day := year.day_as_of(as_of)) is not None]


@functools.lru_cache(maxsize=128)
def _statement(rules: CountingRules, number_of_years: int) -> sa.CompoundSelect[Any]:
    """(family, fiscal_year, part, second_part, number) over all families; the days are its parameters."""
    basis = Basis(rules, number_of_years)
    return sa.union_all(*(_counted(basis, name, family) for name, family in FAMILIES.items()))


def _counted(basis: Basis, name: str, family: Family) -> sa.Select[Any]:
    """Rows are counted before they are spread over the years they last: few groups, not all rows times years."""
    rows, year = family.rows(basis).subquery(f"{name}_rows"), years_of(basis)
    spans = [rows.c[column] for column in ("fiscal_year", "lasting", *family.parts)]
    # as a materialized step: SQLite would count anew for each year
    counted = sa.select(*spans, sa.func.count().label("number")).group_by(*spans).cte(f"{name}_tally")
    tally = counted.prefix_with("MATERIALIZED")
    groups = [year.c.fiscal_year, *(tally.c[part] for part in family.parts)]
    parts = [
        tally.c[part] if part in family.parts else sa.cast(sa.null(), sa.String).label(part) for part in PART_COLUMNS
    ]
    total = sa.cast(sa.func.sum(tally.c.number), sa.Integer)
    return (
        sa.select(sa.literal_column(f"'{name}'"), year.c.fiscal_year, *parts, total)
        .select_from(tally)
        .join(year, counts_in(tally, year.c.fiscal_year))
        .group_by(*groups)
    )


def _numbers(tally: Tally, year: int) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for name, count in COUNTS.items():
        groups = tally.get((count.family, year), [])
        if name in OPEN_GROUPS:
            numbers |= _open_group(count, groups)
            continue
        number = sum(n for part, second, n in groups if count.part in {None, _part(count, part, second)})
        if number or name not in SHOWN_WHERE_NOT_ZERO:
            numbers[name] = number
    return numbers


def _open_group(count: Count, groups: list[tuple[str | None, str | None, int]]) -> dict[str, int]:
    numbers: dict[str, int] = {}
    for part, second, n in groups:
        name = f"{count.name}.{_part(count, part, second)}"
        numbers[name] = numbers.get(name, 0) + n
    return dict(sorted(numbers.items()))


def _part(count: Count, part: str | None, second_part: str | None) -> str | None:
    return second_part if count.part_column == "second_part" else part
