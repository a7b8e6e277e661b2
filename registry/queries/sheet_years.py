"""The sheets of many years at once, and the registry's own counts beside them; a fixed number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from registry.database import db
from registry.domain.rules import CountingRules
from registry.evaluation.counts import Counts
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_years import Sheets
from registry.models import EvaluationSheet
from registry.queries.counting import count_years
from registry.queries.sheets import get_sheet, typed_sheet


@dataclass(frozen=True)
class TwoYears:
    """Two years, the earlier first; a year without a sheet has its counts alone."""

    before: int
    after: int
    sheet_before: Sheet | None
    sheet_after: Sheet | None
    counts: Counts


def list_typed_sheets(first: int, last: int) -> Sheets:
    """The sheets of the fiscal years from one to another as they were typed, by year; six statements."""
    wanted = (EvaluationSheet.fiscal_year.between(first, last), EvaluationSheet.deleted_at.is_(None))
    rows = db.session.scalars(sa.select(EvaluationSheet).where(*wanted).order_by(EvaluationSheet.fiscal_year))
    return {one.fiscal_year: typed_sheet(one) for one in rows}


def get_two_years(years: tuple[int, int], sheet_years: Sequence[int], *, as_of: date, rules: CountingRules) -> TwoYears:
    """What two years' sheets print, and what the registry counts in both; ``sheet_years`` are those with a sheet."""
    before, after = sorted(years)
    sheets = {
        year: get_sheet(year, as_of=as_of, rules=rules)
        for year in dict.fromkeys((before, after))
        if year in sheet_years
    }
    counts = count_years([before, after], as_of=as_of, rules=rules)
    return TwoYears(before, after, sheets.get(before), sheets.get(after), counts)
