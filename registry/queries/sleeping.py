"""Sleeping partnerships: agreements in force under which nothing has happened for some months."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from registry.domain.japanese_dates import add_months
from registry.domain.vocabulary import PartyRole, ProjectState
from registry.models import Agreement, AgreementParty, Meeting, Project
from registry.models.meetings import meeting_agreements, meeting_organizations
from registry.models.projects import project_agreements
from registry.queries.in_force import in_force_on, takes_part_on
from registry.queries.organization_filters import was_held
from registry.queries.organization_names import merged

WORKED_ON = (ProjectState.ACTIVE, ProjectState.COMPLETED, ProjectState.CANCELLED)
"""A project that is only proposed, or suspended, moves nothing."""


def is_sleeping(months: int, day: date) -> sa.ColumnElement[bool]:
    """Whether an agreement is in force on a day, and for so many months there was neither meeting nor project.

    A meeting is one of the agreement, or with one of its parties; a project, one under it. An agreement that has not
    been in force for so long does not sleep.
    """
    since = add_months(day, -months)
    return sa.and_(
        in_force_on(day),
        sa.func.coalesce(Agreement.effective_on, Agreement.concluded_on) <= since,
        Agreement.concluded_on <= since,
        Agreement.id.not_in(_met(since, day)),
        Agreement.id.not_in(_with_a_party_met(since, day)),
        Agreement.id.not_in(_worked_on(since, day)),
    )


def _met(since: date, day: date) -> sa.Select[Any]:
    link = meeting_agreements.c
    met = sa.select(link.agreement_id).join(Meeting, Meeting.id == link.meeting_id)
    return met.where(Meeting.held_on > since, was_held(day))


def _with_a_party_met(since: date, day: date) -> sa.Select[Any]:
    """Agreements of which a party, by any of its records, was met."""
    link, merge, mine = meeting_organizations, merged().alias("merge_of_the_met"), merged().alias("merge_of_the_party")
    met = (
        sa.select(sa.func.coalesce(merge.c.body_id, link.c.organization_id))
        .select_from(Meeting)
        .join(link, link.c.meeting_id == Meeting.id)
        .outerjoin(merge, merge.c.id == link.c.organization_id)
        .where(Meeting.held_on > since, was_held(day))
    )
    body_id = sa.func.coalesce(mine.c.body_id, AgreementParty.organization_id)
    return (
        sa.select(AgreementParty.agreement_id)
        .outerjoin(mine, mine.c.id == AgreementParty.organization_id)
        .where(AgreementParty.role == PartyRole.PARTY, takes_part_on(day), body_id.in_(met))
    )


def _worked_on(since: date, day: date) -> sa.Select[Any]:
    link = project_agreements.c
    return (
        sa.select(link.agreement_id)
        .join(Project, Project.id == link.project_id)
        .where(
            Project.deleted_at.is_(None),
            Project.state.in_(WORKED_ON),
            Project.started_on <= day,
            sa.or_(Project.ended_on > since, sa.and_(Project.state == ProjectState.ACTIVE, Project.ended_on.is_(None))),
        )
    )
