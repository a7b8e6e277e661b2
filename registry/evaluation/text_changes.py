"""What changed in a text: the words that went and those that came, for showing both texts with them marked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter

WORDS = re.compile(
    r"[0-9\uff10-\uff19.,]+|[A-Za-z]+|[\u3041-\u3096]+|[\u30a1-\u30fa\u30fc]+|[\u3005\u3400-\u9fff]+|\s+|.", re.DOTALL
)
"""A run of signs of one script: as near to words as a text without spaces comes."""


@dataclass(frozen=True)
class Piece:
    """A part of a text; ``changed`` where the other text does not have it in this place."""

    text: str
    changed: bool


def changed_pieces(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces; all pieces of one are the text again."""
    one, other = WORDS.findall(before), WORDS.findall(after)
    start = _common(one, other)
    end = _common(one[start:][::-1], other[start:][::-1])
    went, came = one[start : len(one) - end], other[start : len(other) - end]
    steps = SequenceMatcher(None, went, came).get_opcodes()
    return (
        _pieces(one, start, end, [(first, last, tag) for tag, first, last, _from, _to in steps]),
        _pieces(other, start, end, [(first, last, tag) for tag, _from, _to, first, last in steps]),
    )


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words are the same from the beginning: what a long text shares is found in no time."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (word, same) in pairs if word != same), min(len(one), len(other)))


def _pieces(words: Sequence[str], start: int, end: int, steps: Sequence[tuple[int, int, str]]) -> tuple[Piece, ...]:
    parts = [(words[:start], False)]
    parts += [(words[start + first : start + last], tag != "equal") for first, last, tag in steps]
    parts.append((words[len(words) - end :], False))
    groups = groupby(((word, changed) for part, changed in parts for word in part), key=itemgetter(1))
    return tuple(Piece("".join(word for word, _changed in group), changed) for changed, group in groups)
