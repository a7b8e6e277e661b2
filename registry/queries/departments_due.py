"""What departments are asked for and have not done yet: answers to requests, and yearly reports; as deadlines."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from registry.domain.deadlines import (
    NOBODYS,
    OVERDUE_MONTHS,
    Concern,
    Deadline,
    DeadlineKind,
    Due,
    MissingReports,
)
from registry.domain.japanese_dates import add_months
from registry.domain.vocabulary import Noun
from registry.models import ReportCall
from registry.queries.delegations import list_open_requests
from registry.queries.reports import ExpectedReport, list_expected_reports, list_report_calls


def list_due_from_departments(*, today: date, department: str | None, concern: Concern) -> Sequence[Due]:
    """Requests without an answer, and reports that are missing, of whom it concerns; of one department (its name)."""
    if concern == NOBODYS:
        return ()
    found = (*_requests(concern), *_reports(today, concern))
    return [due for due in found if department in (None, due.department)]


def _requests(concern: Concern) -> Iterator[Due]:
    for one in list_open_requests(department_id=concern.department_id):
        yield Due(
            deadline=Deadline(DeadlineKind.REQUEST, one.due_on),
            noun=Noun.PROJECTS,
            record_id=one.project_id,
            number="",
            title=one.project,
            organizations=(),
            department=one.department,
            part_id=one.id,
        )


def _reports(today: date, concern: Concern) -> Iterator[Due]:
    """Of the calls that are out; one of which the day passed long ago is held up to nobody any more."""
    since = add_months(today, -OVERDUE_MONTHS)
    for call in list_report_calls():
        if call.opens_on <= today and call.due_on >= since:
            yield from _of_call(call, today, concern)


def _of_call(call: ReportCall, today: date, concern: Concern) -> Iterator[Due]:
    expected = list_expected_reports(call.fiscal_year, as_of=today, department_id=concern.department_id)
    by_department: defaultdict[int, list[ExpectedReport]] = defaultdict(list)
    for report in expected:
        by_department[report.department_id].append(report)
    for department_id, reports in by_department.items():
        missing = sum(report.is_missing for report in reports)
        if missing:
            yield Due(
                deadline=Deadline(DeadlineKind.REPORT, call.due_on),
                noun=Noun.REPORT_CALLS,
                record_id=call.id,
                number="",
                title="",
                organizations=(),
                department=reports[0].department,
                part_id=department_id,
                reports=MissingReports(call.fiscal_year, missing, len(reports)),
            )
