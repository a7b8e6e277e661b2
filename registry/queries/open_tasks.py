"""What waits for the secretariat without ever having a day; what has one stands in ``deadlines.py``."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.lists import ListQuery, Window
from registry.domain.vocabulary import OrganizationKind, ReportState
from registry.models import Agreement, Department, Organization, Project, ProjectReport
from registry.queries.agreement_filters import selected_agreements
from registry.queries.delegations import list_returned_requests
from registry.queries.duplicates import PairState, list_pairs
from registry.queries.organization_filters import selected_organizations
from registry.queries.unchanged import while_unchanged


class OpenTaskKind(StrEnum):
    """種類 of a task without a day, the most pressing first."""

    RETURNED_REQUEST = "returned_request"
    """差戻しの依頼: a department handed a request back or named another; the secretariat decides."""
    SUBMITTED_REPORT = "submitted_report"
    """受理待ち: reports that the secretariat accepts or returns; a task for each fiscal year."""
    DUPLICATE = "duplicate"
    """重複の疑い: two records that may be the same body."""
    INCOMPLETE = "incomplete"
    """補完が必要: organizations that came in without what a record needs, a kind among it."""
    SLEEPING = "sleeping"
    """動きなし: agreements in force without a meeting or a project for some months."""


@dataclass(frozen=True)
class OpenTask:
    """So many records wait in the same way; the first of them is named.

    ``record_id`` and ``name`` are those of the project, organization or agreement; ``beside`` is what belongs to it:
    the department, the other body, the agreement's number. ``unclassified`` are those among ``total`` without a kind.
    """

    kind: OpenTaskKind
    total: int
    record_id: int
    name: str
    beside: str = ""
    beside_id: int | None = None
    fiscal_year: int | None = None
    unclassified: int = 0


def list_open_tasks(*, today: date, sleeping_months: int) -> Sequence[OpenTask]:
    """The secretariat's tasks; what nothing waits for is left out. Eight statements at most, none while unchanged."""
    return while_unchanged(("open tasks", today, sleeping_months), lambda: _find(today, sleeping_months))


def _find(today: date, sleeping_months: int) -> Sequence[OpenTask]:
    found = (_returned(), *_submitted(), _duplicates(), _incomplete(today), _sleeping(today, sleeping_months))
    return [task for task in found if task is not None]


def _returned() -> OpenTask | None:
    returned = list_returned_requests()
    if not returned:
        return None
    first = returned[0]
    return OpenTask(
        OpenTaskKind.RETURNED_REQUEST, len(returned), first.project_id, first.project, beside=first.department
    )


def _submitted() -> Iterator[OpenTask]:
    report, total = ProjectReport, sa.func.count().over(partition_by=ProjectReport.fiscal_year).label("total")
    place = sa.func.row_number().over(partition_by=report.fiscal_year, order_by=(report.submitted_at, report.id))
    waiting = (
        sa.select(report.fiscal_year, Project.id, Project.name, Department.name.label("department"), total)
        .add_columns(place.label("place"))
        .join(Project, Project.id == report.project_id)
        .join(Department, Department.id == report.department_id)
        .where(report.state == ReportState.SUBMITTED, report.deleted_at.is_(None), Project.deleted_at.is_(None))
        .subquery("waiting")
    )
    rows = db.session.execute(sa.select(waiting).where(waiting.c.place == 1).order_by(waiting.c.fiscal_year))
    for year, project_id, name, department, number, _place in rows:
        yield OpenTask(OpenTaskKind.SUBMITTED_REPORT, number, project_id, name, beside=department, fiscal_year=year)


def _duplicates() -> OpenTask | None:
    pairs = list_pairs(PairState.OPEN, Window(0, 1))
    if not pairs.shown:
        return None
    one, other = pairs.shown[0].one, pairs.shown[0].other
    total = pairs.totals[PairState.OPEN]
    return OpenTask(OpenTaskKind.DUPLICATE, total, one.id, one.name, beside=other.name, beside_id=other.id)


def _incomplete(today: date) -> OpenTask | None:
    """The same records as the list of organizations shows under that condition."""
    ids = selected_organizations(ListQuery(values={"incomplete": "yes"}), today)
    no_kind = sa.func.count(sa.case((Organization.kind == OrganizationKind.UNCLASSIFIED, 1)))
    columns = (Organization.id, Organization.name, sa.func.count().over(), no_kind.over())
    row = _first(ids.with_only_columns(*columns).order_by(Organization.sort_key, Organization.id))
    return row and OpenTask(OpenTaskKind.INCOMPLETE, row[2], row[0], row[1], unclassified=row[3])


def _sleeping(today: date, months: int) -> OpenTask | None:
    """The same agreements as their list shows under that condition."""
    ids = selected_agreements(ListQuery(values={"sleeping": str(months)}), today)
    columns = (Agreement.id, Agreement.title, Agreement.number, sa.func.count().over())
    row = _first(ids.with_only_columns(*columns).order_by(Agreement.concluded_on, Agreement.id))
    return row and OpenTask(OpenTaskKind.SLEEPING, row[3], row[0], row[1], beside=row[2])


def _first(selected: Any) -> Any:
    return db.session.execute(selected.limit(1)).first()
