"""What the page of one joint project shows, in a fixed number of statements."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from registry.database import db
from registry.domain.errors import NoSuchRecord
from registry.domain.terms import Terms
from registry.domain.vocabulary import MeetingStatus, MeetingType, Noun, OrganizationKind, ProjectState
from registry.models import Agreement, Department, Meeting, Organization, Project
from registry.models.meetings import meeting_organizations, meeting_projects
from registry.models.projects import project_agreements, project_departments, project_organizations
from registry.queries.agreement_list import terms_columns

NEWEST = 10


@dataclass(frozen=True)
class AgreementOfProject:
    """An agreement that the project stands under."""

    id: int
    number: str
    title: str
    terms: Terms


@dataclass(frozen=True)
class OrganizationOfProject:
    """An organization that takes part."""

    id: int
    name: str
    kana: str
    kind: OrganizationKind


@dataclass(frozen=True)
class DepartmentOfProject:
    """A department of the city that takes part."""

    id: int
    name: str


@dataclass(frozen=True)
class MeetingOfProject:
    """A meeting about the project, with the names of those that were met."""

    id: int
    held_on: date
    type: MeetingType
    status: MeetingStatus
    subject: str
    organizations: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProjectFacts:
    """One project with all that it names; ``meetings`` are the newest ones of ``number_of_meetings``."""

    id: int
    number: str | None
    name: str
    state: ProjectState
    started_on: date
    ended_on: date | None
    summary: str
    deleted_at: datetime | None
    lead: DepartmentOfProject
    departments: tuple[DepartmentOfProject, ...]
    agreements: tuple[AgreementOfProject, ...]
    organizations: tuple[OrganizationOfProject, ...]
    meetings: tuple[MeetingOfProject, ...]
    number_of_meetings: int

    @property
    def department_ids(self) -> tuple[int, ...]:
        """Those whose own the project is."""
        return (self.lead.id, *(one.id for one in self.departments))


def get_project_facts(project_id: int) -> ProjectFacts:
    """The project, deleted or not; raises NoSuchRecord."""
    columns = (Project.id, Project.number, Project.name, Project.state, Project.started_on, Project.ended_on)
    row = db.session.execute(
        sa.select(*columns, Project.summary, Project.deleted_at, Department.id, Department.name)
        .join(Department, Department.id == Project.lead_department_id)
        .where(Project.id == project_id)
    ).one_or_none()
    if row is None:
        raise NoSuchRecord(noun=Noun.PROJECTS, id=project_id)
    return ProjectFacts(
        *row[:8],
        lead=DepartmentOfProject(row[8], row[9]),
        departments=_departments(project_id),
        agreements=_agreements(project_id),
        organizations=_organizations(project_id),
        meetings=_meetings(project_id),
        number_of_meetings=_number_of_meetings(project_id),
    )


def _departments(project_id: int) -> tuple[DepartmentOfProject, ...]:
    link = project_departments
    rows = db.session.execute(
        sa.select(Department.id, Department.name)
        .join(link, link.c.department_id == Department.id)
        .where(link.c.project_id == project_id)
        .order_by(Department.position, Department.id)
    )
    return tuple(DepartmentOfProject(*row) for row in rows)


def _agreements(project_id: int) -> tuple[AgreementOfProject, ...]:
    link, one = project_agreements, Agreement
    rows = db.session.execute(
        sa.select(one.id, one.number, one.title, *terms_columns())
        .join(link, link.c.agreement_id == one.id)
        .where(link.c.project_id == project_id, one.deleted_at.is_(None))
        .order_by(one.concluded_on.desc(), one.id.desc())
    )
    return tuple(AgreementOfProject(row.id, row.number, row.title, Terms.of(row, renewed=row.renewed)) for row in rows)


def _organizations(project_id: int) -> tuple[OrganizationOfProject, ...]:
    link, one = project_organizations, Organization
    rows = db.session.execute(
        sa.select(one.id, one.name, one.kana, one.kind)
        .join(link, link.c.organization_id == one.id)
        .where(link.c.project_id == project_id)
        .order_by(one.sort_key, one.id)
    )
    return tuple(OrganizationOfProject(*row) for row in rows)


def _meetings(project_id: int) -> tuple[MeetingOfProject, ...]:
    rows = db.session.execute(
        sa.select(Meeting.id, Meeting.held_on, Meeting.type, Meeting.status, Meeting.subject)
        .where(_about(project_id))
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
        .limit(NEWEST)
    ).all()
    with_whom = _organizations_of([row.id for row in rows])
    return tuple(MeetingOfProject(*row, organizations=tuple(with_whom[row.id])) for row in rows)


def _organizations_of(meeting_ids: Sequence[int]) -> defaultdict[int, list[str]]:
    link = meeting_organizations
    names: defaultdict[int, list[str]] = defaultdict(list)
    for meeting_id, name in db.session.execute(
        sa.select(link.c.meeting_id, Organization.name)
        .join(Organization, Organization.id == link.c.organization_id)
        .where(link.c.meeting_id.in_(meeting_ids))
        .order_by(Organization.sort_key, Organization.id)
    ):
        names[meeting_id].append(name)
    return names


def _number_of_meetings(project_id: int) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(Meeting).where(_about(project_id))) or 0


def _about(project_id: int) -> sa.ColumnElement[bool]:
    link = meeting_projects
    named = sa.select(link.c.meeting_id).where(link.c.project_id == project_id)
    return sa.and_(Meeting.id.in_(named), Meeting.deleted_at.is_(None))
