"""The search over everything: a few records of each kind, and the way to all of them."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from flask import Blueprint, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from registry.domain.names import clean, fold
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun
from registry.queries.search import Hit, find_exact, find_hits
from registry.web.access import requires
from registry.web.clock import today
from registry.web.frame import show_page
from registry.web.record_links import list_link, record_address
from registry.words import day_name

bp = Blueprint("search", __name__)
LONGEST = 200


@dataclass(frozen=True)
class ShownHit:
    """``name`` and ``below`` are pieces of text, each with whether it is what was sought."""

    address: str
    name: tuple[tuple[str, bool], ...]
    below: tuple[tuple[str, bool], ...]
    day: str


@dataclass(frozen=True)
class Group:
    title: str
    hits: tuple[ShownHit, ...]
    all_address: str


@bp.get("/search")
@requires(Permission.SEE_REGISTRY)
def show() -> str | Response:
    """``?q=``; a number of an agreement or of an organization leads straight to its page."""
    text = clean(request.args.get("q", "")[:LONGEST])
    exact = find_exact(text) if text else None
    if exact is not None and (address := record_address(*exact)):
        return redirect(address)
    found = find_hits(text, day=today()) if text else {}
    groups = tuple(
        Group(
            list_link(noun)[0],
            tuple(_shown(noun, hit, text) for hit in hits.few),
            url_for(f"{noun}.show_list", q=text) if hits.more else "",
        )
        for noun, hits in found.items()
    )
    return show_page("search/show.html", text=text, groups=groups)


def _shown(noun: Noun, hit: Hit, text: str) -> ShownHit:
    words = text.split()
    return ShownHit(
        address=record_address(noun, hit.id),
        name=marked(hit.name or _("(no title)"), words),
        below=marked(hit.below, words),
        day=day_name(hit.day) if hit.day else "",
    )


def marked(text: str, words: list[str]) -> tuple[tuple[str, bool], ...]:
    """The text in pieces, each with whether it is one of the words, in whatever width, case or kana it is written."""
    folded = [(letter, place) for place, character in enumerate(text) for letter in _folded(character)]
    key = "".join(letter for letter, _place in folded)
    found: set[int] = set()
    for word in filter(None, map(fold, words)):
        start = key.find(word)
        while start >= 0:
            found.update(place for _letter, place in folded[start : start + len(word)])
            start = key.find(word, start + 1)
    pieces = groupby(enumerate(text), key=lambda one: one[0] in found)
    return tuple(("".join(character for _place, character in piece), is_found) for is_found, piece in pieces)


_folded = lru_cache(maxsize=4096)(fold)
