"""The targets of all evaluation sheets together, so that a chart over many years has each year's own."""

from collections import defaultdict
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.vocabulary import Basis
from registry.models import EvaluationSheet, SheetFigure, SheetIndicator


def list_targets() -> Mapping[str, Mapping[int, Decimal]]:
    """COUNT to fiscal year to its target; one statement.

    A sheet sets those of its own year and of the next: the own year's sheet is believed before the one before it.
    """
    found: defaultdict[str, dict[int, Decimal]] = defaultdict(dict)
    rows: Any = db.session.execute(_TARGETS)
    for name, value, kind, slot, count in rows:
        prefix, _dot, year = name.rpartition(".")
        if prefix == f"indicators.{kind}.{slot}.{Basis.TARGET}":
            found[count][int(year)] = value
    return found


_TARGETS = (
    sa.select(SheetFigure.name, SheetFigure.value, SheetIndicator.kind, SheetIndicator.slot, SheetIndicator.count)
    .select_from(EvaluationSheet)
    .join(SheetFigure, SheetFigure.sheet_id == EvaluationSheet.id)
    .join(SheetIndicator, SheetIndicator.sheet_id == EvaluationSheet.id)
    .where(
        EvaluationSheet.deleted_at.is_(None),
        SheetIndicator.count.is_not(None),
        SheetFigure.name.like(f"indicators.%.{Basis.TARGET}.%"),
    )
    .order_by(EvaluationSheet.fiscal_year, SheetIndicator.slot.desc())
)
