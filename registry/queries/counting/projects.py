"""Joint projects of a year, under agreements and outside any (rule 5)."""

from typing import Any

import sqlalchemy as sa

from registry.domain.vocabulary import ProjectState
from registry.models import Agreement, Department, Project
from registry.models.projects import project_agreements
from registry.queries.counting.basis import Basis, Rows, row, shared, years

_OVER = (ProjectState.COMPLETED, ProjectState.CANCELLED)


@shared
def _of_the_year(basis: Basis) -> sa.CTE:
    """Projects whose period touches each year: lead department, state on the year's day, whether under agreements."""
    year = years(basis)
    touches = sa.and_(
        Project.started_on <= year.c.day,
        sa.or_(Project.ended_on.is_(None), Project.ended_on >= year.c.first_day),
    )
    state = sa.case(
        (was_running(year.c.day), ProjectState.ACTIVE.value), else_=sa.type_coerce(Project.state, sa.String)
    )
    return (
        sa.select(
            year.c.fiscal_year,
            Project.id,
            Project.started_on,
            Department.name,
            state.label("state"),
            _has_agreement().label("under_agreement"),
        )
        .select_from(Project)
        .join(Department, Department.id == Project.lead_department_id)
        .join(year, touches)
        .where(Project.deleted_at.is_(None), has_begun())
        .cte("projects_of_the_year")
    )


def has_begun() -> sa.ColumnElement[bool]:
    """Whether a project is more than proposed; one that was cancelled without an end never was."""
    is_dated = sa.or_(Project.state != ProjectState.CANCELLED, Project.ended_on.is_not(None))
    return sa.and_(Project.state != ProjectState.PROPOSED, is_dated)


def was_running(day: Any) -> sa.ColumnElement[bool]:
    """Whether a project that is over by now was not yet on a day."""
    return sa.and_(Project.state.in_(_OVER), Project.ended_on > day)


def _has_agreement() -> sa.ColumnElement[bool]:
    link = project_agreements
    return (
        sa.select(link.c.agreement_id)
        .join(Agreement, Agreement.id == link.c.agreement_id)
        .where(link.c.project_id == Project.id, Agreement.deleted_at.is_(None))
        .exists()
    )


def _counting(project: sa.CTE) -> Rows:
    parts: dict[str, Any] = {"part": project.c.name, "second_part": project.c.state}
    return sa.select(*row(project.c.fiscal_year, record_id=project.c.id, date=project.c.started_on, **parts))


def under_agreements(basis: Basis) -> Rows:
    """Projects under at least one agreement, of either type; parts: lead department and state."""
    project = _of_the_year(basis)
    return _counting(project).where(project.c.under_agreement)


def outside_agreements(basis: Basis) -> Rows:
    """Projects under none; counted apart."""
    project = _of_the_year(basis)
    return _counting(project).where(~project.c.under_agreement)
