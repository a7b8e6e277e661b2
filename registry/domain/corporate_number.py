"""法人番号: the 13 digits that the National Tax Agency gives a body, the first one a check digit."""

import re
import unicodedata

from stdnum.jp import cn

_THIRTEEN_DIGITS = re.compile(r"[0-9]{13}")
_DASHES_AND_SPACES = re.compile(r"[\s\u002d\u2010-\u2015\u2212\u30fc\u200b\ufeff]+")
_LONGEST = 60


def is_corporate_number(value: str) -> bool:
    """Whether the value is a corporate number as it is stored: 13 ASCII digits and a right check digit."""
    return _THIRTEEN_DIGITS.fullmatch(value) is not None and cn.is_valid(value)


def read_corporate_number(text: str) -> str:
    """The 13 digits of a typed number; full width, hyphens, spaces and an invoice number's T are allowed.

    Raises ValueError where that leaves no valid corporate number.
    """
    if len(text) > _LONGEST:
        raise ValueError("too long for a corporate number")
    digits = _DASHES_AND_SPACES.sub("", unicodedata.normalize("NFKC", text)).upper().removeprefix("T")
    if not is_corporate_number(digits):
        raise ValueError(f"not a corporate number: {text!r}")
    return digits
