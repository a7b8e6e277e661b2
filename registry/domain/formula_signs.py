"""Text that a spreadsheet would take for a formula: marked when it leaves the registry, unmarked when it comes back."""

import re

MARK = "'"
_TAKEN_FOR_A_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠]|'*[\t\r\n]")


def marked(text: str) -> str:
    """The text with an apostrophe in front where a spreadsheet would run it; a mark of its own is marked again."""
    return MARK + text if _TAKEN_FOR_A_FORMULA.match(text) else text


def unmarked(text: str) -> str:
    """The text that ``marked`` made this of."""
    return text[1:] if text.startswith(MARK) and _TAKEN_FOR_A_FORMULA.match(text, 1) else text
