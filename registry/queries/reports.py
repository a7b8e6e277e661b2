"""実績報告: which reports a fiscal year expects of whom, and the calls that ask for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from registry.database import db
from registry.domain.fiscal_year import FiscalYear
from registry.domain.rules import CountingRules
from registry.domain.vocabulary import ReportState
from registry.models import Department, Project, ProjectReport, ReportCall
from registry.queries.counting.basis import Basis, parameters
from registry.queries.counting.project_years import COUNTS
from registry.queries.counting.table import FAMILIES

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

    @property
    def is_missing(self) -> bool:
        """Whether the department still has to write or correct it."""
        return self.state not in SENT


def list_expected_reports(
    fiscal_year: int, *, as_of: date, department_id: int | None = None
) -> Sequence[ExpectedReport]:
    """The reports of all projects that count in the year (rule 5), or of those that one department owes."""
    year = FiscalYear(fiscal_year)
    day = year.day_as_of(as_of)
    if day is None:
        return []
    basis = Basis(CountingRules(), 1)
    counted = sa.union_all(*(sa.select(FAMILIES[name].rows(basis).subquery().c.record_id) for name in COUNTS))
    owner = sa.case((ProjectReport.state.in_(SENT), ProjectReport.department_id), else_=Project.lead_department_id)
    of_the_year = sa.and_(
        ProjectReport.project_id == Project.id,
        ProjectReport.fiscal_year == fiscal_year,
        ProjectReport.deleted_at.is_(None),
    )
    wanted = (
        sa.select(Project.id, Project.name, Project.number, Department.id, Department.name)
        .add_columns(ProjectReport.id, ProjectReport.state)
        .outerjoin(ProjectReport, of_the_year)
        .join(Department, Department.id == owner)
        .where(Project.id.in_(counted))
        .order_by(Department.position, Department.id, Project.started_on, Project.id)
    )
    if department_id is not None:
        wanted = wanted.where(Department.id == department_id)
    return [ExpectedReport(*row) for row in db.session.execute(wanted, parameters([(year, day)]))]


def list_report_calls() -> Sequence[ReportCall]:
    """All calls, that of the newest year first."""
    alive = sa.select(ReportCall).where(ReportCall.deleted_at.is_(None))
    return db.session.scalars(alive.order_by(ReportCall.fiscal_year.desc())).all()
