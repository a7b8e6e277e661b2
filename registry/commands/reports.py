"""実績報告: what a department writes of a project once a year, and what the secretariat answers."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import cast

from registry.commands.audit import Snapshot, snapshot
from registry.commands.projects import cancel_project, complete_project, suspend_project
from registry.commands.records import check_version, fill, note_change
from registry.database import db
from registry.domain.deed import Deed
from registry.domain.drafts import FieldProblem
from registry.domain.errors import InvalidDraft, NotInThatState, ReportNotOpen
from registry.domain.message import N_, message
from registry.domain.report_drafts import ENDS, ReportDraft
from registry.domain.vocabulary import AfterReport, ProjectState, ReportState
from registry.models import Project, ProjectReport
from registry.queries.projects import get_project
from registry.queries.reports import SENT, find_report, get_report

NEVER_SEEN = 0
"""The version of a report that its writer has begun and nobody has saved yet."""


def save_report(
    deed: Deed, *, project_id: int, fiscal_year: int, draft: ReportDraft, version: int = NEVER_SEEN
) -> ProjectReport:
    """下書き保存: it may have gaps still; raises EditedMeanwhile, InvalidDraft, NoSuchRecord, ReportNotOpen."""
    report, before = _opened(get_project(project_id), fiscal_year, version)
    _write(report, draft)
    return note_change(deed, action="revise" if before else "record", record=report, before=before)


def submit_report(
    deed: Deed, *, project_id: int, fiscal_year: int, draft: ReportDraft, version: int = NEVER_SEEN
) -> ProjectReport:
    """提出; raises EditedMeanwhile, InvalidDraft where something is missing, NoSuchRecord, ReportNotOpen."""
    project = get_project(project_id)
    gaps = draft.gaps(project.started_on)
    if gaps:
        raise InvalidDraft((*gaps, *draft.problems()))
    report = save_report(deed, project_id=project_id, fiscal_year=fiscal_year, draft=draft, version=version)
    before = snapshot(report)
    report.state, report.submitted_at, report.submitted_by = ReportState.SUBMITTED, deed.at, deed.actor
    return note_change(deed, action="submit_report", record=report, before=before)


def return_report(deed: Deed, *, report_id: int, remark: str, version: int) -> ProjectReport:
    """差戻し: the department corrects it; raises EditedMeanwhile, InvalidDraft without a remark, NotInThatState."""
    return _give_back(deed, "return_report", _in_state(report_id, version, ReportState.SUBMITTED), remark)


def reopen_report(deed: Deed, *, report_id: int, remark: str, version: int) -> ProjectReport:
    """受理の取消し: back to the department; what acceptance made of the project stays. Raises as ``return_report``."""
    return _give_back(deed, "reopen_report", _in_state(report_id, version, ReportState.ACCEPTED), remark)


def accept_report(deed: Deed, *, report_id: int, version: int) -> ProjectReport:
    """受理: the project becomes what the report says; raises EditedMeanwhile, InvalidDraft, NotInThatState."""
    report = _in_state(report_id, version, ReportState.SUBMITTED)
    before = snapshot(report)
    report.state, report.answered_at, report.answered_by = ReportState.ACCEPTED, deed.at, deed.actor
    note_change(deed, action="accept_report", record=report, before=before)
    _carry_out(deed, report)
    return report


def _opened(project: Project, fiscal_year: int, version: int) -> tuple[ProjectReport, Snapshot]:
    """The report that a department writes, and what it was before."""
    report = find_report(project.id, fiscal_year)
    if report is None:
        return ProjectReport(project=project, fiscal_year=fiscal_year), {}
    if report.state in SENT:
        raise ReportNotOpen(name=project.name)
    check_version(report, version)
    return report, snapshot(report)


def _write(report: ProjectReport, draft: ReportDraft) -> None:
    """A day that belongs to no end is not kept; the department is the one that leads the project now."""
    fill(report, draft, create_names=False)
    if draft.after not in ENDS:
        report.ended_on = None
    if report.department is not report.project.lead_department:
        report.department = report.project.lead_department
    db.session.add(report)


def _in_state(report_id: int, version: int, state: ReportState) -> ProjectReport:
    report = get_report(report_id)
    if report.state is not state:
        raise NotInThatState(name=report.label)
    check_version(report, version)
    return report


def _give_back(deed: Deed, action: str, report: ProjectReport, remark: str) -> ProjectReport:
    if not remark.strip():
        sentence = message(N_("Enter what the department has to correct."))
        raise InvalidDraft((FieldProblem("remark", "required", sentence),))
    before = snapshot(report)
    report.state, report.remark = ReportState.RETURNED, remark.strip()
    report.answered_at, report.answered_by = deed.at, deed.actor
    return note_change(deed, action=action, record=report, before=before)


def _carry_out(deed: Deed, report: ProjectReport) -> None:
    """Make of the project what the report says, unless it is that already."""
    found = _CARRYING_OUT.get(report.after)
    if found is not None and report.project.state is not found[0]:
        found[1](deed, report)


_CARRYING_OUT: Mapping[AfterReport, tuple[ProjectState, Callable[[Deed, ProjectReport], object]]] = {
    AfterReport.SUSPENDED: (
        ProjectState.SUSPENDED,
        lambda deed, report: suspend_project(deed, project_id=report.project_id),
    ),
    AfterReport.COMPLETED: (
        ProjectState.COMPLETED,
        lambda deed, report: complete_project(deed, project_id=report.project_id, on=cast("date", report.ended_on)),
    ),
    AfterReport.CANCELLED: (
        ProjectState.CANCELLED,
        lambda deed, report: cancel_project(deed, project_id=report.project_id, on=report.ended_on),
    ),
}
