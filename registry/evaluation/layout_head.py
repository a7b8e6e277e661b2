"""The first page above the figures: title, head, PLAN and DO."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from registry.domain.fiscal_year import FiscalYear
from registry.domain.japanese_dates import wareki
from registry.domain.vocabulary import IndicatorKind, Slot
from registry.evaluation import layout_words as words
from registry.evaluation.layout_cells import WIDTH, boxes, heading, label, number, row, written
from registry.evaluation.layout_grid import BoxItem, CellRole, GridBlock, GridCell, GridRow
from registry.evaluation.narrative_counts import counts_told
from registry.evaluation.sheet import Period, Sheet


def title_of(sheet: Sheet) -> str:
    """事務事業マネジメントシート(令和2年度実績と令和3年度計画)."""
    this, following = FiscalYear(sheet.fiscal_year), FiscalYear(sheet.fiscal_year + 1)
    return words.TITLE.format(this=this.full_label, next=following.full_label)


def updated_of(sheet: Sheet) -> str:
    """令和3年12月20日更新; "" where the sheet does not say."""
    return words.UPDATED.format(day=wareki(sheet.head.updated_on)) if sheet.head.updated_on else ""


def dated_of(sheet: Sheet) -> date:
    """The day that the sheet bears, else the last day of its year: a document of it is the same whenever it is made."""
    return sheet.head.updated_on or FiscalYear(sheet.fiscal_year).last_day


def title_block(sheet: Sheet) -> GridBlock:
    """The title with the day of the last change."""
    title = GridCell(0, 14, CellRole.TITLE, title_of(sheet), bold=True)
    day = sheet.head.updated_on
    updated = GridCell(0, 6, CellRole.DATE, updated_of(sheet), name="head.updated_on", day=day, align="right")
    return GridBlock("title", "", (row(title, updated),))


def head_block(sheet: Sheet) -> GridBlock:
    """Title of the project, its place in the policies, budget line and period."""
    rows = (_project_row(sheet), *_policy_rows(sheet), *_budget_rows(sheet), _period_row(sheet))
    return GridBlock("head", "", rows)


def _project_row(sheet: Sheet) -> GridRow:
    related = (
        cell
        for columns, (field, text) in zip((2, 2, 3), words.RELATED, strict=True)
        for cell in (label(columns, text), written(1, f"head.{field}", getattr(sheet.head, field), align="center"))
    )
    return row(label(3, words.PROJECT_NAME), written(7, "head.title", sheet.head.title, bold=True), *related)


def _policy_rows(sheet: Sheet) -> Iterator[GridRow]:
    for place, fields in enumerate(words.POLICY_ROWS):
        cells = (
            cell
            for (label_columns, columns), (field, text) in zip(((2, 7), (1, 3), (2, 4)), fields, strict=True)
            for cell in (label(label_columns, text), written(columns, f"head.{field}", getattr(sheet.head, field)))
        )
        if place == 0:
            group = label(1, words.POLICY_SYSTEM, rows=len(words.POLICY_ROWS), scope="rowgroup")
            yield row(group, *cells)
        else:
            yield row(*cells, start=1)


def _budget_rows(sheet: Sheet) -> tuple[GridRow, GridRow]:
    columns = (*words.BUDGET_COLUMNS, ("serial", words.BUDGET_SERIAL, 3))
    heads = (label(width, text, scope="col") for _, text, width in columns)
    values = (
        written(width, f"head.budget.{field}", getattr(sheet.head.budget, field), heading=text, align="center")
        for field, text, width in columns
    )
    legal = written(9, "head.legal_basis", sheet.head.legal_basis, rows=2)
    first = row(label(3, words.BUDGET, rows=2, scope="rowgroup"), *heads, label(1, words.LEGAL_BASIS, rows=2), legal)
    return first, row(*values, start=3)


def _period_row(sheet: Sheet) -> GridRow:
    this = FiscalYear(sheet.fiscal_year).label
    ends = BoxItem("head.ends_this_year", words.ENDS_THIS_YEAR.format(this=this), sheet.head.ends_this_year)
    starts = BoxItem("head.starts_this_year", words.STARTS_THIS_YEAR.format(this=this), sheet.head.starts_this_year)
    return row(
        label(3, words.END_AND_START),
        boxes(3, ends, starts),
        label(3, words.PERIOD),
        boxes(11, *_periods(sheet.head.period)),
        lines=2,
    )


def _periods(period: Period) -> tuple[BoxItem, ...]:
    started = words.STARTED.format(year=period.started_year or words.BLANK_YEAR)
    limited = words.LIMITED.format(
        start=period.limited_from or words.BLANK_YEAR, end=period.limited_until or words.BLANK_YEAR
    )
    return (
        BoxItem("head.period.single_year", words.PERIOD_SINGLE, period.single_year),
        BoxItem("head.period.every_year", words.PERIOD_EVERY, period.every_year, started),
        BoxItem("head.period.limited_years", words.PERIOD_LIMITED, period.limited_years, limited),
    )


def plan_block(sheet: Sheet) -> GridBlock:
    """★事務事業の概要 (PLAN)."""
    rows = (
        row(label(3, text), written(17, f"plan.{field}", getattr(sheet.plan, field), heading=text))
        for field, text in words.PLAN_ROWS
    )
    return GridBlock("plan", words.PLAN_BAR, tuple(rows))


def do_block(sheet: Sheet) -> GridBlock:
    """1 現状把握の部 (DO、PLAN) up to the figures; reports and the bridge line only where there are any."""
    this, following = FiscalYear(sheet.fiscal_year).label, FiscalYear(sheet.fiscal_year + 1).label
    means, plan = words.MEANS.format(this=this, next=following), words.NEXT_PLAN.format(next=following)
    rows = (
        row(heading(14, words.PURPOSE), label(3, words.CATEGORY), written(3, "do.category", sheet.do.category)),
        row(label(10, means, scope="col"), label(10, plan, scope="col")),
        row(_done(sheet, means), written(10, "do.next_plan", sheet.do.next_plan, heading=plan)),
        *_optional_row(sheet.do.reports, "do.reports", words.REPORTS),
        *_optional_row(sheet.do.bridge, "do.bridge", words.BRIDGE),
        *_activity_rows(sheet),
        *_indicator_rows(sheet, IndicatorKind.POPULATION, "target", words.TARGET),
        *_indicator_rows(sheet, IndicatorKind.OUTCOME, "intent", words.INTENT),
        *_rationale_rows(sheet, following),
    )
    return GridBlock("do", words.DO_BAR, rows)


def _done(sheet: Sheet, means: str) -> GridCell:
    """What was done in the year, each number that is a count leading to its evidence."""
    year = sheet.counts.year(sheet.fiscal_year) if sheet.counts else None
    cell = written(10, "do.actual", sheet.do.actual, heading=means)
    return replace(cell, told=counts_told(cell.text, year), fiscal_year=sheet.fiscal_year)


def _optional_row(text: str, name: str, heading: str) -> tuple[GridRow, ...]:
    """A row that stands on the form only where it holds something."""
    return (row(label(3, heading), written(WIDTH - 3, name, text, heading=heading)),) if text else ()


def _activity_rows(sheet: Sheet) -> tuple[GridRow, ...]:
    reason = written(10, "do.budget_change", sheet.do.budget_change, rows=2, heading=words.BUDGET_CHANGE)
    title = words.INDICATOR_TITLES[IndicatorKind.ACTIVITY]
    return (
        row(label(10, title, scope="col"), label(10, words.BUDGET_CHANGE, scope="col")),
        row(*_named(sheet, IndicatorKind.ACTIVITY, Slot.FIRST), reason),
        row(*_named(sheet, IndicatorKind.ACTIVITY, Slot.SECOND)),
    )


def _indicator_rows(sheet: Sheet, kind: IndicatorKind, field: str, title: str) -> tuple[GridRow, ...]:
    text = written(10, f"do.{field}", getattr(sheet.do, field), rows=2, heading=title)
    return (
        row(label(10, title, scope="col"), label(10, words.INDICATOR_TITLES[kind], scope="col")),
        row(text, *_named(sheet, kind, Slot.FIRST)),
        row(*_named(sheet, kind, Slot.SECOND), start=10),
    )


def _named(sheet: Sheet, kind: IndicatorKind, slot: Slot) -> tuple[GridCell, GridCell]:
    indicator = sheet.indicator(kind, slot)
    title, text = words.INDICATOR_TITLES[kind], words.SLOT.format(slot=slot, name=indicator.name)
    return (
        written(8, f"{indicator.key}.name", text, heading=title),
        written(2, f"{indicator.key}.unit", indicator.unit, heading=words.UNIT, align="center"),
    )


def _rationale_rows(sheet: Sheet, following: str) -> tuple[GridRow, GridRow]:
    title = words.RATIONALE.format(next=following)
    total = words.TOTAL_COST.format(start=sheet.do.total_cost_from, end=sheet.do.total_cost_until)
    return (
        row(label(14, title, scope="col"), label(6, total, scope="col")),
        row(
            written(14, "do.rationale", sheet.do.rationale, heading=title),
            number(6, "do.total_cost", sheet.do.total_cost, heading=total.replace("\n", " ")),
        ),
    )
