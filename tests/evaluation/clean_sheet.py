"""A sheet made by hand that contradicts itself nowhere, and ways to spoil one cell of it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from registry.domain.rules import CountingRules
from registry.domain.vocabulary import IndicatorKind, SheetState, Slot
from registry.evaluation.checks import check
from registry.evaluation.counts import Counts, YearCounts
from registry.evaluation.indicators import Indicator, columns_of
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_assembly import assemble
from registry.evaluation.sheet_names import Value, build_sheet, with_values

FIGURES = {
    "indicators.activity.ア": (48, 52, 50, 55, 56, 57, 58, 59),
    "indicators.population.ア": (60, 62, 63, 64, 66, 67, 68, 69),
    "indicators.outcome.ア": (47, 48, 50, 49, 51, 52, 53, 54),
    "costs.general": (100, 110, 100, 120, 120, 120, 120, 120),
    "costs.project": (100, 110, 100, 120, 120, 120, 120, 120),
    "costs.staff": (2, 2, 2, 2, 2, 2, 2, 2),
    "costs.personnel": (900, 900, 1000, 800, 900, 900, 900, 900),
    "costs.total": (1000, 1010, 1100, 920, 1020, 1020, 1020, 1020),
}
TEXTS = {
    "do.actual": "令和2年度までに43件(49団体)との協定を締結した。",
    "do.rationale": "連携の広がりは、協定を結んだ団体の累計数で測れるため。",
    "check.1.not_achieved": True,
    "check.1.reason": "令和2年度は新たに1件の連携協定を締結したが、目標に届かなかった。",
    "check.2.expected": True,
    "check.2.reason": "協議中の団体があり、目標の達成が見込まれる。",
    "check.3.room": True,
    "summary": "新たに1件の連携協定を締結した。",
}
INDICATORS = (
    Indicator(IndicatorKind.ACTIVITY, Slot.FIRST, "協議回数", "回", "meetings"),
    Indicator(IndicatorKind.POPULATION, Slot.FIRST, "対象の数", "団体", "population"),
    Indicator(IndicatorKind.OUTCOME, Slot.FIRST, "協定を締結した団体の累計数", "団体", "organizations_cumulative"),
)


def year(fiscal_year: int, label: str, meetings: int, population: int, organizations: int) -> YearCounts:
    agreements = organizations - 6
    numbers = {
        "meetings": meetings,
        "population": population,
        "organizations_cumulative": organizations,
        "agreements_cumulative": agreements,
        "agreements_new": 1,
    }
    return YearCounts(fiscal_year, label, date(fiscal_year + 1, 3, 31), numbers)


COUNTS = Counts(
    date(2021, 12, 20),
    CountingRules(),
    (
        year(2018, "30年度", 48, 60, 47),
        year(2019, "31年度", 52, 62, 48),
        year(2020, "2年度", 55, 64, 49),
    ),
)


def clean_sheet(**changes: Value) -> Sheet:
    """The sheet with some cells changed: ``__`` in a name stands for its dots."""
    values: dict[str, Value] = dict(TEXTS)
    for row, figures in FIGURES.items():
        cells = zip(columns_of(2020), figures, strict=True)
        values |= {f"{row}.{column.name}": Decimal(figure) for column, figure in cells}
    sheet = build_sheet(values, fiscal_year=2020, indicators=INDICATORS, state=SheetState.PUBLISHED, source="見本")
    spoilt = with_values(sheet, {name.replace("__", "."): value for name, value in changes.items()})
    return assemble(spoilt, counts=COUNTS)


def row_of(name: str, *figures: int | None) -> dict[str, Value]:
    """A whole row of figures as changes; ``name`` without its first word's dots."""
    prefix = name.replace(".", "__")
    cells = zip(columns_of(2020), figures, strict=True)
    return {
        f"{prefix}__{column.name.replace('.', '__')}": None if one is None else Decimal(one) for column, one in cells
    }


def without_counts(sheet: Sheet) -> Sheet:
    return replace(sheet, counts=None)


def cells_of(code: str, sheet: Sheet) -> list[str]:
    """The cells in which a check finds something."""
    return [finding.cell for finding in check(sheet) if finding.code == code]
