"""The home page: where the chosen fiscal year stands, and what waits for the reader."""

from dataclasses import replace

from flask import Blueprint, url_for
from flask_babel import gettext as _

from registry.domain.fiscal_year import FiscalYear
from registry.domain.permissions import Permission
from registry.evaluation.sheet_assembly import years_to_count
from registry.queries.counting import count_years
from registry.queries.rules import get_rules
from registry.queries.unchanged import while_unchanged
from registry.web.access import requires
from registry.web.clock import today
from registry.web.frame import show_page
from registry.web.home_figures import as_of_line
from registry.web.home_page import home_page
from registry.web.home_reader import findings_of, reader_part, sheet_to_check
from registry.web.new_sheet import begin_link
from registry.web.sheet_figures import figures_of, find_typed_sheet
from registry.web.sheet_head import sheet_link
from registry.web.shown_years import as_of, checked, known_years, newest_year
from registry.words import day_name, year_name

bp = Blueprint("home", __name__)
CHART_YEARS = 10


@bp.get("/")
@requires(Permission.SEE_REGISTRY)
def show_newest() -> str:
    """The newest year."""
    return _show(newest_year())


@bp.get("/years/<int:fiscal_year>")
@requires(Permission.SEE_REGISTRY)
def show_year(fiscal_year: int) -> str:
    """One year."""
    return _show(fiscal_year)


def _show(year: int) -> str:
    years, day, rules, newest = known_years(), as_of(year), get_rules(), newest_year()
    checked(year, years)
    first = max(year - CHART_YEARS + 1, min(years.start, year - 1))
    sheet = find_typed_sheet(year)
    in_doubt = sheet_to_check(sheet, newest) if year >= newest else None
    wanted = sorted({*range(first, year + 1), *(years_to_count(in_doubt) if in_doubt else ())})
    counts = while_unchanged(("counts", *wanted, day, rules), lambda: count_years(wanted, as_of=day, rules=rules))
    shown = replace(counts, years=tuple(one for one in counts.years if one.fiscal_year >= first))
    return show_page(
        "home/show.html",
        year=year,
        years=years,
        title=_("The situation of %(year)s", year=year_name(year)),
        as_of=as_of_line(day, FiscalYear(year), day_name(day)),
        home=home_page(shown, figures_of(sheet), as_of=day, rules=rules),
        mine=reader_part(year, findings_of(in_doubt, counts), today=today(), is_present=year >= newest),
        sheet=sheet_link(sheet) if sheet else begin_link(year),
        counts_address=url_for("counts.show_year", fiscal_year=year),
    )
