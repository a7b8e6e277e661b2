"""What changed in a text: the words that went and those that came, for showing both texts with them marked."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

WORDS = re.compile(
    r"[0-9\uff10-\uff19.,]+|[A-Za-z]+|[\u3041-\u3096]+|[\u30a1-\u30fa\u30fc]+|[\u3005\u3400-\u9fff]+|\s+|.", re.DOTALL
)
"""A run of signs of one script: as near to words as a text without spaces comes."""
MOST_WORDS = 4000
"""Longer texts are compared line by line: the time goes with the square of the pieces."""
LINES = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True)
class Piece:
    """A part of a text; ``changed`` where the other text does not have it in this place."""

    text: str
    changed: bool


def changed_pieces(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces, each of which together are the text again."""
    one, other = WORDS.findall(before), WORDS.findall(after)
    if max(len(one), len(other)) > MOST_WORDS:
        one, other = LINES.findall(before), LINES.findall(after)
    matcher = SequenceMatcher(None, one, other, autojunk=len(one) + len(other) > MOST_WORDS)
    steps = matcher.get_opcodes()
    went = (Piece("".join(one[start:end]), tag != "equal") for tag, start, end, _first, _last in steps)
    came = (Piece("".join(other[start:end]), tag != "equal") for tag, _first, _last, start, end in steps)
    return tuple(piece for piece in went if piece.text), tuple(piece for piece in came if piece.text)
