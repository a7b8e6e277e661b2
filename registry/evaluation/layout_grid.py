"""What a form looks like, without saying in which format: blocks of rows of cells on one grid of columns.

Page, HTML file, workbook and PDF all draw this. Every block lies on the same columns, so a workbook can hold the
whole form on one sheet, while a page may draw each block as a table of its own under its bar.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from registry.domain.vocabulary import Severity
from registry.evaluation.narrative_counts import Told

Scope = Literal["col", "row", "rowgroup"]
Align = Literal["left", "center", "right"]


class CellRole(StrEnum):
    """What a cell is, which decides how each format draws it."""

    TITLE = "title"
    DATE = "date"
    BAR = "bar"
    HEADING = "heading"
    LABEL = "label"
    TEXT = "text"
    NUMBER = "number"
    BOXES = "boxes"
    MARK = "mark"
    NOTE = "note"
    BLANK = "blank"


@dataclass(frozen=True)
class FindingMark:
    """The number of a finding in the list beside the form, shown in the corner of its cell."""

    number: int
    severity: Severity


@dataclass(frozen=True)
class BoxItem:
    """A box to tick: its stable name, its words, and what stands behind it on paper (⇒【理由 ↗】)."""

    name: str
    label: str
    ticked: bool
    hint: str = ""

    @property
    def sign(self) -> str:
        """☑ or ☐, as text."""
        return "☑" if self.ticked else "☐"


@dataclass(frozen=True)
class GridCell:
    """One cell from ``column`` (0-based) over ``columns`` × ``rows``.

    ``text`` is what it prints (with line breaks); ``value`` the number behind it; ``name`` its stable name.
    ``count`` and ``fiscal_year`` stand on a figure that leads to its evidence. ``published`` and ``computed`` stand
    on an actual figure that has them; ``difference`` is computed − published.
    ``heading`` says what a cell is about where it is read alone (a narrow page): 「30年度 実績」.
    ``remark`` stands below a differing figure in small print: 「再計算 47」.
    ``told`` are the numbers of a text that are a count of ``fiscal_year``.
    ``day`` is the day behind a printed date.
    ``current`` marks the column of the sheet's own actual figures, ``basis`` of a year column is a Basis value.
    """

    column: int
    columns: int
    role: CellRole
    text: str = ""
    rows: int = 1
    name: str | None = None
    value: Decimal | None = None
    day: date | None = None
    boxes: tuple[BoxItem, ...] = ()
    count: str | None = None
    fiscal_year: int | None = None
    basis: str | None = None
    published: Decimal | None = None
    computed: Decimal | None = None
    difference: Decimal | None = None
    heading: str = ""
    remark: str = ""
    align: Align = "left"
    scope: Scope | None = None
    bold: bool = False
    vertical: bool = False
    current: bool = False
    marks: tuple[FindingMark, ...] = ()
    told: tuple[Told, ...] = ()

    @property
    def pieces(self) -> Iterator[tuple[str, str | None]]:
        """The text cut into (piece, COUNT that it tells or None), in its order."""
        end = 0
        for told in self.told:
            yield self.text[end : told.start], None
            yield self.text[told.start : told.end], told.count
            end = told.end
        yield self.text[end:], None

    @property
    def differs(self) -> bool:
        """Whether the published figure is not the registry's own count."""
        return self.difference is not None and self.difference != 0


@dataclass(frozen=True)
class GridRow:
    """Cells from left to right; a column covered by a cell of a row above has none. ``name``: the row's stable name.

    ``lines`` is the least height in lines of text, for room that is left to write in.
    """

    cells: tuple[GridCell, ...]
    name: str | None = None
    lines: int = 1


@dataclass(frozen=True)
class GridBlock:
    """A part of the form: ``title`` is its section bar, "" where it has none; ``heads`` rows head its columns.

    ``subtitle`` stands behind the title in smaller print.
    """

    name: str
    title: str
    rows: tuple[GridRow, ...]
    subtitle: str = ""
    heads: int = 0
    page_break_before: bool = False


@dataclass(frozen=True)
class Grid:
    """The whole form: ``columns`` are relative widths; ``pages`` A4 pages in portrait.

    ``number_format`` is how figures are written (a comma between thousands), ``unit`` what money is given in.
    ``year`` names the sheet's year in full (令和2年度).
    ``dated`` is the day that a document made of it bears: of the data, never of the printing. ``author`` made it.
    """

    title: str
    updated: str
    dated: date
    author: str
    columns: tuple[int, ...]
    blocks: tuple[GridBlock, ...]
    pages: int = 2
    unit: str = "千円"
    number_format: str = "#,##0"
    year: str = ""

    @property
    def name(self) -> str:
        """What a document of it is called: the project's name, then the form's."""
        project = self.by_name().get("head.title")
        return " ".join(filter(None, (project.text if project else "", self.title)))

    def block(self, name: str) -> GridBlock:
        """The block of that name; raises KeyError."""
        return {block.name: block for block in self.blocks}[name]

    def cells(self) -> Iterator[GridCell]:
        """All cells in reading order."""
        return (cell for block in self.blocks for row in block.rows for cell in row.cells)

    def by_name(self) -> dict[str, GridCell]:
        """The cells that have a stable name."""
        return {cell.name: cell for cell in self.cells() if cell.name}
