"""The list of organizations: what narrows it down, its order, and what each row says; a fixed number of statements."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa

from registry.database import db
from registry.domain.lists import Listed, ListQuery, Window
from registry.domain.reading_order import ROWS, row_of_key
from registry.domain.vocabulary import AgreementState, AgreementType, MeetingStatus, OrganizationKind, PartyRole
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
from registry.queries.in_force import in_force_on, stays_on
from registry.queries.listing import in_order, windowed
from registry.queries.organization_filters import order_of, selected_organizations


@dataclass(frozen=True)
class AgreementOfRow:
    """What a row needs to know of one agreement."""

    type: AgreementType
    in_force: bool
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
    former_names: tuple[str, ...] = ()
    agreements: tuple[AgreementOfRow, ...] = ()
    last_contact: date | None = None
    doubtful: bool = False
    """Whether somebody has to say if it is the same body as another."""

    @property
    def in_force(self) -> tuple[AgreementOfRow, ...]:
        """Its comprehensive agreements in force."""
        return tuple(one for one in self.comprehensive if one.in_force)

    @property
    def comprehensive(self) -> tuple[AgreementOfRow, ...]:
        """Its comprehensive agreements."""
        return tuple(one for one in self.agreements if one.type is AgreementType.COMPREHENSIVE)

    @property
    def department(self) -> str:
        """The department of its newest agreement that has one."""
        return next((one.department for one in self.agreements if one.department), "")


@dataclass(frozen=True)
class OrganizationList:
    """A window of the list, and the headings of the index under which the whole list has somebody."""

    listed: Listed[OrganizationRow]
    index: frozenset[str] = field(default_factory=frozenset)


def list_organization_rows(query: ListQuery, window: Window, *, day: date) -> OrganizationList:
    """The organizations that the query wants, as they stand on a day."""
    ids, total = windowed(selected_organizations(query, day), order_of(query), window)
    return OrganizationList(Listed(_rows(ids, day), total), _index(query, day))


def count_organization_views(views: Sequence[tuple[str, ListQuery]], *, day: date) -> dict[str, int]:
    """How many organizations each query has; one statement."""
    counts = [
        sa.select(sa.func.count())
        .select_from(selected_organizations(query, day).subquery())
        .scalar_subquery()
        .label(name)
        for name, query in views
    ]
    return dict(db.session.execute(sa.select(*counts)).one()._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it


def _index(query: ListQuery, day: date) -> frozenset[str]:
    """The headings that the list has without the one that is chosen now."""
    ids = selected_organizations(query, day, without_row=True)
    beginnings = sa.select(sa.func.substr(Organization.sort_key, 1, 2)).where(Organization.id.in_(ids)).distinct()
    found = {row_of_key(beginning) for beginning in db.session.scalars(beginnings)}
    return frozenset(row for row in ROWS if row in found)


def _rows(ids: Sequence[int], day: date) -> list[OrganizationRow]:
    columns = (
        Organization.id,
        Organization.name,
        Organization.kana,
        Organization.kind,
        Organization.corporate_number,
        Organization.address,
        Organization.incomplete,
    )
    former, agreements = _former_names(ids), _agreements(ids, day)
    contacts, doubtful = _last_contacts(ids), list_questioned_bodies()
    rows = {
        row.id: OrganizationRow(
            *row,
            former_names=tuple(former[row.id]),
            agreements=tuple(agreements[row.id]),
            last_contact=contacts.get(row.id),
            doubtful=row.id in doubtful,
        )
        for row in db.session.execute(sa.select(*columns).where(Organization.id.in_(ids)))
    }
    return in_order(ids, rows)


def _former_names(ids: Sequence[int]) -> defaultdict[int, list[str]]:
    names: defaultdict[int, list[str]] = defaultdict(list)
    former = OrganizationFormerName
    for row in db.session.execute(
        sa.select(former.organization_id, former.name).where(former.organization_id.in_(ids)).order_by(former.id)
    ):
        names[row.organization_id].append(row.name)
    return names


def _agreements(ids: Sequence[int], day: date) -> defaultdict[int, list[AgreementOfRow]]:
    rows = db.session.execute(
        sa.select(
            AgreementParty.organization_id,
            Agreement.type,
            sa.and_(in_force_on(day), stays_on(day)).label("in_force"),
            in_state(AgreementState.RENEWAL_DUE, day).label("renewal_due"),
            Department.name,
        )
        .join(Agreement, Agreement.id == AgreementParty.agreement_id)
        .outerjoin(Department, Department.id == Agreement.department_id)
        .where(
            AgreementParty.organization_id.in_(ids),
            AgreementParty.role == PartyRole.PARTY,
            Agreement.deleted_at.is_(None),
        )
        .order_by(Agreement.concluded_on.desc(), Agreement.id.desc())
    )
    found: defaultdict[int, list[AgreementOfRow]] = defaultdict(list)
    for organization_id, kind, in_force, renewal_due, department in rows:
        found[organization_id].append(AgreementOfRow(kind, bool(in_force), bool(renewal_due), department))
    return found


def _last_contacts(ids: Sequence[int]) -> dict[int, date]:
    rows = db.session.execute(
        sa.select(meeting_organizations.c.organization_id, sa.func.max(Meeting.held_on))
        .join(Meeting, Meeting.id == meeting_organizations.c.meeting_id)
        .where(
            meeting_organizations.c.organization_id.in_(ids),
            Meeting.status == MeetingStatus.HELD,
            Meeting.deleted_at.is_(None),
        )
        .group_by(meeting_organizations.c.organization_id)
    )
    return {organization_id: day for organization_id, day in rows}  # noqa: C416 - rows are no pairs to mypy
