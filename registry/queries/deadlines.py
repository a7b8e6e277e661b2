"""What is due and what is overdue: deadlines of agreements, and meetings that were planned.

Where each one stands in the list is reckoned from its days alone; only those that are shown are read whole.
"""

import functools
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from operator import itemgetter
from typing import Any, NamedTuple

import sqlalchemy as sa

from registry.database import db
from registry.domain.deadlines import (
    AHEAD_MONTHS,
    COMES_BY_ITSELF,
    NOBODYS,
    OVERDUE_MONTHS,
    Concern,
    Deadline,
    DeadlineKind,
    Due,
    deadlines_of,
    of_all_departments,
)
from registry.domain.japanese_dates import add_months
from registry.domain.lists import Listed, Window
from registry.domain.terms import Terms
from registry.domain.vocabulary import MeetingStatus, Noun
from registry.models import Agreement, Department, Meeting, Organization
from registry.models.meetings import meeting_organizations
from registry.queries.agreement_list import parties_of, terms_columns
from registry.queries.agreement_states import is_renewed
from registry.queries.departments_due import list_due_from_departments
from registry.queries.listing import IDS, kept_rows, shown_part
from registry.queries.unchanged import while_unchanged

AT_A_TIME = 5000
"""So many deadlines of a file are read at a time."""
IN_ORDER = itemgetter(0, 1, 2, 3)


class _Place(NamedTuple):
    """Where a deadline stands in the list: by the first four; ``due`` is one that is known whole already."""

    day: date
    noun: Noun
    number: str
    record_id: int
    deadline: Deadline
    due: Due | None = None


def list_deadlines(
    window: Window | None = None,
    *,
    today: date,
    department: str | None = None,
    kind: str | None = None,
    concern: Concern = NOBODYS,
) -> Listed[Due]:
    """All that is overdue, and all of the next 24 months, by day; of one department, of one kind.

    What departments are asked for is there as far as ``concern`` says; what has no day comes last.
    """
    places = _kept_places(today, department, kind)
    owed = list_due_from_departments(today=today, department=department, concern=concern)
    places = _with(places, _asked_for(owed, today, kind))
    shown = shown_part(places, window or Window())
    parts = (shown[start : start + AT_A_TIME] for start in range(0, len(shown), AT_A_TIME))
    rows = kept_rows("deadlines", shown, lambda: [due for part in parts for due in _dues(part, today)], today)
    return Listed(rows, len(places))


@dataclass(frozen=True)
class Pressing:
    """What somebody is asked to do: the first deadlines of each group, and how many it has."""

    overdue: Listed[Due]
    soon: Listed[Due]
    undated: Listed[Due]

    @property
    def total(self) -> int:
        """How many there are of all."""
        return self.overdue.total + self.soon.total + self.undated.total


def list_pressing(
    *, today: date, until: date, most: int, department: str | None = None, concern: Concern = NOBODYS
) -> Pressing:
    """What is overdue, what is due until a day, and what has none; ``most`` of each are read.

    What comes by itself is left out; the reports that several departments owe for a year are one.
    """
    owed = of_all_departments(list_due_from_departments(today=today, department=department, concern=concern))
    places = _with(_kept_places(today, department, None), _asked_for(owed, today, None))
    asked = [place for place in places if place.deadline.kind not in COMES_BY_ITSELF]
    groups = (
        [place for place in asked if place.day < today],
        [place for place in asked if today <= place.day <= until],
        [place for place in asked if place.deadline.day is None],
    )
    read = iter(_dues([place for group in groups for place in group[:most]], today))
    return Pressing(*(Listed(list(islice(read, len(group[:most]))), len(group)) for group in groups))


def _with(places: Sequence[_Place], asked_for: Sequence[_Place]) -> Sequence[_Place]:
    return sorted((*places, *asked_for), key=IN_ORDER) if asked_for else places


def _kept_places(today: date, department: str | None, kind: str | None) -> Sequence[_Place]:
    key = ("deadlines", today, department, kind)
    return while_unchanged(key, lambda: _places(today, department=department, kind=kind))


def _places(today: date, *, department: str | None, kind: str | None) -> Sequence[_Place]:
    until = add_months(today, AHEAD_MONTHS)
    found = (*_of_agreements(today, department), *_of_meetings(today, until, department))
    wanted = (place for place in found if place.day <= until and kind in (None, place.deadline.kind))
    return sorted(wanted, key=IN_ORDER)


