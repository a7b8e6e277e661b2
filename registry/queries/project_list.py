"""The list of joint projects: its rows in a fixed number of statements, and how many each view has."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.lists import Listed, ListQuery, Window
from registry.domain.vocabulary import ProjectState
from registry.models import Agreement, Department, Organization, Project
from registry.models.projects import project_agreements, project_departments, project_organizations
from registry.queries.listing import in_order, windowed
from registry.queries.project_filters import order_of, selected_projects


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
    """The projects that the query wants."""
    ids, total = windowed(selected_projects(query), order_of(query), window)
    return Listed(_rows(ids), total)


def count_project_views(views: Sequence[tuple[str, ListQuery]]) -> dict[str, int]:
    """How many projects each query has; one statement."""
    counts = [
        sa.select(sa.func.count()).select_from(selected_projects(query).subquery()).scalar_subquery().label(name)
        for name, query in views
    ]
    return dict(db.session.execute(sa.select(*counts)).one()._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it


def _rows(ids: Sequence[int]) -> list[ProjectRow]:
    departments = _linked(ids, project_departments, Department.name)
    organizations = _linked(ids, project_organizations, Organization.name)
    agreements = _agreements(ids)
    columns = (
        Project.id,
        Project.number,
        Project.name,
        Project.state,
        Project.started_on,
        Project.ended_on,
        Project.summary,
        Department.name.label("lead_department"),
    )
    rows = db.session.execute(
        sa.select(*columns).join(Department, Department.id == Project.lead_department_id).where(Project.id.in_(ids))
    )
    found = {
        row.id: ProjectRow(
            *row,
            departments=tuple(departments[row.id]),
            organizations=tuple(organizations[row.id]),
            agreements=tuple(agreements[row.id]),
        )
        for row in rows
    }
    return in_order(ids, found)


def _linked(ids: Sequence[int], link: sa.Table, name: sa.ColumnElement[str] | Any) -> defaultdict[int, list[str]]:
    """The names at the other end of a link table, by project."""
    other = next(column for column in link.c if column.name != "project_id")
    rows = db.session.execute(
        sa.select(link.c.project_id, name)
        .join(name.class_, name.class_.id == other)
        .where(link.c.project_id.in_(ids))
        .order_by(other)
    )
    names: defaultdict[int, list[str]] = defaultdict(list)
    for project_id, text in rows:
        names[project_id].append(text)
    return names


def _agreements(ids: Sequence[int]) -> defaultdict[int, list[AgreementNumber]]:
    link = project_agreements
    rows = db.session.execute(
        sa.select(link.c.project_id, Agreement.id, Agreement.number)
        .join(Agreement, Agreement.id == link.c.agreement_id)
        .where(link.c.project_id.in_(ids), Agreement.deleted_at.is_(None))
        .order_by(Agreement.concluded_on, Agreement.id)
    )
    agreements: defaultdict[int, list[AgreementNumber]] = defaultdict(list)
    for project_id, agreement_id, number in rows:
        agreements[project_id].append(AgreementNumber(agreement_id, number))
    return agreements
