"""What the page of one agreement shows; a fixed number of statements, however long its chain and lists are."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from registry.database import db
from registry.domain.errors import NoSuchRecord
from registry.domain.terms import Terms
from registry.domain.vocabulary import (
    AgreementType,
    MeetingStatus,
    MeetingType,
    Noun,
    OrganizationKind,
    PartyRole,
    ProjectState,
)
from registry.models import (
    Agreement,
    AgreementAmendment,
    AgreementParty,
    Department,
    Field,
    Meeting,
    Organization,
    OrganizationFormerName,
    Project,
)
from registry.models.agreements import agreement_fields
from registry.models.meetings import meeting_agreements
from registry.models.projects import project_agreements
from registry.queries.agreement_list import terms_columns

NEWEST = 10
"""So many meetings and projects stand on the page."""


@dataclass(frozen=True)
class AgreementFacts:
    """The agreement itself; ``deleted`` where it counts nowhere."""

    id: int
    number: str
    title: str
    type: AgreementType
    department: str
    summary: str
    notes: str
    end_reason: str
    deleted: bool
    terms: Terms
    fields: tuple[str, ...]


@dataclass(frozen=True)
class PartyPeriod:
    """An organization's period; ``name_then`` is the name that it bore when it joined, where it was another one."""

    organization_id: int
    name: str
    kind: OrganizationKind
    role: PartyRole
    joined_on: date | None
    left_on: date | None
    name_then: str


@dataclass(frozen=True)
class LinkOfChain:
    """One agreement of a chain of renewals; ``place`` is 0 for the agreement itself, negative before it."""

    id: int
    number: str
    title: str
    terms: Terms
    place: int


@dataclass(frozen=True)
class MeetingOfPage:
    id: int
    held_on: date
    type: MeetingType
    status: MeetingStatus
    subject: str


@dataclass(frozen=True)
class ProjectOfPage:
    id: int
    name: str
    state: ProjectState
    department: str
    started_on: date
    ended_on: date | None


@dataclass(frozen=True)
class AmendmentOfPage:
    id: int
    amended_on: date
    effective_on: date | None
    summary: str


@dataclass(frozen=True)
class AgreementRecord:
    """All of it; ``meetings`` and ``projects`` are the newest ones, the numbers are of all."""

    facts: AgreementFacts
    parties: tuple[PartyPeriod, ...]
    chain: tuple[LinkOfChain, ...]
    amendments: tuple[AmendmentOfPage, ...]
    meetings: tuple[MeetingOfPage, ...]
    meeting_count: int
    projects: tuple[ProjectOfPage, ...]
    project_count: int


def get_agreement_record(agreement_id: int) -> AgreementRecord:
    """The agreement, deleted or not; raises NoSuchRecord."""
    facts = _facts(agreement_id)
    meetings, meeting_count = _meetings(agreement_id)
    projects, project_count = _projects(agreement_id)
    return AgreementRecord(
        facts=facts,
        parties=_parties(agreement_id, facts.terms.concluded_on),
        chain=_chain(agreement_id),
        amendments=_amendments(agreement_id),
        meetings=meetings,
        meeting_count=meeting_count,
        projects=projects,
        project_count=project_count,
    )


def _facts(agreement_id: int) -> AgreementFacts:
    columns = (
        Agreement.number,
        Agreement.title,
        Agreement.type,
        Department.name.label("department"),
        Agreement.summary,
        Agreement.notes,
        Agreement.end_reason,
        Agreement.deleted_at,
        *terms_columns(),
    )
    row = db.session.execute(
        sa.select(*columns).outerjoin(Department).where(Agreement.id == agreement_id)
    ).one_or_none()
    if row is None:
        raise NoSuchRecord(noun=Noun.AGREEMENTS, id=agreement_id)
    fields = (
        sa.select(Field.name).join(agreement_fields).where(agreement_fields.c.agreement_id == agreement_id)
    ).order_by(Field.position, Field.id)
    return AgreementFacts(
        id=agreement_id,
        number=row.number,
        title=row.title,
        type=row.type,
        department=row.department or "",
        summary=row.summary,
        notes=row.notes,
        end_reason=row.end_reason,
        deleted=row.deleted_at is not None,
        terms=Terms.of(row, renewed=row.renewed),
        fields=tuple(db.session.scalars(fields)),
    )


