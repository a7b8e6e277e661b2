"""A table for a terminal, where a Japanese character is two columns wide."""

import unicodedata
from collections.abc import Sequence


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines with the first column to the left and all others, which hold numbers, to the right."""
    widths = [max(_width(cell) for cell in column) for column in zip(*rows, strict=True)]
    return ["  ".join(_padded(cell, width, place) for place, (cell, width) in enumerate(zip(row, widths, strict=True)))
            for row in rows]  # fmt: skip


def _padded(cell: str, width: int, place: int) -> str:
    space = " " * (width - _width(cell))
    return space + cell if place else cell + space


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)
