"""実績報告の依頼: the year's call for reports, and 催促 of departments whose reports are missing."""

from flask import Blueprint, flash, redirect, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from registry.commands.report_calls import call_for_reports, remind_departments
from registry.database import writes
from registry.domain.errors import NobodyToRemind
from registry.domain.fiscal_year import FiscalYear
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun
from registry.forms.reports import CallForm
from registry.queries.listing import id_in
from registry.queries.reports import find_report_call, get_report_call
from registry.web.access import requires
from registry.web.clock import midnight, today
from registry.web.frame import NOT_SAVED, show_page
from registry.web.readers import deed
from registry.web.report_words import list_address_of
from registry.web.saving import Answer, Conflict, Saving
from registry.web.shown_years import checked, known_years
from registry.words import year_name

bp = Blueprint("report_calls", __name__)
USUAL_DUE = 30
"""The day of April by which the reports of the year before are usually due."""


@bp.get("/report-calls/<int:fiscal_year>")
@requires(Permission.MANAGE_REPORTS)
def show_year(fiscal_year: int) -> str:
    """The form of the year's call, new or as it is."""
    checked(fiscal_year, known_years())
    return _page(_form(fiscal_year), fiscal_year, None)


@bp.post("/report-calls/<int:fiscal_year>")
@requires(Permission.MANAGE_REPORTS)
def call(fiscal_year: int) -> Answer:
    """依頼, or its correction."""
    checked(fiscal_year, known_years())
    form = CallForm(meta={"today": today()})
    return Saving(
        form,
        Noun.REPORT_CALLS,
        page=lambda conflict: _page(form, fiscal_year, conflict),
        act=lambda: call_for_reports(deed(), fiscal_year=fiscal_year, draft=form.to_draft(), version=form.seen_version),
        done=lambda _id: list_address_of(fiscal_year),
        said=_("The call for reports was saved."),
        stored=lambda: _stored(fiscal_year),
    ).answer()


@bp.post("/report-calls/<int:fiscal_year>/remind")
@requires(Permission.MANAGE_REPORTS)
@writes
def remind(fiscal_year: int) -> Response:
    """催促: of one department, or of all whose reports are missing."""
    wanted = request.form.get("department", "")
    only = None if wanted == "all" else [id_in(wanted) or 0]
    try:
        names = remind_departments(deed(), fiscal_year=fiscal_year, as_of=today(), since=midnight(), only=only)
    except NobodyToRemind as refusal:
        flash(_(refusal.sentence), NOT_SAVED)
    else:
        said = ngettext("%(names)s was reminded.", "%(names)s were reminded.", len(names), names=_(", ").join(names))
        flash(said)
    return redirect(list_address_of(fiscal_year), 303)


def _form(fiscal_year: int) -> CallForm:
    call = find_report_call(fiscal_year)
    if call is not None:
        return _stored(fiscal_year)[0]
    usual = {"opens_on": today(), "due_on": FiscalYear(fiscal_year + 1).first_day.replace(day=USUAL_DUE)}
    return CallForm(formdata=None, data=usual)


def _stored(fiscal_year: int) -> tuple[CallForm, int, int]:
    call = get_report_call(fiscal_year)
    values = {"opens_on": call.opens_on, "due_on": call.due_on, "message": call.message, "version": call.version}
    return CallForm(formdata=None, data=values), call.id, call.version


def _page(form: CallForm, fiscal_year: int, conflict: Conflict | None) -> str:
    return show_page(
        "reports/call.html",
        form=form,
        conflict=conflict,
        year=fiscal_year,
        years=known_years(),
        title=_("Ask for the reports of %(year)s", year=year_name(fiscal_year)),
        cancel=list_address_of(fiscal_year),
    )
