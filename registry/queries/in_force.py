"""Which agreements are in force on a day, and who is still a party, as conditions of a statement."""

from datetime import date

import sqlalchemy as sa

from registry.models import Agreement, AgreementParty


def in_force_on(day: date) -> sa.ColumnElement[bool]:
    """Whether an agreement is in force on a day (domain rule 4)."""
    return sa.and_(
        Agreement.concluded_on <= day,
        sa.func.coalesce(Agreement.effective_on, Agreement.concluded_on) <= day,
        sa.or_(Agreement.last_day.is_(None), Agreement.last_day >= day),
    )


def takes_part_on(day: date) -> sa.ColumnElement[bool]:
    """Whether a party had joined by a day and had not left; ``left_on`` is its last day."""
    joined = sa.or_(AgreementParty.joined_on.is_(None), AgreementParty.joined_on <= day)
    return sa.and_(joined, sa.or_(AgreementParty.left_on.is_(None), AgreementParty.left_on >= day))


def was_concluded(day: date) -> sa.ColumnElement[bool]:
    """Whether an agreement was concluded by a day, and a party had joined it then."""
    joined = sa.or_(AgreementParty.joined_on.is_(None), AgreementParty.joined_on <= day)
    return sa.and_(Agreement.concluded_on <= day, joined)


def is_past(day: date) -> sa.ColumnElement[bool]:
    """Whether an agreement, or a party's own time in it, was over before a day."""
    return sa.or_(
        sa.func.coalesce(Agreement.last_day < day, sa.false()),
        sa.func.coalesce(AgreementParty.left_on < day, sa.false()),
    )
