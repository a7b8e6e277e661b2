"""What an agreement's dates ask somebody to do, and by when."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registry.domain.japanese_dates import add_months
from registry.domain.terms import Terms

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


@dataclass(frozen=True)
class Deadline:
    """A day, and what is due then; ``renews_until`` is where an agreement that renews itself then goes on to."""

    kind: DeadlineKind
    day: date
    renews_until: date | None = None


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
