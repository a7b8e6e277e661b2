"""How much a file may hold, so that it is read within 5 seconds and 300 MB, or refused.

Every number is counted before anything is laid out: what a file says about itself is not believed.
"""

from dataclasses import dataclass, field

from registry.imports.refusals import FileTooLarge, SpreadOut

LARGEST_FILE = 30_000_000
LARGEST_WORKBOOK = 20_000_000
LARGEST_OLD_WORKBOOK = 16_000_000
"""An .xls file: its reader keeps it six times."""
LARGEST_UNPACKED = 64_000_000
MOST_PARTS = 5_000

MOST_PIECES = 3_500_000
"""Pieces that a part of XML falls into: tags, lines, and characters written as entities."""
MOST_NAMES = 5_000
MOST_ATTRIBUTES = 500
DEEPEST_TAG = 200
LONGEST_TAG = 2_000_000

MOST_CELLS = 1_300_000
"""Cells of a csv file; each row counts as one cell more."""
MOST_CELLS_IN_A_WORKBOOK = 650_000
"""The same, in all sheets from A1 to the last filled cell."""
MOST_COLUMNS = 1_000
MOST_SHEETS = 100
MOST_MERGES = 100_000
MOST_TEXT = 10_000_000
"""Characters of all cells of a workbook; a text that a thousand cells share counts a thousand times."""
LONGEST_LINE = 2_000_000
"""Characters of one record of a csv file: enough to read a cell of 1 MB and name it."""


@dataclass
class Budget:
    """What a workbook may still lay out."""

    name: str
    cells: int = field(default=0, init=False)
    merges: int = field(default=0, init=False)
    text: int = field(default=0, init=False)
    sheets: int = field(default=0, init=False)

    def lay_out(self, rows: int, columns: int, used: int) -> None:
        """One sheet with ``used`` filled cells, the last ones in the row and the column given (from 1)."""
        area = rows * (columns + 1)
        if columns > MOST_COLUMNS or area > MOST_CELLS_IN_A_WORKBOOK >= used:
            raise SpreadOut(name=self.name, cell=f"{letters(columns - 1)}{rows}")
        self.check_cells(area)
        self.cells += area
        self.sheets += 1
        if self.sheets > MOST_SHEETS:
            raise FileTooLarge(name=self.name)

    def check_cells(self, cells: int) -> None:
        """So many cells more must fit: asked while a sheet is still being counted."""
        if self.cells + cells > MOST_CELLS_IN_A_WORKBOOK:
            raise FileTooLarge(name=self.name)

    def merge(self, ranges: int = 1) -> None:
        """Merged ranges that a workbook tells of."""
        self.merges += ranges
        if self.merges > MOST_MERGES:
            raise FileTooLarge(name=self.name)

    def spend_text(self, characters: int) -> None:
        """Characters that stand in cells."""
        self.text += characters
        if self.text > MOST_TEXT:
            raise FileTooLarge(name=self.name)


def letters(column: int) -> str:
    """A column from 0 as the spreadsheet names it: A, B, … AA."""
    named = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        named = chr(ord("A") + rest) + named
    return named
