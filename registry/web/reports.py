"""実績報告: which reports of a year are there and which are missing, for the secretariat and for each department."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from flask import Blueprint, redirect
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from registry.domain.permissions import Permission, may, may_for_others
from registry.exports.tables import MIMETYPES, table_file
from registry.queries.reports import (
    ExpectedReport,
    find_report_call,
    last_nudges,
    list_expected_reports,
    list_projects_taken_part_in,
    list_report_calls,
    list_report_texts,
    list_written_reports,
)
from registry.web.access import requires
from registry.web.clock import day_of, today
from registry.web.files import file_answer
from registry.web.frame import show_page
from registry.web.lists import asked, list_page
from registry.web.report_list import (
    SPEC,
    ReportRow,
    anyone_to_nudge,
    groups_of,
    missing_in_words,
    narrowed,
    own_rows,
    table_of,
    tally,
)
from registry.web.report_words import due_in_words, list_address_of
from registry.web.shown_years import checked, known_years, newest_year
from registry.words import day_name, year_name

if TYPE_CHECKING:
    from registry.models import ReportCall

bp = Blueprint("reports", __name__)


@bp.get("/reports")
@requires(Permission.SEE_REPORTS)
def show_newest() -> Response:
    """The year that was asked for last."""
    years = [call.fiscal_year for call in list_report_calls() if call.fiscal_year in known_years()]
    return redirect(list_address_of(years[0] if years else newest_year()))


@bp.get("/years/<int:fiscal_year>/reports")
@requires(Permission.SEE_REPORTS)
def show_year(fiscal_year: int) -> str:
    """All reports of the year by department, or those of the reader's own."""
    checked(fiscal_year, known_years())
    wanted, everything, call = asked(SPEC), _expected(fiscal_year), find_report_call(fiscal_year)
    found, nudges = narrowed(everything, wanted.query), _nudges(call)
    overdue = call is not None and call.due_on < today()
    return show_page(
        "reports/list.html",
        year=fiscal_year,
        years=known_years(),
        title=_("Yearly reports of %(year)s", year=year_name(fiscal_year)),
        list=list_page(wanted, total=len(found), counts=tally(everything)),
        call=call,
        due=due_in_words(call, today()),
        reminded=_reminded(call),
        missing=missing_in_words(everything, of_all=_sees_all()),
        groups=groups_of(found, everything, fiscal_year, nudges, overdue=overdue),
        own=None if _sees_all() else _own(found, fiscal_year, overdue=overdue),
        fiscal_year=fiscal_year,
        can_nudge=nudges is not None and anyone_to_nudge(everything, nudges),
    )


@bp.get("/years/<int:fiscal_year>/reports.<any(csv, xlsx):form>")
@requires(Permission.SEE_REPORTS)
def download(fiscal_year: int, form: str) -> Response:
    """The same as a file, with all that was written."""
    checked(fiscal_year, known_years())
    found = narrowed(_expected(fiscal_year), asked(SPEC).query)
    table = table_of(found, list_written_reports(fiscal_year), fiscal_year, today())
    plain_name, name = f"reports-{fiscal_year}.{form}", f"{table.title}.{form}"
    return file_answer(table_file(table, form), mimetype=MIMETYPES[form], name=name, plain_name=plain_name)


def _sees_all() -> bool:
    return may_for_others(current_user.role, Permission.SEE_REPORTS)


def _expected(fiscal_year: int) -> Sequence[ExpectedReport]:
    """All, or those of the projects that the reader's department leads or takes part in."""
    found, own = list_expected_reports(fiscal_year, as_of=today()), current_user.department_id
    if _sees_all():
        return found
    helping = list_projects_taken_part_in(own) if own is not None else set()
    return [one for one in found if one.department_id == own or one.project_id in helping]


def _nudges(call: "ReportCall | None") -> Mapping[int, datetime] | None:
    """When each department was last reminded; None where nobody can be reminded yet, or not by this reader."""
    if call is None or call.opens_on > today() or not may(current_user.role, Permission.MANAGE_REPORTS):
        return None
    return last_nudges(call.id)


def _reminded(call: "ReportCall | None") -> str:
    """When the reader's own department was last reminded of what it owes; blank where it was not."""
    if call is None or _sees_all() or current_user.department_id is None:
        return ""
    last = last_nudges(call.id).get(current_user.department_id)
    return _("The secretariat sent a reminder on %(day)s.", day=day_name(day_of(last))) if last else ""


def _own(found: Sequence[ExpectedReport], fiscal_year: int, *, overdue: bool) -> tuple[ReportRow, ...]:
    texts = list_report_texts({one.project_id for one in found}, {fiscal_year - 1, fiscal_year})
    return own_rows(found, texts, fiscal_year, current_user.department_id, overdue=overdue)
