"""Remembering what a form has made, so that the same form sent twice makes one record."""

from datetime import timedelta

import sqlalchemy as sa

from registry.database import db
from registry.domain.deed import Deed
from registry.domain.vocabulary import Noun
from registry.models import Base, PostedForm

KEPT = timedelta(days=7)
_FORMS = Base.metadata.tables[PostedForm.__tablename__]
_FORGET = sa.delete(_FORMS).where(_FORMS.c.posted_at < sa.bindparam("kept_since"))
_REMEMBER = sa.insert(_FORMS)


def remember_form(deed: Deed, *, key: str, noun: Noun, record_id: int) -> None:
    """Note the record that a form made, and forget what is too old to be sent again."""
    db.session.execute(_FORGET, {"kept_since": deed.at - KEPT})
    made = {"key": key[:64], "noun": noun.value, "record_id": record_id, "posted_at": deed.at}
    db.session.execute(_REMEMBER, made)
