"""Logging in by a password, and the pause after too many failures."""

from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa

from registry.commands.audit import record_entry, snapshot
from registry.commands.passwords import is_password
from registry.commands.sessions import begin_session
from registry.database import db, writing
from registry.domain.deed import Deed
from registry.domain.errors import Refusal, TooManyFailures, WrongPassword
from registry.domain.names import fold
from registry.models import LoginFailure, User
from registry.queries.users import find_user_by_name, list_failures

FAILURES_ALLOWED = 5
FAILURES_LAST = timedelta(minutes=15)
LONGEST_ADDRESS = 64


@dataclass(frozen=True)
class LoginAttempt:
    """How a login ended: with the token of a session, or with what to tell the person."""

    token: str = ""
    refusal: Refusal | None = None


def log_in(deed: Deed, *, name: str, password: str, address: str) -> LoginAttempt:
    """Check a login; an unknown name takes as long as a wrong password.

    Not inside ``writing``: the password is checked while others may write, and a failure stays noted although the
    person is refused. After five failures of a name from an address there is a pause.
    """
    address = address[:LONGEST_ADDRESS]
    failures = list_failures(name, address, since=deed.at - FAILURES_LAST)
    if len(failures) >= FAILURES_ALLOWED:
        left = failures[-FAILURES_ALLOWED] + FAILURES_LAST - deed.at
        return LoginAttempt(refusal=TooManyFailures(minutes=left // timedelta(minutes=1) + 1))
    user = find_user_by_name(name)
    known = user.password_hash if user is not None and user.disabled_at is None else None
    right = is_password(known, password)
    with writing():
        if user is not None and right and user.disabled_at is None and user.password_hash == known:
            return LoginAttempt(token=_let_in(deed, user, address))
        db.session.execute(sa.delete(LoginFailure).where(LoginFailure.failed_at <= deed.at - FAILURES_LAST))
        db.session.add(LoginFailure(name_key=fold(name), address=address, failed_at=deed.at))
    return LoginAttempt(refusal=WrongPassword())


def _let_in(deed: Deed, user: User, address: str) -> str:
    """What the password allowed, asked again in its transaction, has not been taken away meanwhile."""
    mine = (LoginFailure.name_key == user.name_key, LoginFailure.address == address)
    db.session.execute(sa.delete(LoginFailure).where(*mine))
    record_entry(Deed(user.name, deed.at, user.id), action="log_in", record=user, before=snapshot(user))
    return begin_session(user, at=deed.at)
