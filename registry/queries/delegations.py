"""担当課への依頼: which requests wait for an answer, and which came back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from registry.database import db
from registry.domain.vocabulary import DelegationState
from registry.models import Department, Project, ProjectDelegation


@dataclass(frozen=True)
class OpenRequest:
    """A request that waits: for the department's answer, or for what the secretariat does with the answer."""

    id: int
    project_id: int
    project: str
    department_id: int
    department: str
    due_on: date | None
    asked_at: datetime
    state: DelegationState


def list_open_requests(*, department_id: int | None = None) -> Sequence[OpenRequest]:
    """The requests without an answer, of one department or of all, the oldest first."""
    request = ProjectDelegation
    wanted = (
        sa.select(request.id, Project.id, Project.name, Department.id, Department.name)
        .add_columns(request.due_on, request.asked_at, request.state)
        .join(Project, Project.id == request.project_id)
        .join(Department, Department.id == request.department_id)
        .where(request.state == DelegationState.ASKED, Project.deleted_at.is_(None))
        .order_by(request.asked_at, request.id)
    )
    if department_id is not None:
        wanted = wanted.where(request.department_id == department_id)
    return [OpenRequest(*row) for row in db.session.execute(wanted)]


def list_returned_requests() -> Sequence[OpenRequest]:
    """The requests that came back and that no other one follows, the oldest first."""
    request, later = ProjectDelegation, aliased(ProjectDelegation)
    came_back = request.state.in_((DelegationState.HANDED_BACK, DelegationState.NAMED_OTHER))
    rows = db.session.execute(
        sa.select(request.id, Project.id, Project.name, Department.id, Department.name)
        .add_columns(request.due_on, request.asked_at, request.state)
        .join(Project, Project.id == request.project_id)
        .join(Department, Department.id == request.department_id)
        .where(came_back, Project.deleted_at.is_(None))
        .where(~sa.exists().where(later.previous_id == request.id))
        .order_by(request.asked_at, request.id)
    )
    return [OpenRequest(*row) for row in rows]
