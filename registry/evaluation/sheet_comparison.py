"""What differs between two sheets, cell by cell: two revisions of one year's sheet, or the sheets of two years.

Cells are matched by their stable names. Those name a figure's column by its year and basis (``actual.2019``), so
between two years a figure is compared with what the other sheet says of the same year; a column that only one of the
two forms has is left aside. Who compares the figures in the same place of the form (each sheet's own year with the
other's) gives one of the two the other's year first: ``differences(in_columns_of(before, after.fiscal_year), after)``.
"""

from dataclasses import dataclass, replace
from decimal import Decimal

from registry.evaluation.indicators import Column, Indicator, columns_of
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_names import Value, is_blank, names

FIGURES = ("indicators.", "costs.")
WORDS = (".name", ".unit")
"""What an indicator is called and counted in."""


@dataclass(frozen=True)
class CellDifference:
    """A cell by its stable name with what stands in it; blank ones hold "" (texts), False (boxes) or None.

    ``indicators.outcome.ア.name`` and ``….unit`` are cells, too.
    """

    name: str
    before: Value
    after: Value

    @property
    def differs(self) -> bool:
        """Whether the cells say different things; blank is blank, whatever it is kept as."""
        return self.before != self.after and not (is_blank(self.before) and is_blank(self.after))

    @property
    def change(self) -> Decimal | None:
        """After minus before of a figure; None where one of them is no figure."""
        if isinstance(self.before, Decimal) and isinstance(self.after, Decimal):
            return self.after - self.before
        return None


def differences(before: Sheet, after: Sheet) -> tuple[CellDifference, ...]:
    """The cells that differ, in the order of the form."""
    return tuple(one for one in compared_cells(before, after) if one.differs)


def compared_cells(before: Sheet, after: Sheet) -> tuple[CellDifference, ...]:
    """Every cell that both forms have, in the order of the form, whether it differs or not."""
    one, other = _cells(before), _cells(after)
    alone = set(before.columns) ^ set(after.columns)
    return tuple(
        CellDifference(name, one.get(name), other.get(name))
        for name in max(one, other, key=len)  # one may lack a cell that is there only where it is filled
        if not _is_figure_of(name, alone)
    )


def in_columns_of(sheet: Sheet, fiscal_year: int) -> Sheet:
    """The sheet with its figures in the same places of another year's form; ``columns`` are those of that year."""
    moved = dict(zip(sheet.columns, columns_of(fiscal_year), strict=True))
    indicators = tuple(_moved(one, moved) for one in sheet.indicators)
    return replace(sheet, fiscal_year=fiscal_year, indicators=indicators)


def _moved(indicator: Indicator, columns: dict[Column, Column]) -> Indicator:
    cells = tuple(replace(cell, column=columns[cell.column]) for cell in indicator.cells if cell.column in columns)
    return replace(indicator, cells=cells)


def _cells(sheet: Sheet) -> dict[str, Value]:
    """The form's cells; the name of an indicator's row is that of its name once more, and left out."""
    rows = {indicator.key for indicator in sheet.all_indicators()}
    return {name: value for name, value in names(sheet) if name not in rows}


def _is_figure_of(name: str, columns: set[Column]) -> bool:
    return name.startswith(FIGURES) and any(name.endswith(f".{column.name}") for column in columns)


def is_figure(name: str) -> bool:
    """Whether a cell holds a figure of a year column, by its stable name."""
    return name.startswith(FIGURES) and not name.endswith(WORDS)
