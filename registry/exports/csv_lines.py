"""Rows as csv text that a spreadsheet opens without running anything."""

import csv
import io
from collections.abc import Iterable, Sequence

STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_lines(rows: Iterable[Sequence[object]]) -> str:
    """The rows as csv (RFC 4180); text that a spreadsheet would run as a formula gets an apostrophe in front."""
    text = io.StringIO()
    csv.writer(text).writerows([_harmless(value) for value in row] for row in rows)
    return text.getvalue()


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(STARTS_A_FORMULA) else value
