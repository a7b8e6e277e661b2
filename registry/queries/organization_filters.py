"""What narrows the list of organizations down, and its order."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from registry.domain.corporate_number import read_corporate_number
from registry.domain.japanese_dates import add_months
from registry.domain.lists import ListQuery
from registry.domain.names import fold
from registry.domain.reading_order import bounds_of_row
from registry.domain.vocabulary import MeetingStatus, OrganizationKind, PartyRole
from registry.models import (
    Agreement,
    AgreementParty,
    Department,
    Field,
    Group,
    Meeting,
    Organization,
)
from registry.models.meetings import meeting_organizations
from registry.queries.in_force import in_force_on, is_past, takes_part_on, was_concluded
from registry.queries.organization_names import is_one_called, merged, with_bodies


def selected_organizations(query: ListQuery, day: date, *, without_row: bool = False) -> sa.Select[Any]:
    """The ids of the organizations that a query wants, as they stand on a day."""
    selected = sa.select(Organization.id).where(Organization.merged_into_id.is_(None))
    if query.value("record") == "deleted":
        selected = selected.where(Organization.deleted_at.is_not(None))
    else:
        selected = selected.where(Organization.deleted_at.is_(None))
    for word in filter(fold, query.text.split()):
        selected = selected.where(_has_word(word))
    for name, condition in CONDITIONS.items():
        value = query.value(name)
        if value is not None and not (without_row and name == "row"):
            selected = selected.where(condition(value, day, query.known_until))
    return selected


def _has_word(word: str) -> sa.ColumnElement[bool]:
    merge = merged()
    duplicates = sa.select(merge.c.body_id).where(is_one_called(merge.c.id, word))
    called = sa.or_(is_one_called(Organization.id, word), Organization.id.in_(duplicates))
    try:
        return sa.or_(called, Organization.corporate_number == read_corporate_number(word))
    except ValueError:
        return called


def _is_party(until: date, *conditions: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Whether an organization became until a day a party of an agreement of which the conditions hold."""
    parties = (
        sa.select(AgreementParty.organization_id)
        .join(Agreement)
        .where(
            Agreement.deleted_at.is_(None), AgreementParty.role == PartyRole.PARTY, was_concluded(until), *conditions
        )
    )
    return with_bodies(parties)


def _agreement(value: str, day: date, until: date) -> sa.ColumnElement[bool]:
    match value:
        case "with":
            return _is_party(until)
        case "without":
            return sa.not_(_is_party(until))
        case "in_force":
            return _is_party(until, in_force_on(day), takes_part_on(day))
        case _:
            return sa.and_(_is_party(until), sa.not_(_is_party(until, sa.not_(is_past(day)))))


def _silent(months: str, day: date, _until: date) -> sa.ColumnElement[bool]:
    """No held meeting for so many months."""
    link = meeting_organizations.c
    since = Meeting.held_on > add_months(day, -int(months))
    met = sa.select(link.organization_id).join(Meeting, Meeting.id == link.meeting_id).where(since, was_held(day))
    return sa.not_(with_bodies(met))


def was_held(day: date) -> sa.ColumnElement[bool]:
    """Whether a meeting was held by a day."""
    return sa.and_(Meeting.status == MeetingStatus.HELD, Meeting.held_on <= day, Meeting.deleted_at.is_(None))


def _row(row: str, _day: date, _until: date) -> sa.ColumnElement[bool]:
    first, end = bounds_of_row(row)
    return sa.and_(Organization.sort_key >= first, Organization.sort_key < end)


CONDITIONS: dict[str, Any] = {
    "kind": lambda value, _day, _until: Organization.kind == OrganizationKind(value),
    "agreement": _agreement,
    "field": lambda value, _day, until: _is_party(until, Agreement.fields.any(Field.name == value)),
    "department": lambda value, _day, until: _is_party(until, Agreement.department.has(Department.name == value)),
    "group": lambda value, _day, _until: Organization.groups.any(Group.name == value),
    "silent": _silent,
    "incomplete": lambda _value, _day, _until: sa.or_(
        Organization.incomplete, Organization.kind == OrganizationKind.UNCLASSIFIED
    ),
    "row": _row,
    "as_of": lambda _value, _day, until: _is_party(until),
}
"""What each filter's value means."""


def in_their_order(selected: sa.Select[Any], query: ListQuery, day: date) -> sa.Select[Any]:
    """The selection by reading, or by the last meeting held by a day; who never met stands at the far end."""
    key = Organization.sort_key
    if query.sort != "contact":
        return selected.order_by(*(each.desc() if query.descending else each.asc() for each in (key, Organization.id)))
    last = _last_contacts(day).subquery("last_contacts")
    held_on = last.c.held_on.desc().nulls_last() if query.descending else last.c.held_on.asc().nulls_first()
    return selected.outerjoin(last, last.c.body_id == Organization.id).order_by(held_on, key, Organization.id)


def _last_contacts(day: date) -> Any:
    """(body_id, held_on) of all that ever met: reckoned for all together, because each has to be compared."""
    link, merge = meeting_organizations, merged().alias()
    met = (
        sa.select(link.c.organization_id, sa.func.max(Meeting.held_on).label("held_on"))
        .join(Meeting, Meeting.id == link.c.meeting_id)
        .where(was_held(day))
        .group_by(link.c.organization_id)
        .subquery()
    )
    # with a declared type, or SQLite would not look it up by an index of its own making
    body_id = sa.cast(sa.func.coalesce(merge.c.body_id, met.c.organization_id), sa.Integer).label("body_id")
    last = sa.func.max(met.c.held_on).label("held_on")
    return sa.select(body_id, last).outerjoin(merge, merge.c.id == met.c.organization_id).group_by(body_id)
