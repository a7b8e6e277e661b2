"""依頼: the requests to departments that somebody has to answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from registry.database import db
from registry.domain.vocabulary import DelegationState
from registry.models import Department, Project, ProjectDelegation


@dataclass(frozen=True)
class OpenRequest:
    """A request with its project and its department; ``due_on`` is the day by which it should be done."""

    id: int
    project_id: int
    project: str
    department_id: int
    department: str
    due_on: date | None
    asked_at: datetime
    state: DelegationState


def list_open_requests(*, department_id: int | None = None) -> Sequence[OpenRequest]:
    """Requests that the department, or any, has not answered; one statement."""
    selected = _requests().where(ProjectDelegation.state == DelegationState.ASKED)
    if department_id is not None:
        selected = selected.where(ProjectDelegation.department_id == department_id)
    return _listed(selected)


def list_returned_requests() -> Sequence[OpenRequest]:
    """Handed back, or another department named, and no request followed; one statement."""
    later = aliased(ProjectDelegation)
    returned = ProjectDelegation.state.in_((DelegationState.HANDED_BACK, DelegationState.NAMED_OTHER))
    return _listed(_requests().where(returned, ~sa.exists().where(later.previous_id == ProjectDelegation.id)))


def _requests() -> sa.Select[Any]:
    one = ProjectDelegation
    columns: tuple[Any, ...] = (one.id, Project.id, Project.name, Department.id, Department.name)
    return (
        sa.select(*columns, one.due_on, one.asked_at, one.state)
        .select_from(one)
        .join(Project, Project.id == one.project_id)
        .join(Department, Department.id == one.department_id)
        .where(Project.deleted_at.is_(None))
        .order_by(one.asked_at, one.id)
    )


def _listed(selected: sa.Select[Any]) -> Sequence[OpenRequest]:
    return [OpenRequest(*row) for row in db.session.execute(selected)]
