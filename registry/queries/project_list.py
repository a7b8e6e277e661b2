"""The list of joint projects: its rows in a fixed number of statements, and how many each view has."""

import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.lists import Listed, ListQuery, Window
from registry.domain.vocabulary import Noun, ProjectState
from registry.models import Agreement, Department, Organization, Project
from registry.models.projects import project_agreements, project_departments, project_organizations
from registry.queries.listing import IDS, Views, count_views, in_order, windowed
from registry.queries.project_filters import order_of, selected_projects, state_on

OPEN = (ProjectState.PROPOSED, ProjectState.ACTIVE, ProjectState.SUSPENDED)
"""States of what goes on, or may yet."""


@dataclass(frozen=True)
class AgreementNumber:
    """An agreement that a project stands under."""

    id: int
    number: str


@dataclass(frozen=True)
class ProjectRow:
    """One project; ``departments`` are the further ones."""

    id: int
    number: str | None
    name: str
    state: ProjectState
    started_on: date
    ended_on: date | None
    summary: str
    lead_department: str
    departments: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    agreements: tuple[AgreementNumber, ...] = ()


def list_project_rows(query: ListQuery, window: Window) -> Listed[ProjectRow]:
    """The projects that the query wants, as they stand on its day ``as_of`` where it has one."""
    ids, total = windowed(selected_projects(query), order_of(query), window, key=(Noun.PROJECTS, query.key))
    return Listed(_rows(ids, query.as_of), total)


def list_open_project_rows(department: str | None = None) -> Sequence[ProjectRow]:
    """The projects that are proposed, under way or suspended; those that a department leads or takes part in."""
    query = ListQuery(values={} if department is None else {"department": department}, sort="department")
    wanted = selected_projects(query).where(Project.state.in_(OPEN)).order_by(*order_of(query))
    return _rows(db.session.scalars(wanted).all(), None)


def count_project_views(views: Views) -> Mapping[str, int]:
    """How many projects each query has."""
    return count_views(Noun.PROJECTS, views, selected_projects)


def _rows(ids: Sequence[int], day: date | None) -> list[ProjectRow]:
    values = {"ids": ids}
    departments = _names_by_project(_departments(), values)
    organizations = _names_by_project(_organizations(), values)
    agreements: defaultdict[int, list[AgreementNumber]] = defaultdict(list)
    for project_id, agreement_id, number in db.session.execute(_agreements(), values):
        agreements[project_id].append(AgreementNumber(agreement_id, number))
    rows: Any = db.session.execute(_projects(day), values)
    found = {
        row.id: ProjectRow(
            id=row.id,
            number=row.number,
            name=row.name,
            state=ProjectState(row.state),
            started_on=row.started_on,
            ended_on=row.ended_on,
            summary=row.summary,
            lead_department=row.lead_department,
            departments=tuple(departments[row.id]),
            organizations=tuple(organizations[row.id]),
            agreements=tuple(agreements[row.id]),
        )
        for row in rows
    }
    return in_order(ids, found)


def _names_by_project(statement: sa.Select[Any], values: Mapping[str, Any]) -> defaultdict[int, list[str]]:
    names: defaultdict[int, list[str]] = defaultdict(list)
    for project_id, name in db.session.execute(statement, values):
        names[project_id].append(name)
    return names


@functools.lru_cache(maxsize=4)
def _projects(day: date | None) -> Any:
    state = state_on(day).label("state")
    columns = (Project.id, Project.number, Project.name, state, Project.started_on, Project.ended_on)
    lead = Department.name.label("lead_department")
    return (
        sa.select(*columns, Project.summary, lead)
        .join(Department, Department.id == Project.lead_department_id)
        .where(Project.id.in_(IDS))
    )


@functools.cache
def _departments() -> Any:
    link = project_departments.c
    return (
        sa.select(link.project_id, Department.name)
        .join(Department, Department.id == link.department_id)
        .where(link.project_id.in_(IDS))
        .order_by(Department.position, Department.id)
    )


@functools.cache
def _organizations() -> Any:
    link = project_organizations.c
    return (
        sa.select(link.project_id, Organization.name)
        .join(Organization, Organization.id == link.organization_id)
        .where(link.project_id.in_(IDS))
        .order_by(Organization.id)
    )


@functools.cache
def _agreements() -> Any:
    link = project_agreements.c
    return (
        sa.select(link.project_id, Agreement.id, Agreement.number)
        .join(Agreement, Agreement.id == link.agreement_id)
        .where(link.project_id.in_(IDS), Agreement.deleted_at.is_(None))
        .order_by(Agreement.concluded_on, Agreement.id)
    )
