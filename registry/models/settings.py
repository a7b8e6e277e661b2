"""What the administrator sets for the whole site, and the backups that were made."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from registry.domain.vocabulary import Noun
from registry.models.base import AuditKey, Base, UtcDateTime


class SiteSetting(Base):
    """One setting's value; one without a row has the value of the environment."""

    __tablename__ = "site_settings"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(50), unique=True)
    value: Mapped[str] = mapped_column(sa.String(300))

    @property
    def audit_key(self) -> AuditKey | None:
        return (Noun.SETTINGS, self.id)

    @property
    def label(self) -> str:
        """What a reader knows the setting by."""
        return self.name


class Backup(Base):
    """A whole copy that was written and read back; ``head`` is the audit log's last hash in it, ``size`` in bytes."""

    __tablename__ = "backups"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    made_by: Mapped[str] = mapped_column(sa.String(100))
    file_name: Mapped[str] = mapped_column(sa.String(300))
    size: Mapped[int] = mapped_column(sa.BigInteger)
    head: Mapped[str] = mapped_column(sa.String(64))

    @property
    def audit_key(self) -> AuditKey | None:
        return (Noun.BACKUPS, self.id)

    @property
    def label(self) -> str:
        """What a reader knows the backup by."""
        return self.file_name
