"""A short way to say what departments were asked for, for tests of what is told of it."""

from datetime import UTC, datetime

import sqlalchemy as sa

from registry.commands.audit import record_entry
from registry.database import db
from registry.domain.vocabulary import DelegationState, ReportOutcome, ReportState
from registry.models import Department, Project, ProjectDelegation, ProjectReport, ReportCall, ReportNudge
from registry.models.base import Base
from tests.office import SATO, day

ASKED_AT = datetime(2021, 4, 1, tzinfo=UTC)


def department(name: str) -> Department:
    found = db.session.scalar(sa.select(Department).where(Department.name == name))
    return found or noted(Department(name=name))


def request(project: Project, to: str, *, due: str = "", state: str = "asked", **values) -> ProjectDelegation:
    answered = {} if state == "asked" else {"answered_at": ASKED_AT, "answer": "人手がありません"}
    return noted(
        ProjectDelegation(
            project=project,
            department=department(to),
            request="進めてください",
            due_on=day(due) if due else None,
            asked_at=ASKED_AT,
            asked_by="佐藤",
            state=DelegationState(state),
            **answered | values,
        )
    )


def call(year: int, *, opens: str, due: str) -> ReportCall:
    return noted(ReportCall(fiscal_year=year, opens_on=day(opens), due_on=day(due)))


def report(project: Project, year: int, *, state: str, at: datetime = ASKED_AT, by: str = "") -> ProjectReport:
    return noted(
        ProjectReport(
            project=project,
            fiscal_year=year,
            department=department(by) if by else project.lead_department,
            state=ReportState(state),
            outcome=ReportOutcome.DONE,
            remark="数値がありません" if state == "returned" else "",
            submitted_at=at,
            answered_at=at if state == "returned" else None,
        )
    )


def nudge(to: str, about: ReportCall, *, at: datetime = ASKED_AT) -> ReportNudge:
    return noted(ReportNudge(call_id=about.id, department=department(to), sent_at=at, sent_by="佐藤"))


def noted(row: Base) -> Base:
    """The row, with what the log wants before it is committed."""
    db.session.add(row)
    db.session.flush()
    if row.audited:
        record_entry(SATO, action="record", record=row)
    return row
