"""What narrows the list of organizations down, and its order."""

from datetime import date
from typing import Any

import sqlalchemy as sa

from registry.domain.japanese_dates import add_months
from registry.domain.lists import ListQuery
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
    OrganizationFormerName,
)
from registry.models.meetings import meeting_organizations
from registry.queries.in_force import in_force_on, stays_on
from registry.queries.listing import words_of


def selected_organizations(query: ListQuery, day: date, *, without_row: bool = False) -> sa.Select[Any]:
    """The ids of the organizations that a query wants, as they stand on a day."""
    selected = sa.select(Organization.id).where(Organization.merged_into_id.is_(None))
    if query.value("record") == "deleted":
        selected = selected.where(Organization.deleted_at.is_not(None))
    else:
        selected = selected.where(Organization.deleted_at.is_(None))
    for word in words_of(query.text):
        selected = selected.where(_has_word(word))
    for name, condition in CONDITIONS.items():
        value = query.value(name)
        if value is not None and not (without_row and name == "row"):
            selected = selected.where(condition(value, day))
    return selected


def _has_word(word: str) -> sa.ColumnElement[bool]:
    formerly = sa.select(OrganizationFormerName.organization_id).where(
        OrganizationFormerName.name_key.contains(word, autoescape=True)
    )
    return sa.or_(
        Organization.search_key.contains(word, autoescape=True),
        Organization.id.in_(formerly),
        Organization.corporate_number == word,
    )


def _parties(*conditions: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """The ids of organizations that are a party of an agreement of which the conditions hold."""
    return (
        sa.select(AgreementParty.organization_id)
        .join(Agreement)
        .where(Agreement.deleted_at.is_(None), AgreementParty.role == PartyRole.PARTY, *conditions)
    )


def _agreement(value: str, day: date) -> sa.ColumnElement[bool]:
    match value:
        case "with":
            return Organization.id.in_(_parties())
        case "without":
            return Organization.id.not_in(_parties())
        case "in_force":
            return Organization.id.in_(_parties(in_force_on(day), stays_on(day)))
        case _:
            return sa.and_(
                Organization.id.in_(_parties()), Organization.id.not_in(_parties(in_force_on(day), stays_on(day)))
            )


def _silent(months: str, day: date) -> sa.ColumnElement[bool]:
    """No held meeting for so many months."""
    since = add_months(day, -int(months))
    met = (
        sa.select(meeting_organizations.c.organization_id)
        .join(Meeting, Meeting.id == meeting_organizations.c.meeting_id)
        .where(Meeting.held_on > since, Meeting.status == MeetingStatus.HELD, Meeting.deleted_at.is_(None))
    )
    return Organization.id.not_in(met)


def _row(row: str, _day: date) -> sa.ColumnElement[bool]:
    first, end = bounds_of_row(row)
    return sa.and_(Organization.sort_key >= first, Organization.sort_key < end)


CONDITIONS: dict[str, Any] = {
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


def order_of(query: ListQuery) -> list[sa.ColumnElement[Any]]:
    """By reading, or by the last held meeting."""
    if query.sort != "contact":
        key = Organization.sort_key
        return [key.desc(), Organization.id.desc()] if query.descending else [key.asc(), Organization.id.asc()]
    last = (
        sa.select(sa.func.max(Meeting.held_on))
        .join(meeting_organizations, meeting_organizations.c.meeting_id == Meeting.id)
        .where(
            meeting_organizations.c.organization_id == Organization.id,
            Meeting.status == MeetingStatus.HELD,
            Meeting.deleted_at.is_(None),
        )
        .correlate(Organization)
        .scalar_subquery()
    )
    ordered = last.desc().nulls_last() if query.descending else last.asc().nulls_first()
    return [ordered, Organization.sort_key.asc(), Organization.id.asc()]
