"""Agreements: cumulative, new, in force; a chain of renewals is one agreement (rule 4)."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from registry.domain.rules import AgreementDate, CountingRules
from registry.domain.vocabulary import AgreementType
from registry.models import Agreement
from registry.queries.counting.basis import Basis, Rows, by_the_last_day, fiscal_year_of, row, shared, years

WITH_NEW, WITH_EXISTING_ONLY = "with_new", "with_existing_only"


def effective_day() -> sa.ColumnElement[Any]:
    """The day from which an agreement has effect; a blank one is the day of its conclusion."""
    return sa.func.coalesce(Agreement.effective_on, Agreement.concluded_on)


def counting_day(rules: CountingRules) -> sa.ColumnElement[Any]:
    """The day from which an agreement counts, by the rule ``agreement_date``."""
    if rules.agreement_date is AgreementDate.EFFECTIVE:
        return effective_day()
    return sa.type_coerce(Agreement.concluded_on, sa.Date)


def counted() -> sa.ColumnElement[bool]:
    """Only comprehensive agreements that were not deleted are counted."""
    return sa.and_(Agreement.type == AgreementType.COMPREHENSIVE, Agreement.deleted_at.is_(None))


def is_first_of_chain() -> sa.ColumnElement[bool]:
    """Whether an agreement renews none; one that renews a deleted agreement begins a chain of its own."""
    return Agreement.renews_id.is_(None) | Agreement.renews_id.in_(_deleted())


def _deleted() -> sa.Select[Any]:
    gone = aliased(Agreement)
    return sa.select(gone.id).where(gone.deleted_at.is_not(None))


@shared
def chains(_basis: Basis) -> sa.CTE:
    """(agreement_id, first_id) of every counted renewal, with the first agreement of its chain."""
    renewal, later_renewal = aliased(Agreement), aliased(Agreement)
    chain = (
        sa.select(renewal.id.label("agreement_id"), Agreement.id.label("first_id"))
        .join(Agreement, Agreement.id == renewal.renews_id)
        .where(renewal.deleted_at.is_(None), counted(), is_first_of_chain())
        .cte("chain_steps", recursive=True)
    )
    chain = chain.union_all(
        sa.select(later_renewal.id, chain.c.first_id).join(
            later_renewal,
            sa.and_(later_renewal.renews_id == chain.c.agreement_id, later_renewal.deleted_at.is_(None)),
        )
    )
    return sa.select(chain).cte("chains")


def in_force(rules: CountingRules, day: sa.ColumnElement[Any]) -> sa.ColumnElement[bool]:
    """Whether an agreement is in force on the day; its last day is included."""
    return sa.and_(
        counting_day(rules) <= day,
        effective_day() <= day,
        sa.or_(Agreement.last_day.is_(None), Agreement.last_day >= day),
    )


def cumulative(basis: Basis) -> Rows:
    """Every chain, from the year in which its first agreement counts."""
    day = counting_day(basis.rules)
    columns = row(fiscal_year_of(day), lasting=True, record_id=Agreement.id, date=day)
    return sa.select(*columns).where(counted(), is_first_of_chain(), by_the_last_day(basis, day))


def still_in_force(basis: Basis) -> Rows:
    """Every chain that has a member in force on the year's day, once, by its first agreement."""
    year, chain = years(basis), chains(basis)
    first_id = sa.func.coalesce(chain.c.first_id, Agreement.id, type_=sa.Integer)
    return (
        sa.select(*row(year.c.fiscal_year, record_id=first_id))
        .select_from(Agreement)
        .join(year, in_force(basis.rules, year.c.day))
        .join(chain, chain.c.agreement_id == Agreement.id, isouter=True)
        .where(counted())
        .distinct()
    )
