"""協定: agreements with their parties, what they renew, and their amendments."""

from datetime import date
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ExcludeConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.domain.names import fold
from registry.domain.terms import last_day_in_force
from registry.domain.vocabulary import AgreementType, Noun, PartyRole
from registry.models.base import BINARY_TEXT, EMPTY, AuditKey, Base, Record, enum_column, link_table
from registry.models.organizations import Organization
from registry.models.reference import Department, Field

agreement_fields = link_table("agreements", "fields")


class Agreement(Record):
    """One concluded agreement.

    ``last_day`` is reckoned from the other dates at every write (``domain.terms.last_day_in_force``; None: no
    end in sight), because databases disagree about 31 January + 1 month. The state on a day is never stored.
    """

    __tablename__ = "agreements"
    __table_args__ = (
        sa.CheckConstraint("number <> ''", name="number"),
        sa.CheckConstraint("expires_on >= coalesce(effective_on, concluded_on)", name="expires_after_start"),
        sa.CheckConstraint("ended_on >= concluded_on", name="ended_after_conclusion"),
        sa.CheckConstraint(
            "ended_on <= expires_on OR auto_renewal_months IS NOT NULL OR ended_on IS NULL OR expires_on IS NULL",
            name="ended_within_term",
        ),
        sa.CheckConstraint("auto_renewal_months IS NULL OR expires_on IS NOT NULL", name="renewal_has_expiry"),
        sa.CheckConstraint("auto_renewal_months > 0", name="renewal_months"),
        sa.CheckConstraint("notice_months >= 0", name="notice_months"),
        sa.CheckConstraint("renews_id <> id", name="renews_other"),
        sa.Index(
            "uq_agreements_number",
            "number",
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        ),
        sa.Index(
            "uq_agreements_renews_id",
            "renews_id",
            unique=True,
            sqlite_where=sa.text("deleted_at IS NULL"),
            postgresql_where=sa.text("deleted_at IS NULL"),
        ),
        sa.Index("ix_agreements_type_concluded_on", "type", "concluded_on"),
    )
    noun: ClassVar[Noun] = Noun.AGREEMENTS
    unlogged = Record.unlogged | {"last_day"}
    logged_relationships = ("parties", "fields", "department", "renews", "amendments")

    number: Mapped[str] = mapped_column(sa.String(50))
    title: Mapped[str] = mapped_column(sa.String(300), default="", server_default=EMPTY)
    search_key: Mapped[str] = mapped_column(BINARY_TEXT)
    type: Mapped[AgreementType] = mapped_column(
        enum_column(AgreementType, "type"),
        default=AgreementType.COMPREHENSIVE,
        server_default=AgreementType.COMPREHENSIVE,
    )
    concluded_on: Mapped[date] = mapped_column(index=True)
    effective_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    auto_renewal_months: Mapped[int | None]
    notice_months: Mapped[int | None]
    notice_given_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str] = mapped_column(sa.Text, default="", server_default=EMPTY)
    last_day: Mapped[date | None] = mapped_column(index=True)
    renews_id: Mapped[int | None] = mapped_column(sa.ForeignKey("agreements.id", ondelete="RESTRICT"))
    department_id: Mapped[int | None] = mapped_column(sa.ForeignKey("departments.id", ondelete="RESTRICT"), index=True)
    summary: Mapped[str] = mapped_column(sa.Text, default="", server_default=EMPTY)
    notes: Mapped[str] = mapped_column(sa.Text, default="", server_default=EMPTY)

    parties: Mapped[list["AgreementParty"]] = relationship(
        back_populates="agreement", cascade="all, delete-orphan", order_by="AgreementParty.id"
    )
    fields: Mapped[list[Field]] = relationship(secondary=agreement_fields, order_by=Field.id)
    department: Mapped[Department | None] = relationship()
    renews: Mapped["Agreement | None"] = relationship(remote_side="Agreement.id")
    amendments: Mapped[list["AgreementAmendment"]] = relationship(
        back_populates="agreement", cascade="all, delete-orphan", order_by="AgreementAmendment.amended_on"
    )

    __mapper_args__ = {"version_id_col": Record.version}

    @staticmethod
    def derived(row: Any) -> dict[str, object]:
        """What a search finds it by, and its last day."""
        return {
            "search_key": f"{fold(row.number or '')} {fold(row.title or '')}",
            "last_day": last_day_in_force(
                expires_on=row.expires_on,
                ended_on=row.ended_on,
                auto_renewal_months=row.auto_renewal_months,
                notice_months=row.notice_months,
                notice_given_on=row.notice_given_on,
            ),
        }

    @property
    def label(self) -> str:
        return f"{self.number} {self.title}".strip()


class AgreementParty(Base):
    """協定の当事者: a period as party or observer; blank days mean from the agreement's beginning, and still.

    Periods of one organization in one agreement do not overlap: an exclusion constraint on PostgreSQL, triggers
    of the same name on SQLite, which stand in the first migration only.
    """

    __tablename__ = "agreement_parties"
    logged_relationships = ("organization",)
    __table_args__ = (
        sa.CheckConstraint("left_on >= joined_on", name="left_after_joining"),
        ExcludeConstraint(
            (sa.text("int8range(agreement_id, agreement_id, '[]')"), "&&"),
            (sa.text("int8range(organization_id, organization_id, '[]')"), "&&"),
            (sa.text("daterange(joined_on, left_on, '[]')"), "&&"),
            name="ex_agreement_parties_period",
        ).ddl_if(dialect="postgresql"),
        sa.Index("ix_agreement_parties_organization_id", "organization_id", "agreement_id"),
        sa.Index("ix_agreement_parties_agreement_id", "agreement_id", "organization_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreements.id", ondelete="CASCADE"))
    organization_id: Mapped[int] = mapped_column(sa.ForeignKey("organizations.id", ondelete="RESTRICT"))
    role: Mapped[PartyRole] = mapped_column(
        enum_column(PartyRole, "role"), default=PartyRole.PARTY, server_default=PartyRole.PARTY
    )
    joined_on: Mapped[date | None]
    left_on: Mapped[date | None]

    agreement: Mapped[Agreement] = relationship(back_populates="parties")
    organization: Mapped[Organization] = relationship()

    @property
    def audit_key(self) -> AuditKey | None:
        return (Noun.AGREEMENTS, self.agreement_id)


class AgreementAmendment(Base):
    """変更協定: changes the terms of an agreement from a day; not an agreement of its own, so never counted."""

    __tablename__ = "agreement_amendments"

    id: Mapped[int] = mapped_column(primary_key=True)
    agreement_id: Mapped[int] = mapped_column(sa.ForeignKey("agreements.id", ondelete="CASCADE"), index=True)
    amended_on: Mapped[date]
    effective_on: Mapped[date | None]
    summary: Mapped[str] = mapped_column(sa.Text)

    agreement: Mapped[Agreement] = relationship(back_populates="amendments")

    @property
    def audit_key(self) -> AuditKey | None:
        return (Noun.AGREEMENTS, self.agreement_id)
