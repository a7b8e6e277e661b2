"""実績報告: which reports a fiscal year expects of whom, what has come of them, and the calls that ask for them."""

import functools
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.errors import NoSuchRecord
from registry.domain.fiscal_year import FiscalYear
from registry.domain.report_drafts import FigureDraft, ReportDraft
from registry.domain.vocabulary import Noun, ReportOutcome, ReportState
from registry.models import Department, Project, ProjectReport, ReportCall, ReportNudge
from registry.models.projects import project_departments
from registry.queries.counting.basis import parameters
from registry.queries.counting.project_years import counted_projects
from registry.queries.records import get_record, read_draft

SENT = (ReportState.SUBMITTED, ReportState.ACCEPTED)
"""States in which a report is not the department's to write any more."""


@dataclass(frozen=True)
class ExpectedReport:
    """A project that counts in the year; ``department`` is the one that sent the report, else the lead department."""

    project_id: int
    name: str
    number: str | None
    department_id: int
    department: str
    report_id: int | None
    state: ReportState | None
    outcome: ReportOutcome | None = None
    submitted_at: datetime | None = None

    @property
    def is_missing(self) -> bool:
        """Whether the department still has to write or correct it."""
        return self.state not in SENT

    @property
    def is_accepted(self) -> bool:
        """Whether it is done with."""
        return self.state is ReportState.ACCEPTED


@dataclass(frozen=True)
class ReportText:
    """What somebody wrote of a project, in short."""

    outcome: ReportOutcome | None
    result: str


@dataclass(frozen=True)
class ReportOfProject:
    """A year's report among those of its project."""

    fiscal_year: int
    state: ReportState
    outcome: ReportOutcome | None
    result: str
    department: str


@dataclass(frozen=True)
class AcceptedReport:
    """A report that the secretariat has accepted; ``cost`` is in yen."""

    report_id: int
    project_id: int
    project: str
    department_id: int
    department: str
    outcome: ReportOutcome
    result: str
    cost: int | None
    next_plan: str
    publicity: str


def list_expected_reports(
    fiscal_year: int, *, as_of: date, department_id: int | None = None
) -> Sequence[ExpectedReport]:
    """The reports of all projects that count in the year (rule 5), or of those that one department owes.

    In the order of the departments, then of the projects' beginnings. One statement; none for a year not begun.
    """
    year = FiscalYear(fiscal_year)
    day = year.day_as_of(as_of)
    if day is None:
        return []
    wanted = _expected() if department_id is None else _expected().where(Department.id == department_id)
    rows = db.session.execute(wanted, parameters([(year, day)]))
    return [ExpectedReport(*row) for row in rows]


@functools.lru_cache(maxsize=1)
def _expected() -> sa.Select[Any]:
    counted, sent = counted_projects(1), ProjectReport.state.in_(SENT)
    owner = sa.case((sent, ProjectReport.department_id), else_=Project.lead_department_id)
    of_the_year = sa.and_(
        ProjectReport.project_id == Project.id,
        ProjectReport.fiscal_year == counted.c.fiscal_year,
        ProjectReport.deleted_at.is_(None),
    )
    return (
        sa.select(Project.id, Project.name, Project.number, Department.id, Department.name)
        .add_columns(ProjectReport.id, ProjectReport.state, ProjectReport.outcome, ProjectReport.submitted_at)
        .select_from(counted)
        .join(Project, Project.id == counted.c.record_id)
        .join(ProjectReport, of_the_year, isouter=True)
        .join(Department, Department.id == owner)
        .order_by(Department.position, Department.id, Project.started_on, Project.id)
    )


def is_expected(project_id: int, fiscal_year: int, *, as_of: date) -> bool:
    """Whether the project counts in the year, so that its report is asked for."""
    year = FiscalYear(fiscal_year)
    day = year.day_as_of(as_of)
    if day is None:
        return False
    counted = counted_projects(1)
    wanted = sa.select(counted.c.record_id).where(counted.c.record_id == project_id)
    return db.session.scalar(wanted, parameters([(year, day)])) is not None


