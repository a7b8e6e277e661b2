"""What all tables share: names of constraints, enum columns, and whose history a row belongs to."""

from base64 import b64decode, b64encode
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import DeclarativeBase, Mapped, Mapper, mapped_column

from registry.domain.vocabulary import Noun

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

AuditKey = tuple[Noun, int]

BINARY_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
"""Text whose order is that of its characters' codes on both databases: keys that are sorted or searched."""
EMPTY = sa.text("''")
"""A text column's default in the database."""


class UtcDateTime(sa.TypeDecorator[datetime]):
    """A moment with its time zone; kept in UTC, because SQLite keeps no zone."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        """What is stored; raises ValueError for a moment without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: ARG002
        """What was stored, in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class BytesAsText(sa.TypeDecorator[bytes]):
    """A document's bytes in Base64: a backup is text, and both databases keep text alike."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: sa.Dialect) -> str | None:  # noqa: ARG002
        """What is stored."""
        return None if value is None else b64encode(value).decode("ascii")

    def process_result_value(self, value: str | None, dialect: sa.Dialect) -> bytes | None:  # noqa: ARG002
        """What was stored."""
        return None if value is None else b64decode(value)


class Base(DeclarativeBase):
    """Every table; each says under which record its changes are kept in the audit log."""

    metadata = sa.MetaData(naming_convention=NAMING)
    audited: ClassVar[bool] = True
    """False for tables that hold no history of their own: reference names, throttling, the log itself."""
    part_of_record: ClassVar[bool] = True
    """False where a change of this row leaves the record's version as it is: a question about it, a login link."""
    unlogged: ClassVar[frozenset[str]] = frozenset()
    """Columns that the audit log leaves out: keys derived from others, and secrets."""
    logged_relationships: ClassVar[tuple[str, ...]] = ()
    """Relationships whose rows the log names with their record, by what a reader knows them."""

    @staticmethod
    def derived(row: Any) -> dict[str, object]:  # noqa: ARG004 - most tables reckon nothing
        """The columns that are reckoned from others, of a row or of the draft that it is to be made of."""
        return {}

    @property
    def audit_key(self) -> AuditKey | None:
        """The record (noun, id) whose audit entry covers a change of this row; None needs no entry."""
        if not self.audited:
            return None
        raise NotImplementedError(f"{type(self).__name__} does not say under which record it is audited")


@event.listens_for(Base, "before_insert", propagate=True)
@event.listens_for(Base, "before_update", propagate=True)
def _derive(_mapper: Mapper[Base], _connection: sa.Connection, row: Base) -> None:
    for name, value in row.derived(row).items():
        if getattr(row, name) != value:
            setattr(row, name, value)


class Record(Base):
    """A registered record: it has a version, and can be deleted and restored."""

    __abstract__ = True
    noun: ClassVar[Noun]
    unlogged = frozenset(
        {"version", "imported_version", "imported_key", "name_key", "loose_key", "search_key", "sort_key"}
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    imported_version: Mapped[int | None]
    imported_key: Mapped[str | None] = mapped_column(sa.String(64))
    """What a row without a number was recognised by when it was imported, folded: it stays the same record after
    somebody corrects its day or subject here."""

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


def link_table(owner: str, other: str) -> sa.Table:
    """The rows that tie records of one table to those of another: they go with their owner, and hold the other."""
    one, many = owner.removesuffix("s"), other.removesuffix("s")
    return sa.Table(
        f"{one}_{other}",
        Base.metadata,
        sa.Column(f"{one}_id", sa.ForeignKey(f"{owner}.id", ondelete="CASCADE"), primary_key=True),
        sa.Column(f"{many}_id", sa.ForeignKey(f"{other}.id", ondelete="RESTRICT"), primary_key=True, index=True),
    )