def _asked_for(dues: Sequence[Due], today: date, kind: str | None) -> Sequence[_Place]:
    until = add_months(today, AHEAD_MONTHS)
    return [
        _Place(due.deadline.day or date.max, due.noun, due.number, due.record_id, due.deadline, due)
        for due in dues
        if (due.deadline.day or until) <= until and kind in (None, due.deadline.kind)
    ]


def _of_agreements(today: date, department: str | None) -> Iterator[_Place]:
    """Those that end or renew themselves; what their dates mean is reckoned in the domain."""
    ends = Agreement.last_day >= add_months(today, -OVERDUE_MONTHS)
    renews_itself = sa.and_(Agreement.last_day.is_(None), Agreement.auto_renewal_months.is_not(None))
    selected = sa.select(Agreement.id, Agreement.number, *terms_columns()).where(
        Agreement.deleted_at.is_(None), ~is_renewed(), sa.or_(ends, renews_itself)
    )
    if department is not None:
        selected = selected.join(Department).where(Department.name == department)
    for row in db.session.execute(selected):
        for deadline in deadlines_of(Terms.of(row, renewed=row.renewed), today):
            yield _Place(deadline.day or date.max, Noun.AGREEMENTS, row.number, row.id, deadline)


def _of_meetings(today: date, until: date, department: str | None) -> Iterator[_Place]:
    selected = sa.select(Meeting.id, Meeting.held_on).where(
        Meeting.status == MeetingStatus.PLANNED, Meeting.deleted_at.is_(None), Meeting.held_on <= until
    )
    if department is not None:
        named = Department.id == Meeting.department_id
        selected = selected.join(Department, named).where(Department.name == department)
    for meeting_id, held_on in db.session.execute(selected):
        kind = DeadlineKind.NO_RESULT if held_on < today else DeadlineKind.PLANNED
        yield _Place(held_on, Noun.MEETINGS, "", meeting_id, Deadline(kind, held_on))


def _dues(places: Sequence[_Place], today: date) -> list[Due]:
    """The places with their records; five statements."""
    ids: Mapping[Noun, list[int]] = {
        noun: list(dict.fromkeys(one.record_id for one in places if one.noun is noun))
        for noun in (Noun.AGREEMENTS, Noun.MEETINGS)
    }
    records = {**_agreements(ids[Noun.AGREEMENTS], today), **_meetings(ids[Noun.MEETINGS])}
    return [place.due or Due(place.deadline, place.noun, **records[place.noun, place.record_id]) for place in places]


_Records = dict[tuple[Noun, int], dict[str, Any]]
"""What a Due says about its record, by noun and id."""


def _agreements(ids: Sequence[int], today: date) -> _Records:
    parties = parties_of(ids, today)
    return {
        (Noun.AGREEMENTS, row.id): {
            "record_id": row.id,
            "number": row.number,
            "title": row.title,
            "organizations": tuple(one.name for one in parties[row.id] if not one.left),
            "department": row.department,
            "terms": Terms.of(row, renewed=row.renewed),
        }
        for row in db.session.execute(_agreement_columns(), {"ids": ids})
    }


@functools.cache
def _agreement_columns() -> Any:
    department = sa.func.coalesce(Department.name, "").label("department")
    columns = (Agreement.id, Agreement.number, Agreement.title, department, *terms_columns())
    return sa.select(*columns).outerjoin(Department).where(Agreement.id.in_(IDS))


def _meetings(ids: Sequence[int]) -> _Records:
    names: defaultdict[int, list[str]] = defaultdict(list)
    for meeting_id, name in db.session.execute(_organizations(), {"ids": ids}):
        names[meeting_id].append(name)
    return {
        (Noun.MEETINGS, row.id): {
            "record_id": row.id,
            "number": "",
            "title": row.subject,
            "organizations": tuple(names[row.id]),
            "department": row.department,
            "meeting_type": row.type,
        }
        for row in db.session.execute(_meeting_columns(), {"ids": ids})
    }


@functools.cache
def _meeting_columns() -> Any:
    department = sa.func.coalesce(Department.name, "").label("department")
    columns = (Meeting.id, Meeting.type, Meeting.subject, department)
    of_meeting = Department.id == Meeting.department_id
    return sa.select(*columns).outerjoin(Department, of_meeting).where(Meeting.id.in_(IDS))


@functools.cache
def _organizations() -> Any:
    link = meeting_organizations.c
    return (
        sa.select(link.meeting_id, Organization.name)
        .join(Organization, Organization.id == link.organization_id)
        .where(link.meeting_id.in_(IDS))
        .order_by(Organization.sort_key, Organization.id)
    )
