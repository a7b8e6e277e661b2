"""Who is reading: the session that a browser holds the token of, and what begins and ends it."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from flask import Flask, flash, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_babel import gettext as _
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user

from registry.commands import sessions
from registry.database import writing
from registry.domain.deed import Deed
from registry.domain.errors import DatabaseUnusable
from registry.domain.vocabulary import Role
from registry.queries.sessions import find_session
from registry.web.access import let_in
from registry.web.clock import now
from registry.web.frame import NOT_SAVED

NOTED_EVERY = timedelta(minutes=1)
"""How exactly the last use is known: reading need not write for every page."""


@dataclass(frozen=True)
class Reader(UserMixin):
    """The user who is logged in, as far as pages need to know; ``department`` is blank for who belongs to none."""

    id: int
    name: str
    role: Role
    department_id: int | None
    department: str
    token: str = field(repr=False)

    def get_id(self) -> str:
        """What the browser's cookie holds: no user's id, but the token of this one session."""
        return self.token


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
    app.before_request(let_in)


def begin_session(token: str) -> None:
    """Give the browser the token of a new session, and nothing of what it held before."""
    session.clear()
    login_user(_reader(token))


def end_session() -> None:
    """Log out, and forget all that the browser held; inside ``writing``."""
    if current_user.is_authenticated:
        sessions.end_session(current_user.token)
    logout_user()
    session.clear()


def deed() -> Deed:
    """Who does what the request asks for, and when."""
    return Deed(actor=current_user.name, actor_id=current_user.id, at=now())


def _reader(token: str) -> Reader | None:
    """Who holds the token of an open session; asked once in a request, and not for a public page that does not care."""
    moment = now()
    found = find_session(token, at=moment)
    if found is None:
        session.clear()
        flash(_("Your login has ended: the time was up, or it was ended elsewhere. Please log in again."), NOT_SAVED)
        return None
    reader = Reader(found.user_id, found.name, found.role, found.department_id, found.department, token)
    if moment - found.seen_at >= NOTED_EVERY:
        with suppress(DatabaseUnusable), writing():  # a full disk keeps nobody from reading
            sessions.note_use(token, at=moment)
    return reader
