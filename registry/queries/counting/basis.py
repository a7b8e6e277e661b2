"""What all counts are reckoned from: the years with their days, and who is the same body as whom.

A Basis is made once for a set of rules and a number of years; the days come in as parameters. Steps that
several counts share are CTEs made once (``shared``), so a statement over all counts reckons each of them once.
"""

import functools
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import aliased
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement

from registry.domain.fiscal_year import FiscalYear
from registry.domain.rules import CountingRules, MergedOrganizations
from registry.models import Organization

Rows = sa.Select[Any]
"""Rows of (fiscal_year, lasting, record_id, date, part, second_part, source_id, other_id).

Each is one unit that counts in its fiscal year and, where it is ``lasting``, in all later ones.
"""

YEAR_COLUMNS: Mapping[str, type[sa.types.TypeEngine[Any]]] = {
    "fiscal_year": sa.Integer,
    "first_day": sa.Date,
    "opening_day": sa.Date,
    "day": sa.Date,
}
OPTIONAL_COLUMNS: Mapping[str, type[sa.types.TypeEngine[Any]]] = {
    "date": sa.Date,
    "part": sa.String,
    "second_part": sa.String,
    "source_id": sa.Integer,
    "other_id": sa.Integer,
}


class Basis:
    """The rules, and a place for the days of ``number_of_years`` years."""

    def __init__(self, rules: CountingRules, number_of_years: int) -> None:
        self.rules = rules
        self.number_of_years = number_of_years
        self.steps: dict[str, sa.CTE] = {}

    @property
    def follows_mergers(self) -> bool:
        """Whether bodies that became one in the real world count as one from that day."""
        return self.rules.merged_organizations is MergedOrganizations.TODAY


def shared(step: Callable[[Basis], sa.CTE]) -> Callable[[Basis], sa.CTE]:
    """Make the step once for each Basis, and let the database reckon it once for each statement."""

    @functools.wraps(step)
    def once(basis: Basis) -> sa.CTE:
        if step.__name__ not in basis.steps:
            basis.steps[step.__name__] = step(basis).prefix_with("MATERIALIZED")
        return basis.steps[step.__name__]

    return once


class fiscal_year_of(FunctionElement[int]):  # noqa: N801 - a function of SQL
    """The fiscal year in which a day lies: 1 April to 31 March, named by the year of its 1 April."""

    type = sa.Integer()
    inherit_cache = True


@compiles(fiscal_year_of)
def _fiscal_year_of(element: fiscal_year_of, compiler: SQLCompiler, **options: Any) -> str:
    day = compiler.process(element.clauses, **options)
    return f"CAST(extract(year FROM {day} - interval '3 months') AS INTEGER)"


@compiles(fiscal_year_of, "sqlite")
def _fiscal_year_of_text(element: fiscal_year_of, compiler: SQLCompiler, **options: Any) -> str:
    day = compiler.process(element.clauses, **options)
    return f"CAST(substr({day}, 1, 4) AS INTEGER) - (substr({day}, 6, 2) < '04')"


def row(fiscal_year: Any, *, lasting: bool = False, **columns: Any) -> list[sa.ColumnElement[Any]]:
    """The columns of Rows in their order; what a count does not know is NULL."""
    rest = [
        (columns[name] if name in columns else sa.cast(sa.null(), kind)).label(name)
        for name, kind in OPTIONAL_COLUMNS.items()
    ]
    known = [sa.literal_column(str(int(lasting))).label("lasting"), columns["record_id"].label("record_id")]
    return [fiscal_year.label("fiscal_year"), *known, *rest]


def day_parameter(basis: Basis, name: str, place: int) -> sa.BindParameter[Any]:
    """One of the values of ``parameters``; a negative place counts from the last year."""
    return sa.bindparam(f"{name}_{place % basis.number_of_years}", type_=YEAR_COLUMNS[name]())


