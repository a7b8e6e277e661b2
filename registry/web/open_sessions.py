"""A user's open sessions, as the user and an administrator see them."""

from dataclasses import dataclass

from flask_login import current_user

from registry.domain.tokens import token_hash
from registry.queries.sessions import list_sessions
from registry.web.clock import now, office_time


@dataclass(frozen=True)
class OpenSession:
    """When it began and was last used; ``here`` is the one that the page was asked for in."""

    began: str
    seen: str
    here: bool


def open_sessions(user_id: int) -> tuple[OpenSession, ...]:
    """The one used last comes first."""
    here = token_hash(current_user.token)
    return tuple(
        OpenSession(office_time(one.began_at.isoformat()), office_time(one.seen_at.isoformat()), one.token_hash == here)
        for one in list_sessions(user_id, at=now())
    )
