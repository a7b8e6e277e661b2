"""事務事業マネジメントシート: what somebody typed on the form of a fiscal year.

The form has some 250 cells and changes when the city changes it, so a cell is a row under its stable name, not a
column: JSON, workbooks, findings and the audit log call it by the same name. Rows are typed by what they hold, so
that a text cannot stand where a figure is: texts, ticked boxes, figures, and the indicators that the rows of figures
belong to. A blank cell has no row. What the registry counts itself is not stored.
"""

from datetime import date, datetime
from decimal import Decimal
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from registry.domain.fiscal_year import FiscalYear
from registry.domain.vocabulary import IndicatorKind, Noun, SheetState, Slot
from registry.models.base import EMPTY, AuditKey, Base, Record, UtcDateTime, enum_column

CELL_NAME = sa.String(100)


class ExactFigure(sa.TypeDecorator[Decimal]):
    """A figure with up to three decimals, kept as thousandths: SQLite has no exact decimals."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: sa.Dialect) -> int | None:  # noqa: ARG002
        """What is stored; raises ValueError for a finer figure."""
        if value is None:
            return None
        thousandths = value * 1000
        if thousandths != thousandths.to_integral_value():
            raise ValueError(f"{value} has more than three decimals")
        return int(thousandths)

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> Decimal | None:  # noqa: ARG002
        """What was stored."""
        return None if value is None else Decimal(value) / 1000


class EvaluationSheet(Record):
    """One fiscal year's sheet; ``source`` names the document that a published one was typed from."""

    __tablename__ = "evaluation_sheets"
    __table_args__ = (
        sa.CheckConstraint("fiscal_year BETWEEN 1926 AND 2200", name="fiscal_year"),
        sa.CheckConstraint("state <> 'published' OR source <> ''", name="published_has_source"),
    )
    noun: ClassVar[Noun] = Noun.SHEETS

    fiscal_year: Mapped[int] = mapped_column(unique=True)
    state: Mapped[SheetState] = mapped_column(enum_column(SheetState, "state"))
    source: Mapped[str] = mapped_column(sa.Text, default="", server_default=EMPTY)
    updated_on: Mapped[date | None]
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    saved_by: Mapped[str] = mapped_column(sa.String(100))

    texts: Mapped[list["SheetText"]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    ticks: Mapped[list["SheetTick"]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    figures: Mapped[list["SheetFigure"]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    indicators: Mapped[list["SheetIndicator"]] = relationship(cascade="all, delete-orphan", lazy="selectin")
    explanations: Mapped[list["FindingExplanation"]] = relationship(
        cascade="all, delete-orphan", lazy="selectin", order_by="FindingExplanation.id"
    )

    __mapper_args__ = {"version_id_col": Record.version}

    @property
    def label(self) -> str:
        return FiscalYear(self.fiscal_year).full_label


class SheetPart(Base):
    """A row that belongs to a sheet, and whose changes stand in the sheet's history."""

    __abstract__ = True

    sheet_id: Mapped[int] = mapped_column(
        sa.ForeignKey("evaluation_sheets.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, sort_order=-1
    )

    @property
    def audit_key(self) -> AuditKey | None:
        return (Noun.SHEETS, self.sheet_id)


class SheetText(SheetPart):
    """A text that somebody wrote, by the stable name of its cell."""

    __tablename__ = "sheet_texts"
    __table_args__ = (sa.CheckConstraint("text <> ''", name="text"),)

    name: Mapped[str] = mapped_column(CELL_NAME, primary_key=True)
    text: Mapped[str] = mapped_column(sa.Text)
    carried_from: Mapped[int | None]
    """The fiscal year of the sheet that it was copied from, as long as nobody has touched or confirmed it."""


class SheetTick(SheetPart):
    """A box that is ticked."""

    __tablename__ = "sheet_ticks"

    name: Mapped[str] = mapped_column(CELL_NAME, primary_key=True)


class SheetFigure(SheetPart):
    """A figure that somebody typed, or that was published: in the unit of its row."""

    __tablename__ = "sheet_figures"

    name: Mapped[str] = mapped_column(CELL_NAME, primary_key=True)
    value: Mapped[Decimal] = mapped_column(ExactFigure)


class SheetIndicator(SheetPart):
    """An indicator in its slot; ``count`` is the COUNT that feeds it, none where its actual figures are typed."""

    __tablename__ = "sheet_indicators"

    kind: Mapped[IndicatorKind] = mapped_column(enum_column(IndicatorKind, "kind"), primary_key=True)
    slot: Mapped[Slot] = mapped_column(enum_column(Slot, "slot"), primary_key=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    unit: Mapped[str] = mapped_column(sa.String(20))
    count: Mapped[str | None] = mapped_column(sa.String(100))


class FindingExplanation(Base):
    """Why a finding stands: one explanation for a finding (code and cell) of a sheet, and who gave it.

    ``overruled``: the chief finalizes in spite of the error. That holds for what the finding said then (``finding``, in
    Japanese) and for nothing else.
    """

    __tablename__ = "finding_explanations"
    __table_args__ = (
        sa.UniqueConstraint("sheet_id", "code", "cell"),
        sa.CheckConstraint("explanation <> ''", name="explanation"),
        sa.CheckConstraint("NOT overruled OR finding <> ''", name="overruled_says_what"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sheet_id: Mapped[int] = mapped_column(sa.ForeignKey("evaluation_sheets.id", ondelete="CASCADE"))
    code: Mapped[str] = mapped_column(sa.String(50))
    cell: Mapped[str] = mapped_column(CELL_NAME)
    explanation: Mapped[str] = mapped_column(sa.Text)
    overruled: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    finding: Mapped[str] = mapped_column(sa.Text, default="", server_default=EMPTY)
    explained_by: Mapped[str] = mapped_column(sa.String(100))
    explained_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def audit_key(self) -> AuditKey | None:
        return (Noun.SHEETS, self.sheet_id)
