"""What the page of an organization shows: its records, and those of records merged into it.

A fixed number of statements, and a few years of meetings at a time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.fiscal_year import FiscalYear
from registry.domain.rules import CountingRules
from registry.domain.vocabulary import MeetingChannel, MeetingStatus, MeetingType, PartyRole, ProjectState
from registry.models import (
    Agreement,
    AgreementParty,
    Department,
    Meeting,
    Organization,
    OrganizationContact,
    OrganizationFormerName,
    Project,
)
from registry.models.meetings import COUNTING, meeting_organizations
from registry.models.projects import project_agreements, project_organizations
from registry.queries.organization_agreements import (
    IDS,
    AgreementOfPage,
    AmendmentOfPage,
    list_agreements_of,
    list_amendments,
)
from registry.queries.organizations import ids_of_body
from registry.queries.rules import get_rules


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
class Relative:
    """A body that carries on what another one was, from a day on."""

    id: int
    name: str
    on: date


@dataclass(frozen=True)
class OrganizationRecords:
    """What names an organization; ``meeting_days`` are those of all meetings, ``meetings`` the recent ones.

    ``predecessors`` became this organization, which became its ``successor``; ``rules`` say from when it counts.
    """

    former_names: Sequence[OrganizationFormerName]
    contacts: Sequence[OrganizationContact]
    agreements: Sequence[AgreementOfPage]
    amendments: Sequence[AmendmentOfPage]
    projects: Sequence[ProjectOfPage]
    meeting_days: Sequence[MeetingDay]
    meetings: Sequence[MeetingOfPage]
    last_contact: date | None
    predecessors: Sequence[Relative]
    successor: Relative | None
    rules: CountingRules


def get_records_of(organization: Organization, *, years_of_meetings: int | None, day: date) -> OrganizationRecords:
    """The records; meetings of the newest so many fiscal years that have any, None for all."""
    ids = list(db.session.scalars(ids_of_body(organization.id)))
    days = _meeting_days(ids, day)
    agreements = list_agreements_of(ids)
    predecessors, successor = _relatives(ids)
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
        predecessors=predecessors,
        successor=successor,
        rules=get_rules(),
    )


def _of(kind: type[Any], ids: Sequence[int]) -> Sequence[Any]:
    return db.session.scalars(sa.select(kind).where(kind.organization_id.in_(ids)).order_by(kind.id)).all()


def _relatives(ids: Sequence[int]) -> tuple[Sequence[Relative], Relative | None]:
    """Those that became one of these, and the one that these became."""
    rows = db.session.execute(_successions(), {"ids": ids}).all()
    before = [Relative(row.from_id, row.from_name, row.on) for row in rows if row.to_id in ids]
    after = (Relative(row.to_id, row.to_name, row.on) for row in rows if row.from_id in ids)
    return before, next(after, None)


@cache
def _successions() -> Any:
    earlier, later = sa.orm.aliased(Organization), sa.orm.aliased(Organization)
    return (
        sa.select(
            earlier.id.label("from_id"),
            earlier.name.label("from_name"),
            later.id.label("to_id"),
            later.name.label("to_name"),
            earlier.succeeded_on.label("on"),
        )
        .join(later, later.id == earlier.succeeded_by_id)
        .where(earlier.deleted_at.is_(None), sa.or_(earlier.id.in_(IDS), later.id.in_(IDS)))
        .order_by(earlier.succeeded_on, earlier.id)
    )


def _with_one() -> Any:
    """Whether a meeting that is not deleted had one of these organizations."""
    link = meeting_organizations.c
    met = sa.select(link.meeting_id).where(link.organization_id.in_(IDS))
    return sa.and_(Meeting.id.in_(met), Meeting.deleted_at.is_(None))


def _counts(day: date) -> Any:
    """Whether a meeting counts as of a day; with this organization it has one from outside."""
    return sa.case((sa.and_(sa.text(COUNTING), Meeting.held_on <= day), 1), else_=0).label("counts")


def _meeting_days(ids: Sequence[int], day: date) -> Sequence[MeetingDay]:
    rows = db.session.execute(_days(day), {"ids": ids})
    return [MeetingDay(row.held_on, row.status, bool(row.counts)) for row in rows]


@lru_cache(maxsize=4)
def _days(day: date) -> Any:
    return sa.select(Meeting.held_on, Meeting.status, _counts(day)).where(_with_one())


def _since(days: Sequence[date], years: int | None) -> date:
    """The first day of the last of the newest years that have any; the first day of all where all are wanted."""
    newest = sorted({FiscalYear.of(day).year for day in days}, reverse=True)[:years]
    return date.min if years is None else FiscalYear(newest[-1]).first_day if newest else date.max


def _meetings(ids: Sequence[int], since: date, day: date) -> Sequence[MeetingOfPage]:
    rows = db.session.execute(_recent_meetings(day), {"ids": ids, "since": since})
    return [_meeting(row) for row in rows]


@lru_cache(maxsize=4)
def _recent_meetings(day: date) -> Any:
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
    recent = Meeting.held_on >= sa.bindparam("since", type_=sa.Date)
    return sa.select(*columns).where(_with_one(), recent).order_by(Meeting.held_on.desc(), Meeting.id.desc())


def _meeting(row: Any) -> MeetingOfPage:
    values: dict[str, Any] = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it
    return MeetingOfPage(**values | {"counts": bool(row.counts)})


def _projects(ids: Sequence[int]) -> Sequence[ProjectOfPage]:
    return [ProjectOfPage(*row) for row in db.session.execute(_projects_of(), {"ids": ids})]


@cache
def _projects_of() -> Any:
    """Projects with one of these organizations, and under an agreement of theirs where no organization is named."""
    named, under, party = project_organizations.c, project_agreements.c, AgreementParty
    theirs = (
        sa.select(under.project_id)
        .join(party, party.agreement_id == under.agreement_id)
        .join(Agreement, Agreement.id == under.agreement_id)
        .where(party.organization_id.in_(IDS), party.role == PartyRole.PARTY, Agreement.deleted_at.is_(None))
    )
    names_nobody = ~sa.exists().where(named.project_id == Project.id)
    mine = Project.id.in_(sa.select(named.project_id).where(named.organization_id.in_(IDS)))
    columns = (Project.id, Project.name, Project.state, Project.started_on, Project.ended_on)
    return (
        sa.select(*columns, Department.name, Project.summary)
        .join(Department, Department.id == Project.lead_department_id)
        .where(Project.deleted_at.is_(None), sa.or_(mine, sa.and_(names_nobody, Project.id.in_(theirs))))
        .order_by(Project.started_on.desc(), Project.id.desc())
    )
