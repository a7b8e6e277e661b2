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


def stays_on(day: date) -> sa.ColumnElement[bool]:
    """Whether a party had not left by a day; ``left_on`` is its last day."""
    return sa.or_(AgreementParty.left_on.is_(None), AgreementParty.left_on >= day)
