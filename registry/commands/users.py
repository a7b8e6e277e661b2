"""Users: what the office does with those who may log in."""

import functools
import secrets
from dataclasses import dataclass
from datetime import timedelta

import argon2
import sqlalchemy as sa
from flask import current_app

from registry.commands.audit import record_entry, snapshot
from registry.commands.records import get_references
from registry.config import Settings
from registry.database import db, writing
from registry.domain.deed import Deed
from registry.domain.drafts import FieldProblem
from registry.domain.errors import InvalidDraft, LastAdministrator, LinkUsedUp, Refusal, TooManyFailures, WrongPassword
from registry.domain.message import N_, message
from registry.domain.names import clean, fold
from registry.domain.passwords import LONGEST_PASSWORD, password_problems
from registry.domain.vocabulary import Role
from registry.models import Department, LoginFailure, User, UserLink
from registry.queries.users import (
    anybody_has_a_password,
    count_working_administrators,
    find_link,
    find_user_by_name,
    get_user_by_name,
    list_failures,
    list_open_links,
    token_hash,
)

FIRST_ADMINISTRATOR = "administrator"
LINK_LASTS = timedelta(days=7)
FAILURES_ALLOWED = 5
FAILURES_LAST = timedelta(minutes=15)
LONGEST_NAME = 100
LONGEST_ADDRESS = 64


@dataclass(frozen=True)
class LoginAttempt:
    """How a login ended: with the user, or with what to tell the person."""

    user: User | None = None
    refusal: Refusal | None = None


def add_user(deed: Deed, *, name: str, role: Role, department: str | None = None, password: str) -> User:
    """Let somebody in with a password; raises InvalidDraft."""
    user = _new_user(name, role, department)
    _set_password(user, password)
    record_entry(deed, action="add", record=user)
    return user


def invite_user(deed: Deed, *, name: str, role: Role, department: str | None = None) -> str:
    """Let somebody in who will choose the password; returns the token of a one-time link. Raises InvalidDraft."""
    user = _new_user(name, role, department)
    token = _new_link(deed, user)
    record_entry(deed, action="invite", record=user)
    return token


def reset_user(deed: Deed, *, name: str) -> str:
    """End a user's sessions and password, and let a disabled one in again; returns the token of a one-time link.

    Raises NoSuchUser.
    """
    user = get_user_by_name(name)
    before = snapshot(user)
    user.password_hash, user.disabled_at, user.session_key = None, None, _new_session_key()
    token = _new_link(deed, user)
    record_entry(deed, action="reset", record=user, before=before)
    return token


def disable_user(deed: Deed, *, name: str) -> User:
    """Shut somebody out at once, from open sessions too; raises NoSuchUser, LastAdministrator."""
    user = get_user_by_name(name)
    working = user.role is Role.ADMINISTRATOR and user.disabled_at is None and user.password_hash is not None
    if working and count_working_administrators() == 1:
        raise LastAdministrator(name=user.name)
    before = snapshot(user)
    user.disabled_at, user.session_key = user.disabled_at or deed.at, _new_session_key()
    _kill_links(user)
    record_entry(deed, action="disable", record=user, before=before)
    return user


def make_first_administrator(deed: Deed) -> str | None:
    """The token of a one-time link for the first administrator; None as soon as anybody has a password.

    Asked again before it was used, it gives a new one, and the older ones die.
    """
    user = find_user_by_name(FIRST_ADMINISTRATOR)
    if anybody_has_a_password() or (user is not None and user.disabled_at is not None):
        return None
    before = snapshot(user) if user else None
    user = user or _new_user(FIRST_ADMINISTRATOR, Role.ADMINISTRATOR, None)
    token = _new_link(deed, user)
    record_entry(deed, action="invite", record=user, before=before)
    return token


def accept_link(deed: Deed, *, token: str, password: str) -> User:
    """Choose the password by a one-time link, which is then used up; it is the deed of the link's user.

    Raises LinkUsedUp (also where there never was such a link), InvalidDraft.
    """
    link = find_link(token, at=deed.at)
    if link is None:
        raise LinkUsedUp
    user = link.user
    _set_password(user, password)
    link.used_at = deed.at
    db.session.flush()
    _kill_links(user)
    record_entry(Deed(user.name, deed.at, user.id), action="choose_password", record=user, before=snapshot(user))
    return user


