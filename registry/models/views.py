"""保存した条件: a list's filters under a name."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from registry.domain.vocabulary import Noun
from registry.models.base import AuditKey, Base


class SavedView(Base):
    """The query part of a list's address, kept by one user, or for everybody (no ``user_id``)."""

    __tablename__ = "saved_views"
    __table_args__ = (
        sa.UniqueConstraint("user_id", "noun", "name"),
        sa.CheckConstraint("name <> ''", name="name"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("users.id", ondelete="CASCADE"))
    noun: Mapped[str] = mapped_column(sa.String(20), index=True)
    name: Mapped[str] = mapped_column(sa.String(100))
    query: Mapped[str] = mapped_column(sa.Text)

    @property
    def audit_key(self) -> AuditKey | None:
        return (Noun.VIEWS, self.id)

    @property
    def label(self) -> str:
        """What a reader knows the view by."""
        return self.name
