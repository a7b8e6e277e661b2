"""操作履歴: who did what to which record, when, with the old and the new values, as a chain of hashes."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from registry.models.base import Base


class AuditEntry(Base):
    """One deed; ``id`` runs without gaps, ``hash`` covers all other columns and the entry before.

    ``changes`` is canonical JSON ``{field: [old, new]}``, ``at`` is ISO 8601 in UTC. Triggers refuse UPDATE and
    DELETE on both databases. ``actor_id`` is no foreign key: the log outlives what it speaks of.
    """

    __tablename__ = "audit_entries"
    audited = False
    __table_args__ = (sa.Index("ix_audit_entries_noun", "noun", "record_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(sa.String(40))
    actor: Mapped[str] = mapped_column(sa.String(100))
    actor_id: Mapped[int | None]
    action: Mapped[str] = mapped_column(sa.String(50))
    noun: Mapped[str] = mapped_column(sa.String(20))
    record_id: Mapped[int | None]
    label: Mapped[str] = mapped_column(sa.Text)
    changes: Mapped[str] = mapped_column(sa.Text)
    previous_hash: Mapped[str] = mapped_column(sa.String(64))
    hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
