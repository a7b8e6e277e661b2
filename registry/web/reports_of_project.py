"""The yearly reports of one project on its page: all of them for its departments, what was accepted for everybody."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from registry.domain.permissions import Permission
from registry.domain.vocabulary import ReportState
from registry.queries.project_page import ProjectFacts
from registry.queries.reports import ReportOfProject, list_project_reports
from registry.web.access import may_change
from registry.web.agreement_states import StateTag
from registry.web.report_words import report_address, report_tag
from registry.words import REPORT_OUTCOMES, year_name

YEARS_TO_WRITE = 2
"""So many of the latest years in which the project counts are shown before anything is written of them."""


@dataclass(frozen=True)
class ReportLine:
    """``address`` is blank for who may read what was accepted and nothing else."""

    year: str
    address: str
    tag: StateTag
    outcome: str
    result: str


def reports_of(project: ProjectFacts, counted_years: Iterable[int]) -> tuple[ReportLine, ...]:
    """The newest year first; of a deleted project nothing."""
    if project.deleted_at is not None:
        return ()
    found = {one.fiscal_year: one for one in list_project_reports(project.id)}
    if not may_change(Permission.SEE_REPORTS, *project.department_ids):
        accepted = (one for one in found.values() if one.state is ReportState.ACCEPTED)
        return tuple(_line(one.fiscal_year, "", one) for one in accepted)
    years = sorted({*found, *list(counted_years)[:YEARS_TO_WRITE]}, reverse=True)
    return tuple(_line(year, report_address(project.id, year), found.get(year)) for year in years)


def _line(year: int, address: str, report: ReportOfProject | None) -> ReportLine:
    return ReportLine(
        year=year_name(year),
        address=address,
        tag=report_tag(report.state if report else None),
        outcome=_(REPORT_OUTCOMES[report.outcome]) if report and report.outcome else "",
        result=report.result if report else "",
    )
