"""Users: finding them, their one-time links, and their failed logins."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from registry.database import db
from registry.domain.errors import LinkUsedUp, NoSuchRecord, NoSuchUser
from registry.domain.names import fold
from registry.domain.tokens import token_hash
from registry.domain.vocabulary import Noun, Role
from registry.models import LoginFailure, User, UserLink


def get_user(user_id: int) -> User:
    """The user, disabled or not; raises NoSuchRecord."""
    user = db.session.get(User, user_id)
    if user is None:
        raise NoSuchRecord(noun=Noun.USERS, id=user_id)
    return user


def find_user_by_name(name: str) -> User | None:
    """The user of this name, in any width or case, disabled or not."""
    return db.session.scalar(sa.select(User).where(User.name_key == fold(name)))


def get_user_by_name(name: str) -> User:
    """The user of this name; raises NoSuchUser."""
    user = find_user_by_name(name)
    if user is None:
        raise NoSuchUser(name=name)
    return user


def count_working_administrators() -> int:
    """Administrators who can log in."""
    working = (User.role == Role.ADMINISTRATOR, User.disabled_at.is_(None), User.password_hash.is_not(None))
    return db.session.scalar(sa.select(sa.func.count()).select_from(User).where(*working)) or 0


def anybody_has_a_password() -> bool:
    """Whether somebody has ever set up an account for themselves that still has its password."""
    return bool(db.session.scalar(sa.select(sa.exists().where(User.password_hash.is_not(None)))))


def find_link(token: str, *, at: datetime) -> UserLink | None:
    """The link of a token that still opens: not used, not expired, its user not disabled."""
    open_still = (UserLink.token_hash == token_hash(token), UserLink.used_at.is_(None), UserLink.expires_at > at)
    return db.session.scalar(sa.select(UserLink).join(UserLink.user).where(*open_still, User.disabled_at.is_(None)))


def get_link_user(token: str) -> User:
    """Whose one-time link it is, used or not; raises LinkUsedUp where there never was such a link."""
    user = db.session.scalar(sa.select(User).join(UserLink).where(UserLink.token_hash == token_hash(token)))
    if user is None:
        raise LinkUsedUp
    return user


def list_open_links(user: User) -> Sequence[UserLink]:
    """The user's links that nobody has used."""
    return db.session.scalars(sa.select(UserLink).where(UserLink.user_id == user.id, UserLink.used_at.is_(None))).all()


def list_failures(name: str, address: str, *, since: datetime) -> Sequence[datetime]:
    """When logins under this name from this address failed, oldest first."""
    mine = (LoginFailure.name_key == fold(name), LoginFailure.address == address, LoginFailure.failed_at > since)
    return db.session.scalars(sa.select(LoginFailure.failed_at).where(*mine).order_by(LoginFailure.failed_at)).all()
