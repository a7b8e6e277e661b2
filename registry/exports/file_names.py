"""A file's name out of words that somebody wrote: one that every system can keep."""

import re
import unicodedata

FORBIDDEN = str.maketrans({sign: chr(ord(sign) + 0xFEE0) for sign in '\\/:*?"<>|'})
"""What Windows allows in no name → the same sign in full width, as people write it there."""
LONGEST = 240
"""How many bytes of UTF-8 a name has at most before its ending; systems keep 255."""
UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
"""Categories of control signs, signs of direction, halves of signs, and signs that are no common ones."""


def file_name(words: str, ending: str) -> str:
    """The words on one line, as many of them as fit, with the ending."""
    seen = re.sub(r"\s+", " ", words).translate(FORBIDDEN)
    seen = "".join(sign for sign in seen if unicodedata.category(sign) not in UNSEEN)
    kept = seen.encode()[:LONGEST].decode(errors="ignore")
    return f"{kept.strip(' ._')}.{ending}"
