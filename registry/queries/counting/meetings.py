"""Meetings of a year, each once or once for each organization that took part (rule 1)."""

from typing import Any

import sqlalchemy as sa

from registry.domain.rules import MeetingBasis
from registry.models import Meeting
from registry.models.meetings import COUNTING, meeting_organizations
from registry.queries.counting.basis import Basis, Rows, Standing, row, years


def held(basis: Basis) -> Rows:
    """Meetings that count and had an outside organization, by the rule ``meeting_basis``."""
    year, link = years(basis), meeting_organizations
    standing = Standing(basis, link.c.organization_id)
    in_the_year = sa.and_(Meeting.held_on >= year.c.first_day, Meeting.held_on <= year.c.day)
    # the literal text is that of the partial index: with parameters SQLite would not find it
    query = sa.select(Meeting.id).select_from(year).join(Meeting, in_the_year).where(sa.text(COUNTING))
    meeting: dict[str, Any] = {"record_id": Meeting.id, "date": Meeting.held_on}
    if basis.rules.meeting_basis is MeetingBasis.MEETING:
        outsiders = sa.select(link.c.meeting_id).where(link.c.meeting_id == Meeting.id, standing.counts)
        return query.with_only_columns(*row(year.c.fiscal_year, **meeting)).where(outsiders.exists())
    return (
        query.join(link, link.c.meeting_id == Meeting.id)
        .join(standing.merge, standing.condition, isouter=True)
        .where(standing.counts)
        .with_only_columns(*row(year.c.fiscal_year, **meeting, other_id=standing.body_id))
        .distinct()
    )
