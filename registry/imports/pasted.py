"""Rows that somebody copied in a spreadsheet and pasted as text: tabs between cells, with or without headings."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from registry.domain.vocabulary import Noun
from registry.imports.headings import find_layout, own_title
from registry.imports.refusals import OpenQuotation

ORDER = ("held_on", "organizations", "type", "subject", "summary", "department")
"""The columns of meetings that are pasted without headings, in this order."""
NAME = "pasted.csv"


@dataclass(frozen=True)
class Pasted:
    """The rows as a csv file; ``added`` is the number of rows that stand above those that were pasted."""

    data: bytes
    added: int


def pasted_file(text: str) -> Pasted:
    """The pasted rows of meetings as a file that an import reads; raises OpenQuotation.

    A cell with a line break comes in quotation marks, as spreadsheets copy it.
    """
    rows = _rows(text)
    added = 0 if find_layout(rows, Noun.MEETINGS) else 1
    headings = [[own_title(Noun.MEETINGS, field) for field in ORDER]] if added else []
    out = io.StringIO()
    csv.writer(out).writerows([*headings, *rows])
    return Pasted(out.getvalue().encode(), added)


def _rows(text: str) -> Sequence[Sequence[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter="\t", strict=True)
    try:
        return [[cell.strip() for cell in row] for row in reader]
    except csv.Error as error:
        raise OpenQuotation(name=NAME, line=reader.line_num) from error
