"""The yearly counts as a table."""

from flask import Blueprint
from flask_babel import gettext as _

from registry.domain.permissions import Permission
from registry.queries.counting import count_years
from registry.queries.counting.meeting_months import count_meetings_by_month
from registry.queries.rules import get_rules
from registry.web.access import requires
from registry.web.counts_page import counts_table, month_rows
from registry.web.frame import show_page
from registry.web.shown_years import as_of, checked, known_years, newest_year
from registry.words import day_name, rules_in_words, year_name

bp = Blueprint("counts", __name__)
SHOWN_YEARS = 10


@bp.get("/counts")
@requires(Permission.SEE_REGISTRY)
def show_newest() -> str:
    """The years up to the newest."""
    return _show(newest_year())


@bp.get("/counts/<int:fiscal_year>")
@requires(Permission.SEE_REGISTRY)
def show_year(fiscal_year: int) -> str:
    """The years up to a chosen one."""
    return _show(fiscal_year)


def _show(year: int) -> str:
    years, day, rules = known_years(), as_of(year), get_rules()
    checked(year, years)
    first = max(year - SHOWN_YEARS + 1, years.start)
    counts = count_years(range(first, year + 1), as_of=day, rules=rules)
    return show_page(
        "counts/show.html",
        year=year,
        years=years,
        table=counts_table(counts),
        months=month_rows(counts.years[-1], count_meetings_by_month(year, as_of=day, rules=rules)),
        first_year=year_name(first),
        last_year=year_name(year),
        months_title=_("Meetings of %(year)s by month", year=year_name(year)),
        as_of=day_name(day),
        rules=rules_in_words(rules),
    )
