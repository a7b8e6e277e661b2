"""What all lists have in common: the ids of one window of a selection, and how many the whole has."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa

from registry.database import db
from registry.domain.lists import ListQuery, Window
from registry.domain.names import fold
from registry.domain.vocabulary import Noun
from registry.queries.unchanged import while_unchanged

R = TypeVar("R")
Views = Sequence[tuple[str, ListQuery]]
IDS: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
"""The ids of a window, for statements that are made once."""
PAGE = 100
"""No page of a list has more rows."""
LONGEST_ID = 9
"""Digits; a longer number is no id."""


def windowed(
    ids: sa.Select[Any],
    order: Sequence[sa.ColumnElement[Any]] | sa.Select[Any],
    window: Window,
    *,
    key: Hashable = None,
) -> tuple[Sequence[int], int]:
    """The ids of the window in their order, and the number of all; at most two statements. Behind the end is the last.

    ``order`` may be the same selection in its order, where that takes more than columns. ``key`` holds what the ids
    depend on besides the records: the noun, the query, the day; the number is then kept, and the ids of a page.
    """

    def number() -> int:
        return db.session.scalar(sa.select(sa.func.count()).select_from(ids.subquery())) or 0

    def page() -> Sequence[int]:
        ordered = order if isinstance(order, sa.Select) else ids.order_by(*order)
        return db.session.scalars(ordered.limit(window.limit).offset(offset)).all()

    keep = _find if key is None else while_unchanged
    total = keep(("total", key), number)
    if not total:
        return (), 0
    offset = last_start(window, total)
    if window.limit > PAGE:
        return page(), total
    return keep(("ids", key, offset, window.limit), page), total


def _find(_key: Hashable, find: Callable[[], R]) -> R:
    """Keep nothing."""
    return find()


def count_views(
    noun: Noun, views: Views, select: Callable[[ListQuery], sa.Select[Any]], *, day: date | None = None
) -> Mapping[str, int]:
    """How many records each named query selects on a day; one statement, none while nothing has changed."""
    asked = tuple((name, query.key) for name, query in views)
    return while_unchanged(("views", noun, asked, day), lambda: count_each(views, select))


def count_each(views: Views, select: Callable[[ListQuery], sa.Select[Any]]) -> Mapping[str, int]:
    """How many records each named query selects; one statement."""
    counts = [
        sa.select(sa.func.count()).select_from(select(query).subquery()).scalar_subquery().label(name)
        for name, query in views
    ]
    return dict(db.session.execute(sa.select(*counts)).one()._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it


def kept_rows(kind: str, places: Sequence[Hashable], find: Callable[[], Sequence[R]], *days: date) -> Sequence[R]:
    """The rows at these places, as they are on the days: those of a page are kept, those of a whole list are not."""
    if len(places) > PAGE:
        return find()
    return while_unchanged(("rows", kind, tuple(places), *days), find)


def last_start(window: Window, total: int) -> int:
    """Where the window begins; the last one, where it lies behind the end."""
    return min(window.offset, max(0, total - 1) // window.limit * window.limit)


def shown_part(found: Sequence[R], window: Window) -> Sequence[R]:
    """The part of a whole list that the window shows; behind the end the last one."""
    start = last_start(window, len(found))
    return found[start : start + window.limit]


def words_of(text: str) -> list[str]:
    """The words of a search, folded; all of them have to be found."""
    return [word for word in map(fold, text.split()) if word]


def in_order(ids: Iterable[int], rows: Mapping[int, R]) -> list[R]:
    """The rows in the order of the ids."""
    return [rows[one] for one in ids if one in rows]


def id_in(value: str) -> int | None:
    """The id that a filter's value is; None where it is any other text."""
    return int(value) if value.isdecimal() and len(value) <= LONGEST_ID else None
