"""New agreements, with new organizations or with existing ones only: the first half of the bridge (rule 6)."""

import sqlalchemy as sa

from registry.models import Agreement
from registry.queries.counting import organizations
from registry.queries.counting.agreements import (
    WITH_EXISTING_ONLY,
    WITH_NEW,
    counted,
    counting_day,
    is_first_of_chain,
)
from registry.queries.counting.basis import Basis, Rows, by_the_last_day, fiscal_year_of, row


def new(basis: Basis) -> Rows:
    """Every chain that begins in the year; part: whether it is the first agreement of one of its parties."""
    day, brings = counting_day(basis.rules), organizations.new(basis).subquery("newcomers")
    with_new = (
        sa.select(brings.c.source_id, brings.c.fiscal_year)
        .where(brings.c.part == organizations.BY_AGREEMENT)
        .distinct()
        .subquery("with_new")
    )
    year = fiscal_year_of(day)
    brought = sa.and_(with_new.c.source_id == Agreement.id, with_new.c.fiscal_year == year)
    part = sa.case((with_new.c.source_id.is_not(None), WITH_NEW), else_=WITH_EXISTING_ONLY)
    return (
        sa.select(*row(year, record_id=Agreement.id, date=day, part=part))
        .select_from(Agreement)
        .join(with_new, brought, isouter=True)
        .where(counted(), is_first_of_chain(), by_the_last_day(basis, day))
    )
