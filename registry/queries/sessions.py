"""Sessions: the logins that last, which of them are still open, and whose they are."""

import functools
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager

from registry.database import db
from registry.domain.tokens import token_hash
from registry.models import User, UserSession

IDLE = timedelta(minutes=60)
LONGEST = timedelta(hours=10)


def find_session(token: str, *, at: datetime) -> UserSession | None:
    """The open session of a token with its user and the user's department, in one statement."""
    values = {"token_hash": token_hash(token), "used_since": at - IDLE, "began_since": at - LONGEST}
    return db.session.scalar(_session(), values)


@functools.cache
def _session() -> sa.Select[UserSession]:
    """Made once: every request asks it."""
    lasts = _lasts(sa.bindparam("used_since"), sa.bindparam("began_since"))
    mine = (UserSession.token_hash == sa.bindparam("token_hash"), lasts, User.disabled_at.is_(None))
    whole = contains_eager(UserSession.user).joinedload(User.department)
    return sa.select(UserSession).join(UserSession.user).where(*mine).options(whole)


def list_sessions(user_id: int, *, at: datetime) -> Sequence[UserSession]:
    """A user's open sessions, the one used last first."""
    open_now = sa.select(UserSession).where(UserSession.user_id == user_id, is_open(at))
    return db.session.scalars(open_now.order_by(UserSession.seen_at.desc(), UserSession.id)).all()


def is_open(at: datetime) -> sa.ColumnElement[bool]:
    """Whether a session is neither unused for too long nor too old."""
    return _lasts(at - IDLE, at - LONGEST)


def _lasts(used_since: Any, began_since: Any) -> sa.ColumnElement[bool]:
    return sa.and_(UserSession.seen_at >= used_since, UserSession.began_at >= began_since)
