"""The population of the programme: targets, and everybody who ever was a party of any agreement (rule 2)."""

from typing import Any

import sqlalchemy as sa

from registry.domain.vocabulary import PartyRole
from registry.models import Agreement, AgreementParty, Organization
from registry.queries.counting.basis import (
    Basis,
    Rows,
    Standing,
    as_of_closing,
    by_the_last_day,
    fiscal_year_of,
    row,
    shared,
    years,
)
from registry.queries.counting.organizations import later


@shared
def _members(basis: Basis) -> sa.CTE:
    """(body_id, since): parties of any agreement, from the earlier of conclusion and effect, or their joining."""
    effective, concluded = Agreement.effective_on, sa.type_coerce(Agreement.concluded_on, sa.Date)
    day = sa.case((effective < concluded, effective), else_=concluded)
    standing, since = Standing(basis, AgreementParty.organization_id), later(day, AgreementParty.joined_on)
    return (
        sa.select(standing.body_id.label("body_id"), sa.func.min(since).label("since"))
        .select_from(AgreementParty)
        .join(Agreement, Agreement.id == AgreementParty.agreement_id)
        .join(standing.merge, standing.condition, isouter=True)
        .where(AgreementParty.role == PartyRole.PARTY, Agreement.deleted_at.is_(None), standing.counts)
        .where(by_the_last_day(basis, since))
        .group_by(standing.body_id)
        .cte("members")
    )


def _targets(basis: Basis) -> sa.Select[Any]:
    """(fiscal_year, body_id, since) of the targets on each year's day that are no members by then, each once."""
    year, member, target = years(basis), _members(basis), Organization
    standing = Standing(basis, target.id)
    on_the_day = sa.and_(
        target.target_from <= year.c.day,
        sa.or_(target.target_until.is_(None), target.target_until >= year.c.day),
    )
    already = sa.and_(member.c.body_id == standing.body_id, member.c.since <= year.c.day)
    return (
        sa.select(year.c.fiscal_year, standing.body_id.label("body_id"), sa.func.min(target.target_from).label("since"))
        .select_from(target)
        .join(standing.merge, standing.condition, isouter=True)
        .join(year, on_the_day)
        .join(member, already, isouter=True)
        .where(standing.counts, member.c.body_id.is_(None))
        .group_by(year.c.fiscal_year, standing.body_id)
    )


def population(basis: Basis) -> Rows:
    """Every body once, with the first day from which it belongs."""
    member, target = _members(basis), _targets(basis).subquery("targets")
    if not basis.follows_mergers:
        year_since = fiscal_year_of(member.c.since)
        since_then = row(year_since, lasting=True, record_id=member.c.body_id, date=member.c.since)
        on_the_day = row(target.c.fiscal_year, record_id=target.c.body_id, date=target.c.since)
        both = sa.union_all(sa.select(*since_then), sa.select(*on_the_day))
        return sa.select(both.subquery("population"))
    year = years(basis)
    members = sa.select(year.c.fiscal_year, member.c.body_id, member.c.since).join(year, member.c.since <= year.c.day)
    reached = sa.union_all(members, sa.select(target)).subquery("reached")
    end, condition, who = as_of_closing(basis, reached.c.body_id, reached.c.fiscal_year)
    columns = row(reached.c.fiscal_year, record_id=who, date=sa.func.min(reached.c.since))
    return sa.select(*columns).join(end, condition, isouter=True).group_by(reached.c.fiscal_year, who)
