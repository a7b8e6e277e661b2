"""Users: what the office does with those who may log in."""

from registry.commands.audit import record_entry, snapshot
from registry.commands.passwords import kill_links, new_link, set_password
from registry.commands.records import fill, note_change
from registry.commands.sessions import end_all_sessions
from registry.database import db
from registry.domain.deed import Deed
from registry.domain.drafts import FieldProblem
from registry.domain.errors import InvalidDraft, LastAdministrator, OwnAccount
from registry.domain.message import N_, message
from registry.domain.users import Language, UserDraft
from registry.domain.vocabulary import Role
from registry.models import User
from registry.queries.users import (
    anybody_has_a_password,
    count_working_administrators,
    find_user_by_name,
    get_user,
)

FIRST_ADMINISTRATOR = "administrator"


def add_user(deed: Deed, *, name: str, role: Role, department: str | None = None, password: str) -> User:
    """Let somebody in with a password; raises InvalidDraft."""
    user = _new_user(UserDraft(name, role, department or ""))
    set_password(user, password)
    record_entry(deed, action="add", record=user)
    return user


def invite_user(deed: Deed, *, draft: UserDraft) -> str:
    """Let somebody in who will choose the password; returns the token of a one-time link. Raises InvalidDraft."""
    user = _new_user(draft)
    token = new_link(deed, user)
    record_entry(deed, action="invite", record=user)
    return token


def revise_user(deed: Deed, *, user_id: int, draft: UserDraft) -> User:
    """Give a user all values of a draft; with another role they have to log in anew.

    Raises InvalidDraft, NoSuchRecord; OwnAccount and LastAdministrator where an administrator would lose that role.
    """
    user = get_user(user_id)
    before = snapshot(user)
    if draft.role is not user.role:
        _refuse_to_lose(deed, user)
        end_all_sessions(user)
    _fill(user, draft)
    return note_change(deed, action="change", record=user, before=before)


def reset_user(deed: Deed, *, user_id: int) -> str:
    """End a user's sessions and password, and let a disabled one in again; returns the token of a one-time link.

    Raises NoSuchRecord, OwnAccount.
    """
    user = get_user(user_id)
    _refuse_oneself(deed, user)
    before = snapshot(user)
    user.password_hash, user.disabled_at = None, None
    end_all_sessions(user)
    token = new_link(deed, user)
    record_entry(deed, action="reset", record=user, before=before)
    return token


def disable_user(deed: Deed, *, user_id: int) -> User:
    """Shut somebody out at once, from open sessions too; raises NoSuchRecord, OwnAccount, LastAdministrator."""
    user = get_user(user_id)
    _refuse_to_lose(deed, user)
    before = snapshot(user)
    user.disabled_at = user.disabled_at or deed.at
    end_all_sessions(user)
    kill_links(user)
    record_entry(deed, action="disable", record=user, before=before)
    return user


def enable_user(deed: Deed, *, user_id: int) -> User:
    """Let a disabled user in again with the password that they had; raises NoSuchRecord."""
    user = get_user(user_id)
    before = snapshot(user)
    user.disabled_at = None
    return note_change(deed, action="enable", record=user, before=before)


def choose_mails(deed: Deed, *, user_id: int, wants_digest: bool, language: Language) -> User:
    """Whether a user gets the daily mail, and in which language mails are; raises NoSuchRecord."""
    user = get_user(user_id)
    before = snapshot(user)
    user.wants_digest, user.language = wants_digest, language.value
    return note_change(deed, action="change", record=user, before=before)


def make_first_administrator(deed: Deed) -> str | None:
    """The token of a one-time link for the first administrator; None as soon as anybody has a password.

    Asked again before it was used, it gives a new one, and the older ones die.
    """
    user = find_user_by_name(FIRST_ADMINISTRATOR)
    if anybody_has_a_password() or (user is not None and user.disabled_at is not None):
        return None
    before = snapshot(user) if user else None
    user = user or _new_user(UserDraft(FIRST_ADMINISTRATOR, Role.ADMINISTRATOR))
    token = new_link(deed, user)
    record_entry(deed, action="invite", record=user, before=before)
    return token


def _new_user(draft: UserDraft) -> User:
    user = _fill(User(), draft)
    db.session.add(user)
    db.session.flush()
    return user


def _fill(user: User, draft: UserDraft) -> User:
    other = find_user_by_name(draft.name)
    if other is not None and other is not user:
        raise InvalidDraft((FieldProblem("name", "name_taken", message(N_("Another user has this name."))),))
    fill(user, draft, create_names=False)
    return user


def _refuse_to_lose(deed: Deed, user: User) -> None:
    """Nobody shuts themselves out, nor the last one who could let others in."""
    _refuse_oneself(deed, user)
    working = user.role is Role.ADMINISTRATOR and user.disabled_at is None and user.password_hash is not None
    if working and count_working_administrators() == 1:
        raise LastAdministrator(name=user.name)


def _refuse_oneself(deed: Deed, user: User) -> None:
    if deed.actor_id == user.id:
        raise OwnAccount
