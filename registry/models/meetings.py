"""協議: contact meetings with organizations, the records behind the activity indicator."""

from datetime import date
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.domain.names import fold
from registry.domain.vocabulary import MeetingChannel, MeetingStatus, MeetingType, Noun
from registry.models.agreements import Agreement
from registry.models.base import BINARY_TEXT, EMPTY, Record, enum_column, link_table
from registry.models.organizations import Organization
from registry.models.projects import Project
from registry.models.reference import Department

COUNTING = "status = 'held' AND deleted_at IS NULL AND coalesce(counted, type <> 'other')"
"""Which meetings count, but for having an outside organization; literal, so that its partial index is found."""
PLANNED = "status = 'planned'"
"""Which meetings are planned, be they deleted or not; literal for the same reason."""
LISTED = (
    "deleted_at",
    "held_on",
    "id",
    "search_key",
    "status",
    "type",
    "counted",
    "channel",
    "department_id",
)
"""The columns that the list of meetings needs to find its rows."""

meeting_organizations = link_table("meetings", "organizations")
meeting_agreements = link_table("meetings", "agreements")
meeting_projects = link_table("meetings", "projects")


class Meeting(Record):
    """One meeting; ``counted`` is the mark ○ or × that overrides the default of its type."""

    __tablename__ = "meetings"
    __table_args__ = (
        sa.Index(
            "uq_meetings_number",
            "number",
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        ),
        sa.Index(
            "ix_meetings_counting",
            "held_on",
            "id",
            sqlite_where=sa.text(COUNTING),
            postgresql_where=sa.text(COUNTING),
        ),
        sa.Index(
            "ix_meetings_planned",
            "held_on",
            "id",
            "deleted_at",
            sqlite_where=sa.text(PLANNED),
            postgresql_where=sa.text(PLANNED),
        ),
        # All that lists narrow down and search by, in their order: SQLite answers from it without reading the records.
        # PostgreSQL's indexes hold no long texts, and it reads in parallel.
        sa.Index("ix_meetings_listed", *LISTED).ddl_if(dialect="sqlite"),
        sa.Index("ix_meetings_held_on", "held_on", "id").ddl_if(dialect="postgresql"),
    )
    noun: ClassVar[Noun] = Noun.MEETINGS
    logged_relationships = ("organizations", "agreements", "projects", "department")

    number: Mapped[str | None] = mapped_column(sa.String(50))
    held_on: Mapped[date]
    type: Mapped[MeetingType] = mapped_column(
        enum_column(MeetingType, "type"), default=MeetingType.CONSULTATION, server_default=MeetingType.CONSULTATION
    )
    status: Mapped[MeetingStatus] = mapped_column(
        enum_column(MeetingStatus, "status"), default=MeetingStatus.HELD, server_default=MeetingStatus.HELD
    )
    channel: Mapped[MeetingChannel | None] = mapped_column(enum_column(MeetingChannel, "channel"))
    department_id: Mapped[int | None] = mapped_column(sa.ForeignKey("departments.id", ondelete="RESTRICT"), index=True)
    attendees: Mapped[str] = mapped_column(sa.Text, default="", server_default=EMPTY)
    subject: Mapped[str] = mapped_column(sa.String(300), default="", server_default=EMPTY)
    summary: Mapped[str] = mapped_column(sa.Text, default="", server_default=EMPTY)
    search_key: Mapped[str] = mapped_column(BINARY_TEXT, default="", server_default=EMPTY)
    internal_note: Mapped[str] = mapped_column(sa.Text, default="", server_default=EMPTY)
    counted: Mapped[bool | None]
    counted_reason: Mapped[str] = mapped_column(sa.String(500), default="", server_default=EMPTY)

    organizations: Mapped[list[Organization]] = relationship(secondary=meeting_organizations, order_by=Organization.id)
    agreements: Mapped[list[Agreement]] = relationship(secondary=meeting_agreements, order_by=Agreement.id)
    projects: Mapped[list[Project]] = relationship(secondary=meeting_projects, order_by=Project.id)
    department: Mapped[Department | None] = relationship()

    __mapper_args__ = {"version_id_col": Record.version}

    @staticmethod
    def derived(row: Any) -> dict[str, object]:
        """What a search finds it by."""
        return {"search_key": " ".join([fold(text) if text else "" for text in (row.subject, row.summary)])}

    @property
    def label(self) -> str:
        return self.subject or self.held_on.isoformat()
