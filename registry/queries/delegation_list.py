"""The list of requests to departments: its rows in a fixed number of statements, and how many each view has."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.lists import Listed, ListQuery, Window
from registry.domain.vocabulary import DelegationState
from registry.models import Department, Project, ProjectDelegation
from registry.queries.delegations import waits_for_the_secretariat
from registry.queries.listing import Views, count_each, in_order, windowed, words_of

TO_DECIDE = "to_decide"
"""The value of the filter of states for what came back and waits for the secretariat."""
Condition = sa.ColumnElement[bool]
Asked = ProjectDelegation


@dataclass(frozen=True)
class RequestRow:
    """One request; the texts are for files."""

    id: int
    project: str
    department: str
    leads: bool
    state: DelegationState
    due_on: date | None
    asked_at: datetime
    asked_by: str
    request: str
    contact: str
    answer: str
    answered_at: datetime | None
    waits: bool
    """Whether it came back and the secretariat has done nothing yet."""


def list_request_rows(query: ListQuery, window: Window, *, of: int | None = None) -> Listed[RequestRow]:
    """The requests that the query wants; ``of`` is the id of the only department whose requests there are."""
    ids, total = windowed(_selected(query, of), _order(query), window)
    return Listed(_rows(ids), total)


def count_request_views(views: Views, *, of: int | None = None) -> Mapping[str, int]:
    """How many requests each query has; one statement."""
    return count_each(views, lambda query: _selected(query, of))


def _selected(query: ListQuery, of: int | None) -> sa.Select[Any]:
    selected = sa.select(Asked.id).join(Project, Project.id == Asked.project_id).where(Project.deleted_at.is_(None))
    if of is not None:
        selected = selected.where(Asked.department_id == of)
    for word in words_of(query.text):
        selected = selected.where(Project.search_key.contains(word, autoescape=True))
    for name, condition in CONDITIONS.items():
        value = query.value(name)
        if value is not None:
            selected = selected.where(condition(value))
    return selected


def _state(value: str) -> Condition:
    return waits_for_the_secretariat() if value == TO_DECIDE else Asked.state == DelegationState(value)


CONDITIONS: Mapping[str, Callable[[str], Condition]] = {
    "state": _state,
    "department": lambda name: Asked.department.has(Department.name == name),
}
"""What each filter's value means."""


def _order(query: ListQuery) -> list[sa.ColumnElement[Any]]:
    """By the day of asking, or by what is due first; what has no day comes last either way."""
    day: Any = Asked.due_on if query.sort == "due" else Asked.asked_at
    keys: tuple[Any, ...] = (day, Asked.id)
    return [day.is_(None), *(key.desc() if query.descending else key.asc() for key in keys)]


def _rows(ids: Sequence[int]) -> list[RequestRow]:
    columns: tuple[Any, ...] = (
        Asked.id,
        Project.name,
        Department.name,
        Asked.leads,
        Asked.state,
        Asked.due_on,
        Asked.asked_at,
        Asked.asked_by,
        Asked.request,
        Asked.contact,
        Asked.answer,
        Asked.answered_at,
        waits_for_the_secretariat(),
    )
    rows = db.session.execute(
        sa.select(*columns)
        .join(Project, Project.id == Asked.project_id)
        .join(Department, Department.id == Asked.department_id)
        .where(Asked.id.in_(ids))
    )
    return in_order(ids, {row.id: RequestRow(*row) for row in rows})
