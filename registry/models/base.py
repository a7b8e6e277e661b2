"""What all tables share: names of constraints, enum columns, and whose history a row belongs to."""

from datetime import datetime
from enum import StrEnum
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from registry.domain.vocabulary import Noun

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

AuditKey = tuple[Noun, int]


class Base(DeclarativeBase):
    """Every table; each says under which record its changes are kept in the audit log."""

    metadata = sa.MetaData(naming_convention=NAMING)

    @property
    def audit_key(self) -> AuditKey | None:
        """The record (noun, id) whose audit entry covers a change of this row; None needs no entry."""
        raise NotImplementedError(f"{type(self).__name__} does not say under which record it is audited")


class Record(Base):
    """A registered record: it has a version, and can be deleted and restored."""

    __abstract__ = True
    noun: ClassVar[Noun]

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    deleted_at: Mapped[datetime | None] = mapped_column(sa.DateTime(timezone=True))
    imported_version: Mapped[int | None]

    @property
    def audit_key(self) -> AuditKey | None:
        return (self.noun, self.id)

    @property
    def label(self) -> str:
        """What a reader knows the record by."""
        raise NotImplementedError


def enum_column(values: type[StrEnum], name: str) -> sa.Enum:
    """A text column that holds one of the enumeration's values, held by a named CHECK."""
    return sa.Enum(
        values,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=20,
        values_callable=lambda members: [member.value for member in members],
    )
