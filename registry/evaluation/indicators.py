"""指標: the sheet's indicators with their eight columns, and what a figure in a column is."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from registry.domain.vocabulary import Basis, IndicatorKind, Slot


@dataclass(frozen=True, order=True)
class Column:
    """A year column of the form: 「2年度実績(決算)」 is (2020, actual)."""

    fiscal_year: int
    basis: Basis

    @property
    def name(self) -> str:
        """As it stands in a cell's stable name: ``actual.2020``."""
        return f"{self.basis}.{self.fiscal_year}"

    @property
    def is_actual(self) -> bool:
        """Whether the column tells what was, not what is meant to be."""
        return self.basis is Basis.ACTUAL


@dataclass(frozen=True)
class Cell:
    """A figure of an indicator; ``value`` is what the form prints.

    ``computed`` is the registry's own count (actual columns of years begun, where a COUNT feeds the indicator),
    ``published`` the figure that stood in a published or finalized sheet.
    """

    column: Column
    value: Decimal | None = None
    computed: Decimal | None = None
    published: Decimal | None = None

    @property
    def difference(self) -> Decimal | None:
        """Computed minus published; None where one of them is missing."""
        if self.computed is None or self.published is None:
            return None
        return self.computed - self.published


@dataclass(frozen=True)
class Indicator:
    """One indicator; ``count`` is the COUNT that feeds its actual columns, None where it is typed in."""

    kind: IndicatorKind
    slot: Slot
    name: str = ""
    unit: str = ""
    count: str | None = None
    cells: tuple[Cell, ...] = ()

    @property
    def key(self) -> str:
        """The stable name of its row: ``indicators.outcome.ア``."""
        return row_name(self.kind, self.slot)

    def cell_name(self, column: Column) -> str:
        """The stable name of one of its cells: ``indicators.outcome.ア.actual.2020``."""
        return f"{self.key}.{column.name}"

    def cell(self, column: Column) -> Cell:
        """The cell in a column; a blank one where the form has no such column."""
        return next((cell for cell in self.cells if cell.column == column), Cell(column))

    def value(self, column: Column) -> Decimal | None:
        """What the form prints in a column."""
        return self.cell(column).value

    @property
    def filled(self) -> tuple[Cell, ...]:
        """The cells that print a figure, in the order of the columns."""
        return tuple(cell for cell in self.cells if cell.value is not None)


def row_name(kind: IndicatorKind, slot: Slot) -> str:
    """The stable name of an indicator's row."""
    return f"indicators.{kind}.{slot}"


def columns_of(fiscal_year: int) -> tuple[Column, ...]:
    """The eight year columns of a fiscal year's form, as printed: FY2020 has 30年度実績 … 6年度見込."""
    return (
        Column(fiscal_year - 2, Basis.ACTUAL),
        Column(fiscal_year - 1, Basis.ACTUAL),
        Column(fiscal_year, Basis.TARGET),
        Column(fiscal_year, Basis.ACTUAL),
        Column(fiscal_year + 1, Basis.TARGET),
        Column(fiscal_year + 2, Basis.PLANNED),
        Column(fiscal_year + 3, Basis.FORECAST),
        Column(fiscal_year + 4, Basis.FORECAST),
    )


def actual_years(columns: Iterable[Column]) -> tuple[int, ...]:
    """The fiscal years of the actual columns."""
    return tuple(column.fiscal_year for column in columns if column.is_actual)
