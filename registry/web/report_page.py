"""The page of one yearly report in words: what was written beside last year's, and what can be done to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user

from registry.commands.reports import accept_report
from registry.domain.errors import Refusal
from registry.domain.message import N_
from registry.domain.permissions import Permission, may
from registry.domain.vocabulary import AfterReport, Noun, ReportState
from registry.queries.reports import find_report, report_draft_of
from registry.web.agreement_states import StateTag
from registry.web.clock import office_time, today
from registry.web.effects import Effects, effects_of
from registry.web.form_problems import refusal_in_words
from registry.web.history import HistoryEntry, newest_of
from registry.web.project_counting import years_foreseen
from registry.web.readers import deed
from registry.web.record_links import record_address
from registry.web.report_list import WRITTEN
from registry.web.report_words import fields_in_words, list_address_of, report_tag
from registry.words import year_name

if TYPE_CHECKING:
    from datetime import datetime

    from registry.models import Project, ProjectReport

FIELDS: Mapping[str, str] = {"outcome": N_("Was it done?"), **WRITTEN}


@dataclass(frozen=True)
class ReportDeeds:
    """Addresses of what can be done, blank for what cannot; ``refusal`` says why it cannot be accepted.

    ``effects`` is what acceptance does to the counts, where it makes something else of the project.
    """

    accept: str = ""
    send_back: str = ""
    reopen: str = ""
    effects: Effects | None = None
    refusal: str = ""


@dataclass(frozen=True)
class ReportHead:
    """What stands above a report, be it read or written; ``remark`` only while it is returned."""

    project: str
    project_address: str
    list_address: str
    department: str
    year: str
    tag: StateTag
    remark: str


@dataclass(frozen=True)
class ReportPage(ReportHead):
    """``rows`` are label, this year's text, last year's; ``deeds`` are the secretariat's."""

    submitted: str
    rows: tuple[tuple[str, str, str], ...]
    deeds: ReportDeeds | None
    version: int
    history: tuple[HistoryEntry, ...]


def report_head(project: "Project", fiscal_year: int, report: "ProjectReport | None") -> ReportHead:
    """What stands above the report."""
    return ReportHead(
        project=project.name,
        project_address=record_address(Noun.PROJECTS, project.id),
        list_address=list_address_of(fiscal_year),
        department=(report.department if report else project.lead_department).name,
        year=year_name(fiscal_year),
        tag=report_tag(report.state if report else None),
        remark=report.remark if report and report.state is ReportState.RETURNED else "",
    )


def report_page(project: "Project", fiscal_year: int, report: "ProjectReport | None") -> ReportPage:
    """The report as its readers see it."""
    last = last_year(project.id, fiscal_year)
    return ReportPage(
        **vars(report_head(project, fiscal_year, report)),
        submitted=_submitted(report) if report else "",
        rows=_rows(fields_in_words(report_draft_of(report)) if report else {}, last),
        deeds=_deeds(report) if report and may(current_user.role, Permission.MANAGE_REPORTS) else None,
        version=report.version if report else 0,
        history=newest_of(Noun.REPORTS, report.id) if report else (),
    )


def _deeds(report: "ProjectReport") -> ReportDeeds | None:
    """What the secretariat can do to it."""
    if report.state is ReportState.ACCEPTED:
        return ReportDeeds(reopen=_step("reopen", report))
    if report.state is not ReportState.SUBMITTED:
        return None
    effects, refusal = _foreseen(report)
    accept = "" if refusal else url_for("report_deeds.accept", report_id=report.id)
    return ReportDeeds(accept=accept, send_back=_step("return", report), effects=effects, refusal=refusal)


def last_year(project_id: int, fiscal_year: int) -> dict[str, str]:
    """What was reported of the year before, by field, in words; nothing where there was no report."""
    report = find_report(project_id, fiscal_year - 1)
    return fields_in_words(report_draft_of(report)) if report else {}


def _rows(now: Mapping[str, str], before: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    return tuple((_(label), now.get(name, ""), before.get(name, "")) for name, label in FIELDS.items())


def _submitted(report: "ProjectReport") -> str:
    if report.state is ReportState.ACCEPTED:
        return _("Accepted on %(time)s by %(name)s.", time=_time(report.answered_at), name=report.answered_by)
    if report.state is ReportState.SUBMITTED:
        return _("Submitted on %(time)s by %(name)s.", time=_time(report.submitted_at), name=report.submitted_by)
    return ""


def _time(moment: "datetime | None") -> str:
    return office_time(moment.isoformat()) if moment else ""


def _step(step: str, report: "ProjectReport") -> str:
    return url_for("report_deeds.show_step", report_id=report.id, step=step)


def _foreseen(report: "ProjectReport") -> tuple[Effects | None, str]:
    """What acceptance would do to the counts; or why it cannot be done."""
    if report.after is AfterReport.GOES_ON:
        return None, ""
    years = years_foreseen(report.project, today())
    report_id, version = report.id, report.version
    try:
        return effects_of(lambda: accept_report(deed(), report_id=report_id, version=version), years=years), ""
    except Refusal as refusal:
        return None, refusal_in_words(refusal)
