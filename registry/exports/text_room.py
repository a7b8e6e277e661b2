"""How much room a text takes on paper, reckoned without the font: a program that writes no glyphs has none to ask.

Full-width signs are one em wide. Latin ones are taken as wide as the widest font that may stand in for the one asked
for, so that a text rather gets a line too many than loses one.
"""

import re
import unicodedata
from functools import lru_cache

BLANK, LATIN, CAPITAL, FULL = 0.4, 0.62, 0.8, 1.0
NARROW = {"Na", "H"}
"""East Asian widths of half a sign: Latin, and half-width kana."""
WIDE_LATIN = frozenset("MWmw@%")
BREADTH_USED = 0.98
"""How much of a line is filled: the rest goes where a small kana may not begin a line, or a printer rounds."""
UNBREAKABLE = re.compile(r"[ \t]+|[「『（(〔［【]*(?:[!-'*-~]+|.)[、。，．」』）)〕］】！？・：；…]*", re.DOTALL)
"""What stands together on a line: a word, a sign, each with the brackets and stops that may not leave it."""


@lru_cache(maxsize=8192)
def _breadth(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0
    if unicodedata.east_asian_width(sign) not in NARROW or sign in WIDE_LATIN:
        return FULL
    return CAPITAL if sign.isupper() else BLANK if sign == " " else LATIN


def breadth(text: str) -> float:
    """How broad the text is on one line, in em."""
    return sum(map(_breadth, text))


def lines(text: str, room: float) -> int:
    """How many lines the text takes where a line is ``room`` em broad; a blank text takes one."""
    return sum(_wrapped(line, room * BREADTH_USED) for line in text.split("\n"))


def _wrapped(line: str, room: float) -> int:
    if breadth(line) <= room:
        return 1
    count, used = 1, 0.0
    for piece in UNBREAKABLE.findall(line):
        broad = breadth(piece)
        if used + broad <= room:
            used += broad
        elif piece.isspace():
            used = room
        elif broad <= room:
            count, used = count + 1, broad
        else:
            more, used = divmod(used + broad, max(room - FULL, FULL))
            count += int(more)
    return count
