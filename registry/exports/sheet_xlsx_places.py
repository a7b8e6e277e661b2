"""Where each cell of the form stands in the workbook, and how high the rows are.

Excel fits no row to a merged cell, so the heights are reckoned here. A row of the form takes several rows of the
workbook where its text is long (Excel's rows end at 409 points, and pages break between rows only), and where small
print stands below a figure.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from registry.evaluation.layout_grid import CellRole, Grid, GridBlock, GridCell, GridRow
from registry.exports.sheet_xlsx_styles import ON_ONE_LINE, REMARK_SIZE, SIZE, TITLE_SIZE, Run, size_of
from registry.exports.sheet_xlsx_words import is_crowded, portions, runs_of, small_print
from registry.exports.text_room import lines

PIXELS = 1.17
"""Pixels on a screen for one unit of the grid's columns."""
POINTS = 0.75
"""Points in a pixel."""
SIDES = 5.0
"""What a cell keeps free at its sides, in points."""
LEADING = 1.45
"""From line to line, in the letter's size: the loosest of the fonts that may stand in (Noto Sans CJK)."""
AROUND = 1.0
LINE = SIZE * LEADING
ROW = 14.25
"""A row of one line; tighter, as no other line is near."""
PART = 9 * LINE
"""How high the rows are over which a long text is spread: whole lines, and whole pixels."""
MOST_UNDIVIDED = 2 * PART


@dataclass(frozen=True)
class Content:
    """A cell's text in its looks, and the height in points that it needs.

    ``portions`` are the parts of a text that is longer than Excel allows, each with the rows that it needs.
    ``below`` is small print below a figure, in the last of its rows; ``crowded``: the findings' numbers stand there.
    """

    size: float
    runs: tuple[Run, ...]
    need: float
    portions: tuple[tuple[str, int], ...] = ()
    below: tuple[Run, ...] = ()
    crowded: bool = False


@dataclass(frozen=True)
class Place:
    """A cell on the rows ``first`` to ``last`` of the worksheet, both 0-based and inclusive.

    ``top`` says whether its text stands at the upper edge rather than in the middle.
    """

    cell: GridCell
    first: int
    last: int
    content: Content
    top: bool

    @property
    def columns(self) -> tuple[int, int]:
        """The first and the last of its columns."""
        return self.cell.column, self.cell.column + self.cell.columns - 1


def pixels(grid: Grid) -> tuple[int, ...]:
    """The columns' widths."""
    return tuple(round(width * PIXELS) for width in grid.columns)


def text_height(text: str, size: float, room: float) -> float:
    """How high a text stands in letters of a size, ``room`` points from side to side."""
    count = lines(text, room / size)
    return count * size * LEADING + AROUND if count > 1 else ROW


