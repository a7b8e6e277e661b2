"""The evaluation sheet of a fiscal year with its findings, and the evidence behind each of its numbers."""

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from registry.domain.permissions import Permission
from registry.evaluation.checks import check
from registry.evaluation.layout import form_of
from registry.exports.sheet_json import sheet_json
from registry.language import say
from registry.queries.rules import get_rules
from registry.queries.sheets import get_sheet, list_sheet_years, newest_sheet_year
from registry.web.access import requires
from registry.web.clock import current_year, today
from registry.web.findings_panel import entries_of, marks_of, panel, wanted_severity
from registry.web.frame import show_page
from registry.web.new_sheet import begin_link, may_begin, years_to_show
from registry.web.sheet_carried import carried_in_words
from registry.web.sheet_deeds import deeds_of, edits_of
from registry.web.sheet_document import document_of
from registry.web.sheet_head import sheet_head
from registry.web.sheet_page import cell_words, form_blocks
from registry.web.shown_years import checked
from registry.words import year_name

bp = Blueprint("sheets", __name__)


@bp.get("/sheets")
@requires(Permission.SEE_SHEETS)
def show_newest() -> str | Response:
    """The newest sheet, under its own address."""
    year = newest_sheet_year()
    if year is None:
        return _no_sheet(current_year().year)
    return redirect(url_for("sheets.show_year", fiscal_year=year))


@bp.get("/sheets/<int:fiscal_year>")
@requires(Permission.SEE_SHEETS)
def show_year(fiscal_year: int) -> str:
    """The form as it is printed, with the findings beside it."""
    years = list_sheet_years()
    if fiscal_year not in years and may_begin(fiscal_year):
        return _no_sheet(fiscal_year)
    sheet = get_sheet(checked(fiscal_year, years), as_of=today(), rules=get_rules())
    findings, grid = check(sheet), form_of(sheet)
    entries = entries_of(findings, cell_words(grid))
    return show_page(
        "sheets/show.html",
        year=fiscal_year,
        years=years_to_show(years),
        head=sheet_head(sheet, grid),
        deeds=deeds_of(sheet),
        edits=edits_of(sheet),
        carried=carried_in_words(sheet),
        blocks=form_blocks(grid, marks_of(entries)),
        columns=grid.columns,
        panel=panel(findings, entries, wanted_severity()),
    )


def _no_sheet(fiscal_year: int) -> str:
    """A year that has no sheet yet; who may begins it here."""
    years = list_sheet_years()
    return show_page(
        "sheets/none.html",
        year=fiscal_year,
        years=years_to_show(years),
        sentence=_("This year has no evaluation sheet yet.") if years else _("There is no evaluation sheet yet."),
        title=year_name(fiscal_year),
        begin=begin_link(fiscal_year),
        counts_address=url_for("counts.show_newest"),
    )


@bp.get("/sheets/<int:fiscal_year>.json")
@requires(Permission.SEE_SHEETS)
def show_json(fiscal_year: int) -> Response:
    """The whole sheet for other programs, the same as ``flask sheet YEAR --format json``."""
    sheet = get_sheet(fiscal_year, as_of=today(), rules=get_rules())
    return Response(sheet_json(sheet, check(sheet), say=say), mimetype="application/json")


@bp.get("/sheets/<int:fiscal_year>.<any(xlsx, pdf):form>")
@requires(Permission.SEE_SHEETS)
def show_document(fiscal_year: int, form: str) -> Response:
    """The sheet for paper, in Japanese whoever asks; ``?findings=1`` adds the findings on a page of their own."""
    sheet = get_sheet(fiscal_year, as_of=today(), rules=get_rules())
    return document_of(sheet, form, with_findings=request.args.get("findings") == "1")
