"""What the page of an organization shows: its records, and those of records merged into it.

A fixed number of statements, and a few years of meetings at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.fiscal_year import FiscalYear
from registry.domain.vocabulary import (
    MeetingChannel,
    MeetingStatus,
    MeetingType,
    ProjectState,
)
from registry.models import (
    Department,
    Meeting,
    Organization,
    OrganizationContact,
    OrganizationFormerName,
    Project,
)
from registry.models.meetings import COUNTING, meeting_organizations
from registry.models.projects import project_organizations
from registry.queries.organization_agreements import (
    AgreementOfPage,
    AmendmentOfPage,
    list_agreements_of,
    list_amendments,
)
from registry.queries.organizations import list_records_of_body


@dataclass(frozen=True)
class MeetingOfPage:
    """A meeting; ``counts`` by the one definition of the counts."""

    id: int
    held_on: date
    type: MeetingType
    status: MeetingStatus
    channel: MeetingChannel | None
    subject: str
    summary: str
    counted_reason: str
    counts: bool


@dataclass(frozen=True)
class ProjectOfPage:
    id: int
    name: str
    state: ProjectState
    started_on: date
    ended_on: date | None
    department: str
    summary: str


@dataclass(frozen=True)
class MeetingDay:
    """Of a meeting what is needed of all of them; ``counts`` as the counting says."""

    held_on: date
    status: MeetingStatus
    counts: bool


@dataclass(frozen=True)
class OrganizationRecords:
    """What names an organization; ``meeting_days`` are those of all meetings, ``meetings`` the recent ones."""

    former_names: Sequence[OrganizationFormerName]
    contacts: Sequence[OrganizationContact]
    agreements: Sequence[AgreementOfPage]
    amendments: Sequence[AmendmentOfPage]
    projects: Sequence[ProjectOfPage]
    meeting_days: Sequence[MeetingDay]
    meetings: Sequence[MeetingOfPage]
    last_contact: date | None


def get_records_of(organization: Organization, *, years_of_meetings: int | None, day: date) -> OrganizationRecords:
    """The records; meetings of the newest so many fiscal years that have any, None for all."""
    ids = [one.id for one in list_records_of_body(organization)]
    days = _meeting_days(ids, day)
    agreements = list_agreements_of(ids)
    return OrganizationRecords(
        former_names=_of(OrganizationFormerName, ids),
        contacts=_of(OrganizationContact, ids),
        agreements=agreements,
        amendments=list_amendments([one.id for one in agreements]),
        projects=_projects(ids),
        meeting_days=days,
        meetings=_meetings(ids, _since([row.held_on for row in days], years_of_meetings), day),
        last_contact=max(
            (row.held_on for row in days if row.status is MeetingStatus.HELD and row.held_on <= day), default=None
        ),
    )


def _of(kind: type[Any], ids: Sequence[int]) -> Sequence[Any]:
    return db.session.scalars(sa.select(kind).where(kind.organization_id.in_(ids)).order_by(kind.id)).all()


def _with(ids: Sequence[int]) -> Any:
    """The ids of meetings with one of these organizations."""
    link = meeting_organizations.c
    return sa.select(link.meeting_id).where(link.organization_id.in_(ids))


def _counts(day: date) -> Any:
    """Whether a meeting counts as of a day; with this organization it has one from outside."""
    return sa.case((sa.and_(sa.text(COUNTING), Meeting.held_on <= day), 1), else_=0).label("counts")


def _meeting_days(ids: Sequence[int], day: date) -> Sequence[MeetingDay]:
    alive = (Meeting.id.in_(_with(ids)), Meeting.deleted_at.is_(None))
    rows = db.session.execute(sa.select(Meeting.held_on, Meeting.status, _counts(day)).where(*alive))
    return [MeetingDay(row.held_on, row.status, bool(row.counts)) for row in rows]


def _since(days: Sequence[date], years: int | None) -> date | None:
    """The first day of the last of the newest years that have any; None where all are wanted."""
    if years is None:
        return None
    newest = sorted({FiscalYear.of(day).year for day in days}, reverse=True)[:years]
    return FiscalYear(newest[-1]).first_day if newest else date.max


def _meetings(ids: Sequence[int], since: date | None, day: date) -> Sequence[MeetingOfPage]:
    columns = (
        Meeting.id,
        Meeting.held_on,
        Meeting.type,
        Meeting.status,
        Meeting.channel,
        Meeting.subject,
        Meeting.summary,
        Meeting.counted_reason,
        _counts(day),
    )
    wanted = sa.select(*columns).where(Meeting.id.in_(_with(ids)), Meeting.deleted_at.is_(None))
    if since is not None:
        wanted = wanted.where(Meeting.held_on >= since)
    rows = db.session.execute(wanted.order_by(Meeting.held_on.desc(), Meeting.id.desc()))
    return [_meeting(row) for row in rows]


def _meeting(row: Any) -> MeetingOfPage:
    values: dict[str, Any] = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
    return MeetingOfPage(**values | {"counts": bool(row.counts)})


def _projects(ids: Sequence[int]) -> Sequence[ProjectOfPage]:
    link = project_organizations.c
    columns = (Project.id, Project.name, Project.state, Project.started_on, Project.ended_on)
    rows = db.session.execute(
        sa.select(*columns, Department.name, Project.summary)
        .join(Department, Department.id == Project.lead_department_id)
        .where(
            Project.id.in_(sa.select(link.project_id).where(link.organization_id.in_(ids))),
            Project.deleted_at.is_(None),
        )
        .order_by(Project.started_on.desc(), Project.id.desc())
    )
    return [_project(row) for row in rows]


def _project(row: Any) -> ProjectOfPage:
    return ProjectOfPage(*row)
