"""A year's reports to try things on: a department's own project, another's, the call, and who works there."""

from datetime import date

from flask import Flask

from registry.commands.projects import record_project
from registry.commands.report_calls import call_for_reports
from registry.commands.users import add_user
from registry.database import writing
from registry.domain.drafts import ProjectDraft
from registry.domain.report_drafts import CallDraft
from registry.domain.vocabulary import Role
from registry.queries.reports import find_report
from registry.web.throttle import limiter
from tests.office import SATO
from tests.web.conftest import PASSWORD

OURS, THEIRS = "農政課", "福祉課"
FARMER = "農政"


def set_up_office(site: Flask) -> dict[str, int]:
    """The projects' ids by department."""
    somebody_of(site, OURS, FARMER)
    with site.app_context(), writing():
        ids = {name: record_project(SATO, draft=_draft(name), create_names=True).id for name in (OURS, THEIRS)}
        call = CallDraft(date(2021, 4, 1), date(2021, 12, 24), "2、3文でお願いします。")
        call_for_reports(SATO, fiscal_year=2020, draft=call)
    return ids


def _draft(department: str) -> ProjectDraft:
    return ProjectDraft(f"{department}の事業", department, date(2019, 10, 1))


def somebody_of(site: Flask, department: str, name: str) -> int:
    """Somebody who works there, and can log in at once."""
    limiter.reset()
    with site.app_context(), writing():
        return add_user(SATO, name=name, role=Role.DEPARTMENT, department=department, password=PASSWORD).id


def address_of(office: dict[str, int], department: str = OURS, year: int = 2020) -> str:
    return f"/projects/{office[department]}/reports/{year}"


def report_of(site: Flask, office: dict[str, int], year: int = 2020) -> tuple | None:
    """State, result, cost and remark of the department's own report."""
    with site.app_context():
        report = find_report(office[OURS], year)
        return report and (report.state, report.result, report.cost, report.remark)
