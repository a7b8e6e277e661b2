"""What a form has made already."""

import functools
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.models import PostedForm


def find_made(key: str) -> int | None:
    """The id of the record that the form of this key has made."""
    made: int | None = db.session.scalar(_made(), {"form_key": key})
    return made


@functools.cache
def _made() -> sa.Select[Any]:
    """Made once: every form that is sent asks it."""
    return sa.select(PostedForm.record_id).where(PostedForm.key == sa.bindparam("form_key"))
