"""The sums among the cost rows: what their parts make, and what was typed instead."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from registry.evaluation.indicators import Column
from registry.evaluation.sheet import FUNDING_ROWS, Sheet
from registry.evaluation.sheet_names import cost_name, with_values

PARTS: Mapping[str, tuple[str, ...]] = {"project": FUNDING_ROWS, "total": ("project", "personnel")}
"""A row that is a sum → its parts; a row that is a part comes before the sums that it goes into."""


@dataclass(frozen=True)
class Sum:
    """A sum in a column: what was typed (None: nothing) and what its ``parts`` filled parts make."""

    row: str
    column: Column
    typed: Decimal | None
    reckoned: Decimal
    parts: int

    @property
    def name(self) -> str:
        """The stable name of its cell."""
        return cost_name(self.row, self.column)

    @property
    def difference(self) -> Decimal:
        """Typed minus reckoned; 0 where nothing was typed."""
        return Decimal(0) if self.typed is None else self.typed - self.reckoned

    @property
    def is_rounding(self) -> bool:
        """Whether the difference can come from rounding each part to thousands of yen."""
        return 0 < abs(self.difference) <= self.parts


def sum_of(sheet: Sheet, row: str, column: Column) -> Sum | None:
    """The sum in a row of ``PARTS``; None where none of its parts is filled."""
    parts = [value for part in PARTS[row] if (value := sheet.cost(part, column)) is not None]
    return Sum(row, column, sheet.cost(row, column), sum(parts, Decimal(0)), len(parts)) if parts else None


def sums_of(sheet: Sheet) -> Iterator[Sum]:
    """All sums whose parts are filled."""
    return (found for row in PARTS for column in sheet.columns if (found := sum_of(sheet, row, column)))


def with_sums(sheet: Sheet) -> Sheet:
    """The sheet with each sum that was left blank; what somebody typed stays."""
    for row in PARTS:
        found = (sum_of(sheet, row, column) for column in sheet.columns)
        sheet = with_values(sheet, {one.name: one.reckoned for one in found if one and one.typed is None})
    return sheet
