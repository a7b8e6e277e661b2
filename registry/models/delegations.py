"""担当課への依頼: what the secretariat asks a department to carry out, and what the department answers."""

from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.domain.vocabulary import DelegationState, Noun
from registry.models.base import EMPTY, AuditKey, Base, UtcDateTime, enum_column
from registry.models.projects import Project
from registry.models.reference import Department

OPEN = "state IN ('asked', 'accepted')"


class ProjectDelegation(Base):
    """One request to one department; a later one leads back to it by ``previous_id``, so that nothing is lost.

    ``leads`` asks the department to be 主管課, else 関係課. ``answer`` is the reason for handing it back or for naming
    another department, or a remark of who accepts. ``former_lead_stays``: whom it replaces as 主管課 becomes a 関係課.
    What was answered stays as it is: ``closed_at`` says when the secretariat withdrew or settled it, or when another
    department carried it on. It stands in the project's history, and leaves the project's version as it is.
    """

    __tablename__ = "project_delegations"
    part_of_record = False
    logged_relationships = ("department", "named_department")
    unlogged = frozenset(
        {"project_id", "version", "asked_at", "asked_by", "answered_at", "answered_by", "closed_by", "previous_id"}
    )
    """Who and when stands in the entry itself."""
    __table_args__ = (
        sa.CheckConstraint("request <> ''", name="request"),
        sa.CheckConstraint("state <> 'handed_back' OR answer <> ''", name="handed_back_has_reason"),
        sa.CheckConstraint("(state = 'named_other') = (named_department_id IS NOT NULL)", name="named_other"),
        sa.CheckConstraint("state <> 'named_other' OR answer <> ''", name="named_other_has_reason"),
        sa.CheckConstraint("named_department_id <> department_id", name="named_another"),
        sa.CheckConstraint("previous_id <> id", name="follows_another"),
        sa.Index(
            "uq_project_delegations_open",
            "project_id",
            "department_id",
            unique=True,
            sqlite_where=sa.text(OPEN),
            postgresql_where=sa.text(OPEN),
        ),
        sa.Index("ix_project_delegations_department_id", "department_id", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    project_id: Mapped[int] = mapped_column(sa.ForeignKey("projects.id", ondelete="CASCADE"), index=True)
    department_id: Mapped[int] = mapped_column(sa.ForeignKey("departments.id", ondelete="RESTRICT"))
    leads: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    former_lead_stays: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    request: Mapped[str] = mapped_column(sa.Text)
    due_on: Mapped[date | None]
    contact: Mapped[str] = mapped_column(sa.String(200), default="", server_default=EMPTY)
    state: Mapped[DelegationState] = mapped_column(
        enum_column(DelegationState, "state"), default=DelegationState.ASKED, server_default=DelegationState.ASKED
    )
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    asked_by: Mapped[str] = mapped_column(sa.String(100))
    answer: Mapped[str] = mapped_column(sa.Text, default="", server_default=EMPTY)
    named_department_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("departments.id", ondelete="RESTRICT"), index=True
    )
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by: Mapped[str] = mapped_column(sa.String(100), default="", server_default=EMPTY)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_by: Mapped[str] = mapped_column(sa.String(100), default="", server_default=EMPTY)
    previous_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("project_delegations.id", ondelete="RESTRICT"), unique=True
    )
    version: Mapped[int] = mapped_column(default=1, server_default="1")

    project: Mapped[Project] = relationship()
    department: Mapped[Department] = relationship(foreign_keys=[department_id])
    named_department: Mapped[Department | None] = relationship(foreign_keys=[named_department_id])
    previous: Mapped["ProjectDelegation | None"] = relationship(remote_side="ProjectDelegation.id")

    __mapper_args__ = {"version_id_col": version}

    @property
    def audit_key(self) -> AuditKey | None:
        return (Noun.PROJECTS, self.project_id)

    @property
    def label(self) -> str:
        """What a reader knows the request by: its project."""
        return self.project.name
