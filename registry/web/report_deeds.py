"""What the secretariat answers to a yearly report: 受理, 差戻し, and taking an acceptance back."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from flask import Blueprint
from flask_babel import gettext as _

from registry.commands.reports import accept_report, reopen_report, return_report
from registry.domain.errors import NotInThatState
from registry.domain.message import N_
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun, ReportState
from registry.forms.office_form import RecordForm
from registry.forms.reports import AnswerForm, RemarkForm
from registry.queries.reports import get_report
from registry.web.access import requires
from registry.web.frame import show_page
from registry.web.readers import deed
from registry.web.report_page import report_page
from registry.web.report_words import list_address_of, report_address
from registry.web.saving import Answer, Conflict, Saving
from registry.web.steps import Step
from registry.words import year_name

if TYPE_CHECKING:
    from registry.models import ProjectReport

bp = Blueprint("report_deeds", __name__)
STEPS: Mapping[str, Step] = {
    "return": Step(
        form=RemarkForm,
        opens_with=lambda _report: {},
        act=lambda report_id, form: return_report(
            deed(), report_id=report_id, remark=form.remark.data, version=form.seen_version
        ),
        title=N_("Return the report"),
        button=N_("Return it"),
        said=N_("The report was returned to the department."),
    ),
    "reopen": Step(
        form=RemarkForm,
        opens_with=lambda _report: {},
        act=lambda report_id, form: reopen_report(
            deed(), report_id=report_id, remark=form.remark.data, version=form.seen_version
        ),
        title=N_("Take the acceptance back"),
        button=N_("Return it to the department"),
        said=N_("The report was returned to the department."),
    ),
}
FROM = {"return": ReportState.SUBMITTED, "reopen": ReportState.ACCEPTED}


@bp.post("/reports/<int:report_id>/accept")
@requires(Permission.MANAGE_REPORTS)
def accept(report_id: int) -> Answer:
    """受理."""
    form, fiscal_year = AnswerForm(), get_report(report_id).fiscal_year

    def stored() -> tuple[RecordForm, int, int]:
        report = get_report(report_id)
        return AnswerForm(formdata=None, data={"version": report.version}), report.id, report.version

    return Saving(
        form,
        Noun.REPORTS,
        page=lambda conflict: _page(form, report_id, conflict),
        act=lambda: accept_report(deed(), report_id=report_id, version=form.seen_version),
        done=lambda _id: list_address_of(fiscal_year),
        said=_("The report was accepted."),
        stored=stored,
    ).answer()


@bp.get("/reports/<int:report_id>/<any('return', reopen):step>")
@requires(Permission.MANAGE_REPORTS)
def show_step(report_id: int, step: str) -> str:
    """The form for the remark."""
    report = get_report(report_id)
    if report.state is not FROM[step]:
        raise NotInThatState(name=report.label)
    return _step_page(STEPS[step], STEPS[step].opened(report), None, report)


@bp.post("/reports/<int:report_id>/<any('return', reopen):step>")
@requires(Permission.MANAGE_REPORTS)
def take_step(report_id: int, step: str) -> Answer:
    """差戻し, 受理の取消し."""
    fiscal_year = get_report(report_id).fiscal_year
    return STEPS[step].taken(
        Noun.REPORTS,
        lambda: get_report(report_id),
        page=lambda words, form, conflict: _step_page(words, form, conflict, get_report(report_id)),
        done=lambda _id: list_address_of(fiscal_year),
    )


def _step_page(words: Step, form: RecordForm, conflict: Conflict | None, report: "ProjectReport") -> str:
    return show_page(
        "reports/step.html",
        form=form,
        conflict=conflict,
        project=report.project.name,
        of_year=year_name(report.fiscal_year),
        title=_(words.title),
        button=_(words.button),
        is_accepted=report.state is ReportState.ACCEPTED,
        list=list_address_of(report.fiscal_year),
        address=report_address(report.project_id, report.fiscal_year),
    )


def _page(form: RecordForm, report_id: int, conflict: Conflict | None) -> str:
    report = get_report(report_id)
    page = report_page(report.project, report.fiscal_year, report)
    return show_page("reports/show.html", report=page, form=form, conflict=conflict)
