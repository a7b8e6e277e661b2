"""By which words an organization is found, and under which record: the one that stands for those merged into it."""

import functools
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.names import fold, spellings
from registry.domain.rules import CountingRules
from registry.models import Organization, OrganizationFormerName
from registry.queries.counting.basis import Basis, merges
from registry.queries.holding import holds
from registry.queries.unchanged import while_unchanged

FEW = 200
"""So many records are looked up one by one; of more, each is asked what it is called."""


@functools.cache
def merged() -> sa.CTE:
    """(id, body_id) of records merged as duplicates, with the record that stands for them; a short list."""
    return merges(Basis(CountingRules(), 1))


def with_bodies(ids: sa.Select[Any]) -> sa.ColumnElement[bool]:
    """Whether an organization is among these ids, or stands for a record that is.

    Only the few merged records are looked up among the ids: to make them all once more would take twice the time.
    """
    [record_id], merge = ids.selected_columns, merged().alias()
    is_there = ids.where(record_id == merge.c.id).correlate(merge).exists()
    return sa.or_(Organization.id.in_(ids), Organization.id.in_(sa.select(merge.c.body_id).where(is_there)))


def few_called(word: str) -> Sequence[int] | None:
    """The records that have the word in a name, for a condition to look up; None where these are more than FEW.

    A small statement, and none where the word has been asked for since the last change.
    """
    ids = while_unchanged(("called", word), lambda: db.session.scalars(_called(word).limit(FEW + 1)).all())
    return ids if len(ids) <= FEW else None


def is_one_called(record_id: Any, word: str) -> sa.ColumnElement[bool]:
    """Whether the record with this id has the word in its name, its reading or a former name."""
    few = few_called(word)
    found: sa.ColumnElement[bool] = record_id.in_(_called(word) if few is None else few)
    return sa.false() if few == [] else found


def _called(word: str) -> sa.Select[Any]:
    return sa.select(Organization.id).where(is_called(word))


def is_called(word: str) -> sa.ColumnElement[bool]:
    """Whether a record has the word in its name, its reading or a former name.

    Width, kana and the mark of a legal form do not matter; in a former name kana are all of one kind.
    """
    name = OrganizationFormerName
    formerly = sa.select(name.organization_id).where(has_spelling(name.name_key, word))
    return sa.or_(
        holds(Organization.search_key, fold(word)),
        has_spelling(Organization.name_key, word),
        Organization.id.in_(formerly),
    )


def has_spelling(name_key: Any, word: str) -> sa.ColumnElement[bool]:
    """Whether a name's key has the word in it, its legal form written out, in either kana."""
    return sa.or_(*(holds(name_key, spelling) for spelling in spellings(word)))
