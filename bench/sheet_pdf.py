"""How long the sheet takes as PDF, beside the same cells as one plain table of typst: no looks, no tags, no second try.

    .venv/bin/python -m bench.sheet_pdf

prints the first drawing with a cold compiler, the time of every later one with another text in it, and the ratio of
the two ways (median of pairs measured in turn). It exits with 1 where the ratio is 3 or more: milliseconds are the
machine's, the ratio is the program's.
"""

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import typst

from registry.evaluation.layout import form_of
from registry.evaluation.layout_grid import Grid
from registry.evaluation.sheet_data import sheet_from_data
from registry.exports.sheet_pdf import FONTS, sheet_pdf

SEED = Path(__file__).parents[1] / "seed" / "sheets" / "2020.json"
PAIRS, AT_MOST = 25, 3.0
PLAIN = """
#let data = json(bytes(sys.inputs.data))
#set page(paper: "a4", margin: 10mm)
#set text(font: ("Noto Sans CJK JP", "DejaVu Sans Mono"), size: 7pt, lang: "ja")
#let cells = data.cells.map(one => table.cell(colspan: one.columns, rowspan: one.rows, one.text))
#table(columns: data.columns.map(one => one * 1fr), ..cells)
"""


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


def plain_table(compiler: typst.Compiler, grid: Grid) -> None:
    """All cells but the title's, one after the other."""
    cells = [cell for block in grid.blocks if block.name != "title" for row in block.rows for cell in row.cells]
    texts = [{"columns": cell.columns, "rows": cell.rows, "text": cell.text} for cell in cells]
    data = json.dumps({"columns": grid.columns, "cells": texts}, ensure_ascii=False)
    compiler.compile(format="pdf", sys_inputs={"data": data}, pdf_tags=False)


def milliseconds(work: Callable[[], object]) -> float:
    """The time that the work takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def measure(compiler: typst.Compiler) -> float:
    """Print the figures; the ratio is the answer."""
    grid = form_of(sheet_from_data(json.loads(SEED.read_text(encoding="utf-8"))))
    cold = milliseconds(lambda: sheet_pdf(grid))
    plain_table(compiler, grid)
    grids = [numbered(grid, number) for number in range(PAIRS)]
    pairs = [
        (milliseconds(lambda one=one: sheet_pdf(one)), milliseconds(lambda one=one: plain_table(compiler, one)))
        for one in grids
    ]
    ratio = statistics.median(ours / theirs for ours, theirs in pairs)
    print(f"{len(list(grid.cells()))} cells, {sum(len(cell.text) for cell in grid.cells()):,} characters")
    print(f"cold:              {cold:7.1f} ms")
    print(f"warm:              {statistics.median(ours for ours, _ in pairs):7.1f} ms")
    print(f"plain table:       {statistics.median(theirs for _, theirs in pairs):7.1f} ms")
    print(f"ratio:             {ratio:7.2f} (at most {AT_MOST})")
    return ratio


def main() -> int:
    """Measure, and say by the exit code whether the ratio holds."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "plain.typ"
        file.write_text(PLAIN, encoding="utf-8")
        fonts = typst.Fonts(include_system_fonts=False, font_paths=list(FONTS))
        ratio = measure(typst.Compiler(file, file.parent, fonts, ignore_system_fonts=True))
    return int(ratio >= AT_MOST)


if __name__ == "__main__":
    sys.exit(main())
