"""Users, their one-time links, and failed logins."""

from datetime import datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.domain.names import fold
from registry.domain.vocabulary import Noun, Role
from registry.models.base import EMPTY, AuditKey, Base, UtcDateTime, enum_column
from registry.models.reference import Department


class User(Base):
    """Somebody who may log in."""

    __tablename__ = "users"
    noun: ClassVar[Noun] = Noun.USERS
    unlogged = frozenset({"name_key", "password_hash"})
    logged_relationships = ("department",)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(100))
    name_key: Mapped[str] = mapped_column(sa.Text, unique=True)
    role: Mapped[Role] = mapped_column(enum_column(Role, "role"))
    department_id: Mapped[int | None] = mapped_column(sa.ForeignKey("departments.id", ondelete="RESTRICT"), index=True)
    password_hash: Mapped[str | None] = mapped_column(sa.String(200))
    mail: Mapped[str] = mapped_column(sa.String(254), default="", server_default=EMPTY)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    language: Mapped[str | None] = mapped_column(sa.String(2))
    """The language of mails; none: the site's."""
    wants_digest: Mapped[bool] = mapped_column(default=True, server_default=sa.true())

    department: Mapped[Department | None] = relationship()

    @staticmethod
    def derived(row: "User") -> dict[str, object]:
        """The key under which the name is found and used once."""
        return {"name_key": fold(row.name)}

    @property
    def audit_key(self) -> AuditKey | None:
        return (Noun.USERS, self.id)

    @property
    def label(self) -> str:
        """What a reader knows the user by."""
        return self.name


class UserLink(Base):
    """A one-time link to set a password; only the hash of its token is kept."""

    __tablename__ = "user_links"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship()

    @property
    def audit_key(self) -> AuditKey | None:
        return (Noun.USERS, self.user_id)


class UserSession(Base):
    """A login that lasts; the browser holds a random token, and only its hash is kept."""

    __tablename__ = "user_sessions"
    audited = False

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"), index=True)
    began_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)

    user: Mapped[User] = relationship()


class LoginFailure(Base):
    """A failed login, by folded user name and address, for throttling; forgotten after a while."""

    __tablename__ = "login_failures"
    audited = False
    __table_args__ = (sa.Index("ix_login_failures_name_key", "name_key", "address", "failed_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name_key: Mapped[str] = mapped_column(sa.Text)
    address: Mapped[str] = mapped_column(sa.String(64))
    failed_at: Mapped[datetime] = mapped_column(UtcDateTime)
