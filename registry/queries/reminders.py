"""Reminders: who gets mail, what there is to tell, what each was told already, and mails that are on their way."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, tzinfo

import sqlalchemy as sa

from registry.database import db
from registry.domain.deadlines import Concern, Due
from registry.domain.reminders import Matter, MatterKind, Recipient
from registry.domain.vocabulary import ReportState
from registry.models import Department, Digest, Project, ProjectReport, ReportCall, ReportNudge, Told, User
from registry.models.reminders import DigestState
from registry.queries.deadlines import list_deadlines
from registry.queries.delegations import list_returned_requests

REPORT_STATES = {
    ReportState.SUBMITTED: MatterKind.SUBMITTED_REPORT,
    ReportState.RETURNED: MatterKind.RETURNED_REPORT,
}
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def list_recipients() -> Sequence[Recipient]:
    """Those with an address who can be let in and want the mail, by name."""
    wants = (User.mail != "", User.disabled_at.is_(None), User.wants_digest)
    rows = db.session.execute(
        sa.select(User.id, User.name, User.mail, User.role, sa.func.coalesce(Department.name, ""), User.language)
        .outerjoin(User.department)
        .where(*wants)
        .order_by(User.name_key)
    )
    return [Recipient(*row) for row in rows]


def list_all_deadlines(*, today: date) -> Sequence[Due]:
    """The deadlines of everybody."""
    return list_deadlines(today=today, concern=Concern(everybody=True))


def list_matters(dues: Iterable[Due], *, zone: tzinfo) -> Sequence[Matter]:
    """What waits for the secretariat or for a department, and has no day by which; days are those of the zone.

    A nudge is about reports that are still missing according to ``dues``.
    """
    missing = {(due.record_id, due.part_id) for due in dues if due.reports}
    return [*_reports(zone), *_returned_requests(), *_nudges(missing, zone)]


def _reports(zone: tzinfo) -> Iterator[Matter]:
    """Reports to be accepted, and those that were returned."""
    report = ProjectReport
    moment = sa.case((report.state == ReportState.SUBMITTED, report.submitted_at), else_=report.answered_at)
    rows = db.session.execute(
        sa.select(report.id, report.state, moment.label("moment"), report.fiscal_year)
        .add_columns(Project.id.label("project_id"), Project.name, Department.name.label("department"))
        .join(Project, Project.id == report.project_id)
        .join(Department, Department.id == report.department_id)
        .where(report.state.in_(REPORT_STATES), report.deleted_at.is_(None), Project.deleted_at.is_(None))
        .order_by(report.id)
    )
    for row in rows:
        path = f"/projects/{row.project_id}/reports/{row.fiscal_year}"
        kind, when = REPORT_STATES[row.state], _when(row.moment, zone)
        yield Matter(kind, row.id, *when, row.name, row.department, path, row.fiscal_year)


def _returned_requests() -> Iterator[Matter]:
    """A request comes back once: the next one is another request."""
    for one in list_returned_requests():
        path = f"/requests/{one.id}"
        yield Matter(MatterKind.RETURNED_REQUEST, one.id, one.asked_at, None, one.project, one.department, path)


def _nudges(missing: Collection[tuple[int, int | None]], zone: tzinfo) -> Iterator[Matter]:
    """The last nudge of each department about each call."""
    newest = sa.func.max(ReportNudge.id).label("id")
    last = sa.select(newest).group_by(ReportNudge.call_id, ReportNudge.department_id).subquery()
    rows = db.session.execute(
        sa.select(ReportNudge.id, ReportNudge.call_id, ReportNudge.department_id, ReportNudge.sent_at)
        .add_columns(ReportCall.fiscal_year, Department.name)
        .join(last, last.c.id == ReportNudge.id)
        .join(ReportCall, ReportCall.id == ReportNudge.call_id)
        .join(Department, Department.id == ReportNudge.department_id)
        .order_by(ReportNudge.id)
    )
    for row in rows:
        if (row.call_id, row.department_id) in missing:
            when, path = _when(row.sent_at, zone), f"/years/{row.fiscal_year}/reports"
            yield Matter(MatterKind.NUDGE, row.id, *when, "", row.name, path, row.fiscal_year)


def _when(moment: datetime | None, zone: tzinfo) -> tuple[datetime, date]:
    """A moment, and on what day it was in the office; one that nobody noted is always the same."""
    known = moment or LONG_AGO
    return known, known.astimezone(zone).date()


def told_to(user_id: int) -> frozenset[str]:
    """The keys of what somebody was told, or is about to be."""
    return frozenset(db.session.scalars(sa.select(Told.thing).where(Told.user_id == user_id)))


def find_claimed(user_id: int) -> Digest | None:
    """The person's mail that is written down and that no server has; there is one at most."""
    return db.session.scalar(_digests(Digest.user_id == user_id, Digest.state == DigestState.CLAIMED).limit(1))


def find_digest(digest_id: int, *, claimed_at: datetime) -> Digest | None:
    """The mail, as long as nobody has claimed it since that moment."""
    return db.session.scalar(_digests(Digest.id == digest_id, Digest.claimed_at == claimed_at))


def count_told(digest_id: int) -> int:
    """How many things the mail tells of."""
    return db.session.scalar(sa.select(sa.func.count()).where(Told.digest_id == digest_id)) or 0


def _digests(*wanted: sa.ColumnElement[bool]) -> sa.Select[Digest]:
    """As they are now, whatever the session has seen before."""
    return sa.select(Digest).where(*wanted).order_by(Digest.id).execution_options(populate_existing=True)
