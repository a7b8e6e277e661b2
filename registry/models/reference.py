"""Reference data: the city's departments, fields of partnership, groups of organizations."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.models.base import Base


class Reference(Base):
    """A name that records choose from; made with the record that first needs it.

    ``position`` is its place in lists of choices, before the name. The guard at the commit asks no audit entry for
    it; what an administrator does with it writes one all the same.
    """

    __abstract__ = True
    audited = False

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(200), unique=True)
    position: Mapped[int] = mapped_column(default=0, server_default="0")


class Department(Reference):
    """担当課 / 所管課; after a reorganization it ends and another one carries on what it did."""

    __tablename__ = "departments"
    __table_args__ = (
        sa.CheckConstraint("valid_until >= valid_from", name="validity"),
        sa.CheckConstraint("successor_id <> id", name="succeeded_by_other"),
    )
    logged_relationships = ("successor",)

    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    successor_id: Mapped[int | None] = mapped_column(sa.ForeignKey("departments.id", ondelete="RESTRICT"), index=True)

    successor: Mapped["Department | None"] = relationship(remote_side="Department.id")


class Field(Reference):
    """連携分野; a retired one stays with its records and is offered no more."""

    __tablename__ = "fields"

    retired: Mapped[bool] = mapped_column(default=False, server_default=sa.false())


class Group(Reference):
    """グループ, such as 東京ネットワーク; a retired one stays with its records and is offered no more."""

    __tablename__ = "groups"

    retired: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
