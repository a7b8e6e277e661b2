"""The fiscal years that the registry knows something about."""

import sqlalchemy as sa

from registry.database import db
from registry.domain.fiscal_year import FiscalYear
from registry.models import Agreement, Meeting, Project
from registry.queries.unchanged import while_unchanged


def find_first_year() -> int | None:
    """The fiscal year of the oldest agreement, meeting or project; None while there is none."""
    return while_unchanged("first year", _find_first_year)


def _find_first_year() -> int | None:
    days = db.session.execute(
        sa.select(
            sa.select(sa.func.min(Agreement.concluded_on)).where(Agreement.deleted_at.is_(None)).scalar_subquery(),
            sa.select(sa.func.min(Meeting.held_on)).where(Meeting.deleted_at.is_(None)).scalar_subquery(),
            sa.select(sa.func.min(Project.started_on)).where(Project.deleted_at.is_(None)).scalar_subquery(),
        )
    ).one()
    first = min((day for day in days if day is not None), default=None)
    return FiscalYear.of(first).year if first else None
