"""From what is typed to what the form prints: the registry's own counts beside the published figures."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from registry.domain.vocabulary import SheetState
from registry.evaluation.counts import Counts
from registry.evaluation.indicators import Cell, Column, Indicator, actual_years
from registry.evaluation.layout_words import REPORT_LINE
from registry.evaluation.sheet import Doubts, ReportLine, Sheet


def assemble(
    sheet: Sheet,
    *,
    counts: Counts,
    published: Mapping[str, Decimal] | None = None,
    doubts: Doubts | None = None,
    reports: Iterable[ReportLine] = (),
) -> Sheet:
    """The sheet with computed figures for the actual columns of years begun.

    ``published`` are figures by stable name that an earlier published or finalized sheet printed; a draft prints
    those, else the computed ones. What a published or finalized sheet prints is its own. ``reports`` are the
    accepted ones of the year, of which a draft prints a line each.
    """
    known = published or {}
    is_draft = sheet.state is SheetState.DRAFT
    return replace(
        sheet,
        do=replace(sheet.do, reports=reports_text(reports)) if is_draft else sheet.do,
        indicators=tuple(_assembled(one, sheet, counts, known) for one in sheet.all_indicators()),
        rules=counts.rules,
        counts=counts,
        doubts=doubts or Doubts(),
    )


def reports_text(reports: Iterable[ReportLine]) -> str:
    """A line for each project; what was written in several lines stands in one."""
    lines = ((one.project, one.department, " ".join(one.result.split())) for one in reports)
    return "\n".join(REPORT_LINE.format(project=name, department=who, result=what) for name, who, what in lines)


def _assembled(indicator: Indicator, sheet: Sheet, counts: Counts, published: Mapping[str, Decimal]) -> Indicator:
    cells = (_cell(indicator, column, sheet, counts, published) for column in sheet.columns)
    return replace(indicator, cells=tuple(cells))


def _cell(indicator: Indicator, column: Column, sheet: Sheet, counts: Counts, published: Mapping[str, Decimal]) -> Cell:
    typed, computed = indicator.value(column), computed_value(indicator, column, counts)
    if sheet.state is not SheetState.DRAFT:
        return Cell(column, typed, computed, published=typed)
    printed = published.get(indicator.cell_name(column)) if column.is_actual else None
    if not is_counted(indicator, column):
        return Cell(column, typed, computed, printed)
    return Cell(column, computed if printed is None else printed, computed, printed)


def is_counted(indicator: Indicator, column: Column) -> bool:
    """Whether the registry's own count fills this cell of a draft, so that nothing is typed there."""
    return indicator.count is not None and column.is_actual


def left_to_the_registry(sheet: Sheet) -> set[str]:
    """The cells of a draft that the registry itself fills, by stable name; of any other sheet none."""
    if sheet.state is not SheetState.DRAFT:
        return set()
    return {"do.reports"} | {
        one.cell_name(column) for one in sheet.indicators for column in sheet.columns if is_counted(one, column)
    }


def computed_value(indicator: Indicator, column: Column, counts: Counts) -> Decimal | None:
    """The registry's own count for an actual cell; None without a COUNT, or where the year has not begun."""
    year = counts.year(column.fiscal_year)
    if indicator.count is None or not column.is_actual or year is None:
        return None
    return Decimal(year.numbers.get(indicator.count, 0))


def years_to_count(sheet: Sheet) -> tuple[int, ...]:
    """The fiscal years whose counts a sheet shows or is checked against: its actual columns."""
    return actual_years(sheet.columns)
