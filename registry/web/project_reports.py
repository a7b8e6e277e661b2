"""実績報告: the report of one project for a year, which its departments write and the secretariat reads."""

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from registry.commands.reports import save_report, submit_report
from registry.domain.errors import NoSuchRecord
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun
from registry.forms.reports import ReportForm
from registry.queries.projects import get_project
from registry.queries.reports import SENT, find_report, get_report, is_expected
from registry.web.access import may_change, own_or_refuse, requires
from registry.web.clock import today
from registry.web.frame import show_page
from registry.web.readers import deed
from registry.web.report_forms import asks_for_rows, report_form, sent_form, stored_form, writing_page
from registry.web.report_page import report_page
from registry.web.report_words import list_address_of, report_address
from registry.web.saving import Answer, Conflict, Made, Saving
from registry.web.typed_forms import forget_typed, keeps_typed

if TYPE_CHECKING:
    from registry.models import ProjectReport

bp = Blueprint("project_reports", __name__)


@bp.get("/reports/<int:report_id>")
@requires(Permission.SEE_REPORTS)
def show_by_id(report_id: int) -> Response:
    """On to the page of the report."""
    report = get_report(report_id)
    own_or_refuse(Permission.SEE_REPORTS, report.department_id, *get_project(report.project_id).department_ids)
    return redirect(report_address(report.project_id, report.fiscal_year))


@bp.get("/projects/<int:project_id>/reports/<int:fiscal_year>")
@requires(Permission.SEE_REPORTS)
def show(project_id: int, fiscal_year: int) -> str:
    """The form for who may write it while it is open, else what was written."""
    project, report = get_project(project_id), find_report(project_id, fiscal_year)
    own_or_refuse(Permission.SEE_REPORTS, *project.department_ids, report.department_id if report else None)
    _refuse_what_nobody_expects(project_id, fiscal_year, report)
    is_open = report is None or report.state not in SENT
    if is_open and may_change(Permission.REPORT_PROJECTS, *project.department_ids):
        return writing_page(report_form(report), project, fiscal_year, report)
    return show_page("reports/show.html", report=report_page(project, fiscal_year, report), conflict=None)


def own_report_or_refuse(project_id: int, fiscal_year: int) -> None:
    """Let in who may write this report; raises NoSuchRecord."""
    own_or_refuse(Permission.REPORT_PROJECTS, *get_project(project_id).department_ids)
    _refuse_what_nobody_expects(project_id, fiscal_year, find_report(project_id, fiscal_year))


@bp.post("/projects/<int:project_id>/reports/<int:fiscal_year>")
@keeps_typed(own_report_or_refuse)
@requires(Permission.REPORT_PROJECTS)
def write(project_id: int, fiscal_year: int) -> Answer:
    """下書き保存, 提出."""
    own_report_or_refuse(project_id, fiscal_year)
    form, submits = sent_form(), request.form.get("act") == "submit"

    def page(conflict: Conflict | None = None) -> str:
        return writing_page(form, get_project(project_id), fiscal_year, find_report(project_id, fiscal_year), conflict)

    if asks_for_rows(form):
        return page()
    form.submitted_for = get_project(project_id).started_on if submits else None
    return Saving(
        form,
        Noun.REPORTS,
        page=page,
        act=lambda: _written(form, project_id, fiscal_year, submits=submits),
        done=lambda _id: list_address_of(fiscal_year) if submits else report_address(project_id, fiscal_year),
        said=_("The report was submitted.") if submits else _("The draft of the report was saved."),
        stored=lambda: stored_form(project_id, fiscal_year),
    ).answer()


def _written(form: ReportForm, project_id: int, fiscal_year: int, *, submits: bool) -> Made:
    forget_typed()
    act = submit_report if submits else save_report
    draft, version = form.to_draft(), form.seen_version
    return act(deed(), project_id=project_id, fiscal_year=fiscal_year, draft=draft, version=version)


def _refuse_what_nobody_expects(project_id: int, fiscal_year: int, report: "ProjectReport | None") -> None:
    """A project is reported of in the years in which it counts; raises NoSuchRecord."""
    if report is None and not is_expected(project_id, fiscal_year, as_of=today()):
        raise NoSuchRecord(noun=Noun.REPORTS, id=project_id)
