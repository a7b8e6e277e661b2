"""What a person is told of by mail, once: which deadlines and matters are theirs, and how near they must be.

Nothing here depends on when the reminders run: a day left out is made up for by the next run, and a run too many finds
nothing new.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from registry.domain.deadlines import DeadlineKind, Due
from registry.domain.permissions import Permission, may
from registry.domain.vocabulary import Noun, Role

AGREEMENTS_AHEAD = timedelta(days=60)
REPORTS_AHEAD = timedelta(days=14)


class Group(StrEnum):
    """Under which heading of the mail a thing stands; in the order of the headings."""

    OVERDUE = "overdue"
    AGREEMENTS_SOON = "agreements_soon"
    REPORTS_SOON = "reports_soon"
    NUDGED = "nudged"
    ASKED = "asked"
    """A request, or the year's call for reports, that has just come."""
    RETURNED = "returned"
    TO_ACCEPT = "to_accept"


class MatterKind(StrEnum):
    """What somebody has to deal with, and that has no day by which."""

    SUBMITTED_REPORT = "submitted_report"
    RETURNED_REPORT = "returned_report"
    RETURNED_REQUEST = "returned_request"
    NUDGE = "nudge"


GROUPS_OF_MATTERS = {
    MatterKind.SUBMITTED_REPORT: Group.TO_ACCEPT,
    MatterKind.RETURNED_REPORT: Group.RETURNED,
    MatterKind.RETURNED_REQUEST: Group.RETURNED,
    MatterKind.NUDGE: Group.NUDGED,
}
FOR_THE_SECRETARIAT = frozenset({MatterKind.SUBMITTED_REPORT, MatterKind.RETURNED_REQUEST})
AHEAD = {
    DeadlineKind.EXPIRY: (Group.AGREEMENTS_SOON, AGREEMENTS_AHEAD),
    DeadlineKind.NOTICE: (Group.AGREEMENTS_SOON, AGREEMENTS_AHEAD),
    DeadlineKind.REPORT: (Group.REPORTS_SOON, REPORTS_AHEAD),
}
TOLD_AT_ONCE = frozenset({DeadlineKind.REPORT, DeadlineKind.REQUEST})
LASTING_NOUNS = frozenset({Noun.AGREEMENTS, Noun.MEETINGS})
"""What the secretariat is reminded of for everybody; what departments are asked for, it has asked itself."""


@dataclass(frozen=True)
class Matter:
    """Something without a day by which.

    ``record_id`` and ``moment`` tell it from others of its kind, ``day`` is when it came up, where that is known.
    ``title`` is a project's name, and blank for a nudge, which is about
    a year's reports; a request is of no year.
    """

    kind: MatterKind
    record_id: int
    moment: datetime
    day: date | None
    title: str
    department: str
    path: str
    fiscal_year: int | None = None


@dataclass(frozen=True)
class Thing:
    """A thing that a person is told of; ``key`` is the same for the same thing for ever."""

    key: str
    group: Group
    what: Due | Matter


@dataclass(frozen=True)
class Recipient:
    """Who gets mail; ``language`` is None where it is the site's, ``department`` blank for who belongs to none."""

    id: int
    name: str
    mail: str
    role: Role
    department: str
    language: str | None


def things_for(recipient: Recipient, dues: Iterable[Due], matters: Iterable[Matter], *, today: date) -> Sequence[Thing]:
    """All that the recipient is told of some time up to today, in the order of the mail."""
    deadlines = (thing for due in dues if _is_theirs(recipient, due) for thing in _things_of(due, today))
    others = (_thing_of(matter) for matter in matters if _concerns(recipient, matter))
    order = list(Group)
    return sorted((*deadlines, *others), key=lambda thing: (order.index(thing.group), *_day_of(thing), thing.key))


def _is_theirs(recipient: Recipient, due: Due) -> bool:
    if may(recipient.role, Permission.MANAGE_REPORTS):
        return due.noun in LASTING_NOUNS
    return _answers_for(recipient, due)


def _concerns(recipient: Recipient, matter: Matter) -> bool:
    if matter.kind in FOR_THE_SECRETARIAT:
        return may(recipient.role, Permission.MANAGE_REPORTS)
    return not may(recipient.role, Permission.MANAGE_REPORTS) and _answers_for(recipient, matter)


def _answers_for(recipient: Recipient, what: Due | Matter) -> bool:
    ours = recipient.department != "" and recipient.department == what.department
    return ours and may(recipient.role, Permission.REPORT_PROJECTS)


def _things_of(due: Due, today: date) -> Iterator[Thing]:
    group = _group_of(due, today)
    if group is not None:
        kind, day = due.deadline.kind, due.deadline.day
        key = ":".join(
            (due.noun, str(due.record_id), str(due.part_id or ""), kind, day.isoformat() if day else "", group)
        )
        yield Thing(key, group, due)


def _group_of(due: Due, today: date) -> Group | None:
    """How far a deadline has come; None while it is too far off, and for what nobody has to do anything about."""
    kind, day = due.deadline.kind, due.deadline.day
    if kind is DeadlineKind.NO_RESULT or (due.is_overdue(today) and kind in {*AHEAD, *TOLD_AT_ONCE}):
        return Group.OVERDUE
    group, ahead = AHEAD.get(kind, (None, timedelta()))
    if group is not None and day is not None and day - today <= ahead:
        return group
    return Group.ASKED if kind in TOLD_AT_ONCE else None


def _thing_of(matter: Matter) -> Thing:
    key = ":".join((matter.kind, str(matter.record_id), matter.moment.isoformat()))
    return Thing(key, GROUPS_OF_MATTERS[matter.kind], matter)


def _day_of(thing: Thing) -> tuple[Any, ...]:
    what = thing.what
    day = what.deadline.day if isinstance(what, Due) else what.day
    return (day is None, day or date.max)
