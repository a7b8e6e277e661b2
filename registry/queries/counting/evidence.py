"""The evidence: the very rows of a count, listed with what a reader recognises them by."""

import functools
from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.errors import YearNotBegun
from registry.domain.fiscal_year import FiscalYear
from registry.domain.rules import CountingRules
from registry.evaluation.counts import Evidence, EvidenceRecord
from registry.queries.counting.basis import OPTIONAL_COLUMNS, Basis, counts_in, day_parameter, parameters
from registry.queries.counting.basis import years as years_of_basis
from registry.queries.counting.described import DESCRIBED, record_of
from registry.queries.counting.table import FAMILIES, Count, find_count
from registry.queries.unchanged import while_unchanged

ALL = 2**31 - 1
"""A limit that no page reaches."""


def get_evidence(
    name: str, fiscal_year: int, *, as_of: date, rules: CountingRules, offset: int = 0, limit: int | None = None
) -> Evidence:
    """The records behind one count of one year, the newest first; ``limit`` takes a page of them.

    Raises UnknownCount, YearNotBegun. One statement, two where a page lies behind the last record.
    """
    count, year = find_count(name), FiscalYear(fiscal_year)
    day = _day(year, as_of)
    values = parameters([(year, day)])
    listed, counted = _statements(count, rules)
    found = db.session.execute(listed, values | {"offset": offset, "limit": limit or ALL}).all()
    number = found[0].total if found else db.session.scalar(counted, values)
    noun = FAMILIES[count.family].noun
    return Evidence(
        count=name,
        fiscal_year=fiscal_year,
        as_of=day,
        number=number or 0,
        rules=rules,
        records=tuple(record_of(noun, row) for row in found),
    )


def list_evidence(wanted: Sequence[tuple[str, int]], *, as_of: date, rules: CountingRules) -> tuple[Evidence, ...]:
    """The same of several counts, each of a fiscal year, in their order; a statement for each family among them.

    Raises UnknownCount, YearNotBegun.
    """
    years_of: dict[str, set[int]] = {}
    for name, fiscal_year in wanted:
        years_of.setdefault(find_count(name).family, set()).add(fiscal_year)
    found = {family: _of_family(family, sorted(years), as_of, rules) for family, years in years_of.items()}
    return tuple(
        _picked(name, fiscal_year, found[find_count(name).family][fiscal_year], as_of=as_of, rules=rules)
        for name, fiscal_year in wanted
    )


Described = tuple[sa.Row[Any], EvidenceRecord]
"""A row of a family, and what it tells a reader."""


def _of_family(name: str, years: Sequence[int], as_of: date, rules: CountingRules) -> dict[int, list[Described]]:
    noun, days = FAMILIES[name].noun, [(FiscalYear(year), _day(FiscalYear(year), as_of)) for year in years]
    found: dict[int, list[Described]] = {year: [] for year in years}
    for row in db.session.execute(_whole(name, rules, len(days)), parameters(days)):
        found[row.fiscal_year].append((row, record_of(noun, row)))
    return found


def _picked(name: str, fiscal_year: int, found: Sequence[Described], *, as_of: date, rules: CountingRules) -> Evidence:
    """The rows of the count's part: all of them where it is a whole."""
    count = find_count(name)
    is_whole, column = count.part_column is None, count.part_column or ""
    records = tuple(one for row, one in found if is_whole or getattr(row, column) == count.part)
    return Evidence(name, fiscal_year, _day(FiscalYear(fiscal_year), as_of), len(records), rules, records)


def _day(year: FiscalYear, as_of: date) -> date:
    day = year.day_as_of(as_of)
    if day is None:
        raise YearNotBegun(year=year.year, day=as_of.isoformat())
    return day


def count_of_year(name: str, fiscal_year: int, *, as_of: date, rules: CountingRules) -> int:
    """One count of one year, 0 where it has not begun; at most one statement. Raises UnknownCount."""
    count, year = find_count(name), FiscalYear(fiscal_year)
    day = year.day_as_of(as_of)
    if day is None:
        return 0
    _listed, counted = _statements(count, rules)
    values = parameters([(year, day)])
    key = ("count", name, fiscal_year, day, rules)
    return while_unchanged(key, lambda: db.session.scalar(counted, values) or 0)


def list_counted_among(
    ids: Sequence[int], name: str, fiscal_year: int, *, as_of: date, rules: CountingRules
) -> Sequence[int]:
    """Those of the records that stand behind one count of one year; one statement. Raises UnknownCount."""
    count, year = find_count(name), FiscalYear(fiscal_year)
    day = year.day_as_of(as_of)
    if day is None or not ids:
        return []
    return db.session.scalars(_among(count, rules), parameters([(year, day)]) | {"ids": ids}).all()


@functools.lru_cache(maxsize=512)
def _among(count: Count, rules: CountingRules) -> sa.Select[Any]:
    rows = _rows(count, Basis(rules, 1))
    return sa.select(rows.c.record_id).where(rows.c.record_id.in_(sa.bindparam("ids", expanding=True)))


@functools.lru_cache(maxsize=512)
def _statements(count: Count, rules: CountingRules) -> tuple[sa.Select[Any], sa.Select[Any]]:
    """The page of records from ``offset``, at most ``limit`` of them, and their number."""
    basis = Basis(rules, 1)
    rows = _rows(count, basis)
    listed = _listed(count, basis, rows).offset(sa.bindparam("offset")).limit(sa.bindparam("limit"))
    return listed, sa.select(sa.func.count()).select_from(rows)


def _rows(count: Count, basis: Basis) -> sa.Subquery:
    """The rows of a count in its only year."""
    every = FAMILIES[count.family].rows(basis).subquery("counted")
    year, day = day_parameter(basis, "fiscal_year", 0), day_parameter(basis, "day", 0)
    rows = _counting_in(every, year, day).where(counts_in(every, year)).subquery("of_the_year")
    if count.part_column is None:
        return rows
    return sa.select(rows).where(rows.c[count.part_column] == count.part).subquery("counted_part")


def _counting_in(every: sa.Subquery, year: sa.ColumnElement[Any], day: sa.ColumnElement[Any]) -> sa.Select[Any]:
    columns = (every.c[name] for name in ("record_id", *OPTIONAL_COLUMNS))
    return sa.select(year.label("fiscal_year"), day.label("day"), *columns)


def _listed(count: Count, basis: Basis, rows: sa.Subquery) -> sa.Select[Any]:
    described = DESCRIBED[FAMILIES[count.family].noun](rows, basis)
    total = sa.func.count().over().label("total")
    return described.add_columns(total).order_by(*_order(rows))


def _order(rows: sa.Subquery) -> tuple[Any, ...]:
    return sa.desc("date"), rows.c.record_id, rows.c.other_id


@functools.lru_cache(maxsize=512)
def _whole(name: str, rules: CountingRules, number_of_years: int) -> sa.Select[Any]:
    """All rows of a family in each of the years, with the parts that they belong to."""
    basis = Basis(rules, number_of_years)
    every, year = FAMILIES[name].rows(basis).subquery("counted"), years_of_basis(basis)
    of_the_years = _counting_in(every, year.c.fiscal_year, year.c.day)
    rows = of_the_years.join(year, counts_in(every, year.c.fiscal_year)).subquery("of_the_years")
    described = DESCRIBED[FAMILIES[name].noun](rows, basis)
    parts = (rows.c.fiscal_year, rows.c.part, rows.c.second_part)
    return described.add_columns(*parts).order_by(rows.c.fiscal_year, *_order(rows))
