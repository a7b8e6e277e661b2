"""Keeping what is typed into a form until it is saved, for the person who types it and nobody else."""

import json
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa

from registry.database import db
from registry.models import FormDraft
from registry.queries.form_drafts import KEPT

MOST_FORMS = 50
"""So many forms of one person are kept, the latest ones."""


def keep_typed_form(form: str, fields: Sequence[tuple[str, str]], *, user_id: int, at: datetime) -> None:
    """Keep what the person has typed into the form (its address) until now; what is too old goes."""
    forget_typed_form(form, user_id=user_id)
    content = json.dumps(fields, ensure_ascii=False)
    db.session.add(FormDraft(user_id=user_id, form=form, content=content, saved_at=at))
    db.session.flush()
    newest = sa.select(FormDraft.id).where(FormDraft.user_id == user_id).order_by(FormDraft.id.desc())
    too_many = sa.and_(FormDraft.user_id == user_id, FormDraft.id.not_in(newest.limit(MOST_FORMS)))
    db.session.execute(sa.delete(FormDraft).where(sa.or_(FormDraft.saved_at < at - KEPT, too_many)))


def forget_typed_form(form: str, *, user_id: int) -> None:
    """Forget it: it was saved, or is not wanted any more."""
    db.session.execute(sa.delete(FormDraft).where(FormDraft.form == form, FormDraft.user_id == user_id))
