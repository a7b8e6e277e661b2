"""The content of an .ods file, counted as calamine will lay it out: repeated cells and rows are written out there."""

from collections.abc import Callable, Mapping

from registry.imports.limits import Budget
from registry.imports.refusals import DamagedFile, ProtectedFile

_MOST_DIGITS = 9
_FILLING = ("office:value", "office:string-value", "office:date-value", "office:time-value", "office:boolean-value")
_COPIED = ("table:formula", "office:string-value", "office:date-value", "office:time-value")


class OpenDocumentWatcher:
    """Watches the parts of one workbook."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.opening: Mapping[str, Callable[[dict[str, str]], None]] = {
            "manifest:encryption-data": self._refuse_protected,
            "encryption-data": self._refuse_protected,
            "table:table": self._open_table,
            "table:table-row": self._open_row,
            "table:table-cell": self._open_cell,
            "table:covered-table-cell": self._open_cell,
            "text:p": self._open_paragraph,
            "text:s": self._open_spaces,
        }
        self.closing: Mapping[str, Callable[[], None]] = {
            "table:table": self._close_table,
            "table:table-row": self._close_row,
            "table:table-cell": self._close_cell,
            "table:covered-table-cell": self._close_cell,
        }
        self.begin()

    def begin(self) -> None:
        """Another part begins."""
        self.rows = self.last_row = self.last_column = self.used = self.laid_out = 0
        self.row_repeats = self.row_text = self.row_used = 0
        self.columns = self.filled_columns = self.blank = 0
        self.repeats, self.length, self.filled = 1, 0, False
        self.inside: set[str] = set()

    def end(self) -> None:
        """The part has ended; each table was counted at its end."""

    def name_of(self, tag: str) -> str:
        """The tag with its prefix, as the reader compares it."""
        return tag

    def text(self, text: str) -> None:
        """Text of a cell, or of no matter."""
        self.length += len(text)

    def _refuse_protected(self, _attributes: dict[str, str]) -> None:
        raise ProtectedFile(name=self.budget.name)

    def _enter(self, what: str) -> None:
        """A table within a table, or a cell within a cell, would be counted in the other's place."""
        if what in self.inside:
            raise DamagedFile(name=self.budget.name)
        self.inside.add(what)

    def _open_table(self, _attributes: dict[str, str]) -> None:
        self._enter("table")
        self.rows = self.last_row = self.last_column = self.used = 0

    def _open_row(self, attributes: dict[str, str]) -> None:
        self._enter("row")
        self.row_repeats = self._number(attributes.get("table:number-rows-repeated", "1"))
        self.columns = self.filled_columns = self.row_text = self.row_used = self.blank = 0

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self._enter("cell")
        self.repeats = self._number(attributes.get("table:number-columns-repeated", "1"))
        self.filled = "table:formula" in attributes or any(name in attributes for name in _FILLING)
        self.filled = self.filled or attributes.get("office:value-type") == "string"
        self.length = sum(len(attributes.get(name, "")) for name in _COPIED)
        self.laid_out += self.blank  # blank cells are laid out as soon as another cell follows
        self.blank = 0
        self.budget.check_cells(self.laid_out)

    def _open_paragraph(self, _attributes: dict[str, str]) -> None:
        self.length += 1

    def _open_spaces(self, attributes: dict[str, str]) -> None:
        self.length += self._number(attributes.get("text:c", "1"))

    def _close_cell(self) -> None:
        self.inside.discard("cell")
        self.columns += self.repeats
        self.blank = 0 if self.filled else self.repeats
        if self.filled:
            self.laid_out += self.repeats
            self.filled_columns = self.columns
            self.row_used += self.repeats
            self.row_text += self.length * self.repeats
            self.budget.spend_text(self.length * self.repeats)

    def _close_row(self) -> None:
        self.inside.discard("row")
        self.rows += self.row_repeats
        if self.filled_columns:
            self.used += self.row_used * self.row_repeats
            self.last_row = self.rows
            self.last_column = max(self.last_column, self.filled_columns)
            self.budget.spend_text(self.row_text * (self.row_repeats - 1))

    def _close_table(self) -> None:
        self.inside.discard("table")
        if self.used:
            self.budget.lay_out(self.last_row, self.last_column, self.used)

    def _number(self, written: str) -> int:
        if not written.isdecimal() or len(written) > _MOST_DIGITS:
            raise DamagedFile(name=self.budget.name)
        return int(written)
