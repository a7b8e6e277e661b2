"""Meetings that somebody else has probably recorded already: the same day, an organization in common."""

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.rules import CountingRules
from registry.domain.vocabulary import MeetingStatus, Noun
from registry.models import AuditEntry, Meeting, Organization
from registry.models.meetings import meeting_organizations
from registry.queries.counting.basis import Basis, Standing

RECORDED = ("record", "import")
"""The deeds that make a meeting: who did one of them is its author."""


@dataclass(frozen=True)
class Author:
    """Who recorded a meeting, and when (ISO 8601, UTC); ``id`` is None for who is no user, such as a command."""

    id: int | None
    name: str
    at: str


NOBODY = Author(None, "", "")


@dataclass(frozen=True)
class ProbableDouble:
    """A recorded meeting, with its author."""

    meeting: Meeting
    author: Author


def list_probable_doubles(
    held_on: date, organization_ids: Iterable[int], *, author_id: int | None, other_than: int | None = None
) -> Sequence[ProbableDouble]:
    """The meetings of that day with one of these organizations that another author has recorded, in their order.

    Records that were merged are the body that they were merged into. Cancelled meetings are no doubles. At most three
    statements, and none where no organization is given.
    """
    values = {"held_on": held_on, "ids": list(organization_ids)}
    found = db.session.scalars(_of_that_day(), values).all() if values["ids"] else ()
    authors = map_authors(found)
    others = [one for one in found if one != other_than and _is_anothers(authors.get(one, NOBODY), author_id)]
    if not others:
        return ()
    meetings = db.session.scalars(sa.select(Meeting).where(Meeting.id.in_(others)).order_by(Meeting.id))
    return [ProbableDouble(each, authors.get(each.id, NOBODY)) for each in meetings]


def _is_anothers(author: Author, author_id: int | None) -> bool:
    return author.id is None or author.id != author_id


@functools.cache
def _of_that_day() -> sa.Select[Any]:
    """The ids of the meetings of ``held_on`` with a body of the organizations ``ids``; made once, it is asked often."""
    link, basis = meeting_organizations, Basis(CountingRules(), 1)
    named, there = Standing(basis, Organization.id), Standing(basis, link.c.organization_id)
    ids: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
    bodies = (
        sa.select(named.body_id)
        .select_from(Organization)
        .join(named.merge, named.condition, isouter=True)
        .where(Organization.id.in_(ids))
    )
    with_one = (
        sa.select(link.c.meeting_id)
        .join(there.merge, there.condition, isouter=True)
        .where(link.c.meeting_id == Meeting.id, there.body_id.in_(bodies))
    )
    day = sa.bindparam("held_on", type_=sa.Date)
    alive = (Meeting.deleted_at.is_(None), Meeting.held_on == day, Meeting.status != MeetingStatus.CANCELLED)
    return sa.select(Meeting.id).where(*alive, with_one.exists()).order_by(Meeting.id)


def map_authors(meeting_ids: Iterable[int]) -> dict[int, Author]:
    """Who recorded each of these meetings, where the log knows it."""
    ids = list(meeting_ids)
    if not ids:
        return {}
    entry = AuditEntry
    rows = db.session.execute(
        sa.select(entry.record_id, entry.actor_id, entry.actor, entry.at)
        .where(entry.noun == Noun.MEETINGS.value, entry.record_id.in_(ids), entry.action.in_(RECORDED))
        .order_by(entry.id.desc())  # the first entry stands
    )
    return {row.record_id: Author(row.actor_id, row.actor, row.at) for row in rows}
