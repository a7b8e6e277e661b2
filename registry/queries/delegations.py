"""担当課への依頼: what departments were asked, what they answered, and what waits for whom."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from registry.database import db
from registry.domain.delegation_deeds import RETURNED
from registry.domain.errors import NoSuchRecord
from registry.domain.vocabulary import OPEN_DELEGATIONS, DelegationState, Noun
from registry.models import Department, Project, ProjectDelegation
from registry.queries.names import RUNNING

Asked = ProjectDelegation


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


@dataclass(frozen=True)
class RequestFacts:
    """One request whole; ``previous_id`` is the one that it follows, ``followed`` says whether one follows it."""

    id: int
    version: int
    department_id: int
    department: str
    leads: bool
    former_lead_stays: bool
    request: str
    due_on: date | None
    contact: str
    state: DelegationState
    asked_at: datetime
    asked_by: str
    answer: str
    named_department: str | None
    answered_at: datetime | None
    answered_by: str
    closed_at: datetime | None
    closed_by: str
    previous_id: int | None
    followed: bool

    @property
    def closed(self) -> bool:
        """Whether nothing waits for anybody any more."""
        return self.closed_at is not None or self.followed


def get_request(request_id: int) -> ProjectDelegation:
    """The request, of a project that is not deleted; raises NoSuchRecord."""
    found = db.session.get(Asked, request_id)
    if found is None or found.project.deleted_at is not None:
        raise NoSuchRecord(noun=Noun.PROJECTS, id=request_id)
    return found


def is_followed(request_id: int) -> bool:
    """Whether somebody was asked after it."""
    return bool(db.session.scalar(sa.select(sa.exists().where(Asked.previous_id == request_id))))


def list_requests_of_project(project_id: int) -> Sequence[RequestFacts]:
    """All requests about a project in the order of asking; one statement."""
    named, later = aliased(Department), aliased(Asked)
    columns: tuple[Any, ...] = (
        Asked.id,
        Asked.version,
        Asked.department_id,
        Department.name,
        Asked.leads,
        Asked.former_lead_stays,
        Asked.request,
        Asked.due_on,
        Asked.contact,
        Asked.state,
        Asked.asked_at,
        Asked.asked_by,
        Asked.answer,
        named.name,
        Asked.answered_at,
        Asked.answered_by,
        Asked.closed_at,
        Asked.closed_by,
        Asked.previous_id,
        later.id.is_not(None),
    )
    rows = db.session.execute(
        sa.select(*columns)
        .join(Department, Department.id == Asked.department_id)
        .outerjoin(named, named.id == Asked.named_department_id)
        .outerjoin(later, later.previous_id == Asked.id)
        .where(Asked.project_id == project_id)
        .order_by(Asked.id)
    )
    return [RequestFacts(*row) for row in rows]


def chains_of(requests: Sequence[RequestFacts]) -> list[tuple[RequestFacts, ...]]:
    """The requests with those that they follow before them: one chain for each that nothing follows, newest first."""
    known = {one.id: one for one in requests}

    def chain(one: RequestFacts) -> tuple[RequestFacts, ...]:
        earlier = known.get(one.previous_id) if one.previous_id else None
        return (*(chain(earlier) if earlier else ()), one)

    return [chain(one) for one in reversed(requests) if not one.followed]


def list_open_requests(*, department_id: int | None = None) -> Sequence[OpenRequest]:
    """The requests that no department has answered, of one department or of all, the most urgent first."""
    own = [Asked.department_id == department_id] if department_id is not None else []
    return _open(Asked.state == DelegationState.ASKED, *own)


def list_returned_requests() -> Sequence[OpenRequest]:
    """The requests that came back and with which the secretariat has done nothing yet, the most urgent first."""
    return _open(waits_for_the_secretariat())


def waits_for_the_secretariat() -> sa.ColumnElement[bool]:
    """The condition that a request was handed back or another department named, and nothing came of that yet."""
    later = aliased(Asked)
    followed = sa.select(later.previous_id).where(later.previous_id.is_not(None))
    return sa.and_(Asked.state.in_(RETURNED), Asked.closed_at.is_(None), Asked.id.not_in(followed))


def _open(*conditions: sa.ColumnElement[bool]) -> Sequence[OpenRequest]:
    rows = db.session.execute(
        sa.select(
            Asked.id,
            Asked.project_id,
            Project.name,
            Asked.department_id,
            Department.name,
            Asked.due_on,
            Asked.asked_at,
            Asked.state,
        )
        .join(Project, Project.id == Asked.project_id)
        .join(Department, Department.id == Asked.department_id)
        .where(Project.deleted_at.is_(None), *conditions)
        .order_by(Asked.due_on.is_(None), Asked.due_on, Asked.id)
    )
    return [OpenRequest(*row) for row in rows]


def has_accepted(project_id: int, department_id: int) -> bool:
    """Whether the department has accepted a request about the project that still holds."""
    accepted = (Asked.state == DelegationState.ACCEPTED, Asked.department_id == department_id)
    return bool(db.session.scalar(sa.select(sa.exists().where(Asked.project_id == project_id, *accepted))))


def find_open_request(project_id: int, department_id: int) -> ProjectDelegation | None:
    """The department's request about the project that is asked or accepted; there is one at most."""
    mine = (Asked.project_id == project_id, Asked.department_id == department_id)
    return db.session.scalar(sa.select(Asked).where(*mine, Asked.state.in_(OPEN_DELEGATIONS)))


def list_requests_to_carry_on(department_ids: Collection[int]) -> Sequence[ProjectDelegation]:
    """The open requests of departments that end, but for those about projects that stay with one of them."""
    return db.session.scalars(
        sa.select(Asked)
        .join(Project, Project.id == Asked.project_id)
        .where(
            Asked.department_id.in_(department_ids),
            Asked.state.in_(OPEN_DELEGATIONS),
            Project.deleted_at.is_(None),
            Project.state.in_(RUNNING),
            Project.lead_department_id.not_in(department_ids),
        )
        .order_by(Asked.id)
    ).all()
