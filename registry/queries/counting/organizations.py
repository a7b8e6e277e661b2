"""Organizations: cumulative, new, merged and in force (rules 3, 4 and 6)."""

from typing import Any

import sqlalchemy as sa

from registry.domain.vocabulary import PartyRole
from registry.models import Agreement, AgreementParty, Organization
from registry.queries.counting import agreements
from registry.queries.counting.basis import (
    Basis,
    Rows,
    Standing,
    as_of_closing,
    by_the_last_day,
    fiscal_year_of,
    opening,
    row,
    shared,
    years,
)

BY_AGREEMENT, BY_JOINING = "by_agreement", "by_joining"


def later(day: sa.ColumnElement[Any], other: sa.SQLColumnExpression[Any]) -> sa.ColumnElement[Any]:
    """The later of two days, where the second may be blank."""
    return sa.case((other > day, other), else_=day)


def _memberships(basis: Basis) -> sa.Select[Any]:
    """(body_id, since, agreement_id, party_id, part) of every party, no observer, of a comprehensive agreement."""
    day, standing = agreements.counting_day(basis.rules), Standing(basis, AgreementParty.organization_id)
    since = later(day, AgreementParty.joined_on)
    from_its_start = sa.or_(AgreementParty.joined_on.is_(None), AgreementParty.joined_on <= day)
    brings_new = sa.and_(agreements.is_first_of_chain(), from_its_start)
    return (
        sa.select(
            standing.body_id.label("body_id"),
            since.label("since"),
            Agreement.id.label("agreement_id"),
            AgreementParty.id.label("party_id"),
            sa.case((brings_new, BY_AGREEMENT), else_=BY_JOINING).label("part"),
        )
        .select_from(AgreementParty)
        .join(Agreement, Agreement.id == AgreementParty.agreement_id)
        .join(standing.merge, standing.condition, isouter=True)
        .where(AgreementParty.role == PartyRole.PARTY, agreements.counted(), standing.counts)
        .where(by_the_last_day(basis, since))
    )


@shared
def _first_memberships(basis: Basis) -> sa.CTE:
    """The membership that made each body count: the earliest, of two on one day the one recorded first."""
    member = _memberships(basis).subquery("memberships")
    order = (member.c.since, member.c.agreement_id, member.c.party_id)
    place = sa.func.row_number().over(partition_by=member.c.body_id, order_by=order).label("place")
    ranked, body = sa.select(member, place).subquery("ranked_memberships"), Organization
    return (
        sa.select(ranked, body.kind)
        .join(body, body.id == ranked.c.body_id)
        .where(ranked.c.place == 1)
        .cte("first_memberships")
    )


@shared
def _firsts_after_mergers(basis: Basis) -> sa.CTE:
    """(fiscal_year, body_id, since, agreement_id, part, kind): the same for each year, as bodies were on its day."""
    member, year = _first_memberships(basis), years(basis)
    end, condition, body = as_of_closing(basis, member.c.body_id, year.c.fiscal_year)
    order = (member.c.since, member.c.agreement_id, member.c.party_id)
    place = sa.func.row_number().over(partition_by=(year.c.fiscal_year, body), order_by=order).label("place")
    kind = sa.func.coalesce(end.c.kind, member.c.kind).label("kind")
    ranked = (
        sa.select(
            year.c.fiscal_year, body.label("body_id"), member.c.since, member.c.agreement_id, member.c.part, kind, place
        )
        .select_from(member)
        .join(year, member.c.since <= year.c.day)
        .join(end, condition, isouter=True)
        .subquery("ranked_firsts")
    )
    return sa.select(ranked).where(ranked.c.place == 1).cte("firsts_after_mergers")


def cumulative(basis: Basis) -> Rows:
    """Every body that is or was a party by the year's day; part: its kind."""
    if basis.follows_mergers:
        first = _firsts_after_mergers(basis)
        return _counting(first, first.c.fiscal_year, part=first.c.kind)
    first = _first_memberships(basis)
    return _counting(first, fiscal_year_of(first.c.since), lasting=True, part=first.c.kind)