class BlockRows:
    """The rows of one block: each row of the form as the heights, in points, of its rows in the workbook.

    ``like`` is the same block with other texts, which have the room.
    """

    def __init__(self, block: GridBlock, widths: tuple[int, ...], like: GridBlock | None = None) -> None:
        self._block = block
        self._widths = widths
        self._roomy = BlockRows(like, widths) if like else self

    @cached_property
    def contents(self) -> list[list[Content]]:
        """What stands in each cell, row by row."""
        heads = self._block.heads
        return [[self._content(cell, head=n < heads) for cell in row.cells] for n, row in enumerate(self._block.rows)]

    def _content(self, cell: GridCell, *, head: bool) -> Content:
        size = size_of(cell, head=head)
        room = sum(self._widths[cell.column : cell.column + cell.columns]) * POINTS - SIDES
        runs = runs_of(cell, size=size, room=room / size)
        text = "".join(run.text for run in runs)
        if cell.role is CellRole.TITLE:
            return Content(size, runs, TITLE_SIZE * LEADING)
        if cell.role in ON_ONE_LINE:
            crowded = is_crowded(cell, room / size)
            beside = runs[len(cell.marks) :] if crowded else runs
            return Content(size, beside, ROW, below=small_print(cell, crowded=crowded), crowded=crowded)
        if cell.vertical:
            return Content(size, runs, len(text) * size * LEADING + AROUND)
        if len(parts := portions(text)) > 1:
            return _in_portions(size, runs, parts, room, spare=cell.rows)
        return Content(size, runs, text_height(text, size, room))

    @cached_property
    def heights(self) -> list[float]:
        """Each row of the form as high as its cells ask; what one over several rows lacks is shared among them."""
        rows = self._block.rows
        pairs = zip(rows, self.contents, strict=True)
        heights = [(ROW if row.lines == 1 else row.lines * LINE) + _small_height(contents) for row, contents in pairs]
        for n, cell, content in self._by_rows():
            lack = content.need - sum(heights[n : n + cell.rows])
            for below in range(n, n + cell.rows) if lack > 0 else ():
                heights[below] += lack / cell.rows
        return heights

    def _by_rows(self) -> list[tuple[int, GridCell, Content]]:
        """All cells with the row in which they begin; those over fewer rows come first."""
        cells = (
            (n, cell, content)
            for n, (row, contents) in enumerate(zip(self._block.rows, self.contents, strict=True))
            for cell, content in zip(row.cells, contents, strict=True)
        )
        return sorted(cells, key=lambda one: one[1].rows)

    @cached_property
    def parts(self) -> list[list[float]]:
        """Each row of the form as the heights of its rows in the workbook; small print has the last."""
        smalls = (_small_height(contents) for contents in self._roomy.contents)
        return [
            [*_divided(height - small), *([small] if small else [])]
            for height, small in zip(self._roomy.heights, smalls, strict=True)
        ]

    def places(self, start: int) -> Iterator[Place]:
        """The cells of the block, which begins in the row ``start``."""
        starts = [start]
        for parts in self.parts:
            starts.append(starts[-1] + len(parts))
        for n, (row, contents) in enumerate(zip(self._block.rows, self.contents, strict=True)):
            at_top = _texts_at_top(row, self._roomy.contents[n])
            remarked = bool(_small_height(self._roomy.contents[n]))
            for cell, content in zip(row.cells, contents, strict=True):
                top = at_top or cell.rows > 1 if cell.role is CellRole.TEXT else remarked and cell.rows == 1
                yield Place(cell, starts[n], starts[n + cell.rows] - 1, content, top)


def _in_portions(size: float, runs: tuple[Run, ...], parts: list[str], room: float, *, spare: int) -> Content:
    """A text in several cells below one another, each over rows of its own; ``spare`` rows may be lost in rounding."""
    counted = tuple((part, math.ceil(text_height(part, size, room) / PART)) for part in parts)
    return Content(size, runs, (sum(count for _part, count in counted) + spare) * PART, counted)


def shares(content: Content, first: int, last: int) -> Iterator[tuple[str, int, int]]:
    """The portions of a text on the rows from ``first`` to ``last``, each with its own; the last has what remains."""
    *full, (ending, _count) = content.portions
    for text, count in full:
        yield text, first, first + count - 1
        first += count
    yield ending, first, last


def _texts_at_top(row: GridRow, contents: list[Content]) -> bool:
    """Whether the texts of a row begin at its top: a long one, or small print or room to write below."""
    cells = zip(row.cells, contents, strict=True)
    long = any(content.need > ROW for cell, content in cells if cell.role is CellRole.TEXT and cell.rows == 1)
    return long or row.lines > 1 or bool(_small_height(contents))


def _small_height(contents: Sequence[Content]) -> float:
    return REMARK_SIZE * LEADING if any(content.below for content in contents) else 0


def _divided(height: float) -> list[float]:
    """A long text's height as rows of whole lines, so that a page ends between two of them."""
    if height <= MOST_UNDIVIDED:
        return [height]
    count, rest = divmod(height, PART)
    return [PART] * int(count - 1) + [PART + rest]
