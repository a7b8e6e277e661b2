"""年度末の確認: what is still open before a fiscal year's sheet can be written and finalized."""

from flask import Blueprint
from flask_babel import gettext as _
from flask_babel import ngettext

from registry.domain.fiscal_year import FiscalYear
from registry.domain.permissions import Permission
from registry.evaluation.checks import check
from registry.queries.rules import get_rules
from registry.queries.sheets import get_sheet, list_sheet_years
from registry.queries.year_end import count_open_records
from registry.web.access import requires
from registry.web.clock import today
from registry.web.frame import show_page
from registry.web.shown_years import checked, known_years
from registry.web.year_end_items import ItemGroup, groups_of
from registry.words import day_name, year_name

bp = Blueprint("year_end", __name__)


@bp.get("/years/<int:fiscal_year>/check-list")
@requires(Permission.EDIT_SHEETS)
def show(fiscal_year: int) -> str:
    """Everything that waits, each with where it is settled."""
    years, day = known_years(), today()
    checked(fiscal_year, years)
    has_sheet = fiscal_year in list_sheet_years()
    sheet = get_sheet(fiscal_year, as_of=day, rules=get_rules()) if has_sheet else None
    groups = groups_of(fiscal_year, count_open_records(fiscal_year, today=day), sheet, check(sheet) if sheet else ())
    return show_page(
        "year_end/show.html",
        year=fiscal_year,
        years=years,
        title=_("Year-end check-list of %(year)s", year=year_name(fiscal_year)),
        sentence=_sentence(groups),
        running=_running(FiscalYear(fiscal_year)),
        groups=groups,
        fiscal_year=fiscal_year,
        has_sheet=has_sheet,
    )


def _sentence(groups: tuple[ItemGroup, ...]) -> str:
    waiting = sum(1 for group in groups for item in group.items if item.size)
    if not waiting:
        return _("Everything is settled.")
    return str(ngettext("%(num)s line is still open.", "%(num)s lines are still open.", waiting))


def _running(year: FiscalYear) -> str:
    """While the year runs its numbers still change."""
    if today() > year.last_day:
        return ""
    return _("The year runs until %(day)s; its numbers can still change.", day=day_name(year.last_day))
