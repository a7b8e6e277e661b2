"""How long an agreement is in force: its term, automatic renewal and notice (counting rule 4)."""

from datetime import date

from registry.domain.japanese_dates import add_months


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


def running_expiry(
    *,
    expires_on: date | None,
    auto_renewal_months: int | None,
    notice_months: int | None,
    notice_given_on: date | None,
    on: date,
    ended_on: date | None = None,
) -> date | None:
    """The expiry that counts on a day: the end of the term in which it lies, or the final one when that is past.

    None without ``expires_on``. Nothing is renewed after ``ended_on``.
    """
    if expires_on is None:
        return None
    day = on if ended_on is None else min(on, ended_on)
    months = auto_renewal_months or 0
    expiry = expires_on if months <= 0 else _first_term_end_from(day, expires_on, months)
    final = _final_expiry(expires_on, auto_renewal_months, notice_months, notice_given_on)
    return expiry if final is None else min(expiry, final)


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
