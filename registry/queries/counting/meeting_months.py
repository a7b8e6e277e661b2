"""The meetings of one fiscal year by month: the rows of the count of meetings, and nothing else."""

import functools
from collections.abc import Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.fiscal_year import FiscalYear
from registry.domain.rules import CountingRules
from registry.queries.counting.basis import Basis, parameters
from registry.queries.counting.table import FAMILIES


def count_meetings_by_month(fiscal_year: int, *, as_of: date, rules: CountingRules) -> Mapping[int, int]:
    """Month (4 is April) to the number of its meetings, those without any left out; one statement.

    They add up to the year's count of meetings.
    """
    year = FiscalYear(fiscal_year)
    day = year.day_as_of(as_of)
    if day is None:
        return {}
    return dict(db.session.execute(_statement(rules), parameters([(year, day)])).all())


@functools.lru_cache(maxsize=16)
def _statement(rules: CountingRules) -> sa.Select[Any]:
    rows = FAMILIES["meetings"].rows(Basis(rules, 1)).subquery("meetings_rows")
    month: Any = sa.cast(sa.extract("month", rows.c.date), sa.Integer).label("month")
    return sa.select(month, sa.func.count()).group_by(month)