def new(basis: Basis) -> Rows:
    """Every body that did not count before the year; part: by a new agreement, or by joining or a renewal."""
    if basis.follows_mergers:
        first = _firsts_after_mergers(basis)
        began_then = first.c.fiscal_year == fiscal_year_of(first.c.since)
        return _counting(first, first.c.fiscal_year, part=first.c.part).where(began_then)
    first = _first_memberships(basis)
    return _counting(first, fiscal_year_of(first.c.since), part=first.c.part)


def _counting(first: sa.CTE, fiscal_year: Any, *, part: sa.ColumnElement[Any], lasting: bool = False) -> Rows:
    source: dict[str, Any] = {"record_id": first.c.body_id, "date": first.c.since, "source_id": first.c.agreement_id}
    return sa.select(*row(fiscal_year, lasting=lasting, part=sa.type_coerce(part, sa.String), **source))


def merged(basis: Basis) -> Rows:
    """Every body that counted before the year and went into another one during it; none under ``as_concluded``.

    Of bodies that became one, the successor stays where it counted before, else the one recorded first.
    """
    member, year, before = _first_memberships(basis), years(basis), opening(basis)
    if not basis.follows_mergers:
        nobody = row(year.c.fiscal_year, record_id=year.c.fiscal_year, date=year.c.day)
        return sa.select(*nobody).where(sa.false())
    end, condition, now = as_of_closing(basis, member.c.body_id, year.c.fiscal_year)
    then = sa.func.coalesce(before.c.successor_id, member.c.body_id)
    at_opening = sa.and_(before.c.fiscal_year == year.c.fiscal_year, before.c.body_id == member.c.body_id)
    pairs = (
        sa.select(year.c.fiscal_year, year.c.day, then.label("body_id"), now.label("successor_id"))
        .select_from(member)
        .join(year, member.c.since <= year.c.opening_day)
        .join(before, at_opening, isouter=True)
        .join(end, condition, isouter=True)
        .distinct()
        .subquery("pairs")
    )
    order = (sa.case((pairs.c.body_id == pairs.c.successor_id, 0), else_=1), pairs.c.body_id)
    groups = (pairs.c.fiscal_year, pairs.c.successor_id)
    ranked = sa.select(pairs, sa.func.row_number().over(partition_by=groups, order_by=order).label("place")).subquery()
    went: dict[str, Any] = {"record_id": ranked.c.body_id, "date": ranked.c.day, "other_id": ranked.c.successor_id}
    return sa.select(*row(ranked.c.fiscal_year, **went)).where(ranked.c.place > 1)


def in_force(basis: Basis) -> Rows:
    """Every body that had not left, by the year's day, a comprehensive agreement that is in force on it."""
    year, party = years(basis), AgreementParty
    standing = Standing(basis, party.organization_id)
    present = sa.and_(
        sa.or_(party.joined_on.is_(None), party.joined_on <= year.c.day),
        sa.or_(party.left_on.is_(None), party.left_on >= year.c.day),
    )
    query = (
        sa.select(Agreement.id)
        .select_from(Agreement)
        .join(year, agreements.in_force(basis.rules, year.c.day))
        .join(party, sa.and_(party.agreement_id == Agreement.id, party.role == PartyRole.PARTY, present))
        .join(standing.merge, standing.condition, isouter=True)
        .where(agreements.counted(), standing.counts)
    )
    who: Any = standing.body_id
    if basis.follows_mergers:
        end, condition, who = as_of_closing(basis, standing.body_id, year.c.fiscal_year)
        query = query.join(end, condition, isouter=True)
    return query.with_only_columns(*row(year.c.fiscal_year, record_id=who)).distinct()


def first_day(basis: Basis) -> sa.CTE:
    """(body_id, since): the first membership of each body, as bodies are on the day of a single year."""
    return _firsts_after_mergers(basis) if basis.follows_mergers else _first_memberships(basis)
