"""What people have typed into forms and not saved yet."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from registry.database import db
from registry.domain.vocabulary import Role
from registry.models import FormDraft, User

KEPT = timedelta(days=30)
AT_WORK = timedelta(minutes=10)
"""Whoever has typed something so lately is still at it."""


@dataclass(frozen=True)
class TypedForm:
    """One person's unsaved form; ``fields`` are name and value as a browser would send them."""

    fields: tuple[tuple[str, str], ...]
    saved_at: datetime


@dataclass(frozen=True)
class Colleague:
    """Somebody else who is typing into the same form."""

    name: str
    role: Role
    department_id: int | None


def find_typed_form(form: str, *, user_id: int, at: datetime) -> TypedForm | None:
    """What the person typed into the form (its address) and has not saved; what is too old counts no more."""
    wanted = (FormDraft.form == form, FormDraft.user_id == user_id, FormDraft.saved_at >= at - KEPT)
    row = db.session.execute(sa.select(FormDraft.content, FormDraft.saved_at).where(*wanted)).one_or_none()
    return TypedForm(tuple((name, value) for name, value in json.loads(row.content)), row.saved_at) if row else None


def list_colleagues_typing(form: str, *, user_id: int, at: datetime) -> list[Colleague]:
    """Who else has typed into the form within the last minutes, the latest first."""
    draft = FormDraft
    rows = db.session.execute(
        sa.select(User.name, User.role, User.department_id)
        .select_from(draft)
        .join(User, User.id == draft.user_id)
        .where(draft.form == form, draft.user_id != user_id, draft.saved_at >= at - AT_WORK)
        .order_by(draft.saved_at.desc(), draft.id)
    )
    return [Colleague(*row) for row in rows]
