"""相手方: partner organizations, their former names, successors and doubts about being the same."""

from datetime import date
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.domain.names import fold, fold_name, loose_name, sort_key
from registry.domain.vocabulary import Noun, OrganizationKind
from registry.models.base import BINARY_TEXT, EMPTY, AuditKey, Base, Record, enum_column, link_table
from registry.models.reference import Group

_WEIGHTED = " + ".join(f"CAST(substr(corporate_number, {14 - n}, 1) AS INTEGER) * {2 - n % 2}" for n in range(1, 13))
CORPORATE_NUMBER_CHECK = (
    "CASE WHEN length(corporate_number) = 13 AND trim(corporate_number, '0123456789') = '' "
    f"THEN CAST(substr(corporate_number, 1, 1) AS INTEGER) = 9 - (({_WEIGHTED}) % 9) "
    "ELSE corporate_number IS NULL END"
)
"""法人番号: 13 digits, the first one the check digit (Ordinance of the Ministry of Finance No. 70 of 2014)."""

organization_groups = link_table("organizations", "groups")


class Organization(Record):
    """A registered body, or a prospect; ``*_key`` columns are folded for comparing, searching and sorting."""

    __tablename__ = "organizations"
    __table_args__ = (
        sa.CheckConstraint(CORPORATE_NUMBER_CHECK, name="corporate_number"),
        sa.CheckConstraint("name <> ''", name="name"),
        sa.CheckConstraint("target_until >= target_from", name="target_period"),
        sa.CheckConstraint("(succeeded_by_id IS NULL) = (succeeded_on IS NULL)", name="succession"),
        sa.CheckConstraint("succeeded_by_id <> id", name="succeeded_by_other"),
        sa.CheckConstraint("merged_into_id <> id", name="merged_into_other"),
        sa.Index(
            "uq_organizations_corporate_number",
            "corporate_number",
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL AND merged_into_id IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL AND merged_into_id IS NULL"),
        ),
    )
    noun: ClassVar[Noun] = Noun.ORGANIZATIONS
    logged_relationships = ("former_names", "contacts", "groups")

    name: Mapped[str] = mapped_column(sa.String(300))
    name_key: Mapped[str] = mapped_column(BINARY_TEXT, index=True)
    loose_key: Mapped[str] = mapped_column(BINARY_TEXT, index=True)
    search_key: Mapped[str] = mapped_column(BINARY_TEXT)
    kana: Mapped[str] = mapped_column(sa.String(300), default="", server_default=EMPTY)
    sort_key: Mapped[str] = mapped_column(BINARY_TEXT, index=True)
    kind: Mapped[OrganizationKind] = mapped_column(
        enum_column(OrganizationKind, "kind"),
        default=OrganizationKind.UNCLASSIFIED,
        server_default=OrganizationKind.UNCLASSIFIED,
        index=True,
    )
    corporate_number: Mapped[str | None] = mapped_column(sa.String(13))
    address: Mapped[str] = mapped_column(sa.String(500), default="", server_default=EMPTY)
    inside_city: Mapped[bool | None]
    target_from: Mapped[date | None]
    target_until: Mapped[date | None]
    succeeded_by_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("organizations.id", ondelete="RESTRICT"), index=True
    )
    succeeded_on: Mapped[date | None]
    merged_into_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("organizations.id", ondelete="RESTRICT"), index=True
    )
    notes: Mapped[str] = mapped_column(sa.Text, default="", server_default=EMPTY)
    incomplete: Mapped[bool] = mapped_column(default=False, server_default=sa.false())

    former_names: Mapped[list["OrganizationFormerName"]] = relationship(
        back_populates="organization",
        cascade="all, delete-orphan",
        order_by="OrganizationFormerName.id",
    )
    contacts: Mapped[list["OrganizationContact"]] = relationship(
        back_populates="organization", cascade="all, delete-orphan", order_by="OrganizationContact.id"
    )
    groups: Mapped[list[Group]] = relationship(secondary=organization_groups, order_by=Group.id)

    __mapper_args__ = {"version_id_col": Record.version}

    @staticmethod
    def derived(row: Any) -> dict[str, object]:
        """The keys of its name and reading."""
        name, kana = row.name, row.kana or ""
        return {
            "name_key": fold_name(name),
            "loose_key": loose_name(name),
            "search_key": f"{fold(name)} {fold(kana)}",
            "sort_key": sort_key(kana, name),
        }

    @property
    def label(self) -> str:
        return self.name


class OrganizationFormerName(Base):
    """旧名称: a name used until a day; the body under it is still one."""

    __tablename__ = "organization_former_names"
    unlogged = frozenset({"name_key"})

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(sa.ForeignKey("organizations.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(sa.String(300))
    name_key: Mapped[str] = mapped_column(BINARY_TEXT, index=True)
    used_until: Mapped[date | None]

    organization: Mapped[Organization] = relationship(back_populates="former_names")

    @staticmethod
    def derived(row: Any) -> dict[str, object]:
        """The key that the body is found by under this name."""
        return {"name_key": fold_name(row.name)}

    @property
    def audit_key(self) -> AuditKey | None:
        return (Noun.ORGANIZATIONS, self.organization_id)


class OrganizationContact(Base):
    """連絡先: somebody to turn to at the organization."""

    __tablename__ = "organization_contacts"
    __table_args__ = (sa.CheckConstraint("name <> '' OR post <> ''", name="name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(sa.ForeignKey("organizations.id", ondelete="CASCADE"), index=True)
    name: Mapped[str] = mapped_column(sa.String(100), default="", server_default=EMPTY)
    post: Mapped[str] = mapped_column(sa.String(200), default="", server_default=EMPTY)
    phone: Mapped[str] = mapped_column(sa.String(50), default="", server_default=EMPTY)
    mail: Mapped[str] = mapped_column(sa.String(254), default="", server_default=EMPTY)
    notes: Mapped[str] = mapped_column(sa.Text, default="", server_default=EMPTY)

    organization: Mapped[Organization] = relationship(back_populates="contacts")

    @property
    def audit_key(self) -> AuditKey | None:
        return (Noun.ORGANIZATIONS, self.organization_id)


class PossibleDuplicate(Base):
    """A question that waits for a person: are these two the same body? ``different`` is the answer no."""

    __tablename__ = "possible_duplicates"
    part_of_record = False
    __table_args__ = (
        sa.UniqueConstraint("organization_id", "other_id"),
        sa.CheckConstraint("organization_id <> other_id", name="two_bodies"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    organization_id: Mapped[int] = mapped_column(sa.ForeignKey("organizations.id", ondelete="CASCADE"))
    other_id: Mapped[int] = mapped_column(sa.ForeignKey("organizations.id", ondelete="CASCADE"), index=True)
    different: Mapped[bool] = mapped_column(default=False, server_default=sa.false())

    @property
    def audit_key(self) -> AuditKey | None:
        return (Noun.ORGANIZATIONS, self.organization_id)
