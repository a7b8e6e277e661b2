"""Rows of a form that are added and taken away: without script by buttons that send the form back."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from wtforms import FieldList, FormField

from registry.domain.errors import TooMuchSent

MOST_ROWS = 1000
"""More rows than one form can mean; they are refused and never cut. What is stored may be more."""
_INDEX = re.compile("[0-9]{1,4}")


class RowsField(FieldList):
    """Rows of fields of their own, each a form; a control ``add`` or ``remove`` sends the number of rows or a row.

    ``shown_row`` puts a row's form into words, ``has_anything`` says whether somebody has filled it in.
    Raises TooMuchSent.
    """

    def __init__(self, row: type, label: Any, **more: Any) -> None:
        super().__init__(FormField(row), label, min_entries=1, **more)
        self.new_row: int | None = None

    def change_rows(self, sent: Mapping[str, str]) -> bool:
        """Do what a button asks for: one row more, or one less; False where none was pressed."""
        if self.add_name in sent:
            _refuse_too_many(len(self) + 1)
            self.append_entry()
            self.new_row = len(self) - 1
            return True
        gone = sent.get(self.remove_name, "")
        if not _INDEX.fullmatch(gone) or int(gone) >= len(self):
            return self.remove_name in sent
        self.pop_entry(int(gone))
        if not len(self):
            self.append_entry()
        self.new_row = min(int(gone), len(self) - 1)
        return True

    @property
    def add_name(self) -> str:
        """The name of the button for one row more."""
        return f"{self.name}-add"

    @property
    def remove_name(self) -> str:
        """The name of the buttons for one row less."""
        return f"{self.name}-remove"

    @property
    def rows(self) -> list[Any]:
        """The forms of the rows."""
        return [entry.form for entry in self]

    @property
    def filled(self) -> list[Any]:
        """The forms of the rows in which something is filled in."""
        return [row for row in self.rows if row.has_anything]

    def shown(self) -> str:
        """The rows in words, a line each."""
        return "\n".join(row.shown_row for row in self.filled)

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        """WTForms would read any number of digits."""
        keys = (key.removeprefix(f"{prefix}-").partition("-")[0] for key in formdata if key.startswith(f"{prefix}-"))
        indices = {int(index) for index in keys if _INDEX.fullmatch(index)}
        _refuse_too_many(len(indices))
        return iter(indices)


def _refuse_too_many(rows: int) -> None:
    if rows > MOST_ROWS:
        raise TooMuchSent(most=f"{MOST_ROWS:,}")
