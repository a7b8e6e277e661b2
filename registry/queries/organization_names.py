"""By which words an organization is found, and under which record: the one that stands for those merged into it."""

import functools
from typing import Any

import sqlalchemy as sa

from registry.domain.names import fold, spellings
from registry.domain.rules import CountingRules
from registry.models import Organization, OrganizationFormerName
from registry.queries.counting.basis import Basis, merges


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


def is_called(word: str) -> sa.ColumnElement[bool]:
    """Whether a record has the word in its name, its reading or a former name.

    Width, kana and the mark of a legal form do not matter; in a former name kana are all of one kind.
    """
    name = OrganizationFormerName
    formerly = sa.select(name.organization_id).where(has_spelling(name.name_key, word))
    return sa.or_(
        Organization.search_key.contains(fold(word), autoescape=True),
        has_spelling(Organization.name_key, word),
        Organization.id.in_(formerly),
    )


def has_spelling(name_key: Any, word: str) -> sa.ColumnElement[bool]:
    """Whether a name's key has the word in it, its legal form written out, in either kana."""
    return sa.or_(*(name_key.contains(spelling, autoescape=True) for spelling in spellings(word)))
