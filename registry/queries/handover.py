"""引継: what somebody who takes over a department's part, or the whole section's, has to know on a day.

A fixed number of statements, however many records there are.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.deadlines import Concern, DeadlineKind, Due
from registry.domain.fiscal_year import FiscalYear
from registry.domain.japanese_dates import add_months
from registry.domain.lists import ListQuery, Window
from registry.domain.vocabulary import (
    OPEN_DELEGATIONS,
    AgreementState,
    DelegationState,
    Noun,
    ProjectState,
    ReportOutcome,
)
from registry.models import (
    Agreement,
    AgreementParty,
    Department,
    Meeting,
    Organization,
    OrganizationContact,
    Project,
    ProjectDelegation,
    ProjectReport,
)
from registry.models.meetings import meeting_organizations
from registry.models.projects import project_organizations
from registry.queries.agreement_list import AgreementRow, list_agreement_rows
from registry.queries.deadlines import list_deadlines
from registry.queries.in_force import takes_part_on
from registry.queries.meeting_filters import selected_meetings
from registry.queries.organization_names import merged
from registry.queries.project_filters import selected_projects
from registry.queries.project_list import ProjectRow, list_open_project_rows
from registry.queries.reports import SENT, list_expected_reports

AHEAD_MONTHS = 12
"""So far ahead deadlines and planned meetings are handed over."""
APRIL = 4
ENDS = frozenset({DeadlineKind.EXPIRY, DeadlineKind.NOTICE, DeadlineKind.RENEWAL, DeadlineKind.END})


@dataclass(frozen=True)
class RequestOfProject:
    """A request to a department that is open or accepted."""

    department: str
    request: str
    due_on: date | None
    state: DelegationState


@dataclass(frozen=True)
class LastReport:
    """The newest report of a project that was sent."""

    fiscal_year: int
    outcome: ReportOutcome | None
    result: str
    next_plan: str


@dataclass(frozen=True)
class ContactPerson:
    """Whom to call at an organization; without notes, which stay inside."""

    organization: str
    name: str
    post: str
    phone: str
    mail: str


@dataclass(frozen=True)
class YearInNumbers:
    """A fiscal year until its end, or until the day, where that is earlier: in the order in which it is told."""

    meetings: int
    organizations_met: int
    agreements_new: int
    agreements_over: int
    projects_begun: int
    projects_over: int
    reports_accepted: int
    reports_expected: int


@dataclass(frozen=True)
class Handover:
    """All that is handed over; ``dues`` holds what is overdue, too, and ``first_month`` ends that part of it."""

    department: str | None
    day: date
    first_month: date
    agreements: Sequence[AgreementRow]
    next_days: Mapping[int, date]
    """The next day of each agreement, by its id."""
    projects: Sequence[ProjectRow]
    requests: Mapping[int, Sequence[RequestOfProject]]
    reports: Mapping[int, LastReport]
    dues: Sequence[Due]
    contacts: Sequence[ContactPerson]
    year: FiscalYear
    numbers: YearInNumbers


def get_handover(department: str | None, *, day: date) -> Handover:
    """What is handed over on a day by a department, or (None) by the whole section."""
    department_id = None if department is None else _id_of(department)
    agreements = list_agreement_rows(_query(department, state=AgreementState.IN_FORCE), Window(), day=day).rows
    projects = list_open_project_rows(department)
    project_ids = [one.id for one in projects]
    concern = Concern(everybody=department is None, department_id=department_id)
    dues = list_deadlines(today=day, department=department, concern=concern).rows
    year = year_to_tell(day)
    return Handover(
        department=department,
        day=day,
        first_month=first_month(day),
        agreements=agreements,
        next_days=_next_days(dues, day),
        projects=projects,
        requests=_requests(project_ids),
        reports=_reports(project_ids),
        dues=[due for due in dues if (due.deadline.day or day) <= add_months(day, AHEAD_MONTHS)],
        contacts=_contacts([one.id for one in agreements], project_ids, day),
        year=year,
        numbers=_numbers(year, department, department_id, day),
    )


def year_to_tell(day: date) -> FiscalYear:
    """The fiscal year that is told: until June still the one that has ended, for those who come in April."""
    return FiscalYear.of(add_months(day, -3))


def first_month(day: date) -> date:
    """The last day of a newcomer's first month: of April, in April; else of the month that follows."""
    return add_months(day.replace(day=1), 1 if day.month == APRIL else 2) - timedelta(days=1)


def _id_of(department: str) -> int | None:
    return db.session.scalar(sa.select(Department.id).where(Department.name == department))