def list_accepted_reports(fiscal_year: int) -> Sequence[AcceptedReport]:
    """Those of projects that are not deleted, in the order of the departments and of the projects' beginnings."""
    report = ProjectReport
    accepted = (report.fiscal_year == fiscal_year, report.state == ReportState.ACCEPTED)
    rows = db.session.execute(
        sa.select(report.id, Project.id, Project.name, Department.id, Department.name)
        .add_columns(report.outcome, report.result, report.cost, report.next_plan, report.publicity)
        .join(Project, Project.id == report.project_id)
        .join(Department, Department.id == report.department_id)
        .where(*accepted, report.deleted_at.is_(None), Project.deleted_at.is_(None))
        .order_by(Department.position, Department.id, Project.started_on, Project.id)
    )
    return [AcceptedReport(*row) for row in rows]


def list_report_texts(project_ids: Collection[int], years: Collection[int]) -> dict[tuple[int, int], ReportText]:
    """What was written of the projects in the years, by project and year."""
    report = ProjectReport
    wanted = (report.project_id.in_(project_ids), report.fiscal_year.in_(years), report.deleted_at.is_(None))
    columns = (report.project_id, report.fiscal_year, report.outcome, report.result)
    rows = db.session.execute(sa.select(*columns).where(*wanted))
    return {(row.project_id, row.fiscal_year): ReportText(row.outcome, row.result) for row in rows}


def list_projects_taken_part_in(department_id: int) -> set[int]:
    """Those in which the department takes part without leading them."""
    link = project_departments
    return set(db.session.scalars(sa.select(link.c.project_id).where(link.c.department_id == department_id)))


def list_project_reports(project_id: int) -> Sequence[ReportOfProject]:
    """All reports of a project, the newest year first."""
    report = ProjectReport
    rows = db.session.execute(
        sa.select(report.fiscal_year, report.state, report.outcome, report.result, Department.name)
        .join(Department, Department.id == report.department_id)
        .where(report.project_id == project_id, report.deleted_at.is_(None))
        .order_by(report.fiscal_year.desc())
    )
    return [ReportOfProject(*row) for row in rows]


def list_written_reports(fiscal_year: int) -> dict[int, ReportDraft]:
    """All that was written of the year, by the report's id; two statements."""
    report = ProjectReport
    alive = sa.select(report).where(report.fiscal_year == fiscal_year, report.deleted_at.is_(None))
    return {one.id: report_draft_of(one) for one in db.session.scalars(alive)}


def find_report(project_id: int, fiscal_year: int) -> ProjectReport | None:
    """The project's report for the year."""
    report = ProjectReport
    wanted = (report.project_id == project_id, report.fiscal_year == fiscal_year, report.deleted_at.is_(None))
    return db.session.scalar(sa.select(report).where(*wanted))


def get_report(report_id: int) -> ProjectReport:
    """The report; raises NoSuchRecord."""
    return get_record(ProjectReport, report_id)


def report_draft_of(report: ProjectReport) -> ReportDraft:
    """The draft that would make this report as it is."""
    return read_draft(ReportDraft, report, figures=FigureDraft)


def find_report_call(fiscal_year: int) -> ReportCall | None:
    """The year's call for reports."""
    call = ReportCall
    return db.session.scalar(sa.select(call).where(call.fiscal_year == fiscal_year, call.deleted_at.is_(None)))


def get_report_call(fiscal_year: int) -> ReportCall:
    """The year's call for reports; raises NoSuchRecord."""
    call = find_report_call(fiscal_year)
    if call is None:
        raise NoSuchRecord(noun=Noun.REPORT_CALLS, id=fiscal_year)
    return call


def list_report_calls() -> Sequence[ReportCall]:
    """All calls, that of the newest year first."""
    alive = sa.select(ReportCall).where(ReportCall.deleted_at.is_(None))
    return db.session.scalars(alive.order_by(ReportCall.fiscal_year.desc())).all()


def last_nudges(call_id: int) -> dict[int, datetime]:
    """When each department was last reminded of its missing reports, by the department's id."""
    nudge, newest = ReportNudge, sa.func.max(ReportNudge.sent_at).label("newest")
    rows = sa.select(nudge.department_id, newest).where(nudge.call_id == call_id).group_by(nudge.department_id)
    return {row.department_id: row.newest for row in db.session.execute(rows)}
