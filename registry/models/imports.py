"""What a person has accepted about an imported file, so that the same file does not ask again."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from registry.models.base import Base


class AcceptedQuestion(Base):
    """A question of an import that was accepted; ``fact`` is what was asked about, folded for comparison."""

    __tablename__ = "accepted_questions"
    audited = False
    __table_args__ = (sa.UniqueConstraint("kind", "code", "fact"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(20))
    code: Mapped[str] = mapped_column(sa.String(50))
    fact: Mapped[str] = mapped_column(sa.String(64))
