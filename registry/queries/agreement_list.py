"""The list of agreements: its rows in a fixed number of statements, the same for a page, a file and paper."""

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.lists import Listed, ListQuery, Window
from registry.domain.terms import Terms
from registry.domain.vocabulary import AgreementType, Noun, PartyRole
from registry.models import Agreement, AgreementParty, Department, Organization
from registry.queries.agreement_filters import order_of, selected_agreements
from registry.queries.agreement_states import is_renewed
from registry.queries.listing import IDS, Views, count_views, in_order, windowed


@dataclass(frozen=True)
class PartyOfRow:
    """An organization among the parties: ``observes`` where it is no party on the day, ``left`` where it is gone."""

    name: str
    observes: bool
    left: bool


@dataclass(frozen=True)
class AgreementRow:
    """One agreement; each organization stands once among its parties, in the order in which they were recorded."""

    id: int
    number: str
    title: str
    type: AgreementType
    department: str
    summary: str
    terms: Terms
    parties: tuple[PartyOfRow, ...]


def list_agreement_rows(query: ListQuery, window: Window, *, day: date) -> Listed[AgreementRow]:
    """The agreements that the query wants, as they stand on a day."""
    ids, total = windowed(
        selected_agreements(query, day), order_of(query), window, key=(Noun.AGREEMENTS, query.key, day)
    )
    return Listed(_rows(ids, day, query.known_until), total)


def count_agreement_views(views: Views, *, day: date) -> Mapping[str, int]:
    """How many agreements each query has."""
    return count_views(Noun.AGREEMENTS, views, lambda query: selected_agreements(query, day), day=day)


def _rows(ids: Sequence[int], day: date, until: date) -> list[AgreementRow]:
    parties = parties_of(ids, day, until)
    rows = db.session.execute(_agreements(), {"ids": ids})
    return in_order(
        ids,
        {
            row.id: AgreementRow(
                row.id,
                row.number,
                row.title,
                row.type,
                row.department or "",
                row.summary,
                Terms.of(row, renewed=row.renewed),
                parties[row.id],
            )
            for row in rows
        },
    )


@functools.cache
def _agreements() -> Any:
    one, department = Agreement, Department.name.label("department")
    columns = (one.id, one.number, one.title, one.type, one.summary, department, *terms_columns())
    return sa.select(*columns).outerjoin(Department).where(one.id.in_(IDS))


@functools.cache
def terms_columns() -> Sequence[Any]:
    """What ``Terms.of`` reads, and ``renewed``."""
    return (
        Agreement.concluded_on,
        Agreement.effective_on,
        Agreement.expires_on,
        Agreement.auto_renewal_months,
        Agreement.notice_months,
        Agreement.notice_given_on,
        Agreement.ended_on,
        is_renewed().label("renewed"),
    )


def parties_of(
    agreement_ids: Sequence[int], day: date, until: date = date.max
) -> defaultdict[int, tuple[PartyOfRow, ...]]:
    """The organizations that joined each agreement until a day, each by its last period, parties first."""
    rows = db.session.execute(_parties(), {"ids": agreement_ids, "until": until})
    last_periods: defaultdict[int, dict[int, Any]] = defaultdict(dict)
    for row in rows:
        known = last_periods[row.agreement_id].setdefault(row.organization_id, row)
        if row.until > known.until:
            last_periods[row.agreement_id][row.organization_id] = row
    parties = defaultdict[int, tuple[PartyOfRow, ...]](tuple)
    for agreement_id, periods in last_periods.items():
        listed = [
            PartyOfRow(one.name, observes=one.role is PartyRole.OBSERVER, left=one.until < day)
            for one in periods.values()
        ]
        parties[agreement_id] = tuple(sorted(listed, key=lambda one: (one.left, one.observes)))
    return parties


@functools.cache
def _parties() -> Any:
    party = AgreementParty
    until = sa.func.coalesce(party.left_on, date.max).label("until")
    return (
        sa.select(party.agreement_id, party.organization_id, party.role, until, Organization.name)
        .join(Organization, Organization.id == party.organization_id)
        .where(
            party.agreement_id.in_(IDS),
            sa.func.coalesce(party.joined_on, date.min) <= sa.bindparam("until", type_=sa.Date),
        )
        .order_by(party.id)
    )
