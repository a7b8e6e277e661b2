"""Paging of long lists: which pages there are, and their addresses."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

from flask import request, url_for

from registry.web.addresses import with_query

PER_PAGE = 25
NEIGHBOURS = 2


@dataclass(frozen=True)
class PageLink:
    """One page; ``address`` is None for the gap between pages that are far apart."""

    text: str
    address: str | None
    current: bool


@dataclass(frozen=True)
class Pages:
    """``first`` and ``last`` are the places of the shown records, from 1; 0 and 0 where there are none."""

    links: tuple[PageLink, ...]
    next: str | None
    first: int
    last: int


def wanted_page() -> int:
    """The page that the address asks for; what is no page is the first."""
    page = request.args.get("page", 1, type=int) or 1
    return min(max(page, 1), 1_000_000)


def pages(total: int, page: int, parameters: Mapping[str, str] | None = None, *, per_page: int = PER_PAGE) -> Pages:
    """The links to the pages of ``total`` records; ``parameters`` are what their addresses say besides.

    A page behind the end is the last one.
    """
    path, more = url_for(str(request.endpoint), **(request.view_args or {})), parameters or {}
    last = max(1, ceil(total / per_page))
    page = min(page, last)
    shown = sorted({1, last, *range(max(1, page - NEIGHBOURS), min(last, page + NEIGHBOURS) + 1)})
    links: list[PageLink] = []
    for place, one in enumerate(shown):
        if place and one - shown[place - 1] > 1:
            links.append(PageLink("", None, current=False))
        links.append(PageLink(str(one), _address(path, more, one), current=one == page))
    return Pages(
        links=tuple(links),
        next=_address(path, more, page + 1) if page < last else None,
        first=min((page - 1) * per_page + 1, total),
        last=min(page * per_page, total),
    )


def _address(path: str, parameters: Mapping[str, str], page: int) -> str:
    return with_query(path, {**parameters, "page": str(page)} if page > 1 else parameters)
