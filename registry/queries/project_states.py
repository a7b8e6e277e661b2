"""How many projects a department has in each state: the same ones as the list of projects shows."""

from collections.abc import Mapping

import sqlalchemy as sa

from registry.database import db
from registry.domain.lists import ListQuery
from registry.domain.vocabulary import ProjectState
from registry.models import Project
from registry.queries.project_filters import selected_projects


def count_department_projects(department: str, fiscal_year: int) -> Mapping[ProjectState, int]:
    """State to the number of projects of the year that the department leads or takes part in; one statement."""
    wanted = selected_projects(ListQuery(values={"department": department, "year": str(fiscal_year)}))
    rows = db.session.execute(wanted.with_only_columns(Project.state, sa.func.count()).group_by(Project.state))
    return dict(rows.all())
