"""Conditions of lists that were saved under a name."""

from collections.abc import Sequence

import sqlalchemy as sa

from registry.database import db
from registry.domain.errors import NoSuchRecord
from registry.domain.vocabulary import Noun
from registry.models import SavedView
from registry.queries.unchanged import while_unchanged


def list_views(noun: Noun, user_id: int) -> Sequence[tuple[str, str]]:
    """The user's own for one list, as (name, query), in the order in which they were saved."""
    return while_unchanged(("saved views", noun, user_id), lambda: _find_views(noun, user_id))


def _find_views(noun: Noun, user_id: int) -> Sequence[tuple[str, str]]:
    mine = (SavedView.noun == noun.value, SavedView.user_id == user_id)
    rows = db.session.execute(sa.select(SavedView.name, SavedView.query).where(*mine).order_by(SavedView.id))
    return tuple((row.name, row.query) for row in rows)


def list_own_views(user_id: int) -> Sequence[SavedView]:
    """All of a user's, by list."""
    mine = sa.select(SavedView).where(SavedView.user_id == user_id)
    return db.session.scalars(mine.order_by(SavedView.noun, SavedView.id)).all()


def get_own_view(view_id: int, user_id: int) -> SavedView:
    """One of a user's own; raises NoSuchRecord."""
    view = db.session.get(SavedView, view_id)
    if view is None or view.user_id != user_id:
        raise NoSuchRecord(noun=Noun.VIEWS, id=view_id)
    return view
