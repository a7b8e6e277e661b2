"""Who is reading: the login that a browser holds, how long it lasts, and what ends it."""

import hmac
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask, flash, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_babel import gettext as _
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from werkzeug.wrappers import Response

from registry.domain.deed import Deed
from registry.domain.vocabulary import Role
from registry.queries.users import find_user
from registry.web.access import STATIC, let_in
from registry.web.clock import now

IDLE = timedelta(minutes=60)
LONGEST = timedelta(hours=10)
NOTED_EVERY = timedelta(minutes=1)
"""How exactly the last use is known: a cookie need not be written for every request."""


@dataclass(frozen=True)
class Reader(UserMixin):
    """The user who is logged in, as far as pages need to know."""

    id: int
    name: str
    role: Role


class SessionCookies(SecureCookieSessionInterface):
    """Flask's signed cookie, marked Secure wherever the page came over HTTPS."""

    def get_cookie_secure(self, app: Flask) -> bool:  # noqa: ARG002 - Flask's own signature
        return request.is_secure


def set_up_readers(app: Flask) -> None:
    """Know the reader of each request before any view runs."""
    app.session_interface = SessionCookies()
    app.config.update(SESSION_COOKIE_HTTPONLY=True, SESSION_COOKIE_SAMESITE="Lax")
    manager = LoginManager(app)
    manager.session_protection = "strong"
    manager.user_loader(_reader)
    app.before_request(_before_request)


def begin_session(user_id: int, session_key: str) -> None:
    """Log a user in, in a session that shares nothing with the one before it; expects a user who may log in."""
    session.clear()
    moment = now().timestamp()
    session.update(key=session_key, began=moment, seen=moment)
    reader = _reader(str(user_id))
    if reader is not None:
        login_user(reader)


def end_session() -> None:
    """Log out, and forget all that the session held."""
    logout_user()
    session.clear()


def deed() -> Deed:
    """Who does what the request asks for, and when."""
    return Deed(actor=current_user.name, actor_id=current_user.id, at=now())


def _before_request() -> Response | None:
    if request.endpoint in STATIC:
        return None
    if _is_stale():
        session.clear()
        flash(_("You were logged out because the time was up. Please log in again."))
    return let_in()


def _is_stale() -> bool:
    if "began" not in session:
        return False
    moment = now().timestamp()
    unused = moment - session["seen"]
    if unused > IDLE.total_seconds() or moment - session["began"] > LONGEST.total_seconds():
        return True
    if unused > NOTED_EVERY.total_seconds():
        session["seen"] = moment
    return False


def _reader(user_id: str) -> Reader | None:
    """The user of the session; none once disabled, or once a new password has ended all sessions."""
    user = find_user(int(user_id))
    if user is None or user.disabled_at is not None:
        return None
    if not hmac.compare_digest(user.session_key, session.get("key", "")):
        return None
    return Reader(user.id, user.name, user.role)
