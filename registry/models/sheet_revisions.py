"""確定した評価シート: what was signed, kept as it was: its documents, and the records behind each of its numbers.

A row of these tables is written once and never changed; nothing of it is reckoned again.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.domain.vocabulary import Noun
from registry.models.base import EMPTY, AuditKey, Base, BytesAsText, UtcDateTime
from registry.models.sheets import CELL_NAME


class SheetRevision(Base):
    """One finalization of a sheet, numbered from 1; ``reason`` is why it was needed again, blank for the first.

    ``document_number`` is that of the decision in the city's own document system. ``log_entries`` and ``log_head`` are
    the number of entries and the last hash of the audit log just before, for ``audit verify --head``.
    """

    __tablename__ = "sheet_revisions"
    __table_args__ = (
        sa.UniqueConstraint("sheet_id", "number"),
        sa.CheckConstraint("number >= 1", name="number"),
        sa.CheckConstraint("number = 1 OR reason <> ''", name="later_has_reason"),
    )
    part_of_record = False

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("evaluation_sheets.id", ondelete="RESTRICT"))
    number: Mapped[int]
    reason: Mapped[str] = mapped_column(sa.Text, default="", server_default=EMPTY)
    document_number: Mapped[str] = mapped_column(sa.String(100), default="", server_default=EMPTY)
    finalized_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finalized_by: Mapped[str] = mapped_column(sa.String(100))
    log_entries: Mapped[int]
    log_head: Mapped[str] = mapped_column(sa.String(64))

    documents: Mapped[list["SheetDocument"]] = relationship(order_by="SheetDocument.form")
    evidence: Mapped[list["SheetEvidence"]] = relationship(order_by="(SheetEvidence.fiscal_year, SheetEvidence.count)")

    @property
    def audit_key(self) -> AuditKey | None:
        return (Noun.SHEETS, self.sheet_id)


class SheetDocument(Base):
    """One document of a revision, byte for byte; ``form`` is json, html, xlsx, pdf, annex.xlsx, annex.pdf or own."""

    __tablename__ = "sheet_documents"
    audited = False

    revision_id: Mapped[int] = mapped_column(
        sa.ForeignKey("sheet_revisions.id", ondelete="RESTRICT"), primary_key=True, autoincrement=False
    )
    form: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    file_name: Mapped[str] = mapped_column(sa.String(255))
    sha256: Mapped[str] = mapped_column(sa.String(64))
    data: Mapped[bytes] = mapped_column(BytesAsText, deferred=True)


class SheetEvidence(Base):
    """The records behind one count of one year, as they were shown: a JSON list, and the SHA-256 of its text."""

    __tablename__ = "sheet_evidence"
    audited = False

    revision_id: Mapped[int] = mapped_column(
        sa.ForeignKey("sheet_revisions.id", ondelete="RESTRICT"), primary_key=True, autoincrement=False
    )
    count: Mapped[str] = mapped_column(CELL_NAME, primary_key=True)
    fiscal_year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    records: Mapped[str] = mapped_column(sa.Text)