def log_in(deed: Deed, *, name: str, password: str, address: str) -> LoginAttempt:
    """Check a login; an unknown name takes as long as a wrong password.

    Not inside ``writing``: only to note a failure, or to forget those before a success, does it write, and that stays
    written although the person is refused. After five failures of a name from an address there is a pause.
    """
    failures = list_failures(name, address[:LONGEST_ADDRESS], since=deed.at - FAILURES_LAST)
    if len(failures) >= FAILURES_ALLOWED:
        left = failures[-FAILURES_ALLOWED] + FAILURES_LAST - deed.at
        return LoginAttempt(refusal=TooManyFailures(minutes=left // timedelta(minutes=1) + 1))
    user = find_user_by_name(name)
    known = user.password_hash if user is not None and user.disabled_at is None else None
    if not _verify(known, password) or user is None:
        _note_failure(deed, name, address[:LONGEST_ADDRESS])
        return LoginAttempt(refusal=WrongPassword())
    if failures:
        _forget_failures(LoginFailure.name_key == fold(name), LoginFailure.address == address[:LONGEST_ADDRESS])
    return LoginAttempt(user=user)


def _note_failure(deed: Deed, name: str, address: str) -> None:
    with writing():
        db.session.execute(sa.delete(LoginFailure).where(LoginFailure.failed_at <= deed.at - FAILURES_LAST))
        db.session.add(LoginFailure(name_key=fold(name), address=address, failed_at=deed.at))


def _forget_failures(*which: sa.ColumnElement[bool]) -> None:
    with writing():
        db.session.execute(sa.delete(LoginFailure).where(*which))


def _new_user(name: str, role: Role, department: str | None) -> User:
    name = clean(name)
    problems = tuple(_name_problems(name))
    if problems:
        raise InvalidDraft(problems)
    user = User(name=name, name_key=fold(name), role=role, session_key=_new_session_key())
    names = [department] if department else []
    user.department = next(iter(get_references(Department, names, field="department", create=False)), None)
    db.session.add(user)
    db.session.flush()
    return user


def _name_problems(name: str) -> list[FieldProblem]:
    if not fold(name):
        return [FieldProblem("name", "required", message(N_("This must be filled in.")))]
    if len(name) > LONGEST_NAME:
        sentence = N_("This is too long: %(length)s characters, and %(longest)s fit.")
        return [FieldProblem("name", "too_long", message(sentence, length=len(name), longest=LONGEST_NAME))]
    if find_user_by_name(name) is not None:
        return [FieldProblem("name", "name_taken", message(N_("Another user has this name.")))]
    return []


def _new_link(deed: Deed, user: User) -> str:
    _kill_links(user)
    token = secrets.token_urlsafe(32)
    db.session.add(UserLink(user_id=user.id, token_hash=token_hash(token), expires_at=deed.at + LINK_LASTS))
    return token


def _kill_links(user: User) -> None:
    for link in list_open_links(user):
        db.session.delete(link)


def _set_password(user: User, password: str) -> None:
    """Keep the hash, and end all sessions that the old password opened; raises InvalidDraft."""
    problems = tuple(password_problems(password, name=user.name))
    if problems:
        raise InvalidDraft(problems)
    user.password_hash = _hasher(_cost()).hash(password)
    user.session_key = _new_session_key()


def _new_session_key() -> str:
    return secrets.token_hex(32)


def _verify(known: str | None, password: str) -> bool:
    """Whether the password is that of the hash; without one the same work is done for nothing."""
    hasher = _hasher(_cost())
    try:
        hasher.verify(known or _hash_of_nobody(_cost()), password[: LONGEST_PASSWORD + 1])
    except argon2.exceptions.VerificationError:
        return False
    return known is not None


def _cost() -> tuple[int, int, int]:
    settings: Settings = current_app.config["SETTINGS"]
    return settings.password_cost


@functools.cache
def _hasher(cost: tuple[int, int, int]) -> argon2.PasswordHasher:
    iterations, memory, lanes = cost
    return argon2.PasswordHasher(time_cost=iterations, memory_cost=memory, parallelism=lanes)


@functools.cache
def _hash_of_nobody(cost: tuple[int, int, int]) -> str:
    return _hasher(cost).hash(secrets.token_hex(32))
