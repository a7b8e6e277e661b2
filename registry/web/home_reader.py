"""What the home page has for its reader alone: what to do, and a department's own projects."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask_login import current_user

from registry.domain.deadlines import Concern
from registry.domain.permissions import Permission, may, may_for_others
from registry.domain.vocabulary import SheetState
from registry.evaluation.checks import check
from registry.evaluation.counts import Counts
from registry.evaluation.sheet import Sheet
from registry.queries.deadlines import Pressing, list_pressing
from registry.queries.open_tasks import list_open_tasks
from registry.queries.project_states import count_department_projects
from registry.queries.settings import get_sleeping_months
from registry.queries.sheets import reckoned
from registry.web.home_projects import Bars, own_projects
from registry.web.sheet_figures import find_typed_sheet
from registry.web.todo import LISTED, SOON_DAYS, SheetFindings, Todo, office_lines, todo


@dataclass(frozen=True)
class ReaderPart:
    """``projects`` only for a department, whose own work stands above the city's figures."""

    todo: Todo | None = None
    projects: Bars | None = None


def sheet_to_check(sheet: Sheet | None, newest: int) -> Sheet | None:
    """The newest sheet, for who may mend it; a finalized one moves no more. ``sheet`` is that of the shown year."""
    if not may_for_others(current_user.role, Permission.EDIT_RECORDS):
        return None
    found = sheet if sheet and sheet.fiscal_year == newest else find_typed_sheet(newest)
    return None if found is None or found.state is SheetState.FINALIZED else found


def findings_of(sheet: Sheet | None, counts: Counts) -> SheetFindings | None:
    """What the checks find in the sheet and nobody has explained."""
    if sheet is None:
        return None
    found = check(reckoned(sheet, counts, as_of=counts.as_of))
    return SheetFindings(sheet.fiscal_year, [one for one in found if not one.explanation])


def reader_part(fiscal_year: int, findings: SheetFindings | None, *, today: date, is_present: bool) -> ReaderPart:
    """For the secretariat all that waits, for a department what is its own, for others nothing.

    A year that is past asks nothing of anybody.
    """
    if may_for_others(current_user.role, Permission.EDIT_RECORDS):
        return ReaderPart(_of_office(findings, today) if is_present else None)
    if current_user.department_id is None or not may(current_user.role, Permission.REPORT_PROJECTS):
        return ReaderPart()
    name = current_user.department
    return ReaderPart(
        _of_department(name, today) if is_present else None,
        own_projects(name, fiscal_year, count_department_projects(name, fiscal_year)),
    )


def _of_office(findings: SheetFindings | None, today: date) -> Todo:
    months = get_sleeping_months()
    tasks = list_open_tasks(today=today, sleeping_months=months)
    return todo(_pressing(today), office_lines(tasks, findings, sleeping_months=months), today=today, department=None)


def _of_department(name: str, today: date) -> Todo:
    return todo(_pressing(today, name), (), today=today, department=name)


def _pressing(today: date, department: str | None = None) -> Pressing:
    concern, until = Concern.of(current_user.role, current_user.department_id), today + timedelta(days=SOON_DAYS)
    return list_pressing(today=today, until=until, most=LISTED, department=department, concern=concern)
