"""Sessions: the logins that last, which of them are still open, and whose they are."""

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.tokens import token_hash
from registry.domain.vocabulary import Role
from registry.models import Department, User, UserSession

IDLE = timedelta(minutes=60)
LONGEST = timedelta(hours=10)


@dataclass(frozen=True)
class OpenSession:
    """A login that lasts, and whose it is; ``department`` is blank for who belongs to none."""

    id: int
    seen_at: datetime
    user_id: int
    name: str
    role: Role
    department_id: int | None
    department: str


def find_session(token: str, *, at: datetime) -> OpenSession | None:
    """The open session of a token, in one statement."""
    values = {"token_hash": token_hash(token), "used_since": at - IDLE, "began_since": at - LONGEST}
    row = db.session.execute(_session(), values).one_or_none()
    return OpenSession(*row) if row else None


@functools.cache
def _session() -> Any:
    """Made once: every request asks it."""
    columns = (UserSession.id, UserSession.seen_at, User.id, User.name, User.role, User.department_id)
    lasts = _lasts(sa.bindparam("used_since"), sa.bindparam("began_since"))
    mine = (UserSession.token_hash == sa.bindparam("token_hash"), lasts, User.disabled_at.is_(None))
    selected = sa.select(*columns, sa.func.coalesce(Department.name, "")).join(User, User.id == UserSession.user_id)
    return selected.outerjoin(Department, Department.id == User.department_id).where(*mine)


def list_sessions(user_id: int, *, at: datetime) -> Sequence[UserSession]:
    """A user's open sessions, the one used last first."""
    open_now = sa.select(UserSession).where(UserSession.user_id == user_id, is_open(at))
    return db.session.scalars(open_now.order_by(UserSession.seen_at.desc(), UserSession.id)).all()


def is_open(at: datetime) -> sa.ColumnElement[bool]:
    """Whether a session is neither unused for too long nor too old."""
    return _lasts(at - IDLE, at - LONGEST)


def _lasts(used_since: Any, began_since: Any) -> sa.ColumnElement[bool]:
    return sa.and_(UserSession.seen_at >= used_since, UserSession.began_at >= began_since)
