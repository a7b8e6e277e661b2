"""What a form has made already."""

from registry.database import db
from registry.models import PostedForm


def find_made(key: str) -> int | None:
    """The id of the record that the form of this key has made."""
    row = db.session.get(PostedForm, key)
    return row.record_id if row else None
