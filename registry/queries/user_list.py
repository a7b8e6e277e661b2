"""The list of users: what narrows it down, its order, and what is known of each; a fixed number of statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.errors import NoSuchRecord
from registry.domain.lists import Listed, ListQuery, Window
from registry.domain.names import fold
from registry.domain.users import UserState, read_mail
from registry.domain.vocabulary import Noun, Role
from registry.models import AuditEntry, Department, User
from registry.queries.listing import in_order, windowed

STATE = sa.case(
    (User.disabled_at.is_not(None), UserState.DISABLED),
    (User.password_hash.is_(None), UserState.INVITED),
    else_=UserState.ACTIVE,
)
LAST_LOGIN = (
    sa.select(AuditEntry.at)
    .where(AuditEntry.noun == Noun.USERS, AuditEntry.record_id == User.id, AuditEntry.action == "log_in")
    .order_by(AuditEntry.id.desc())
    .limit(1)
    .scalar_subquery()
)
"""Sessions are swept away; the log remembers."""
CONDITIONS: dict[str, Any] = {
    "role": lambda value: User.role == Role(value),
    "state": lambda value: STATE.in_([value]),
    "department": lambda value: User.department.has(Department.name == value),
}
"""What each filter's value means."""


@dataclass(frozen=True)
class UserRow:
    """One user; ``department`` and ``mail`` may be blank."""

    id: int
    name: str
    role: Role
    department: str
    mail: str
    state: UserState
    last_login: datetime | None
    wants_digest: bool
    language: str | None
    """Of mails; None is the site's."""


def list_user_rows(query: ListQuery, window: Window) -> Listed[UserRow]:
    """The users that the query wants."""
    ids, total = windowed(_selected(query), _order(query), window)
    return Listed(in_order(ids, _rows(ids)), total)


def get_user_row(user_id: int) -> UserRow:
    """What the list knows of one user; raises NoSuchRecord."""
    row = _rows([user_id]).get(user_id)
    if row is None:
        raise NoSuchRecord(noun=Noun.USERS, id=user_id)
    return row


def _selected(query: ListQuery) -> sa.Select[Any]:
    selected = sa.select(User.id)
    for word in query.text.split():
        by_name = User.name_key.contains(fold(word), autoescape=True)
        by_mail = sa.func.lower(User.mail).contains(read_mail(word).lower(), autoescape=True)
        selected = selected.where(sa.or_(by_name, by_mail))
    for name, value in query.values.items():
        selected = selected.where(CONDITIONS[name](value))
    return selected


def _order(query: ListQuery) -> list[sa.ColumnElement[Any]]:
    key = LAST_LOGIN if query.sort == "login" else User.name_key
    return [key.desc().nulls_last() if query.descending else key.asc().nulls_first(), User.id.asc()]


def _rows(ids: Sequence[int]) -> dict[int, UserRow]:
    columns = (User.id, User.name, User.role, Department.name.label("department"), User.mail)
    more = (User.wants_digest, User.language, STATE.label("state"), LAST_LOGIN.label("last_login"))
    found = db.session.execute(sa.select(*columns, *more).outerjoin(User.department).where(User.id.in_(ids)))
    return {row.id: _row(**row._mapping) for row in found}  # noqa: SLF001 - SQLAlchemy's public name for it


def _row(*, department: str | None, state: str, last_login: str | None, **more: Any) -> UserRow:
    return UserRow(
        department=department or "",
        state=UserState(state),
        last_login=datetime.fromisoformat(last_login) if last_login else None,
        **more,
    )
