"""The list of meetings: which ones, in what order, and what each row says; a fixed number of statements."""

import bisect
import functools
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.errors import NoSuchRecord
from registry.domain.fiscal_year import FiscalYear
from registry.domain.lists import Listed, ListQuery, Window
from registry.domain.meeting_counts import Countable, WhyNot
from registry.domain.vocabulary import MeetingChannel, MeetingStatus, MeetingType, Noun
from registry.models import Department, Meeting, Organization
from registry.models.meetings import meeting_organizations
from registry.queries.listing import IDS, PAGE, in_order, kept_rows, last_start, shown_part
from registry.queries.meeting_filters import (
    counting,
    held_by_then,
    is_whole,
    order_of,
    planned,
    selected_meetings,
    takes_long_to_count,
    without_result,
)
from registry.queries.unchanged import while_unchanged

AT_A_TIME = 5000
"""So many rows of a file are read with one statement."""
FAR = 500
"""So many meetings are walked through to come to a page; what lies farther is looked up by its day."""
COUNTED_UP_TO = 1000
"""A search counts no further: more than this many is all that a reader needs to know to narrow it down."""


@dataclass(frozen=True)
class NamedOrganization:
    """An organization that took part."""

    id: int
    name: str


@dataclass(frozen=True)
class MeetingRow:
    """One meeting as lists show it; ``counts`` is what the counting says as of the list's day."""

    id: int
    held_on: date
    type: MeetingType
    status: MeetingStatus
    channel: MeetingChannel | None
    number: str | None
    subject: str
    summary: str
    attendees: str
    counted: bool | None
    counted_reason: str
    deleted: bool
    department: str
    counts: bool
    organizations: tuple[NamedOrganization, ...] = ()

    def why_not(self, day: date) -> WhyNot | None:
        """Why it does not count; None where it does."""
        if self.counts:
            return None
        about = Countable(self.held_on, self.type, self.status, self.counted, len(self.organizations), self.deleted)
        return about.why_not(day) or WhyNot.INTERNAL  # those that took part are not registered any more


def list_meeting_rows(query: ListQuery, window: Window, *, day: date) -> Listed[MeetingRow]:
    """The meetings that the query wants, as they stand on a day.

    What takes long to count is counted up to COUNTED_UP_TO.
    """
    ids, values = selected_meetings(query), {"as_of": day}
    look = _searched if takes_long_to_count(query) else _counted

    def find() -> Found:
        return look(ids, query, window, values)

    key = ("found", Noun.MEETINGS, query.key, window, day)
    found, total, more = while_unchanged(key, find) if window.limit <= PAGE else find()
    rows = kept_rows(Noun.MEETINGS, found, lambda: _rows(found, day), day)
    return Listed(rows, total, more=more)


def get_meeting_row(meeting_id: int, *, day: date) -> MeetingRow:
    """One meeting as lists show it, deleted or not; raises NoSuchRecord."""
    found = _some_rows([meeting_id], day)
    if not found:
        raise NoSuchRecord(noun=Noun.MEETINGS, id=meeting_id)
    return found[0]


Values = dict[str, date]
Found = tuple[Sequence[int], int, bool]
"""The ids of the window, the number of all, and whether there are more than that."""


def _counted(ids: sa.Select[Any], query: ListQuery, window: Window, values: Values) -> Found:
    """The exact number of all; behind the end stands the last page."""
    total = _number_of(ids, query, values)
    if not total:
        return (), 0, False
    start = last_start(window, total)
    page = ids.order_by(*order_of(query)).limit(window.limit)
    if start >= FAR:
        day, start = _place_before(start, ids, query, values)
        page = page.where(Meeting.held_on <= day if query.descending else Meeting.held_on >= day)
    return db.session.scalars(page.offset(start), values).all(), total, False


def _place_before(start: int, ids: sa.Select[Any], query: ListQuery, values: Values) -> tuple[date, int]:
    """A day shortly before a place in the list, and how far behind that day's first meeting the place lies."""
    places = while_unchanged(("places", query.key, values["as_of"]), lambda: _places(ids, query, values))
    day, before = places[bisect.bisect_right(places, start, key=lambda place: place[1]) - 1]
    return day, start - before


def _places(ids: sa.Select[Any], query: ListQuery, values: Values) -> Sequence[tuple[date, int]]:
    """Days of the list, about FAR meetings apart, each with the number of meetings before it."""
    held_on, order = Meeting.held_on, Meeting.held_on.desc() if query.descending else Meeting.held_on.asc()
    places, before = [(date.max if query.descending else date.min, 0)], 0
    days = ids.with_only_columns(held_on, sa.func.count()).group_by(held_on).order_by(order)
    for day, number in db.session.execute(days, values):
        if before - places[-1][1] >= FAR:
            places.append((day, before))
        before += number
    return places


def _number_of(ids: sa.Select[Any], query: ListQuery, values: Values) -> int:
    number = _number_of_whole() if is_whole(query) else sa.select(sa.func.count()).select_from(ids.subquery())
    return db.session.scalar(number, values) or 0


@functools.cache
def _number_of_whole() -> sa.Select[Any]:
    """All less the deleted ones: both of these SQLite knows without looking at the meetings."""
    whole = sa.select(sa.func.count()).select_from(Meeting)
    return sa.select(whole.scalar_subquery() - whole.where(Meeting.deleted_at.is_not(None)).scalar_subquery())


