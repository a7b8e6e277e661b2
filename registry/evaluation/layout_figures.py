"""(2) 各指標・総事業費の推移: the indicators and the costs over the eight year columns."""

from collections.abc import Iterator

from registry.domain.fiscal_year import FiscalYear
from registry.domain.japanese_dates import wareki
from registry.domain.vocabulary import Basis, IndicatorKind, Slot
from registry.evaluation import layout_words as words
from registry.evaluation.indicators import Column, Indicator
from registry.evaluation.layout_cells import WIDTH, YEAR_SPANS, heading, label, row, written
from registry.evaluation.layout_grid import CellRole, GridBlock, GridCell, GridRow
from registry.evaluation.sheet import COST_ROWS, FUNDING_ROWS, Sheet
from registry.evaluation.sheet_names import cost_name

PROJECT_COST_ROWS = (*FUNDING_ROWS, "project", "designated", "overtime")
PERSONNEL_ROWS = ("staff", "hours", "personnel")
SUMS = ("project", "personnel", "total")


def figures_block(sheet: Sheet) -> GridBlock:
    """One table: heads, six indicator rows with the counting rules, thirteen cost rows with what is noted of them."""
    rows = (_head_row(sheet), *_indicator_rows(sheet), *_note_rows(sheet), *_cost_rows(sheet), *_cost_note_row(sheet))
    return GridBlock("figures", "", rows, heads=1)


def column_words(column: Column) -> str:
    """「30年度 実績」."""
    return f"{FiscalYear(column.fiscal_year).label} {words.BASIS_WORDS[column.basis]}"


def _head_row(sheet: Sheet) -> GridRow:
    years = (
        GridCell(
            0,
            width,
            CellRole.LABEL,
            f"{FiscalYear(column.fiscal_year).label}\n{words.COLUMN_HEADS[column.basis]}",
            fiscal_year=column.fiscal_year,
            basis=column.basis,
            heading=column_words(column),
            align="center",
            scope="col",
            current=_is_current(sheet, column),
        )
        for width, column in zip(YEAR_SPANS, sheet.columns, strict=True)
    )
    return row(heading(5, words.FIGURES), label(1, words.UNIT, scope="col"), *years)


def _is_current(sheet: Sheet, column: Column) -> bool:
    return column == Column(sheet.fiscal_year, Basis.ACTUAL)


def _indicator_rows(sheet: Sheet) -> Iterator[GridRow]:
    for kind in IndicatorKind:
        group = label(2, words.INDICATOR_ROWS[kind], rows=len(Slot), scope="rowgroup")
        first, second = (sheet.indicator(kind, slot) for slot in Slot)
        yield row(group, *_indicator_cells(sheet, first), name=first.key)
        yield row(*_indicator_cells(sheet, second), start=2, name=second.key)


def _indicator_cells(sheet: Sheet, indicator: Indicator) -> Iterator[GridCell]:
    yield GridCell(
        0, 3, CellRole.LABEL, indicator.slot, name=indicator.key, heading=indicator.name, align="left", scope="row"
    )
    yield written(1, None, indicator.unit, heading=words.UNIT, align="center")
    for width, column in zip(YEAR_SPANS, sheet.columns, strict=True):
        yield _figure(sheet, indicator, column, width)


def _figure(sheet: Sheet, indicator: Indicator, column: Column, width: int) -> GridCell:
    cell = indicator.cell(column)
    return GridCell(
        0,
        width,
        CellRole.NUMBER,
        words.figure(cell.value),
        name=indicator.cell_name(column),
        value=cell.value,
        count=indicator.count if cell.computed is not None else None,
        fiscal_year=column.fiscal_year,
        basis=column.basis,
        published=cell.published,
        computed=cell.computed,
        difference=cell.difference,
        heading=column_words(column),
        remark=words.RECOMPUTED.format(computed=words.figure(cell.computed)) if cell.difference else "",
        align="right",
        current=_is_current(sheet, column),
    )


def _note_rows(sheet: Sheet) -> tuple[GridRow, ...]:
    notes = tuple(note for note in (rules_note(sheet), differences_note(sheet)) if note)
    return tuple(row(GridCell(0, WIDTH, CellRole.NOTE, note)) for note in notes)


def rules_note(sheet: Sheet) -> str:
    """The counting rules in words with the days on which the figures were reckoned; "" where none is counted."""
    if sheet.counts is None or not any(indicator.count for indicator in sheet.indicators):
        return ""
    running = next((one for one in sheet.counts.years if one.as_of < FiscalYear(one.fiscal_year).last_day), None)
    days = words.RUNNING_YEAR.format(year=running.label, day=wareki(running.as_of)) if running else words.LAST_DAYS
    return words.RULES_NOTE.format(days=days, **words.rules_words(sheet.rules))


def differences_note(sheet: Sheet) -> str:
    """Where a published figure is not the registry's own; "" where all agree."""
    differences = [
        words.DIFFERENCE.format(
            year=FiscalYear(cell.column.fiscal_year).label,
            indicator=words.INDICATOR_WORDS[indicator.kind],
            published=words.figure(cell.published),
            computed=words.figure(cell.computed),
            difference=words.figure(cell.difference),
        )
        for indicator in sheet.all_indicators()
        for cell in indicator.cells
        if cell.difference
    ]
    return words.DIFFERENCE_NOTE.format(differences=words.LIST_SEPARATOR.join(differences)) if differences else ""


def _cost_rows(sheet: Sheet) -> Iterator[GridRow]:
    groups = {
        "national": (
            label(1, words.INPUT, rows=len(COST_ROWS), scope="rowgroup", vertical=True),
            label(1, words.PROJECT_COST, rows=len(PROJECT_COST_ROWS), scope="rowgroup", vertical=True),
            label(1, words.FUNDING, rows=len(FUNDING_ROWS), scope="rowgroup", vertical=True),
        ),
        "staff": (label(1, words.PERSONNEL_COST, rows=len(PERSONNEL_ROWS), scope="rowgroup", vertical=True),),
    }
    for name in COST_ROWS:
        before = groups.get(name, ())
        cells = (*before, *_cost_cells(sheet, name))
        yield row(*cells, start=WIDTH - sum(cell.columns for cell in cells), name=f"costs.{name}")


def _cost_note_row(sheet: Sheet) -> tuple[GridRow, ...]:
    """A line that stands on the form only where it says something."""
    note = sheet.do.cost_note
    return (row(GridCell(0, WIDTH, CellRole.NOTE, note, name="do.cost_note", heading=words.COST_NOTE)),) if note else ()


def _cost_cells(sheet: Sheet, name: str) -> Iterator[GridCell]:
    text, unit = words.COST_WORDS[name]
    width = 4 if name == "total" else 2 if name in FUNDING_ROWS else 3
    yield GridCell(0, width, CellRole.LABEL, text, name=f"costs.{name}", heading=text, scope="row", bold=name in SUMS)
    yield written(1, None, unit, heading=words.UNIT, align="center")
    for columns, column in zip(YEAR_SPANS, sheet.columns, strict=True):
        value = sheet.cost(name, column)
        yield GridCell(
            0,
            columns,
            CellRole.NUMBER,
            words.figure(value),
            name=cost_name(name, column),
            value=value,
            fiscal_year=column.fiscal_year,
            basis=column.basis,
            heading=column_words(column),
            align="right",
            bold=name in SUMS,
            current=_is_current(sheet, column),
        )
