"""Sessions: a user's logins, each in one browser that holds a token; what begins and ends them."""

from datetime import datetime

import sqlalchemy as sa

from registry.commands.audit import record_entry, snapshot
from registry.database import db
from registry.domain.deed import Deed
from registry.domain.tokens import new_token, token_hash
from registry.models import User, UserSession
from registry.queries.sessions import is_open
from registry.queries.users import get_user


def begin_session(user: User, *, at: datetime) -> str:
    """Let a user in; returns the token for the browser. Sessions whose time is up, anybody's, are swept away."""
    db.session.execute(sa.delete(UserSession).where(sa.not_(is_open(at))))
    token = new_token()
    db.session.add(UserSession(token_hash=token_hash(token), user_id=user.id, began_at=at, seen_at=at))
    return token


def note_use(token: str, *, at: datetime) -> None:
    """Let an open session last from this moment on; one that has ended stays ended."""
    db.session.execute(sa.update(UserSession).where(UserSession.token_hash == token_hash(token)).values(seen_at=at))


def end_session(token: str) -> None:
    """Log out: a copy of the token opens nothing any more."""
    db.session.execute(sa.delete(UserSession).where(UserSession.token_hash == token_hash(token)))


def end_all_sessions(user: User, *, but: str = "") -> None:
    """Log a user out everywhere, but for the session of the token ``but``."""
    theirs = (UserSession.user_id == user.id, UserSession.token_hash != token_hash(but))
    db.session.execute(sa.delete(UserSession).where(*theirs))


def log_out_everywhere(deed: Deed, *, user_id: int, but: str = "") -> User:
    """The same as a deed of its own, which the log keeps; raises NoSuchRecord."""
    user = get_user(user_id)
    end_all_sessions(user, but=but)
    record_entry(deed, action="end_sessions", record=user, before=snapshot(user))
    return user
