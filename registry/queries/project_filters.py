"""What narrows the list of joint projects down, and its order."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from registry.domain.fiscal_year import FiscalYear
from registry.domain.lists import ListQuery
from registry.domain.names import fold
from registry.domain.vocabulary import ProjectState
from registry.models import Agreement, Department, Organization, Project
from registry.models.projects import project_agreements, project_organizations
from registry.queries.counting.projects import has_begun, was_running
from registry.queries.holding import holds
from registry.queries.listing import id_in, words_of
from registry.queries.organization_names import is_one_called
from registry.queries.organizations import ids_of_body

Condition = sa.ColumnElement[bool]


def selected_projects(query: ListQuery) -> sa.Select[Any]:
    """The ids of the projects that a query wants."""
    deleted = query.value("record") == "deleted"
    selected = sa.select(Project.id).where(Project.deleted_at.is_not(None) if deleted else Project.deleted_at.is_(None))
    for word in words_of(query.text):
        selected = selected.where(_has_word(word))
    for name, condition in CONDITIONS.items():
        value = query.value(name)
        if value is not None:
            selected = selected.where(condition(value))
    state = query.value("state")
    return selected if state is None else selected.where(state_on(query.as_of) == state)


def state_on(day: date | None) -> Any:
    """A project's state on a day, or the recorded one: what is over by now was active before its end (rule 5)."""
    recorded = sa.type_coerce(Project.state, sa.String)
    return recorded if day is None else sa.case((was_running(day), ProjectState.ACTIVE.value), else_=recorded)


def _has_word(word: str) -> Condition:
    named = _with_organization(is_one_called(Organization.id, word))
    return sa.or_(holds(Project.search_key, word), Project.id.in_(named))


def _with_organization(condition: Condition) -> sa.Select[Any]:
    link = project_organizations
    return sa.select(link.c.project_id).join(Organization, Organization.id == link.c.organization_id).where(condition)


def _organization(value: str) -> Condition:
    """The body with this id and what was merged into it; else bodies with the text in their name."""
    organization_id = id_in(value)
    if organization_id is None:
        return Project.id.in_(_with_organization(is_one_called(Organization.id, value)))
    link = project_organizations
    body = ids_of_body(organization_id)
    return Project.id.in_(sa.select(link.c.project_id).where(link.c.organization_id.in_(body)))


def _agreement(value: str) -> Condition:
    """The agreement with this id; else those with the text in their number or title."""
    agreement_id = id_in(value)
    if agreement_id is None:
        return Project.agreements.any(holds(Agreement.search_key, fold(value)))
    return Project.agreements.any(Agreement.id == agreement_id)


def _under(value: str) -> Condition:
    link = project_agreements
    living = sa.select(link.c.project_id).join(Agreement).where(Agreement.deleted_at.is_(None))
    return Project.id.in_(living) if value == "any" else Project.id.not_in(living)


def _touches(value: str) -> Condition:
    """The project's period has a day in common with a fiscal year, or with several: 2020, 2018-2020."""
    first, _to, last = value.partition("-")
    begin, end = FiscalYear(int(first)).first_day, FiscalYear(int(last or first)).last_day
    return sa.and_(Project.started_on <= end, sa.or_(Project.ended_on.is_(None), Project.ended_on >= begin))


def _leads(name: str) -> Condition:
    return Project.lead_department.has(Department.name == name)


CONDITIONS: Mapping[str, Callable[[str], Condition]] = {
    "lead": _leads,
    "department": lambda name: sa.or_(_leads(name), Project.departments.any(Department.name == name)),
    "year": _touches,
    "agreements": _under,
    "agreement": _agreement,
    "organization": _organization,
    "as_of": lambda value: sa.and_(has_begun(), Project.started_on <= date.fromisoformat(value)),
}
"""What each filter's value means."""


def order_of(query: ListQuery) -> list[sa.ColumnElement[Any]]:
    """By its first day, its name, or its lead department in the office's own order."""
    keys = _ORDERS.get(query.sort, _ORDERS["start"])
    return [key.desc() if query.descending else key.asc() for key in keys]


_ORDERS: Mapping[str, tuple[Any, ...]] = {
    "start": (Project.started_on, Project.id),
    "name": (Project.search_key, Project.id),
    "department": (
        sa.select(Department.position).where(Department.id == Project.lead_department_id).scalar_subquery(),
        Project.lead_department_id,
        Project.started_on,
        Project.id,
    ),
}
