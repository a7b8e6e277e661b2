"""The sheets of many years: ten years of the indicators at a glance, and two years side by side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flask import Blueprint, request
from werkzeug.wrappers import Response

from registry.domain.permissions import Permission
from registry.domain.rules import CountingRules
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_years import ACTUAL_REACH, FORESIGHT, IndicatorYears, KnownYears, Sheets, indicator_years
from registry.queries.counting import count_years
from registry.queries.rules import get_rules
from registry.queries.sheet_years import get_two_years, list_typed_sheets
from registry.queries.sheets import list_sheet_years
from registry.web.access import requires
from registry.web.clock import today
from registry.web.files import list_answer
from registry.web.frame import show_page
from registry.web.sheet_comparison_page import comparison_page
from registry.web.sheet_years_page import indicator_part, shown_indicators
from registry.web.sheet_years_table import years_table
from registry.web.shown_years import checked, known_years
from registry.words import rules_in_words, year_name

bp = Blueprint("sheet_years", __name__)
SHOWN_YEARS = 10
AHEAD = max(FORESIGHT.values())


@bp.get("/sheets/<int:fiscal_year>/years")
@requires(Permission.SEE_SHEETS)
def show(fiscal_year: int) -> str:
    """The indicators over ten years, and what the sheet says of the years that follow."""
    years = _years()
    many = _many_years(checked(fiscal_year, years))
    return show_page(
        "sheets/years.html",
        year=fiscal_year,
        years=years,
        fiscal_year=fiscal_year,
        name=year_name(fiscal_year),
        sheet=many.sheets.get(fiscal_year),
        parts=[indicator_part(one, year=fiscal_year, sheet_years=list(many.sheets)) for one in many.indicators],
        other=max((one for one in years if one < fiscal_year), default=max(years)),
        rules=rules_in_words(many.rules),
    )


@bp.get("/sheets/<int:fiscal_year>/years.<any(xlsx, csv):form>")
@requires(Permission.SEE_SHEETS)
def download(fiscal_year: int, form: str) -> Response:
    """The same as a list to save, for the mid-term plan."""
    many = _many_years(checked(fiscal_year, _years()))
    table = years_table(many.indicators, years=many.shown, year=fiscal_year, day=today())
    return list_answer(table, form, f"sheet-years-{fiscal_year}")


@bp.get("/sheets/<int:fiscal_year>/compare/<int:other>")
@requires(Permission.SEE_SHEETS)
def compare(fiscal_year: int, other: int) -> str:
    """Two years side by side, the earlier one left: what differs, or with ``?all=1`` everything."""
    years = _years()
    pair = (checked(fiscal_year, years), checked(other, years))
    found = get_two_years(pair, list_sheet_years(), as_of=today(), rules=get_rules())
    return show_page(
        "sheets/compare.html",
        year=fiscal_year,
        years=years,
        page=comparison_page(found, pair, years, whole=request.args.get("all") == "1"),
        rules=rules_in_words(found.counts.rules),
    )


@dataclass(frozen=True)
class ManyYears:
    """The indicators over the ``shown`` years; ``sheets`` are those that say something of them."""

    shown: range
    sheets: Sheets
    indicators: tuple[IndicatorYears, ...]
    rules: CountingRules


def _years() -> Sequence[int]:
    """Those of which the registry knows something, or that have a sheet."""
    return sorted({*known_years(), *list_sheet_years()})


def _many_years(year: int) -> ManyYears:
    rules, start = get_rules(), year - SHOWN_YEARS
    sheets = list_typed_sheets(start - AHEAD, year + ACTUAL_REACH)
    counts = count_years(range(start, year + 1), as_of=today(), rules=rules)
    first = min(known_years().start, min(sheets, default=year) - ACTUAL_REACH)
    shown = range(max(start + 1, min(first, year)), year + AHEAD + 1)
    indicators = shown_indicators(_nearest(sheets, year))
    found = [indicator_years(one, KnownYears(sheets, counts, year), shown) for one in indicators]
    last = max((one.fiscal_year for each in found for one in each.years if one.target), default=year)
    shown = range(shown.start, max(last, year) + 1)
    cut = (replace(one, years=one.years[: len(shown)]) for one in found)
    return ManyYears(shown, sheets, tuple(one for one in cut if one.is_known), rules)


def _nearest(sheets: Sheets, year: int) -> Sheet | None:
    """Whose indicators are shown: the year's own sheet's, else those of the newest one before, else of the next."""
    before = max((one for one in sheets if one <= year), default=None)
    return sheets.get(before if before is not None else min(sheets, default=year))