def by_the_last_day(basis: Basis, day: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Whether something had happened by the day the last year is reckoned as of; later records count nowhere."""
    return day <= day_parameter(basis, "day", -1)


def counts_in(rows: sa.FromClause, year: Any) -> sa.ColumnElement[bool]:
    """Whether a row of Rows counts in the year."""
    return sa.or_(rows.c.fiscal_year == year, sa.and_(rows.c.lasting == 1, rows.c.fiscal_year < year))


def parameters(days: Sequence[tuple[FiscalYear, date]]) -> dict[str, int | date]:
    """The values for ``years``: each year with the day it is reckoned as of."""
    values: dict[str, int | date] = {}
    for place, (year, day) in enumerate(days):
        row_values: tuple[int | date, ...] = (year.year, year.first_day, year.first_day - timedelta(days=1), day)
        values |= {f"{name}_{place}": value for name, value in zip(YEAR_COLUMNS, row_values, strict=True)}
    return values


@shared
def years(basis: Basis) -> sa.CTE:
    """(fiscal_year, first_day, opening_day, day): opening_day is the day before the first."""
    selects = [
        sa.select(*(day_parameter(basis, name, place).label(name) for name in YEAR_COLUMNS))
        for place in range(basis.number_of_years)
    ]
    return sa.union_all(*selects).cte("years")


@shared
def merges(_basis: Basis) -> sa.CTE:
    """(id, body_id) of records merged as duplicates, with the record that stands for both in the end."""
    record, target = aliased(Organization), aliased(Organization)
    steps = (
        sa.select(record.id.label("id"), record.merged_into_id.label("body_id"))
        .where(record.merged_into_id.is_not(None))
        .cte("merge_steps", recursive=True)
    )
    steps = steps.union(
        sa.select(steps.c.id, target.merged_into_id)
        .join(target, target.id == steps.c.body_id)
        .where(target.merged_into_id.is_not(None))
    )
    further = sa.select(steps.alias().c.id)
    return sa.select(steps.c.id, steps.c.body_id).where(steps.c.body_id.not_in(further)).cte("merges")


@shared
def gone(basis: Basis) -> sa.CTE:
    """(id) of records that count nowhere: deleted, or merged into a deleted one. A short list in any registry."""
    record, body, merge = aliased(Organization), aliased(Organization), merges(basis)
    deleted = sa.select(record.id.label("id")).where(record.deleted_at.is_not(None))
    with_their_body = sa.select(merge.c.id).join(body, body.id == merge.c.body_id).where(body.deleted_at.is_not(None))
    return sa.union(deleted, with_their_body).cte("gone")


class Standing:
    """Which body a record stands for: join ``merge`` on ``condition``, then ``body_id`` where ``counts``."""

    def __init__(self, basis: Basis, record_id: sa.SQLColumnExpression[Any]) -> None:
        self.merge = merges(basis).alias()
        self.condition = self.merge.c.id == record_id
        self.body_id = sa.func.coalesce(self.merge.c.body_id, record_id, type_=sa.Integer)
        self.counts = record_id.not_in(sa.select(gone(basis).c.id))


@shared
def successions(basis: Basis) -> sa.CTE:
    """(from_id, to_id, kind, succeeded_on): which body became which in the real world, and on what day.

    A body has one successor: the commands refuse a second one, also when duplicates are merged.
    """
    record, successor = aliased(Organization), aliased(Organization)
    former, latter = Standing(basis, record.id), Standing(basis, record.succeeded_by_id)
    return (
        sa.select(
            former.body_id.label("from_id"),
            latter.body_id.label("to_id"),
            successor.kind.label("kind"),
            record.succeeded_on.label("succeeded_on"),
        )
        .select_from(record)
        .join(former.merge, former.condition, isouter=True)
        .join(latter.merge, latter.condition, isouter=True)
        .join(successor, successor.id == latter.body_id)
        .where(record.succeeded_by_id.is_not(None), former.counts, latter.counts, former.body_id != latter.body_id)
        .cte("successions")
    )


@shared
def closing(basis: Basis) -> sa.CTE:
    """(fiscal_year, body_id, successor_id, kind) on the day each year is reckoned as of."""
    return _successors(basis, "day")


@shared
def opening(basis: Basis) -> sa.CTE:
    """(fiscal_year, body_id, successor_id, kind) on the day before each year's first."""
    return _successors(basis, "opening_day")


def _successors(basis: Basis, day_column: str) -> sa.CTE:
    """Follow the successions that had happened by the day to their end; bodies without any are left out."""
    year, succession, further = years(basis), successions(basis), successions(basis).alias(f"further_{day_column}")
    day = year.c[day_column]
    steps = (
        sa.select(
            year.c.fiscal_year,
            day.label("day"),
            succession.c.from_id.label("body_id"),
            succession.c.to_id.label("successor_id"),
            succession.c.kind,
        )
        .join(succession, succession.c.succeeded_on <= day)
        .cte(f"steps_{day_column}", recursive=True)
    )
    next_one = succession.alias(f"next_{day_column}")
    steps = steps.union(
        sa.select(steps.c.fiscal_year, steps.c.day, steps.c.body_id, next_one.c.to_id, next_one.c.kind).join(
            next_one, sa.and_(next_one.c.from_id == steps.c.successor_id, next_one.c.succeeded_on <= steps.c.day)
        )
    )
    goes_on = sa.exists().where(further.c.from_id == steps.c.successor_id, further.c.succeeded_on <= steps.c.day)
    return (
        sa.select(steps.c.fiscal_year, steps.c.body_id, steps.c.successor_id, steps.c.kind)
        .where(~goes_on)
        .cte(f"successors_{day_column}")
    )


def as_of_closing(basis: Basis, body_id: sa.ColumnElement[int], fiscal_year: sa.ColumnElement[int]) -> Any:
    """(join target, condition, body): who the body is on the year's day, under the rule ``today``."""
    end = closing(basis).alias()
    condition = sa.and_(end.c.fiscal_year == fiscal_year, end.c.body_id == body_id)
    return end, condition, sa.func.coalesce(end.c.successor_id, body_id)
