"""What all lists have in common: the ids of one window of a selection, and how many the whole has."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa

from registry.database import db
from registry.domain.lists import Window
from registry.domain.names import fold

R = TypeVar("R")
LONGEST_ID = 9
"""Digits; a longer number is no id."""


def windowed(
    ids: sa.Select[Any], order: Sequence[sa.ColumnElement[Any]] | sa.Select[Any], window: Window
) -> tuple[list[int], int]:
    """The ids of the window in their order, and the number of all; two statements. Behind the end is the last one.

    ``order`` may be the same selection in its order, where that takes more than columns.
    """
    total = db.session.scalar(sa.select(sa.func.count()).select_from(ids.subquery())) or 0
    if not total:
        return [], 0
    offset = min(window.offset, (total - 1) // window.limit * window.limit)
    ordered = order if isinstance(order, sa.Select) else ids.order_by(*order)
    return list(db.session.scalars(ordered.limit(window.limit).offset(offset))), total


def words_of(text: str) -> list[str]:
    """The words of a search, folded; all of them have to be found."""
    return [word for word in map(fold, text.split()) if word]


def in_order(ids: Iterable[int], rows: Mapping[int, R]) -> list[R]:
    """The rows in the order of the ids."""
    return [rows[one] for one in ids if one in rows]


def id_in(value: str) -> int | None:
    """The id that a filter's value is; None where it is any other text."""
    return int(value) if value.isdecimal() and len(value) <= LONGEST_ID else None
