"""How long the sheet takes as PDF, beside the same cells drawn by a second library, reportlab.

    .venv/bin/python -m bench.sheet_pdf

prints the first drawing with a cold compiler, the time of every later one with another text in it, and the ratio of
the two libraries (median of pairs measured in turn). reportlab draws each block as a table with the same texts, spans
and widths; it embeds no font, writes no tags and breaks lines at the edge. The command exits with 1 where the ratio is
3 or more, or a warm drawing takes more than 150 ms.
"""

import io
import json
import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

from registry.evaluation.layout import form_of
from registry.evaluation.layout_grid import Grid, GridBlock
from registry.evaluation.sheet_data import sheet_from_data
from registry.exports.sheet_pdf import sheet_pdf

SEED = Path(__file__).parents[1] / "seed" / "sheets" / "2020.json"
PAIRS, AT_MOST, MILLISECONDS_AT_MOST = 25, 3.0, 150
FONT, MARGIN = "HeiseiKakuGo-W5", 30
STYLE = ParagraphStyle("cell", fontName=FONT, fontSize=6, leading=7, wordWrap="CJK")
LOOK = [("GRID", (0, 0), (-1, -1), 0.3, (0, 0, 0)), ("LEFTPADDING", (0, 0), (-1, -1), 1)]


def numbered(grid: Grid, number: int) -> Grid:
    """The grid with other words in its long texts, as another sheet has them: nothing is drawn from memory."""
    blocks = (
        replace(block, rows=tuple(
            replace(row, cells=tuple(
                replace(cell, text=f"{cell.text} {number}") if len(cell.text) > 20 else cell for cell in row.cells
            ))
            for row in block.rows
        ))
        for block in grid.blocks
    )  # fmt: skip
    return replace(grid, blocks=tuple(blocks))


def by_second_library(grid: Grid) -> bytes:
    """The same cells on pages of the same size."""
    whole, width = sum(grid.columns), A4[0] - 2 * MARGIN
    widths = [width * column / whole for column in grid.columns]
    story: list[Flowable] = []
    for block in grid.blocks:
        story += [PageBreak()] if block.page_break_before else []
        story.append(table_of(block, widths))
    file = io.BytesIO()
    margins = dict.fromkeys(("leftMargin", "rightMargin", "topMargin", "bottomMargin"), MARGIN)
    SimpleDocTemplate(file, pagesize=A4, **margins).build(story)
    return file.getvalue()


def table_of(block: GridBlock, widths: list[float]) -> Table:
    """A block with its spans."""
    texts: list[list[Paragraph | str]] = [[""] * len(widths) for _ in block.rows]
    look: list[tuple[object, ...]] = [*LOOK]
    for place, row in enumerate(block.rows):
        for cell in row.cells:
            texts[place][cell.column] = Paragraph(escape(cell.text), STYLE)
            look.append(("SPAN", (cell.column, place), (cell.column + cell.columns - 1, place + cell.rows - 1)))
    return Table(texts, widths, style=TableStyle(look))


def milliseconds(work: Callable[[], object]) -> float:
    """The time that the work takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def main() -> int:
    """Measure, print the figures, and say by the exit code whether they hold."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    grid = form_of(sheet_from_data(json.loads(SEED.read_text(encoding="utf-8"))))
    cold = milliseconds(lambda: sheet_pdf(grid))
    by_second_library(grid)
    pairs = [
        (milliseconds(lambda one=one: sheet_pdf(one)), milliseconds(lambda one=one: by_second_library(one)))
        for one in (numbered(grid, number) for number in range(PAIRS))
    ]
    ratio = statistics.median(ours / theirs for ours, theirs in pairs)
    warm = statistics.median(ours for ours, _ in pairs)
    print(f"{len(list(grid.cells()))} cells, {sum(len(cell.text) for cell in grid.cells()):,} characters")
    print(f"cold:              {cold:7.1f} ms")
    print(f"warm:              {warm:7.1f} ms (at most {MILLISECONDS_AT_MOST})")
    print(f"reportlab:         {statistics.median(theirs for _, theirs in pairs):7.1f} ms")
    print(f"ratio:             {ratio:7.2f} (at most {AT_MOST})")
    return int(ratio >= AT_MOST or warm > MILLISECONDS_AT_MOST)


if __name__ == "__main__":
    sys.exit(main())
