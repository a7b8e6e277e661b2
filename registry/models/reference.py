"""Reference data: the city's departments, fields of partnership, groups of organizations."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from registry.models.base import Base


class Reference(Base):
    """A name that records choose from; made with the record that first needs it."""

    __abstract__ = True
    audited = False

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(200), unique=True)


class Department(Reference):
    """担当課 / 所管課."""

    __tablename__ = "departments"


class Field(Reference):
    """連携分野."""

    __tablename__ = "fields"


class Group(Reference):
    """グループ, such as 東京ネットワーク."""

    __tablename__ = "groups"
