"""The form as HTML: the grid's blocks as tables with classes only, and a whole page that prints on A4.

The style of the file stands beside this module in ``sheet.css``; classes are named by the grid's roles.
"""

from collections.abc import Iterator
from html import escape
from pathlib import Path

from registry.evaluation.layout_grid import CellRole, Grid, GridBlock, GridCell, GridRow

STYLE = Path(__file__).with_name("sheet.css").read_text(encoding="utf-8")
PAGE = """<!DOCTYPE html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
{style}
{widths}
</style>
</head>
<body>
<main>
{form}
</main>
</body>
</html>
"""
HEADS = {CellRole.LABEL, CellRole.HEADING}


def sheet_page(grid: Grid) -> str:
    """A complete page that needs no other file and prints on two A4 pages."""
    return PAGE.format(title=escape(grid.name), style=STYLE, widths=_widths(grid), form=sheet_html(grid))


def _widths(grid: Grid) -> str:
    """The columns' widths as rules of the style sheet: no cell carries a style of its own."""
    whole = sum(grid.columns)
    return "\n".join(f".form col.c{n} {{ width: {width / whole:.4%}; }}" for n, width in enumerate(grid.columns))


def sheet_html(grid: Grid) -> str:
    """The form as a fragment: one table for each block under its bar."""
    return "\n".join(line for block in grid.blocks for line in _block(grid, block))


def _block(grid: Grid, block: GridBlock) -> Iterator[str]:
    if block.name == "title":
        yield from _title(block)
        return
    yield f'<section class="block block-{block.name}{" new-page" if block.page_break_before else ""}">'
    if block.title:
        subtitle = f" <small>{escape(block.subtitle)}</small>" if block.subtitle else ""
        yield f'<h2 class="bar">{escape(block.title)}{subtitle}</h2>'
    yield '<table class="form">'
    columns = "".join(f'<col class="c{n}">' for n in range(len(grid.columns)))
    yield f"<colgroup>{columns}</colgroup>"
    yield from _part("thead", block.rows[: block.heads])
    yield from _part("tbody", block.rows[block.heads :])
    yield "</table>"
    yield "</section>"


def _title(block: GridBlock) -> Iterator[str]:
    title, day = block.rows[0].cells
    yield f'<header class="title"><h1>{escape(title.text)}</h1><p>{escape(day.text)}</p></header>'


def _part(name: str, rows: tuple[GridRow, ...]) -> Iterator[str]:
    if rows:
        yield f"<{name}>"
        yield from (_row(row) for row in rows)
        yield f"</{name}>"


def _row(row: GridRow) -> str:
    room = f' class="lines-{row.lines}"' if row.lines > 1 else ""
    return f"<tr{room}>{''.join(_cell(cell) for cell in row.cells)}</tr>"


def _cell(cell: GridCell) -> str:
    tag = "th" if cell.role in HEADS else "td"
    attributes = {
        "scope": cell.scope if tag == "th" else None,
        "colspan": cell.columns if cell.columns > 1 else None,
        "rowspan": cell.rows if cell.rows > 1 else None,
        "class": " ".join(_classes(cell)),
        "data-name": cell.name,
    }
    written = "".join(f' {name}="{escape(str(value))}"' for name, value in attributes.items() if value)
    return f"<{tag}{written}>{''.join(_content(cell))}</{tag}>"


def _classes(cell: GridCell) -> Iterator[str]:
    yield cell.role.value
    if cell.align != "left":
        yield cell.align
    yield from (name for name in ("bold", "vertical", "current", "differs") if getattr(cell, name))


def _content(cell: GridCell) -> Iterator[str]:
    for mark in cell.marks:
        yield f'<sup class="mark {mark.severity}">{mark.number}</sup> '
    if cell.role is CellRole.BOXES:
        yield from (_box(cell, n) for n in range(len(cell.boxes)))
    elif cell.vertical:
        yield f"<span>{escape(cell.text)}</span>"
    else:
        yield "<br>".join(escape(line) for line in cell.text.split("\n"))
    if cell.remark:
        yield f' <small class="remark">{escape(cell.remark)}</small>'


def _box(cell: GridCell, place: int) -> str:
    box = cell.boxes[place]
    ticked = "box ticked" if box.ticked else "box"
    hint = f' <span class="hint">{escape(box.hint)}</span>' if box.hint else ""
    return f'<span class="{ticked}" data-name="{box.name}">{box.sign} {escape(box.label)}{hint}</span> '
