"""The next year's sheet from the former one: what stays, what moves on by a year, what is to be written anew."""

from dataclasses import replace
from decimal import Decimal

from registry.domain.vocabulary import SheetState
from registry.evaluation.indicators import Cell, Column, Indicator, columns_of
from registry.evaluation.sheet import CostRow, Do, Head, Sheet


def next_sheet(former: Sheet, fiscal_year: int) -> Sheet:
    """A draft for ``fiscal_year``: head, plan, aims and indicators stay; answers, texts of the year, marks are blank.

    A figure moves with its year: what 4年度 was to be stands in the draft's column of 4年度, whatever that column is
    now (a forecast that has become a target is where planning starts). Columns of actual figures that the registry
    counts are left to it.
    """
    columns = columns_of(fiscal_year)
    return Sheet(
        fiscal_year=fiscal_year,
        state=SheetState.DRAFT,
        head=_head(former.head),
        plan=former.plan,
        do=_do(former.do),
        indicators=tuple(_indicator(one, columns, former.columns) for one in former.all_indicators()),
        costs=tuple(
            CostRow(row.row, tuple(_cost(former, row.row, column) for column in columns)) for row in former.costs
        ),
    )


def _head(head: Head) -> Head:
    return replace(head, updated_on=None, ends_this_year=False, starts_this_year=False)


def _do(do: Do) -> Do:
    return replace(do, category="", actual="", next_plan="", budget_change="", bridge="", reports="")


def _source(column: Column, columns: tuple[Column, ...]) -> Column | None:
    """Where the former sheet says something about the column's year: the same basis, else what was foreseen."""
    same_year = [one for one in columns if one.fiscal_year == column.fiscal_year and one.is_actual == column.is_actual]
    return next((one for one in same_year if one == column), same_year[0] if same_year else None)


def _indicator(former: Indicator, columns: tuple[Column, ...], old: tuple[Column, ...]) -> Indicator:
    return replace(former, cells=tuple(_cell(former, column, _source(column, old)) for column in columns))


def _cell(former: Indicator, column: Column, source: Column | None) -> Cell:
    counted = former.count is not None and column.is_actual
    return Cell(column, None if source is None or counted else former.value(source))


def _cost(former: Sheet, row: str, column: Column) -> Decimal | None:
    source = _source(column, former.columns)
    return None if source is None else former.cost(row, source)
