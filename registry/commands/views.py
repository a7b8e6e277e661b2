"""保存した条件: keeping the conditions of a list under a name."""

from registry.commands.audit import record_entry, snapshot
from registry.database import db
from registry.domain.deed import Deed
from registry.domain.vocabulary import Noun
from registry.models import SavedView
from registry.queries.views import get_own_view


def save_view(deed: Deed, *, noun: Noun, name: str, query: str) -> SavedView:
    """Keep conditions for whoever does it; raises InvalidDraft where the name is taken."""
    view = SavedView(user_id=deed.actor_id, noun=noun.value, name=name, query=query)
    db.session.add(view)
    record_entry(deed, action="save", record=view)
    return view


def forget_view(deed: Deed, *, view_id: int, user_id: int) -> None:
    """Forget one's own; raises NoSuchRecord."""
    view = get_own_view(view_id, user_id)
    before = snapshot(view)
    db.session.delete(view)
    record_entry(deed, action="forget", record=view, before=before, after={})
