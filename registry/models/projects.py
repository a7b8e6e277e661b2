"""連携事業: joint projects, the agreements they stand under and the departments that carry them out."""

from datetime import date
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.domain.names import fold
from registry.domain.vocabulary import Noun, ProjectState
from registry.models.agreements import Agreement
from registry.models.base import BINARY_TEXT, EMPTY, Record, enum_column, link_table
from registry.models.organizations import Organization
from registry.models.reference import Department

project_agreements = link_table("projects", "agreements")
project_organizations = link_table("projects", "organizations")
project_departments = link_table("projects", "departments")


class Project(Record):
    """One joint project under one or more agreements, or outside any."""

    __tablename__ = "projects"
    __table_args__ = (
        sa.CheckConstraint("name <> ''", name="name"),
        sa.CheckConstraint("ended_on >= started_on", name="period"),
        sa.CheckConstraint("state <> 'completed' OR ended_on IS NOT NULL", name="completed_has_end"),
        sa.Index(
            "uq_projects_number",
            "number",
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        ),
        sa.Index("ix_projects_started_on", "started_on", "ended_on"),
    )
    noun: ClassVar[Noun] = Noun.PROJECTS
    logged_relationships = ("lead_department", "departments", "agreements", "organizations")

    number: Mapped[str | None] = mapped_column(sa.String(50))
    name: Mapped[str] = mapped_column(sa.String(300))
    search_key: Mapped[str] = mapped_column(BINARY_TEXT)
    lead_department_id: Mapped[int] = mapped_column(sa.ForeignKey("departments.id", ondelete="RESTRICT"), index=True)
    started_on: Mapped[date]
    ended_on: Mapped[date | None]
    state: Mapped[ProjectState] = mapped_column(
        enum_column(ProjectState, "state"), default=ProjectState.ACTIVE, server_default=ProjectState.ACTIVE
    )
    summary: Mapped[str] = mapped_column(sa.Text, default="", server_default=EMPTY)

    lead_department: Mapped[Department] = relationship()
    departments: Mapped[list[Department]] = relationship(secondary=project_departments, order_by=Department.id)
    agreements: Mapped[list[Agreement]] = relationship(secondary=project_agreements, order_by=Agreement.id)
    organizations: Mapped[list[Organization]] = relationship(secondary=project_organizations, order_by=Organization.id)

    __mapper_args__ = {"version_id_col": Record.version}

    @staticmethod
    def derived(row: Any) -> dict[str, object]:
        """What a search finds it by."""
        return {"search_key": f"{fold(row.name)} {fold(row.number or '')}"}

    @property
    def label(self) -> str:
        return self.name

    @property
    def department_ids(self) -> tuple[int, ...]:
        """The departments that carry it out, the leading one first."""
        return (self.lead_department_id, *(one.id for one in self.departments))