def _parties(agreement_id: int, concluded_on: date) -> tuple[PartyPeriod, ...]:
    periods = (
        sa.select(
            Organization.id,
            Organization.name,
            Organization.kind,
            AgreementParty.role,
            AgreementParty.joined_on,
            AgreementParty.left_on,
        )
        .join(Organization, Organization.id == AgreementParty.organization_id)
        .where(AgreementParty.agreement_id == agreement_id)
        .order_by(AgreementParty.id)
    )
    rows = db.session.execute(periods).all()
    names = _dated_names([row.id for row in rows])
    return tuple(PartyPeriod(*row, _name_on(names, row.id, row.joined_on or concluded_on)) for row in rows)


def _dated_names(organization_ids: Sequence[int]) -> Sequence[tuple[int, str, date]]:
    """Former names with the last day of their use, the earliest first."""
    former = OrganizationFormerName
    dated = sa.select(former.organization_id, former.name, former.used_until).where(
        former.organization_id.in_(organization_ids), former.used_until.is_not(None)
    )
    return [tuple(row) for row in db.session.execute(dated.order_by(former.used_until, former.id))]  # type: ignore[misc]


def _name_on(names: Sequence[tuple[int, str, date]], organization_id: int, day: date) -> str:
    return next((name for owner, name, until in names if owner == organization_id and until >= day), "")


def _chain(agreement_id: int) -> tuple[LinkOfChain, ...]:
    """The agreements that this one leads back to and that follow it, the first one first."""
    rows = db.session.execute(_links(), {"agreement_id": agreement_id})
    return tuple(
        LinkOfChain(row.id, row.number, row.title, Terms.of(row, renewed=row.renewed), row.place) for row in rows
    )


@functools.cache
def _links() -> Any:
    start = sa.select(Agreement.id, Agreement.renews_id, sa.literal(0).label("place")).where(
        Agreement.id == sa.bindparam("agreement_id")
    )
    before, after = start.cte("before", recursive=True), start.cte("after", recursive=True)
    one, other = aliased(Agreement), aliased(Agreement)
    before = before.union_all(
        sa.select(one.id, one.renews_id, before.c.place - 1).join(before, one.id == before.c.renews_id)
    )
    after = after.union_all(
        sa.select(other.id, other.renews_id, after.c.place + 1)
        .join(after, other.renews_id == after.c.id)
        .where(other.deleted_at.is_(None))
    )
    places = sa.union(sa.select(before.c.id, before.c.place), sa.select(after.c.id, after.c.place)).subquery()
    links = sa.select(Agreement.id, Agreement.number, Agreement.title, places.c.place, *terms_columns())
    return links.join(places, places.c.id == Agreement.id).order_by(places.c.place)


def _amendments(agreement_id: int) -> tuple[AmendmentOfPage, ...]:
    amendment = AgreementAmendment
    rows = db.session.execute(
        sa.select(amendment.id, amendment.amended_on, amendment.effective_on, amendment.summary)
        .where(amendment.agreement_id == agreement_id)
        .order_by(amendment.amended_on, amendment.id)
    )
    return tuple(AmendmentOfPage(*row) for row in rows)


def _meetings(agreement_id: int) -> tuple[tuple[MeetingOfPage, ...], int]:
    under = (meeting_agreements.c.agreement_id == agreement_id, Meeting.deleted_at.is_(None))
    of_agreement = sa.select(Meeting.id, Meeting.held_on, Meeting.type, Meeting.status, Meeting.subject)
    of_agreement = of_agreement.join(meeting_agreements).where(*under)
    rows, total = _newest(of_agreement, Meeting.held_on.desc(), Meeting.id.desc())
    return tuple(MeetingOfPage(*row) for row in rows), total


def _projects(agreement_id: int) -> tuple[tuple[ProjectOfPage, ...], int]:
    under = (project_agreements.c.agreement_id == agreement_id, Project.deleted_at.is_(None))
    of_agreement = sa.select(
        Project.id, Project.name, Project.state, Department.name, Project.started_on, Project.ended_on
    )
    of_agreement = of_agreement.join(project_agreements).join(Department, Department.id == Project.lead_department_id)
    rows, total = _newest(of_agreement.where(*under), Project.started_on.desc(), Project.id.desc())
    return tuple(ProjectOfPage(*row) for row in rows), total


def _newest(wanted: Any, *order: Any) -> tuple[Sequence[Any], int]:
    """The first few, and how many there are in all."""
    total = db.session.scalar(sa.select(sa.func.count()).select_from(wanted.order_by(None).subquery())) or 0
    return db.session.execute(wanted.order_by(*order).limit(NEWEST)).all(), total
