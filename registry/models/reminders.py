"""What a person was told by mail, so that nothing is told twice and nothing is lost; and what somebody is typing."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.models.base import Base, UtcDateTime, enum_column
from registry.models.users import User


class DigestState(StrEnum):
    """How far a mail has come."""

    CLAIMED = "claimed"
    """Written down, and a scheduler is at it; one that died is followed by another."""
    HANDED_OVER = "handed_over"
    """The mail server has all of it: it may have taken it, so it is never sent again."""
    SENT = "sent"
    """The mail server has confirmed it."""


class Digest(Base):
    """One mail to one person; written down before it is sent, with the text that it will always have."""

    __tablename__ = "digests"
    audited = False
    __table_args__ = (sa.Index("ix_digests_state", "state", "claimed_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"), index=True)
    message_id: Mapped[str] = mapped_column(sa.String(200), unique=True)
    subject: Mapped[str] = mapped_column(sa.String(300))
    text: Mapped[str] = mapped_column(sa.Text)
    state: Mapped[DigestState] = mapped_column(enum_column(DigestState, "state"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    claimed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship()


class Told(Base):
    """One thing that a digest told a person of; ``thing`` names the record, the day and how near it was."""

    __tablename__ = "told_things"
    audited = False

    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    thing: Mapped[str] = mapped_column(sa.String(120), primary_key=True)
    digest_id: Mapped[int] = mapped_column(sa.ForeignKey("digests.id", ondelete="CASCADE"), index=True)


class FormDraft(Base):
    """What a person has typed into a form and not saved yet; ``content`` is the form's fields as JSON."""

    __tablename__ = "form_drafts"
    audited = False
    __table_args__ = (sa.UniqueConstraint("user_id", "form"), sa.Index("ix_form_drafts_form", "form", "saved_at"))

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"))
    form: Mapped[str] = mapped_column(sa.String(200))
    content: Mapped[str] = mapped_column(sa.Text)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship()
