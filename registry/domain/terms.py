"""How long an agreement is in force: its term, automatic renewal and notice (counting rule 4)."""

import calendar
import dataclasses
import functools
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from registry.domain.japanese_dates import add_months
from registry.domain.vocabulary import AgreementState

RENEWAL_IN_MONTHS = 6
"""How many months ahead somebody has to think of renewing an agreement, or of letting it end."""


@dataclass(frozen=True)
class Term:
    """One term of an agreement that renews itself: its last day, the last day for notice, the next term's last day."""

    expires_on: date
    notice_by: date
    renews_until: date


@dataclass(frozen=True)
class Terms:
    """The dates of an agreement from which its state on a day is derived; ``renewed`` says that another renews it."""

    concluded_on: date
    effective_on: date | None = None
    expires_on: date | None = None
    auto_renewal_months: int | None = None
    notice_months: int | None = None
    notice_given_on: date | None = None
    ended_on: date | None = None
    renewed: bool = False

    @classmethod
    def of(cls, row: Any, *, renewed: bool) -> Self:
        """The dates of an agreement, or of a row or draft with its fields."""
        return cls(**{name: getattr(row, name) for name in _dates_of_terms()}, renewed=renewed)

    @property
    def begins_on(self) -> date:
        """The first day in force: a retroactive effect does not reach back before the conclusion."""
        return max(self.concluded_on, self.effective_on or self.concluded_on)

    @property
    def last_day(self) -> date | None:
        """The last day in force; None while no end is known."""
        return last_day_in_force(
            expires_on=self.expires_on,
            ended_on=self.ended_on,
            auto_renewal_months=self.auto_renewal_months,
            notice_months=self.notice_months,
            notice_given_on=self.notice_given_on,
        )

    @property
    def was_ended(self) -> bool:
        """Whether somebody ended it, rather than that its term ran out."""
        return self.ended_on is not None and self.ended_on == self.last_day

    def term_on(self, day: date) -> Term | None:
        """The term that a day lies in, while the agreement renews itself; None where its last day is known."""
        months, first = self.auto_renewal_months, self.expires_on
        if self.last_day is not None or months is None or first is None:
            return None
        expiry = _first_term_end_from(day, first, months)
        following = _first_term_end_from(add_months(expiry, 1), first, months)
        return Term(expiry, add_months(expiry, -(self.notice_months or 0)), following)

    def notice_term(self, day: date) -> Term | None:
        """The first term for whose end notice can still be given on a day."""
        earliest = add_months(day.replace(day=1), self.notice_months or 0)
        term = self.term_on(max(day, earliest))
        return term if term is None or term.notice_by >= day else self.term_on(term.renews_until)

    def decide_by(self, day: date) -> date | None:
        """Until when somebody has to decide whether it goes on; None where that is settled, or never asked."""
        if self.renewed or self.was_ended or (self.auto_renewal_months and self.notice_given_on):
            return None
        term = self.notice_term(day)
        return term.notice_by if term else self.last_day

    def state_on(self, day: date) -> AgreementState:
        """The state on a day; a renewal is due where the day to decide by lies in the coming months."""
        last = self.last_day
        if day < self.begins_on:
            return AgreementState.NOT_YET
        if last is not None and last < day:
            return AgreementState.ENDED if self.was_ended else AgreementState.EXPIRED
        decide_by = self.decide_by(day)
        is_due = decide_by is not None and decide_by <= renewal_horizon(day)
        return AgreementState.RENEWAL_DUE if is_due else AgreementState.IN_FORCE


@functools.cache
def _dates_of_terms() -> tuple[str, ...]:
    return tuple(each.name for each in dataclasses.fields(Terms) if each.name != "renewed")


def renewal_horizon(day: date) -> date:
    """The end of the month that lies RENEWAL_IN_MONTHS ahead."""
    ahead = add_months(day, RENEWAL_IN_MONTHS)
    return ahead.replace(day=calendar.monthrange(ahead.year, ahead.month)[1])


def last_day_in_force(
    *,
    expires_on: date | None,
    ended_on: date | None,
    auto_renewal_months: int | None,
    notice_months: int | None,
    notice_given_on: date | None,
) -> date | None:
    """The last day on which the agreement is in force (that day included); None while no end is known.

    The earlier of its end and its final expiry. With automatic renewal the final expiry is the first one for which
    notice came in time, none without notice. Months are clamped to the month's end (31 January + 1 is the last of
    February), each term counted from the original ``expires_on``. Source: domain rule 4.
    """
    expiry = _final_expiry(expires_on, auto_renewal_months, notice_months, notice_given_on)
    return min((day for day in (expiry, ended_on) if day is not None), default=None)


def _final_expiry(
    expires_on: date | None, auto_renewal_months: int | None, notice_months: int | None, notice_given_on: date | None
) -> date | None:
    months = auto_renewal_months or 0
    if expires_on is None or months <= 0:
        return expires_on
    if notice_given_on is None:
        return None
    ahead = notice_months or 0
    terms = _terms_before(_months_from(expires_on, notice_given_on) + ahead, months)
    while True:
        expiry = add_months(expires_on, terms * months)
        if expiry == date.max:  # beyond what a calendar can hold
            return None
        if notice_given_on <= add_months(expiry, -ahead):
            return expiry
        terms += 1


def _first_term_end_from(day: date, expires_on: date, months: int) -> date:
    terms = _terms_before(_months_from(expires_on, day), months)
    while (expiry := add_months(expires_on, terms * months)) < day:
        terms += 1
    return expiry


def _terms_before(elapsed_months: int, months: int) -> int:
    """A number of renewals that is never too many and at most one too few: no walk from a distant first term."""
    return max(0, -(-elapsed_months // months))


def _months_from(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month
