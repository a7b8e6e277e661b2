"""添付ファイル: files at agreements and meetings; their bytes lie beside the database under ``stored_as``."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.domain.vocabulary import Noun
from registry.models.agreements import Agreement
from registry.models.base import AuditKey, Base, UtcDateTime
from registry.models.meetings import Meeting


class Attachment(Base):
    """One uploaded file; a newer one may stand in its place (``replaced_by_id``), its bytes are never overwritten.

    ``size`` is in bytes, ``sha256`` is of the bytes, ``stored_as`` is the random name under which they lie.
    """

    __tablename__ = "attachments"
    part_of_record = False
    __table_args__ = (
        sa.CheckConstraint("(agreement_id IS NULL) <> (meeting_id IS NULL)", name="one_owner"),
        sa.CheckConstraint("file_name <> ''", name="file_name"),
        sa.CheckConstraint("replaced_by_id <> id", name="replaced_by_other"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int | None] = mapped_column(sa.ForeignKey("agreements.id", ondelete="CASCADE"), index=True)
    meeting_id: Mapped[int | None] = mapped_column(sa.ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    file_name: Mapped[str] = mapped_column(sa.String(255))
    media_type: Mapped[str] = mapped_column(sa.String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    stored_as: Mapped[str] = mapped_column(sa.String(64), unique=True)
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    uploaded_by: Mapped[str] = mapped_column(sa.String(100))
    replaced_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("attachments.id", ondelete="RESTRICT"), index=True)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    agreement: Mapped[Agreement | None] = relationship()
    meeting: Mapped[Meeting | None] = relationship()

    @property
    def audit_key(self) -> AuditKey | None:
        if self.agreement_id is not None:
            return (Noun.AGREEMENTS, self.agreement_id)
        return (Noun.MEETINGS, self.meeting_id) if self.meeting_id is not None else None

    @property
    def label(self) -> str:
        """What a reader knows the file by."""
        return self.file_name
