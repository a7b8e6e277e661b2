"""The home page: where the chosen fiscal year stands."""

from flask import Blueprint, url_for
from flask_babel import gettext as _

from registry.domain.fiscal_year import FiscalYear
from registry.domain.permissions import Permission
from registry.queries.counting import count_years, get_evidence
from registry.queries.rules import get_rules
from registry.web.access import requires
from registry.web.frame import show_page
from registry.web.home_figures import as_of_line
from registry.web.home_page import home_page
from registry.web.sheet_figures import figures_of, find_typed_sheet
from registry.web.sheet_head import sheet_link
from registry.web.shown_years import as_of, checked, known_years, newest_year
from registry.words import day_name, year_name

bp = Blueprint("home", __name__)
CHART_YEARS = 10
LISTED_AGREEMENTS = 6


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
    years, day, rules = known_years(), as_of(year), get_rules()
    checked(year, years)
    first = max(year - CHART_YEARS + 1, min(years.start, year - 1))
    sheet = find_typed_sheet(year)
    counts = count_years(range(first, year + 1), as_of=day, rules=rules)
    with_new, with_existing = (
        get_evidence(f"agreements_new_{part}", year, as_of=day, rules=rules, limit=LISTED_AGREEMENTS)
        for part in ("with_new", "with_existing_only")
    )
    return show_page(
        "home/show.html",
        year=year,
        years=years,
        title=_("The situation of %(year)s", year=year_name(year)),
        as_of=as_of_line(day, FiscalYear(year), day_name(day)),
        home=home_page(counts, figures_of(sheet), with_new=with_new, with_existing=with_existing),
        sheet=sheet_link(sheet) if sheet else None,
        counts_address=url_for("counts.show_year", fiscal_year=year),
    )
