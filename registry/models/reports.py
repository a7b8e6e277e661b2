"""実績報告: what a department reports of a joint project once a year, and the call that asks for it."""

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.domain.fiscal_year import FiscalYear
from registry.domain.vocabulary import AfterReport, Noun, ReportOutcome, ReportState
from registry.models.base import EMPTY, AuditKey, Base, Record, UtcDateTime, enum_column
from registry.models.projects import Project
from registry.models.reference import Department
from registry.models.sheets import ExactFigure


class ReportCall(Record):
    """One fiscal year's call for reports: it goes out on ``opens_on``, and the reports are due on ``due_on``."""

    __tablename__ = "report_calls"
    __table_args__ = (
        sa.CheckConstraint("fiscal_year BETWEEN 1926 AND 2200", name="fiscal_year"),
        sa.CheckConstraint("due_on >= opens_on", name="due_after_opening"),
    )
    noun: ClassVar[Noun] = Noun.REPORT_CALLS

    fiscal_year: Mapped[int] = mapped_column(unique=True)
    opens_on: Mapped[date]
    due_on: Mapped[date]
    message: Mapped[str] = mapped_column(sa.Text, default="", server_default=EMPTY)

    __mapper_args__ = {"version_id_col": Record.version}

    @property
    def label(self) -> str:
        return FiscalYear(self.fiscal_year).full_label


class ReportNudge(Base):
    """催促: the secretariat reminded a department of its missing reports."""

    __tablename__ = "report_nudges"
    part_of_record = False
    __table_args__ = (sa.Index("ix_report_nudges_call_id", "call_id", "department_id", "sent_at"),)
    logged_relationships = ("department",)

    id: Mapped[int] = mapped_column(primary_key=True)
    call_id: Mapped[int] = mapped_column(sa.ForeignKey("report_calls.id", ondelete="CASCADE"))
    department_id: Mapped[int] = mapped_column(sa.ForeignKey("departments.id", ondelete="RESTRICT"), index=True)
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_by: Mapped[str] = mapped_column(sa.String(100))

    department: Mapped[Department] = relationship()

    @property
    def audit_key(self) -> AuditKey | None:
        return (Noun.REPORT_CALLS, self.call_id)


class ProjectReport(Record):
    """One project's report for one fiscal year; ``cost`` is in yen.

    ``department`` is the one that wrote it, whatever the city makes of it later. ``remark`` is what the secretariat
    wrote when it returned it. ``after`` and ``ended_on`` are what the project becomes once the report is accepted.
    """

    __tablename__ = "project_reports"
    __table_args__ = (
        sa.UniqueConstraint("project_id", "fiscal_year"),
        sa.CheckConstraint("fiscal_year BETWEEN 1926 AND 2200", name="fiscal_year"),
        sa.CheckConstraint("cost >= 0", name="cost"),
        sa.CheckConstraint("state IN ('draft', 'returned') OR outcome IS NOT NULL", name="submitted_has_outcome"),
        sa.CheckConstraint("state <> 'returned' OR remark <> ''", name="returned_has_remark"),
        sa.CheckConstraint(
            "state IN ('draft', 'returned') OR after <> 'completed' OR ended_on IS NOT NULL", name="completed_has_end"
        ),
        sa.Index("ix_project_reports_fiscal_year", "fiscal_year", "state"),
    )
    noun: ClassVar[Noun] = Noun.REPORTS
    logged_relationships = ("project", "department", "figures")
    unlogged = Record.unlogged | {"submitted_at", "submitted_by", "answered_at", "answered_by"}
    """The entry itself says who submitted or answered it, and when."""

    project_id: Mapped[int] = mapped_column(sa.ForeignKey("projects.id", ondelete="RESTRICT"))
    fiscal_year: Mapped[int]
    department_id: Mapped[int] = mapped_column(sa.ForeignKey("departments.id", ondelete="RESTRICT"), index=True)
    state: Mapped[ReportState] = mapped_column(
        enum_column(ReportState, "state"), default=ReportState.DRAFT, server_default=ReportState.DRAFT
    )
    outcome: Mapped[ReportOutcome | None] = mapped_column(enum_column(ReportOutcome, "outcome"))
    result: Mapped[str] = mapped_column(sa.Text, default="", server_default=EMPTY)
    cost: Mapped[int | None] = mapped_column(sa.BigInteger)
    next_plan: Mapped[str] = mapped_column(sa.Text, default="", server_default=EMPTY)
    publicity: Mapped[str] = mapped_column(sa.Text, default="", server_default=EMPTY)
    after: Mapped[AfterReport] = mapped_column(
        enum_column(AfterReport, "after"), default=AfterReport.GOES_ON, server_default=AfterReport.GOES_ON
    )
    ended_on: Mapped[date | None]
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    submitted_by: Mapped[str] = mapped_column(sa.String(100), default="", server_default=EMPTY)
    remark: Mapped[str] = mapped_column(sa.Text, default="", server_default=EMPTY)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by: Mapped[str] = mapped_column(sa.String(100), default="", server_default=EMPTY)

    project: Mapped[Project] = relationship()
    department: Mapped[Department] = relationship()
    figures: Mapped[list["ReportFigure"]] = relationship(
        cascade="all, delete-orphan", order_by="(ReportFigure.position, ReportFigure.id)", lazy="selectin"
    )

    __mapper_args__ = {"version_id_col": Record.version}

    @property
    def label(self) -> str:
        return self.project.name


class ReportFigure(Base):
    """A measure of the department's own, with its value and unit."""

    __tablename__ = "report_figures"
    __table_args__ = (sa.CheckConstraint("measure <> ''", name="measure"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    report_id: Mapped[int] = mapped_column(sa.ForeignKey("project_reports.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    measure: Mapped[str] = mapped_column(sa.String(100))
    value: Mapped[Decimal] = mapped_column(ExactFigure)
    unit: Mapped[str] = mapped_column(sa.String(20), default="", server_default=EMPTY)

    @property
    def audit_key(self) -> AuditKey | None:
        return (Noun.REPORTS, self.report_id)
