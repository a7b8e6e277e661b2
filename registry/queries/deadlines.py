"""What is due and what is overdue: deadlines of agreements, and meetings that were planned; four statements."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

import sqlalchemy as sa

from registry.database import db
from registry.domain.deadlines import (
    AHEAD_MONTHS,
    NOBODYS,
    OVERDUE_MONTHS,
    Concern,
    Deadline,
    DeadlineKind,
    Due,
    deadlines_of,
)
from registry.domain.japanese_dates import add_months
from registry.domain.terms import Terms
from registry.domain.vocabulary import MeetingStatus, Noun
from registry.models import Agreement, Department, Meeting, Organization
from registry.models.meetings import meeting_organizations
from registry.queries.agreement_list import parties_of, terms_columns
from registry.queries.agreement_states import is_renewed
from registry.queries.departments_due import list_due_from_departments


def list_deadlines(
    *, today: date, department: str | None = None, kind: str | None = None, concern: Concern = NOBODYS
) -> Sequence[Due]:
    """All that is overdue, and all of the next 24 months, by day; of one department, of one kind.

    What departments are asked for is there as far as ``concern`` says; what has no day comes last.
    """
    until = add_months(today, AHEAD_MONTHS)
    asked_for = list_due_from_departments(today=today, department=department, concern=concern)
    found = (*_of_agreements(today, department), *_of_meetings(today, until, department), *asked_for)
    wanted = [due for due in found if (due.deadline.day or until) <= until and kind in (None, due.deadline.kind)]
    return sorted(wanted, key=lambda due: (due.deadline.day or date.max, due.noun, due.number, due.record_id))


def _of_agreements(today: date, department: str | None) -> Iterator[Due]:
    """Those that end or renew themselves; what their dates mean is reckoned in the domain."""
    ends = Agreement.last_day >= add_months(today, -OVERDUE_MONTHS)
    renews_itself = sa.and_(Agreement.last_day.is_(None), Agreement.auto_renewal_months.is_not(None))
    selected = (
        sa.select(Agreement.id, Agreement.number, Agreement.title, Department.name, *terms_columns())
        .outerjoin(Department)
        .where(Agreement.deleted_at.is_(None), ~is_renewed(), sa.or_(ends, renews_itself))
    )
    if department is not None:
        selected = selected.where(Department.name == department)
    rows = db.session.execute(selected).all()
    parties = parties_of([row.id for row in rows], today)
    for row in rows:
        terms = Terms.of(row, renewed=row.renewed)
        names = tuple(one.name for one in parties[row.id] if not one.left)
        for deadline in deadlines_of(terms, today):
            yield Due(deadline, Noun.AGREEMENTS, row.id, row.number, row.title, names, row.name or "", terms)


def _of_meetings(today: date, until: date, department: str | None) -> Iterator[Due]:
    selected = (
        sa.select(Meeting.id, Meeting.held_on, Meeting.type, Meeting.subject, Department.name)
        .outerjoin(Department, Department.id == Meeting.department_id)
        .where(Meeting.status == MeetingStatus.PLANNED, Meeting.deleted_at.is_(None), Meeting.held_on <= until)
    )
    if department is not None:
        selected = selected.where(Department.name == department)
    rows = db.session.execute(selected).all()
    names = _organizations([row.id for row in rows])
    for row in rows:
        kind = DeadlineKind.NO_RESULT if row.held_on < today else DeadlineKind.PLANNED
        yield Due(
            deadline=Deadline(kind, row.held_on),
            noun=Noun.MEETINGS,
            record_id=row.id,
            number="",
            title=row.subject,
            organizations=tuple(names[row.id]),
            department=row.name or "",
            meeting_type=row.type,
        )


def _organizations(meeting_ids: Sequence[int]) -> defaultdict[int, list[str]]:
    links = meeting_organizations
    rows = db.session.execute(
        sa.select(links.c.meeting_id, Organization.name)
        .join(Organization, Organization.id == links.c.organization_id)
        .where(links.c.meeting_id.in_(meeting_ids))
        .order_by(Organization.sort_key, Organization.id)
    )
    names: defaultdict[int, list[str]] = defaultdict(list)
    for meeting_id, name in rows:
        names[meeting_id].append(name)
    return names
