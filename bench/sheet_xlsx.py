"""How long the workbook of a form takes, beside the same cells written by openpyxl.

    .venv/bin/python -m bench.sheet_xlsx

reads the published form of the demonstration, writes it as the product does, and writes the same values, merged cells
and looks a second time with openpyxl, as one would by hand. It prints the ratio of their times (median of pairs
measured in turn), and exits with 1 where the ratio is above 1 or the workbook takes more than 100 ms.
"""

import io
import json
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.worksheet import Worksheet

from registry.evaluation.layout import form_of
from registry.evaluation.sheet_data import sheet_from_data
from registry.exports.sheet_xlsx import sheet_xlsx

FORM = Path(__file__).parents[1] / "seed" / "sheets" / "2020.json"
PAIRS, RATIO_AT_MOST, MILLISECONDS_AT_MOST = 25, 1.0, 100


def seconds(work: Callable[[], object]) -> float:
    """The time that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def looks(model: Worksheet) -> dict[int, dict[str, Any]]:
    """Each look of a worksheet, made once."""
    sides = {style: Side(style=style, color="4D4D4D") for style in ("thin", None)}
    return {
        cell.style_id: {
            "border": Border(*(sides[getattr(cell.border, edge).style] for edge in ("left", "right", "top", "bottom"))),
            "font": Font(name=cell.font.name, size=cell.font.sz, bold=cell.font.b),
            "fill": PatternFill(cell.fill.fill_type, cell.fill.fgColor.rgb),
            "alignment": Alignment(cell.alignment.horizontal, cell.alignment.vertical, cell.alignment.textRotation),
            "number_format": cell.number_format,
        }
        for row in model.iter_rows()
        for cell in row
    }


def by_hand(model: Worksheet, styles: dict[int, dict[str, Any]]) -> bytes:
    """The cells of a worksheet, their looks, sizes and merged areas, written anew by openpyxl."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in model.iter_rows():
        for cell in row:
            ours = sheet.cell(cell.row, cell.column)
            for name, part in styles[cell.style_id].items():
                setattr(ours, name, part)
            if not isinstance(cell, MergedCell):
                ours.value = cell.value
    for area in model.merged_cells.ranges:
        sheet.merge_cells(area.coord)
    for number, height in model.row_dimensions.items():
        sheet.row_dimensions[number].height = height.height
    for letter, width in model.column_dimensions.items():
        sheet.column_dimensions[letter].width = width.width
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def main() -> int:
    """Measure, print, and say by the exit code whether both bounds hold."""
    grid = form_of(sheet_from_data(json.loads(FORM.read_text(encoding="utf-8"))))
    workbook = sheet_xlsx(grid)
    model = openpyxl.load_workbook(io.BytesIO(workbook)).worksheets[0]
    styles = looks(model)
    pairs = [(seconds(lambda: sheet_xlsx(grid)), seconds(lambda: by_hand(model, styles))) for _ in range(PAIRS)]
    ours, theirs = (statistics.median(side) * 1000 for side in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    print(f"{model.max_row} rows, {len(model.merged_cells.ranges)} merged cells, {len(workbook):,} bytes")
    print(f"the workbook:      {ours:7.1f} ms (at most {MILLISECONDS_AT_MOST})")
    print(f"by openpyxl:       {theirs:7.1f} ms")
    print(f"ratio:             {ratio:7.2f} (at most {RATIO_AT_MOST:.0f})")
    return int(ratio > RATIO_AT_MOST or ours > MILLISECONDS_AT_MOST)


if __name__ == "__main__":
    sys.exit(main())
