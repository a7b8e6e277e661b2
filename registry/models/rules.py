"""The counting rules as the administrator set them; a rule without a row has its default."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from registry.domain.vocabulary import Noun
from registry.models.base import AuditKey, Base


class CountingRule(Base):
    """One rule's value."""

    __tablename__ = "counting_rules"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(50), unique=True)
    value: Mapped[str] = mapped_column(sa.String(50))

    @property
    def label(self) -> str:
        """What a reader knows the rule by."""
        return self.name

    @property
    def audit_key(self) -> AuditKey | None:
        return (Noun.RULES, self.id)
