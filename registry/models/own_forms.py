"""市の様式: the city's own workbook of a fiscal year, with names in place of values."""

from datetime import datetime
from typing import ClassVar

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from registry.domain.vocabulary import Noun
from registry.models.base import BytesAsText, Record, UtcDateTime


class OwnForm(Record):
    """One uploaded workbook; of a year's forms the newest that is not deleted is filled, none is overwritten."""

    __tablename__ = "own_forms"
    __table_args__ = (
        sa.CheckConstraint("fiscal_year BETWEEN 1926 AND 2200", name="fiscal_year"),
        sa.CheckConstraint("file_name <> ''", name="file_name"),
        sa.Index("ix_own_forms_fiscal_year", "fiscal_year", "id"),
    )
    noun: ClassVar[Noun] = Noun.OWN_FORMS
    unlogged = Record.unlogged | {"data"}

    fiscal_year: Mapped[int]
    file_name: Mapped[str] = mapped_column(sa.String(255))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(sa.String(64))
    data: Mapped[bytes] = mapped_column(BytesAsText, deferred=True)
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    uploaded_by: Mapped[str] = mapped_column(sa.String(100))

    __mapper_args__ = {"version_id_col": Record.version}

    @property
    def label(self) -> str:
        return self.file_name
