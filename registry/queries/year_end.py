"""What is still open in the registry before a fiscal year's sheet can be written."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.fiscal_year import FiscalYear
from registry.domain.lists import ListQuery, Window
from registry.domain.vocabulary import ReportState
from registry.queries.duplicates import PairState, list_pairs
from registry.queries.meeting_filters import selected_meetings
from registry.queries.organization_filters import selected_organizations
from registry.queries.reports import list_expected_reports


@dataclass(frozen=True)
class OpenRecords:
    """How many records of each kind wait; ``incomplete`` are those without something else than a kind.

    ``reports_missing`` have not come in, or were returned; ``reports_waiting`` have, and nobody has accepted them.
    """

    meetings_without_result: int
    duplicates: int
    unclassified: int
    incomplete: int
    reports_missing: int
    reports_waiting: int


def count_open_records(fiscal_year: int, *, today: date) -> OpenRecords:
    """What waits on a day; nine statements at most."""
    missing = ListQuery(values={"result": "missing", "fiscal_year": str(fiscal_year)})
    unclassified = _number(selected_organizations(ListQuery(values={"kind": "unclassified"}), today))
    incomplete = _number(selected_organizations(ListQuery(values={"incomplete": "yes"}), today))
    expected = list_expected_reports(fiscal_year, as_of=min(today, FiscalYear(fiscal_year).last_day))
    states = Counter(_waiting(report.state) for report in expected)
    return OpenRecords(
        meetings_without_result=_number(selected_meetings(missing), as_of=today),
        duplicates=list_pairs(PairState.OPEN, Window(0, 1)).totals[PairState.OPEN],
        unclassified=unclassified,
        incomplete=incomplete - unclassified,
        reports_missing=states["missing"],
        reports_waiting=states["waiting"],
    )


def _waiting(state: ReportState | None) -> str:
    if state is ReportState.ACCEPTED:
        return "accepted"
    return "waiting" if state is ReportState.SUBMITTED else "missing"


def _number(ids: sa.Select[Any], **values: object) -> int:
    return db.session.scalar(sa.select(sa.func.count()).select_from(ids.subquery()), values) or 0
