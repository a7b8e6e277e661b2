"""The list of organizations: what narrows it down, its order, and what each row says; a fixed number of statements."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.lists import Listed, ListQuery, Window
from registry.domain.reading_order import ROWS, row_of_key
from registry.domain.vocabulary import AgreementState, AgreementType, Noun, OrganizationKind, PartyRole
from registry.models import (
    Agreement,
    AgreementParty,
    Department,
    Meeting,
    Organization,
    OrganizationFormerName,
)
from registry.models.meetings import meeting_organizations
from registry.queries.agreement_states import in_state
from registry.queries.duplicates import list_questioned_bodies
from registry.queries.in_force import in_force_on, is_past, takes_part_on, was_concluded
from registry.queries.listing import IDS, Views, count_views, in_order, kept_rows, windowed
from registry.queries.organization_filters import in_their_order, selected_organizations, was_held
from registry.queries.organization_names import merged
from registry.queries.unchanged import while_unchanged

AT_A_TIME = 5000
"""So many rows of a file are read with one statement."""


@dataclass(frozen=True)
class AgreementOfRow:
    """What a row needs to know of one agreement; ``past``: it is over, or the organization has left it."""

    id: int
    renews_id: int | None
    type: AgreementType
    in_force: bool
    past: bool
    renewal_due: bool
    department: str | None


@dataclass(frozen=True)
class OrganizationRow:
    """One organization; ``agreements`` the newest first, ``last_contact`` the day of its last held meeting."""

    id: int
    name: str
    kana: str
    kind: OrganizationKind
    corporate_number: str | None
    address: str
    incomplete: bool
    deleted: bool
    former_names: tuple[str, ...] = ()
    agreements: tuple[AgreementOfRow, ...] = ()
    last_contact: date | None = None
    doubtful: bool = False
    """Whether somebody has to say if it is the same body as another."""

    @property
    def in_force(self) -> tuple[AgreementOfRow, ...]:
        """Its comprehensive agreements in force, each chain of renewals once."""
        return _first_of_chains([one for one in self.comprehensive if one.in_force])

    @property
    def cumulative(self) -> tuple[AgreementOfRow, ...]:
        """All comprehensive agreements that it ever had, each chain of renewals once."""
        return _first_of_chains(self.comprehensive)

    @property
    def comprehensive(self) -> tuple[AgreementOfRow, ...]:
        """Its comprehensive agreements, renewals too."""
        return tuple(one for one in self.agreements if one.type is AgreementType.COMPREHENSIVE)

    @property
    def department(self) -> str:
        """The department of its newest agreement that has one."""
        return next((one.department for one in self.agreements if one.department), "")


def _first_of_chains(agreements: Sequence[AgreementOfRow]) -> tuple[AgreementOfRow, ...]:
    ids = {one.id for one in agreements}
    return tuple(one for one in agreements if one.renews_id not in ids)


@dataclass(frozen=True)
class OrganizationList:
    """A window of the list, and the headings of the index under which the whole list has somebody."""

    listed: Listed[OrganizationRow]
    index: frozenset[str] = field(default_factory=frozenset)


def list_organization_rows(query: ListQuery, window: Window, *, day: date) -> OrganizationList:
    """The organizations that the query wants, as they stand on a day."""
    selected = selected_organizations(query, day)
    key = (Noun.ORGANIZATIONS, query.key, day)
    ids, total = windowed(selected, in_their_order(selected, query, day), window, key=key)
    index = while_unchanged(("index", key), lambda: _index(query, day))
    until = query.known_until
    rows = kept_rows(Noun.ORGANIZATIONS, ids, lambda: _rows(ids, day, until), day, until)
    return OrganizationList(Listed(rows, total), index)


def count_organization_views(views: Views, *, day: date) -> Mapping[str, int]:
    """How many organizations each query has."""
    return count_views(Noun.ORGANIZATIONS, views, lambda query: selected_organizations(query, day), day=day)


def _index(query: ListQuery, day: date) -> frozenset[str]:
    """The headings that the list has without the one that is chosen now."""
    selected = selected_organizations(query, day, without_row=True)
    beginnings = selected.with_only_columns(sa.func.substr(Organization.sort_key, 1, 2)).distinct()
    found = {row_of_key(beginning) for beginning in db.session.scalars(beginnings)}
    return frozenset(row for row in ROWS if row in found)


def _rows(ids: Sequence[int], day: date, until: date) -> list[OrganizationRow]:
    parts = (ids[start : start + AT_A_TIME] for start in range(0, len(ids), AT_A_TIME))
    return [row for part in parts for row in _some_rows(part, day, until)]


def _some_rows(ids: Sequence[int], day: date, until: date) -> list[OrganizationRow]:
    bodies = _bodies_of_records(ids)
    former, agreements, contacts = _former_names(bodies), _agreements(bodies, day, until), _last_contacts(bodies, day)
    doubtful = list_questioned_bodies()
    rows = {
        row.id: OrganizationRow(
            **row._mapping,  # noqa: SLF001 - SQLAlchemy's public name for it
            former_names=tuple(former[row.id]),
            agreements=tuple(agreements[row.id].values()),
            last_contact=contacts.get(row.id),
            doubtful=row.id in doubtful,
        )
        for row in db.session.execute(_columns(), {"ids": ids})
    }
    return in_order(ids, rows)


@lru_cache(maxsize=1)
def _columns() -> Any:
    columns = (
        Organization.id,
        Organization.name,
        Organization.kana,
        Organization.kind,
        Organization.corporate_number,
        Organization.address,
        Organization.incomplete,
        Organization.deleted_at.is_not(None).label("deleted"),
    )
    return sa.select(*columns).where(Organization.id.in_(IDS))


def _bodies_of_records(ids: Sequence[int]) -> dict[int, int]:
    """The body of each record that is one of these, or was merged into one."""
    return {one: one for one in ids} | {row.id: row.body_id for row in db.session.execute(_merged_into(), {"ids": ids})}


@lru_cache(maxsize=1)
def _merged_into() -> Any:
    merge = merged()
    return sa.select(merge.c.id, merge.c.body_id).where(merge.c.body_id.in_(IDS))


def _former_names(bodies: Mapping[int, int]) -> defaultdict[int, list[str]]:
    names: defaultdict[int, list[str]] = defaultdict(list)
    for organization_id, name in db.session.execute(_former(), {"ids": list(bodies)}):
        names[bodies[organization_id]].append(name)
    return names


@lru_cache(maxsize=1)
def _former() -> Any:
    former = OrganizationFormerName
    return sa.select(former.organization_id, former.name).where(former.organization_id.in_(IDS)).order_by(former.id)


def _agreements(bodies: Mapping[int, int], day: date, until: date) -> defaultdict[int, dict[int, AgreementOfRow]]:
    """Of each body by the agreement's id: in force while any of its records is a party then."""
    found: defaultdict[int, dict[int, AgreementOfRow]] = defaultdict(dict)
    for organization_id, *about in db.session.execute(_parties(day, until), {"ids": list(bodies)}):
        one, mine = AgreementOfRow(*about), found[bodies[organization_id]]
        known = mine.setdefault(one.id, one)
        if known.past or one.in_force:
            mine[one.id] = one
    return found


