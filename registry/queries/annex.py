"""根拠資料: the records behind every number of a sheet that the registry counts."""

from datetime import date

from registry.domain.rules import CountingRules
from registry.evaluation.counts import Counts, Evidence
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_assembly import years_to_count
from registry.queries.counting import count_years, list_evidence


def list_all_evidence(sheet: Sheet, *, as_of: date, rules: CountingRules) -> tuple[Evidence, ...]:
    """The whole evidence of a sheet, each by (count, fiscal_year): what its numbers are made of as of a day.

    All counts of the sheet's own year, parts included (kinds, departments, states), and in its other actual years
    those that feed an indicator; years not begun are left out. Earlier years first, the counts in their usual order.
    At most twelve statements, however many records and departments there are.
    """
    counts = count_years(years_to_count(sheet), as_of=as_of, rules=rules)
    return list_evidence(wanted_evidence(sheet, counts), as_of=as_of, rules=rules)


def wanted_evidence(sheet: Sheet, counts: Counts) -> tuple[tuple[str, int], ...]:
    """The counts and years of ``list_all_evidence``."""
    fed = {indicator.count for indicator in sheet.indicators}
    return tuple(
        (name, year.fiscal_year)
        for year in counts.years
        if year.fiscal_year in years_to_count(sheet)
        for name in year.numbers
        if year.fiscal_year == sheet.fiscal_year or name in fed
    )