def _searched(ids: sa.Select[Any], query: ListQuery, window: Window, values: Values) -> Found:
    """What is found in one walk through the meetings; the number is exact up to COUNTED_UP_TO."""
    ordered = ids.order_by(*order_of(query))
    if window.limit > COUNTED_UP_TO:
        found = db.session.scalars(ordered.limit(window.limit).offset(window.offset), values).all()
        return found, window.offset + len(found), False
    first = db.session.scalars(ordered.limit(COUNTED_UP_TO + 1), values).all()
    if len(first) <= COUNTED_UP_TO:
        return shown_part(first, window), len(first), False
    if window.offset + window.limit <= COUNTED_UP_TO:
        return first[window.offset : window.offset + window.limit], COUNTED_UP_TO, True
    further = db.session.scalars(ordered.limit(window.limit).offset(window.offset), values).all()
    if not further:
        return _counted(ids, query, window, values)
    return further, window.offset + len(further), len(further) == window.limit


def count_meeting_views(day: date, *, of_past: bool = False) -> Mapping[str, int]:
    """How many meetings each of the list's views has; with ``of_past`` of those that were held by the day.

    One statement, none while nothing has changed.
    """
    return while_unchanged(("views", Noun.MEETINGS, day, of_past), lambda: _count_views(day, of_past=of_past))


def _count_views(day: date, *, of_past: bool) -> Mapping[str, int]:
    year = FiscalYear.of(day)
    values = {"as_of": day, "first_day": year.first_day, "last_day": year.last_day}
    row = db.session.execute(_held_views() if of_past else _views(), values).one()
    return dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it


@functools.cache
def _views() -> sa.Select[Any]:
    whole = sa.select(sa.func.count()).select_from(Meeting)
    return sa.select(
        _number_of_whole().scalar_subquery().label("all"),
        whole.where(Meeting.deleted_at.is_(None), _in_the_year()).scalar_subquery().label("year"),
        whole.where(planned()).scalar_subquery().label("planned"),
        whole.where(without_result()).scalar_subquery().label("missing"),
    )


@functools.cache
def _held_views() -> sa.Select[Any]:
    held = sa.select(sa.func.count()).select_from(Meeting).where(Meeting.deleted_at.is_(None), held_by_then())
    this_year = held.where(_in_the_year())
    return sa.select(held.scalar_subquery().label("all"), this_year.scalar_subquery().label("year"))


def _in_the_year() -> sa.ColumnElement[bool]:
    first_day, last_day = sa.bindparam("first_day", type_=sa.Date), sa.bindparam("last_day", type_=sa.Date)
    return Meeting.held_on.between(first_day, last_day)


def find_meeting_years(now: FiscalYear) -> Sequence[int]:
    """The fiscal years from that of the first meeting to that of the last one until ``now``, then those with any."""
    return while_unchanged(("years of meetings", now.year), lambda: _find_years(now))


def _find_years(now: FiscalYear) -> Sequence[int]:
    held, alive = Meeting.held_on, Meeting.deleted_at.is_(None)
    until_now, ahead = sa.and_(alive, held <= now.last_day), sa.and_(alive, held > now.last_day)
    ends = (sa.select(end(held)).where(until_now) for end in (sa.func.min, sa.func.max))
    found = sa.union_all(*ends, sa.select(held).where(ahead).distinct())
    days: Sequence[date | None] = db.session.scalars(found).all()
    years = {FiscalYear.of(day).year for day in days if day is not None}
    past = {year for year in years if year <= now.year}
    return tuple(sorted(years | set(range(min(past), max(past)) if past else ())))


def _rows(ids: Sequence[int], day: date) -> list[MeetingRow]:
    return [row for start in range(0, len(ids), AT_A_TIME) for row in _some_rows(ids[start : start + AT_A_TIME], day)]


def _some_rows(ids: Sequence[int], day: date) -> list[MeetingRow]:
    organizations = _organizations(ids)
    rows = {
        row.id: MeetingRow(
            **dict(row._mapping) | {"counts": bool(row.counts)},  # noqa: SLF001 - SQLAlchemy's public name for it
            organizations=tuple(organizations[row.id]),
        )
        for row in db.session.execute(_row_columns(), {"ids": ids, "as_of": day})
    }
    return in_order(ids, rows)


@functools.cache
def _row_columns() -> sa.Select[Any]:
    columns = (
        Meeting.id,
        Meeting.held_on,
        Meeting.type,
        Meeting.status,
        Meeting.channel,
        Meeting.number,
        Meeting.subject,
        Meeting.summary,
        Meeting.attendees,
        Meeting.counted,
        Meeting.counted_reason,
        Meeting.deleted_at.is_not(None).label("deleted"),
        sa.func.coalesce(Department.name, "").label("department"),
        sa.case((counting(), 1), else_=0).label("counts"),
    )
    of_meeting = Department.id == Meeting.department_id
    return sa.select(*columns).outerjoin(Department, of_meeting).where(Meeting.id.in_(IDS))


def _organizations(ids: Sequence[int]) -> defaultdict[int, list[NamedOrganization]]:
    found: defaultdict[int, list[NamedOrganization]] = defaultdict(list)
    for meeting_id, organization_id, name in db.session.execute(_taking_part(), {"ids": ids}):
        found[meeting_id].append(NamedOrganization(organization_id, name))
    return found


@functools.cache
def _taking_part() -> sa.Select[Any]:
    link = meeting_organizations
    named = sa.select(link.c.meeting_id, Organization.id, Organization.name)
    return (
        named.join(Organization, Organization.id == link.c.organization_id)
        .where(link.c.meeting_id.in_(IDS))
        .order_by(Organization.sort_key, Organization.id)
    )
