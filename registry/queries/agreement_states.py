"""The state of agreements on a day as conditions of a statement: the same as ``domain.terms``, which defines it."""

import calendar
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from registry.domain.terms import renewal_horizon
from registry.domain.vocabulary import AgreementState
from registry.models import Agreement
from registry.queries.in_force import in_force_on

LONGEST_NOTICE = 1200
"""Notice of more months than this is given by no one."""


def in_state(state: AgreementState, day: date) -> sa.ColumnElement[bool]:
    """Whether an agreement is in a state on a day; ``IN_FORCE`` includes those whose renewal is due."""
    match state:
        case AgreementState.NOT_YET:
            return ~_has_begun(day)
        case AgreementState.IN_FORCE:
            return in_force_on(day)
        case AgreementState.RENEWAL_DUE:
            return sa.and_(in_force_on(day), ~is_renewed(), sa.or_(_expires_soon(day), _decides_soon(day)))
        case AgreementState.EXPIRED:
            return sa.and_(is_over(day), ~_was_ended())
        case AgreementState.ENDED:
            return sa.and_(is_over(day), _was_ended())


def is_over(day: date) -> sa.ColumnElement[bool]:
    """Whether an agreement was in force once and is not any more."""
    return sa.and_(_has_begun(day), Agreement.last_day < day)


def is_renewed() -> sa.ColumnElement[bool]:
    """Whether a living agreement renews this one."""
    later = aliased(Agreement)
    return sa.exists().where(later.renews_id == Agreement.id, later.deleted_at.is_(None))


def _has_begun(day: date) -> sa.ColumnElement[bool]:
    return sa.and_(
        Agreement.concluded_on <= day, sa.func.coalesce(Agreement.effective_on, Agreement.concluded_on) <= day
    )


def _was_ended() -> sa.ColumnElement[bool]:
    return sa.and_(Agreement.ended_on.is_not(None), Agreement.ended_on == Agreement.last_day)


def _expires_soon(day: date) -> sa.ColumnElement[bool]:
    """Its last day is known and near, and nobody has decided about it."""
    return sa.and_(
        Agreement.last_day <= renewal_horizon(day),
        ~_was_ended(),
        sa.or_(Agreement.notice_given_on.is_(None), Agreement.auto_renewal_months.is_(None)),
    )


def _decides_soon(day: date) -> sa.ColumnElement[bool]:
    """It renews itself, and a last day for notice lies between the day and the horizon.

    Those days lie ``auto_renewal_months`` apart, so one lies there where the last one before the horizon does. They
    are reckoned in months since the year 0: only in the month of the day itself does the day of the month decide.
    """
    notice = sa.func.coalesce(Agreement.notice_months, 0)
    first_notice = _month_of(Agreement.expires_on) - notice
    horizon = _month_number(renewal_horizon(day))
    this_month = sa.and_(_day_of(Agreement.expires_on) >= day.day, notice.not_in(_too_short(day)))
    first_month = sa.case((this_month, _month_number(day)), else_=_month_number(day) + 1)
    return sa.and_(
        Agreement.last_day.is_(None),
        Agreement.auto_renewal_months.is_not(None),
        first_notice <= horizon,
        (horizon - first_notice) % Agreement.auto_renewal_months <= horizon - first_month,
    )


def _too_short(day: date) -> list[int]:
    """After how many months a month follows that is too short for this day: notice for its end is clamped below it."""
    lengths = ((ahead, divmod(_month_number(day) + ahead, 12)) for ahead in range(LONGEST_NOTICE + 1))
    return [ahead for ahead, (year, month) in lengths if calendar.monthrange(year, month + 1)[1] < day.day]


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _month_of(column: Any) -> sa.ColumnElement[int]:
    return _part("year", column) * 12 + _part("month", column) - 1


def _day_of(column: Any) -> sa.ColumnElement[int]:
    return _part("day", column)


def _part(name: str, column: Any) -> sa.ColumnElement[int]:
    return sa.cast(sa.extract(name, column), sa.Integer)