@lru_cache(maxsize=4)
def _parties(day: date, until: date) -> Any:
    """Agreements concluded and joined until a day; kept for its days: how a state is derived makes a long statement."""
    return (
        sa.select(
            AgreementParty.organization_id,
            Agreement.id,
            Agreement.renews_id,
            Agreement.type,
            sa.and_(in_force_on(day), takes_part_on(day)).label("in_force"),
            is_past(day).label("past"),
            in_state(AgreementState.RENEWAL_DUE, day).label("renewal_due"),
            Department.name,
        )
        .join(Agreement, Agreement.id == AgreementParty.agreement_id)
        .outerjoin(Department, Department.id == Agreement.department_id)
        .where(
            AgreementParty.organization_id.in_(IDS),
            AgreementParty.role == PartyRole.PARTY,
            Agreement.deleted_at.is_(None),
            was_concluded(until),
        )
        .order_by(Agreement.concluded_on.desc(), Agreement.id.desc())
    )


def _last_contacts(bodies: Mapping[int, int], day: date) -> dict[int, date]:
    found: dict[int, date] = {}
    for organization_id, last in db.session.execute(_contacts(day), {"ids": list(bodies)}):
        body = bodies[organization_id]
        found[body] = max(last, found.get(body, last))
    return found


@lru_cache(maxsize=4)
def _contacts(day: date) -> Any:
    link = meeting_organizations.c
    return (
        sa.select(link.organization_id, sa.func.max(Meeting.held_on))
        .join(Meeting, Meeting.id == link.meeting_id)
        .where(link.organization_id.in_(IDS), was_held(day))
        .group_by(link.organization_id)
    )
