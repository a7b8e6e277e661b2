"""What narrows the list of meetings down, and its order.

The columns of the conditions on the meeting itself are those of its index for lists, so that SQLite reads no record.
"""

import functools
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from registry.domain.fiscal_year import FiscalYear
from registry.domain.lists import ListQuery
from registry.domain.rules import CountingRules
from registry.domain.vocabulary import MeetingChannel, MeetingStatus, MeetingType, OrganizationKind
from registry.models import Department, Meeting, Organization
from registry.models.meetings import (
    COUNTING,
    PLANNED,
    meeting_agreements,
    meeting_organizations,
    meeting_projects,
)
from registry.queries.counting.basis import Basis, Standing, merges
from registry.queries.holding import holds
from registry.queries.listing import id_in, words_of
from registry.queries.meeting_texts import few_holding
from registry.queries.organization_names import few_called, is_called

AS_OF = sa.bindparam("as_of", type_=sa.Date)
"""The day on which the list is looked at."""


def selected_meetings(query: ListQuery) -> sa.Select[Any]:
    """The ids of the meetings that a query wants, as they stand on the day of the parameter ``as_of``.

    A small statement more for each word of the search, and up to two for all of them after a change.
    """
    selected = sa.select(Meeting.id).where(_beginning(query))
    for word in words_of(query.text):
        selected = selected.where(_has_word(word))
    for name, condition in CONDITIONS.items():
        value = query.value(name)
        if value is not None:
            selected = selected.where(condition(value))
    return selected


def _beginning(query: ListQuery) -> sa.ColumnElement[bool]:
    """Deleted ones or the others; of these, planned ones by the index of their own."""
    if query.value("record") == "deleted":
        return Meeting.deleted_at.is_not(None)
    if query.value("status") == MeetingStatus.PLANNED or query.value("result"):
        return planned()
    return Meeting.deleted_at.is_(None)


def is_whole(query: ListQuery) -> bool:
    """Whether nothing narrows the list down."""
    return not query.text and not query.values


def takes_long_to_count(query: ListQuery) -> bool:
    """Whether more is looked at for each meeting than what its index for lists holds."""
    named = query.value("organization") or ""
    return bool(query.text or query.value("counted") or query.value("kind") or (named and id_in(named) is None))


def order_of(query: ListQuery) -> list[sa.ColumnElement[Any]]:
    """By day, and in the order of recording within one."""
    if query.descending:
        return [Meeting.held_on.desc(), Meeting.id.desc()]
    return [Meeting.held_on.asc(), Meeting.id.asc()]


@functools.cache
def _basis() -> Basis:
    """One for all conditions of a statement, so that they share its steps."""
    return Basis(CountingRules(), 1)


@functools.cache
def counting() -> sa.ColumnElement[bool]:
    """Whether a meeting counts as of the parameter ``as_of``: rule 1, in the words of its one definition."""
    link = meeting_organizations
    standing = Standing(_basis(), link.c.organization_id)
    outsiders = sa.select(link.c.meeting_id).where(link.c.meeting_id == Meeting.id, standing.counts)
    return sa.and_(sa.text(COUNTING), Meeting.held_on <= AS_OF, outsiders.exists())


@functools.cache
def planned() -> sa.ColumnElement[bool]:
    """Whether it is planned and not deleted; said so that SQLite keeps to the short index of planned meetings."""
    return sa.and_(sa.text(PLANNED), sa.case((Meeting.deleted_at.is_(None), 1), else_=0) == 1)


@functools.cache
def without_result() -> sa.ColumnElement[bool]:
    """Whether it was planned for a day before ``as_of``, and nobody has said what became of it."""
    return sa.and_(planned(), Meeting.held_on < AS_OF)


@functools.cache
def held_by_then() -> sa.ColumnElement[bool]:
    """Whether it was held by ``as_of``."""
    return sa.and_(Meeting.status == MeetingStatus.HELD, Meeting.held_on <= AS_OF)


def _has_word(word: str) -> sa.ColumnElement[bool]:
    return sa.or_(_has_text(word), _of_named(word))


def _has_text(word: str) -> sa.ColumnElement[bool]:
    """Whether the meeting itself has it; where only few do, they are known."""
    few = few_holding(word)
    if few is None:
        return holds(Meeting.search_key, word)
    return Meeting.id.in_(few) if few else sa.false()


def _of_named(word: str) -> sa.ColumnElement[bool]:
    """Whether an organization with the word in its name took part."""
    link = meeting_organizations
    named = few_called(word)
    if named is None:
        return _with_one(is_called(word))
    if not named:
        return sa.false()
    return Meeting.id.in_(sa.select(link.c.meeting_id).where(link.c.organization_id.in_(named)))


def _with_one(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    """Whether an organization of which the condition holds took part; asked of one meeting after the other."""
    link = meeting_organizations
    taking_part = sa.select(link.c.meeting_id).join(Organization, Organization.id == link.c.organization_id)
    return taking_part.where(link.c.meeting_id == Meeting.id, condition).exists()


def _of_organization(value: str) -> sa.ColumnElement[bool]:
    """One organization by its id, with the records merged into it; or all that have the text in their name."""
    link, wanted = meeting_organizations, id_in(value)
    if wanted is None:
        return _of_named(value)
    mine = sa.or_(link.c.organization_id == wanted, link.c.organization_id.in_(_merged_into(wanted)))
    return Meeting.id.in_(sa.select(link.c.meeting_id).where(mine))


def _merged_into(organization_id: int) -> sa.Select[Any]:
    merge = merges(_basis())
    return sa.select(merge.c.id).where(merge.c.body_id == organization_id)


def _of_year(value: str) -> sa.ColumnElement[bool]:
    year = FiscalYear(int(value))
    return Meeting.held_on.between(year.first_day, year.last_day)


def _linked(table: sa.Table, column: str) -> Callable[[str], sa.ColumnElement[bool]]:
    return lambda value: Meeting.id.in_(sa.select(table.c.meeting_id).where(table.c[column] == int(value)))


def _has_status(value: str) -> sa.ColumnElement[bool]:
    planned_ones = sa.and_(sa.text(PLANNED))  # literal, as its index wants it
    return planned_ones if value == MeetingStatus.PLANNED else Meeting.status == MeetingStatus(value)


def _of_department(value: str) -> sa.ColumnElement[bool]:
    named = sa.select(Department.id).where(Department.name == value)
    return Meeting.department_id == named.scalar_subquery()


CONDITIONS: Mapping[str, Callable[[str], sa.ColumnElement[bool]]] = {
    "fiscal_year": _of_year,
    "type": lambda value: Meeting.type == MeetingType(value),
    "status": _has_status,
    "counted": lambda value: counting() if value == "yes" else sa.not_(counting()),
    "channel": lambda value: Meeting.channel == MeetingChannel(value),
    "department": _of_department,
    "organization": _of_organization,
    "agreement": _linked(meeting_agreements, "agreement_id"),
    "project": _linked(meeting_projects, "project_id"),
    "kind": lambda value: _with_one(Organization.kind == OrganizationKind(value)),
    "since": lambda value: Meeting.held_on >= date.fromisoformat(value),
    "until": lambda value: Meeting.held_on <= date.fromisoformat(value),
    "as_of": lambda _value: held_by_then(),
    "result": lambda _value: without_result(),
}
"""What each filter's value means."""
