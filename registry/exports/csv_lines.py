"""Rows as csv text that a spreadsheet opens without running anything."""

import csv
import io
from collections.abc import Iterable, Sequence

from registry.domain.formula_signs import marked


def csv_lines(rows: Iterable[Sequence[object]]) -> str:
    """The rows as csv (RFC 4180); text that a spreadsheet would run as a formula gets an apostrophe in front."""
    text = io.StringIO()
    csv.writer(text).writerows([marked(value) if isinstance(value, str) else value for value in row] for row in rows)
    return text.getvalue()