def _query(department: str | None, **values: str) -> ListQuery:
    own = {} if department is None else {"department": department}
    return ListQuery(values=values | own, sort="number")


def _next_days(dues: Sequence[Due], day: date) -> Mapping[int, date]:
    days: dict[int, date] = {}
    for due in dues:
        at = due.deadline.day
        if due.noun is Noun.AGREEMENTS and due.deadline.kind in ENDS and at is not None and at >= day:
            days.setdefault(due.record_id, at)
    return days


def _requests(project_ids: Collection[int]) -> Mapping[int, Sequence[RequestOfProject]]:
    asked = ProjectDelegation
    wanted = (asked.project_id.in_(project_ids), asked.state.in_(OPEN_DELEGATIONS))
    found: defaultdict[int, list[RequestOfProject]] = defaultdict(list)
    rows: Any = db.session.execute(
        sa.select(asked.project_id, Department.name, asked.request, asked.due_on, asked.state)
        .join(Department, Department.id == asked.department_id)
        .where(*wanted)
        .order_by(asked.id)
    )
    for project_id, *about in rows:
        found[project_id].append(RequestOfProject(*about))
    return found


def _reports(project_ids: Collection[int]) -> Mapping[int, LastReport]:
    report = ProjectReport
    wanted = (report.project_id.in_(project_ids), report.state.in_(SENT), report.deleted_at.is_(None))
    rows: Any = db.session.execute(
        sa.select(report.project_id, report.fiscal_year, report.outcome, report.result, report.next_plan)
        .where(*wanted)
        .order_by(report.fiscal_year)
    )
    return {project_id: LastReport(*about) for project_id, *about in rows}


def _contacts(agreement_ids: Collection[int], project_ids: Collection[int], day: date) -> Sequence[ContactPerson]:
    """Those of the agreements' parties on the day and of the projects' organizations, with merged records."""
    party, link, merge = AgreementParty, project_organizations.c, merged()
    concerned = sa.union(
        sa.select(party.organization_id).where(party.agreement_id.in_(agreement_ids), takes_part_on(day)),
        sa.select(link.organization_id).where(link.project_id.in_(project_ids)),
    ).subquery("concerned")
    bodies = sa.select(sa.func.coalesce(merge.c.body_id, concerned.c.organization_id)).select_from(
        concerned.outerjoin(merge, merge.c.id == concerned.c.organization_id)
    )
    own, contact = merged().alias("merge_of_contact"), OrganizationContact
    body_id = sa.func.coalesce(own.c.body_id, contact.organization_id)
    rows: Any = db.session.execute(
        sa.select(Organization.name, contact.name, contact.post, contact.phone, contact.mail)
        .select_from(contact)
        .outerjoin(own, own.c.id == contact.organization_id)
        .join(Organization, Organization.id == body_id)
        .where(body_id.in_(bodies), Organization.deleted_at.is_(None))
        .order_by(Organization.sort_key, Organization.id, contact.id)
    )
    return [ContactPerson(*row) for row in rows]


def _numbers(year: FiscalYear, department: str | None, department_id: int | None, day: date) -> YearInNumbers:
    """The year so far in one statement, and its reports in another."""
    last = min(year.last_day, day)
    expected = list_expected_reports(year.year, as_of=day, department_id=department_id)
    counts = _counts(year.first_day, last, department)
    row: Any = db.session.execute(sa.select(*counts), {"as_of": last}).one()
    accepted = sum(one.is_accepted for one in expected)
    return YearInNumbers(*(*row, accepted, len(expected)))


def _counts(first: date, last: date, department: str | None) -> Sequence[sa.ScalarSelect[Any]]:
    counted = selected_meetings(_query(department, counted="yes")).where(Meeting.held_on.between(first, last))
    link = meeting_organizations.c
    met = sa.select(link.organization_id).where(link.meeting_id.in_(counted)).distinct()
    agreement = sa.select(Agreement.id).where(Agreement.deleted_at.is_(None))
    if department is not None:
        agreement = agreement.where(Agreement.department.has(Department.name == department))
    project = selected_projects(_query(department)).where(Project.state != ProjectState.PROPOSED)
    over = Project.state.in_((ProjectState.COMPLETED, ProjectState.CANCELLED))
    return [
        sa.select(sa.func.count()).select_from(each.subquery()).scalar_subquery()
        for each in (
            counted,
            met,
            agreement.where(Agreement.concluded_on.between(first, last)),
            agreement.where(Agreement.last_day.between(first, last)),
            project.where(Project.started_on.between(first, last)),
            project.where(over, Project.ended_on.between(first, last)),
        )
    ]
