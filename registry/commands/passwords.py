"""Passwords, and the one-time links by which people choose them."""

import functools
import secrets
from datetime import timedelta

import argon2
from flask import current_app

from registry.commands.audit import record_entry, snapshot
from registry.commands.sessions import begin_session, end_all_sessions
from registry.config import Settings
from registry.database import db
from registry.domain.deed import Deed
from registry.domain.drafts import FieldProblem
from registry.domain.errors import InvalidDraft, LinkUsedUp
from registry.domain.message import N_, message
from registry.domain.passwords import LONGEST_PASSWORD, password_problems
from registry.domain.tokens import new_token, token_hash
from registry.models import User, UserLink
from registry.queries.users import find_link, get_user, list_open_links

LINK_LASTS = timedelta(days=7)


def accept_link(deed: Deed, *, token: str, password: str) -> str:
    """Choose the password by a one-time link, which is then used up; it is the deed of the link's user.

    Returns the token of a session. Raises LinkUsedUp (also where there never was such a link), InvalidDraft.
    """
    link = find_link(token, at=deed.at)
    if link is None:
        raise LinkUsedUp
    set_password(link.user, password)
    link.used_at = deed.at
    return _choose(Deed(link.user.name, deed.at, link.user.id), link.user)


def change_password(deed: Deed, *, user_id: int, old: str, new: str) -> str:
    """Choose another password, knowing the old one; returns the token of the only session that stays.

    Raises InvalidDraft, NoSuchRecord.
    """
    user = get_user(user_id)
    if not is_password(user.password_hash, old):
        raise InvalidDraft((FieldProblem("old", "wrong", message(N_("This is not your present password."))),))
    set_password(user, new)
    return _choose(deed, user)


def _choose(deed: Deed, user: User) -> str:
    db.session.flush()  # before links are deleted, of which one was just used
    kill_links(user)
    record_entry(deed, action="choose_password", record=user, before=snapshot(user))
    return begin_session(user, at=deed.at)


def new_link(deed: Deed, user: User) -> str:
    """The token of a new one-time link; older ones die."""
    kill_links(user)
    token = new_token()
    db.session.add(UserLink(user_id=user.id, token_hash=token_hash(token), expires_at=deed.at + LINK_LASTS))
    return token


def kill_links(user: User) -> None:
    """Let no link of the user open any more."""
    for link in list_open_links(user):
        db.session.delete(link)


def set_password(user: User, password: str) -> None:
    """Keep the hash, and end all sessions that the old password opened; raises InvalidDraft."""
    problems = tuple(password_problems(password, name=user.name))
    if problems:
        raise InvalidDraft(problems)
    user.password_hash = _hasher(_cost()).hash(password)
    end_all_sessions(user)


def is_password(known: str | None, password: str) -> bool:
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
