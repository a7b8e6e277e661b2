"""What somebody is asked to do, and by when: by the dates of agreements, by meetings, requests and reports."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Self

from registry.domain.japanese_dates import add_months
from registry.domain.permissions import Permission, may
from registry.domain.terms import Terms
from registry.domain.vocabulary import MeetingType, Noun, Role

AHEAD_MONTHS = 24
OVERDUE_MONTHS = 12
"""How long an agreement that ran out, and that nobody renewed or ended, is held up to the office."""


class DeadlineKind(StrEnum):
    """種類 of a deadline."""

    EXPIRY = "expiry"
    """満了: the last day of an agreement whose term runs out."""
    NOTICE = "notice"
    """予告期限: the last day on which notice keeps an agreement from renewing itself."""
    RENEWAL = "renewal"
    """自動更新: the last day of a term that renews itself, because the day for notice has passed."""
    END = "end"
    """終了: the last day of an agreement that somebody ended."""
    NO_RESULT = "no_result"
    """結果未入力: a meeting was planned for that day, and nobody has said what became of it."""
    PLANNED = "planned"
    """予定: a meeting to come."""
    REPORT = "report"
    """実績報告: the day by which a department's reports of a fiscal year are due, while some are missing."""
    REQUEST = "request"
    """依頼: the day by which a department is to carry out what it was asked for, while it has not answered."""


SAME_THING: Mapping[DeadlineKind, DeadlineKind] = {
    DeadlineKind.END: DeadlineKind.EXPIRY,
    DeadlineKind.NO_RESULT: DeadlineKind.PLANNED,
}
"""Kinds that a deadline becomes in the course of time; a calendar keeps it as one event."""


@dataclass(frozen=True)
class Deadline:
    """A day, and what is due then; a request may have none.

    ``renews_until`` is where an agreement that renews itself then goes on to.
    """

    kind: DeadlineKind
    day: date | None
    renews_until: date | None = None


COMES_BY_ITSELF = frozenset({DeadlineKind.PLANNED, DeadlineKind.RENEWAL, DeadlineKind.END})
"""Kinds that ask nobody to do anything."""


@dataclass(frozen=True)
class MissingReports:
    """How many of the reports of a fiscal year are missing: of one department, or of the ``departments`` together."""

    fiscal_year: int
    missing: int
    expected: int
    departments: tuple[str, ...] = ()


@dataclass(frozen=True)
class Due:
    """A deadline with its record; ``number`` and ``terms`` only of an agreement, ``meeting_type`` of a meeting.

    ``part_id`` tells apart what is due of one record: a request of its project, a department of its call for reports.
    """

    deadline: Deadline
    noun: Noun
    record_id: int
    number: str
    title: str
    organizations: tuple[str, ...]
    department: str
    terms: Terms | None = None
    meeting_type: MeetingType | None = None
    part_id: int | None = None
    reports: MissingReports | None = None

    @property
    def key(self) -> str:
        """What the deadline is known by while its day may still be moved: ``expiry-agreements-12``."""
        kind = SAME_THING.get(self.deadline.kind, self.deadline.kind)
        part = "" if self.part_id is None else f"-{self.part_id}"
        return f"{kind}-{self.noun}-{self.record_id}{part}"

    @property
    def path(self) -> str:
        """The page where something can be done about it, below the address of the registry."""
        if self.reports is not None:
            return f"/years/{self.reports.fiscal_year}/reports"
        if self.deadline.kind is DeadlineKind.REQUEST:
            return f"/requests/{self.part_id}"
        return f"/{self.noun}/{self.record_id}"

    def is_overdue(self, today: date) -> bool:
        """Whether its day has passed."""
        return self.deadline.day is not None and self.deadline.day < today


@dataclass(frozen=True)
class Concern:
    """Whose requests and reports somebody is told of: every department's, one's (by its id), or nobody's."""

    everybody: bool = False
    department_id: int | None = None

    @classmethod
    def of(cls, role: Role, department_id: int | None) -> Self:
        """Those that the role answers for: the secretariat for all, a department for its own."""
        if may(role, Permission.MANAGE_REPORTS):
            return cls(everybody=True)
        return cls(department_id=department_id if may(role, Permission.REPORT_PROJECTS) else None)


NOBODYS = Concern()


def of_all_departments(dues: Sequence[Due]) -> list[Due]:
    """The same, where the reports that several departments owe for a year are one deadline of all of them."""
    owed: dict[int, list[Due]] = {}
    for due in dues:
        if due.reports is not None:
            owed.setdefault(due.record_id, []).append(due)
    others = (due for due in dues if due.reports is None)
    return [*others, *(same[0] if len(same) == 1 else _together(same) for same in owed.values())]


def _together(same: Sequence[Due]) -> Due:
    counted = [due.reports for due in same if due.reports]
    whole = MissingReports(
        fiscal_year=counted[0].fiscal_year,
        missing=sum(one.missing for one in counted),
        expected=sum(one.expected for one in counted),
        departments=tuple(due.department for due in same),
    )
    return replace(same[0], department="", part_id=None, reports=whole)


def deadlines_of(terms: Terms, today: date) -> tuple[Deadline, ...]:
    """The next deadlines of an agreement, and an expiry of late that nobody has answered.

    One that another agreement renews has none. A day on which an agreement renewed itself is over and done with.
    """
    if terms.renewed:
        return ()
    last = terms.last_day
    if last is not None:
        return _of_last_day(terms, last, today)
    running, notice = terms.term_on(today), terms.notice_term(today)
    if running is None or notice is None:
        return ()
    by_notice = Deadline(DeadlineKind.NOTICE, notice.notice_by, notice.renews_until)
    if notice == running:
        return (by_notice,)
    return (Deadline(DeadlineKind.RENEWAL, running.expires_on, running.renews_until), by_notice)


def _of_last_day(terms: Terms, last: date, today: date) -> tuple[Deadline, ...]:
    if last >= today:
        return (Deadline(DeadlineKind.END if terms.was_ended else DeadlineKind.EXPIRY, last),)
    answered = terms.was_ended or (terms.auto_renewal_months and terms.notice_given_on)
    of_late = last >= add_months(today, -OVERDUE_MONTHS)
    return (Deadline(DeadlineKind.EXPIRY, last),) if of_late and not answered else ()
