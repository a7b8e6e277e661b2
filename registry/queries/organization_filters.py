"""What narrows the list of organizations down, and its order. Records merged into one are one body throughout."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from registry.domain.corporate_number import read_corporate_number
from registry.domain.japanese_dates import add_months
from registry.domain.lists import ListQuery
from registry.domain.reading_order import bounds_of_row
from registry.domain.vocabulary import MeetingStatus, OrganizationKind, PartyRole
from registry.models import Agreement, AgreementParty, Department, Field, Group, Meeting, Organization
from registry.models.meetings import meeting_organizations
from registry.queries.in_force import in_force_on, is_past, takes_part_on
from registry.queries.listing import words_of
from registry.queries.organizations import holds_for_body, is_called, merged_records

Condition = sa.ColumnElement[bool]


def selected_organizations(query: ListQuery, day: date, *, without_row: bool = False) -> sa.Select[Any]:
    """The ids of the organizations that a query wants, as they stand on a day."""
    deleted = query.value("record") == "deleted"
    there = Organization.deleted_at.is_not(None) if deleted else Organization.deleted_at.is_(None)
    selected = sa.select(Organization.id).where(Organization.merged_into_id.is_(None), there)
    for word in words_of(query.text):
        selected = selected.where(_has_word(word))
    for name, condition in CONDITIONS.items():
        value = query.value(name)
        if value is not None and not (without_row and name == "row"):
            selected = selected.where(condition(value, day))
    return selected


def _has_word(word: str) -> Condition:
    called = holds_for_body(is_called(word))
    try:
        return sa.or_(called, Organization.corporate_number == read_corporate_number(word))
    except ValueError:
        return called


def _bodies(records: sa.Select[Any]) -> sa.CompoundSelect[Any]:
    """Ids of records, and of bodies that have such a record merged into them.

    Only the few merged records are looked up; a join for each row would take several times as long.
    """
    [record_id], merge = records.selected_columns, merged_records().alias()
    merged = sa.select(merge.c.body_id).where(records.where(record_id == merge.c.id).correlate(merge).exists())
    return sa.union_all(records, merged)


def _parties(*conditions: Condition) -> sa.CompoundSelect[Any]:
    """The ids of bodies that are a party of an agreement of which the conditions hold."""
    parties = sa.select(AgreementParty.organization_id).join(Agreement, Agreement.id == AgreementParty.agreement_id)
    return _bodies(parties.where(Agreement.deleted_at.is_(None), AgreementParty.role == PartyRole.PARTY, *conditions))


def _agreement(value: str, day: date) -> Condition:
    match value:
        case "with":
            return Organization.id.in_(_parties())
        case "without":
            return Organization.id.not_in(_parties())
        case "in_force":
            return Organization.id.in_(_parties(in_force_on(day), takes_part_on(day)))
        case _:
            return sa.and_(Organization.id.in_(_parties()), Organization.id.not_in(_parties(~is_past(day))))


def _silent(months: str, day: date) -> Condition:
    """No held meeting for so many months."""
    since, link = add_months(day, -int(months)), meeting_organizations
    met = sa.select(link.c.organization_id).join(Meeting, Meeting.id == link.c.meeting_id)
    return Organization.id.not_in(_bodies(met.where(Meeting.held_on > since, *HELD)))


def _row(row: str, _day: date) -> Condition:
    first, end = bounds_of_row(row)
    return sa.and_(Organization.sort_key >= first, Organization.sort_key < end)


HELD = (Meeting.status == MeetingStatus.HELD, Meeting.deleted_at.is_(None))
"""What makes a meeting a contact."""

CONDITIONS: Mapping[str, Callable[[str, date], Condition]] = {
    "kind": lambda value, _day: Organization.kind == OrganizationKind(value),
    "agreement": _agreement,
    "field": lambda value, _day: Organization.id.in_(_parties(Agreement.fields.any(Field.name == value))),
    "department": lambda value, _day: Organization.id.in_(_parties(Agreement.department.has(Department.name == value))),
    "group": lambda value, _day: Organization.groups.any(Group.name == value),
    "silent": _silent,
    "incomplete": lambda _value, _day: sa.or_(
        Organization.incomplete, Organization.kind == OrganizationKind.UNCLASSIFIED
    ),
    "row": _row,
}
"""What each filter's value means."""


def in_their_order(selected: sa.Select[Any], query: ListQuery) -> sa.Select[Any]:
    """The selection by reading, or by the last held meeting, where those without one come before all others."""
    key = Organization.sort_key
    if query.sort != "contact":
        return selected.order_by(*(each.desc() if query.descending else each.asc() for each in (key, Organization.id)))
    last = _last_contacts().subquery("last_contacts")
    day = last.c.held_on.desc().nulls_last() if query.descending else last.c.held_on.asc().nulls_first()
    return selected.outerjoin(last, last.c.body_id == Organization.id).order_by(day, key, Organization.id)


def _last_contacts() -> sa.Select[Any]:
    """(body_id, held_on) of all that ever met: reckoned for all of them, because each has to be compared."""
    link, merge = meeting_organizations, merged_records().alias()
    met = (
        sa.select(link.c.organization_id, sa.func.max(Meeting.held_on).label("held_on"))
        .join(Meeting, Meeting.id == link.c.meeting_id)
        .where(*HELD)
        .group_by(link.c.organization_id)
        .subquery()
    )
    # with a declared type, or SQLite would not look it up by an index of its own making
    body_id = sa.cast(sa.func.coalesce(merge.c.body_id, met.c.organization_id), sa.Integer).label("body_id")
    last = sa.func.max(met.c.held_on).label("held_on")
    return sa.select(body_id, last).outerjoin(merge, merge.c.id == met.c.organization_id).group_by(body_id)
