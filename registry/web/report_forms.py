"""The form of a yearly report as its page needs it: what it begins with, and what stands beside it."""

from typing import TYPE_CHECKING

from flask import request

from registry.domain.errors import NoSuchRecord
from registry.domain.vocabulary import Noun
from registry.forms.reports import ReportForm, values_of
from registry.queries.reports import find_report, find_report_call, report_draft_of
from registry.web.clock import today
from registry.web.frame import show_page
from registry.web.report_page import last_year, report_head
from registry.web.report_words import due_in_words, list_address_of
from registry.web.saving import Conflict
from registry.web.typed_forms import colleagues_typing, typed_into
from registry.words import AFTER_REPORTS, REPORT_OUTCOMES

if TYPE_CHECKING:
    from registry.models import Project, ProjectReport


def sent_form() -> ReportForm:
    """The form that was sent."""
    return _prepared(ReportForm(meta={"today": today()}))


def report_form(report: "ProjectReport | None") -> ReportForm:
    """What the reader typed last, else what is recorded."""
    stored = _stored(report)
    typed = typed_into(request.path)
    form = _prepared(ReportForm(formdata=typed, meta={"today": today()})) if typed is not None else stored
    if form.all_shown == stored.all_shown:
        return stored
    form.was_typed = True
    return form


def stored_form(project_id: int, fiscal_year: int) -> tuple[ReportForm, int, int]:
    """The form with what is recorded, the report's id and its version; raises NoSuchRecord."""
    report = find_report(project_id, fiscal_year)
    if report is None:
        raise NoSuchRecord(noun=Noun.REPORTS, id=project_id)
    return _stored(report), report.id, report.version


def asks_for_rows(form: ReportForm) -> bool:
    """Whether a button asks for one row of figures more or less, or a script for the rows alone."""
    return form.figures.change_rows(request.form) or "foresee" in request.form


def writing_page(
    form: ReportForm,
    project: "Project",
    fiscal_year: int,
    report: "ProjectReport | None",
    conflict: Conflict | None = None,
) -> str:
    """The form with last year's report beside it."""
    return show_page(
        "reports/edit.html",
        form=form,
        conflict=conflict,
        report=report_head(project, fiscal_year, report),
        last=last_year(project.id, fiscal_year),
        due=due_in_words(find_report_call(fiscal_year), today()),
        colleagues=colleagues_typing(request.path),
        cancel=list_address_of(fiscal_year),
    )


def _stored(report: "ProjectReport | None") -> ReportForm:
    values = values_of(report_draft_of(report)) | {"version": report.version} if report else {}
    return _prepared(ReportForm(formdata=None, data=values, meta={"today": today()}))


def _prepared(form: ReportForm) -> ReportForm:
    form.offer(outcomes=REPORT_OUTCOMES, afterwards=AFTER_REPORTS)
    return form
