"""Whether the database answers at all."""

import sqlalchemy as sa

from registry.database import db, discard
from registry.domain.errors import Refusal


def database_answers() -> bool:
    """Ask the simplest question there is."""
    try:
        return db.session.scalar(sa.select(1)) == 1
    except (sa.exc.SQLAlchemyError, Refusal):
        discard()
        return False
