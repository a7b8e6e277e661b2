"""The parts of an .xlsx file, counted: which cells are filled, how far out they stand, how much text they hold.

It sees what calamine will see: any ``c`` with a value is a filled cell, where it says that it is; cells that are only
formatted, and what a sheet claims of its own size, are nothing.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from registry.imports.limits import MOST_CELLS_IN_A_WORKBOOK, MOST_PIECES, Budget
from registry.imports.refusals import DamagedFile, FileTooLarge

_PLACE = re.compile("([A-Za-z]{1,3})([0-9]{1,7})")
_ROW = re.compile("[A-Za-z]{0,3}([0-9]{1,7})")
_LETTERS = 26


class ExcelWatcher:
    """Watches all parts of one workbook, the shared strings first."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.lengths: list[int] = []
        self.longest = 0
        self.listed: set[tuple[str, str]] = set()
        self.opening: Mapping[str, Callable[[dict[str, str]], None]] = {
            "c": self._open_cell,
            "v": self._open_value,
            "is": self._open_value,
            "row": self._open_row,
            "si": self._open_string,
            "sst": self._check_claim,
            "sheet": self._check_sheet,
            "Relationship": self._check_relationship,
            "mergeCell": self._count_merge,
        }
        self.closing: Mapping[str, Callable[[], None]] = {
            "c": self._close_cell,
            "v": self._close_value,
            "is": self._close_value,
            "row": self._close_row,
            "si": self._close_string,
        }
        self.begin()

    def begin(self) -> None:
        """Another part begins."""
        self.row = self.column = self.last_row = self.last_column = self.used = 0
        self.cell_row = 0
        self.shared = self.in_value = self.in_string = False
        self.pieces: list[str] = []
        self.length = 0

    def end(self) -> None:
        """The part has ended: what it lays out is known."""
        if self.used:
            self.budget.lay_out(self.last_row, self.last_column, self.used)

    def name_of(self, tag: str) -> str:
        """The tag without its prefix, which does not matter to the reader either."""
        return tag.rpartition(":")[2]

    def text(self, text: str) -> None:
        """Text of a cell, of a shared string, or of no matter."""
        self.length += len(text)
        if self.in_value and self.shared:
            self.pieces.append(text)

    def _open_row(self, attributes: dict[str, str]) -> None:
        if "r" in attributes:
            self.row = int(self._matched(_ROW, attributes["r"])[1]) - 1

    def _close_row(self) -> None:
        self.row += 1
        self.column = 0

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self.shared = attributes.get("t") == "s"
        self.cell_row = self.row
        if "r" in attributes:
            found = self._matched(_PLACE, attributes["r"])
            self.column, self.cell_row = column_of(found[1]), int(found[2]) - 1

    def _close_cell(self) -> None:
        self.column += 1

    def _open_value(self, _attributes: dict[str, str]) -> None:
        if self.in_value or self.in_string:
            raise DamagedFile(name=self.budget.name)
        self.last_row = max(self.last_row, self.cell_row + 1)
        self.last_column = max(self.last_column, self.column + 1)
        self.used += 1
        if self.used > MOST_CELLS_IN_A_WORKBOOK:
            raise FileTooLarge(name=self.budget.name)
        self.in_value = True
        self.length = 0
        self.pieces.clear()

    def _close_value(self) -> None:
        self.in_value = False
        self.budget.spend_text(self._shared_length() if self.shared else self.length)

    def _shared_length(self) -> int:
        """How long the shared string is; the longest there is, where the reader might read another number than this."""
        if len(self.pieces) == 1 and self.pieces[0].isascii() and self.pieces[0].isdecimal():
            place = int(self.pieces[0])
            return self.lengths[place] if place < len(self.lengths) else 0
        return self.longest if self.pieces else 0

    def _open_string(self, _attributes: dict[str, str]) -> None:
        if self.in_value:
            raise DamagedFile(name=self.budget.name)
        if not self.in_string:
            self.in_string = True
            self.length = 0

    def _close_string(self) -> None:
        if self.in_string:
            self.in_string = False
            self.lengths.append(self.length)
            self.longest = max(self.longest, self.length)

    def _check_claim(self, attributes: dict[str, str]) -> None:
        """The reader makes room for as many strings as the table claims to have, and numbers them from here on."""
        self._list("sst", "")
        self.lengths.clear()
        claimed = attributes.get("uniqueCount", "0")
        if not claimed.isdecimal() or len(claimed) > len(str(MOST_PIECES)) or int(claimed) > MOST_PIECES:
            raise FileTooLarge(name=self.budget.name)

    def _check_sheet(self, attributes: dict[str, str]) -> None:
        self._list("sheet", next((value for key, value in attributes.items() if key.endswith("id")), ""))

    def _check_relationship(self, attributes: dict[str, str]) -> None:
        if attributes.get("Type", "").endswith("/worksheet"):
            self._list("part", attributes.get("Target", "").lower().rpartition("/")[2])

    def _count_merge(self, _attributes: dict[str, str]) -> None:
        self.budget.merge()

    def _list(self, what: str, which: str) -> None:
        """A sheet whose part another sheet has too would be laid out twice, but was counted once."""
        if (what, which) in self.listed:
            raise DamagedFile(name=self.budget.name)
        self.listed.add((what, which))

    def _matched(self, pattern: re.Pattern[str], place: str) -> re.Match[str]:
        found = pattern.fullmatch(place)
        if found is None or not int(found[found.re.groups]):
            raise DamagedFile(name=self.budget.name)
        return found


@lru_cache(maxsize=1024)
def column_of(named: str) -> int:
    """A column's letters as its place from 0."""
    column = 0
    for letter in named.upper():
        column = column * _LETTERS + ord(letter) - ord("A") + 1
    return column - 1
