"""The list of agreements: its rows in a fixed number of statements, the same for a page, a file and paper."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.lists import Listed, ListQuery, Window
from registry.domain.terms import Terms
from registry.domain.vocabulary import AgreementType, PartyRole
from registry.models import Agreement, AgreementParty, Department, Organization
from registry.queries.agreement_filters import order_of, selected_agreements
from registry.queries.agreement_states import is_renewed
from registry.queries.listing import in_order, windowed


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
    ids, total = windowed(selected_agreements(query, day), order_of(query), window)
    return Listed(_rows(ids, day), total)


def count_agreement_views(views: Sequence[tuple[str, ListQuery]], *, day: date) -> dict[str, int]:
    """How many agreements each query has; one statement."""
    counts = [
        sa.select(sa.func.count()).select_from(selected_agreements(query, day).subquery()).scalar_subquery().label(name)
        for name, query in views
    ]
    return dict(db.session.execute(sa.select(*counts)).one()._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it


def _rows(ids: Sequence[int], day: date) -> list[AgreementRow]:
    parties = parties_of(ids, day)
    columns = (
        Agreement.id,
        Agreement.number,
        Agreement.title,
        Agreement.type,
        Agreement.summary,
        Department.name.label("department"),
        *terms_columns(),
    )
    rows = db.session.execute(sa.select(*columns).outerjoin(Department).where(Agreement.id.in_(ids)))
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


def parties_of(agreement_ids: Sequence[int], day: date) -> defaultdict[int, tuple[PartyOfRow, ...]]:
    """The organizations of each agreement, each by its last period, parties first."""
    rows = db.session.execute(
        sa.select(
            AgreementParty.agreement_id,
            AgreementParty.organization_id,
            AgreementParty.role,
            sa.func.coalesce(AgreementParty.left_on, date.max).label("until"),
            Organization.name,
        )
        .join(Organization, Organization.id == AgreementParty.organization_id)
        .where(AgreementParty.agreement_id.in_(agreement_ids))
        .order_by(AgreementParty.id)
    )
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
