"""In which fiscal years one project counts: the rows of the counts of projects, and nothing else."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.fiscal_year import FiscalYear
from registry.domain.rules import CountingRules
from registry.domain.vocabulary import ProjectState
from registry.queries.counting.basis import Basis, parameters
from registry.queries.counting.table import FAMILIES

COUNTS = ("projects", "projects_outside_agreements")


@dataclass(frozen=True)
class CountedYear:
    """A year in which the project counts: in which of the two counts, and in which state on the year's day."""

    fiscal_year: int
    count: str
    state: ProjectState


def list_years_of_project(project_id: int, years: Sequence[int], *, as_of: date) -> Sequence[CountedYear]:
    """Those of the fiscal years in which it counts, the newest first; one statement, none without years."""
    days = [(FiscalYear(year), day) for year in years if (day := FiscalYear(year).day_as_of(as_of)) is not None]
    if not days:
        return []
    rows = db.session.execute(_statement(len(days)), parameters(days) | {"project_id": project_id})
    return [CountedYear(year, count, ProjectState(state)) for count, year, state in rows]


@functools.lru_cache(maxsize=128)
def _statement(number_of_years: int) -> sa.Select[Any]:
    """(count, fiscal_year, state) of one project."""
    rows = counted_projects(number_of_years)
    wanted = rows.c.record_id == sa.bindparam("project_id")
    return sa.select(rows.c.count, rows.c.fiscal_year, rows.c.state).where(wanted).order_by(rows.c.fiscal_year.desc())


def counted_projects(number_of_years: int) -> sa.Subquery:
    """(count, fiscal_year, record_id, state) of all projects; the years come in as parameters.

    The rules say nothing about projects.
    """
    basis = Basis(CountingRules(), number_of_years)
    selects = []
    for name in COUNTS:
        rows = FAMILIES[name].rows(basis).subquery(f"{name}_rows")
        count: sa.ColumnElement[str] = sa.literal_column(f"'{name}'", sa.String).label("count")
        columns: tuple[Any, ...] = (rows.c.fiscal_year, rows.c.record_id, rows.c.second_part.label("state"))
        selects.append(sa.select(count, *columns))
    return sa.union_all(*selects).subquery("counted_projects")
