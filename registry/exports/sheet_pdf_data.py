"""What ``sheet.typ`` draws: the grid as JSON, so that what somebody wrote is never mark-up."""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from registry.evaluation.layout_grid import BoxItem, CellRole, Grid, GridBlock, GridCell, GridRow
from registry.exports.text_room import breadth

Data = dict[str, Any]

HEADS = {CellRole.LABEL, CellRole.HEADING}
SILENT = "\u2060\ufe0e\ufe0f\ufeff"
"""Joiners, and what asks for a picture or a letter: neither is a matter of paper."""
BLANKS = re.compile("[\t\u00a0]")
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
BREAKABLE = (
    r" \n\u3000\u3007\u3013"
    r"\u3042\u3044\u3046\u3048\u304a-\u3062\u3064-\u3082\u3084\u3086\u3088-\u308d\u308f-\u3094"
    r"\u30a2\u30a4\u30a6\u30a8\u30aa-\u30c2\u30c4-\u30e2\u30e4\u30e6\u30e8-\u30ed\u30ef-\u30f4"
    r"\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Where a line may always break: spaces, ideographs, kana that are not small; a long run of others breaks by force."""
PAGE_EMS = 66
"""How many full-width characters of the form's text stand side by side on the page."""
FOOT_EMS = 39
"""How many stand beside the number at the foot of a page, in one line."""
MOST_KEPT_ROWS, MOST_KEPT_SIGNS = 6, 250
"""A group of rows up to this size stays on one page with its label; an end of a line counts as a whole line."""


def payload_of(grid: Grid, *, fonts: Sequence[str] = (), characters: Sequence[str] = ()) -> str:
    """All that the template knows, as JSON.

    ``fonts`` are families beside those that it names itself; ``characters`` are drawn one by one behind the form.
    """
    project = grid.by_name().get("head.title")
    data = {
        "title": clean_text(grid.name),
        "foot": _shortened(clean_text(project.text), FOOT_EMS) if project else "",
        "form": clean_text(grid.title),
        "author": [clean_text(grid.author)] if grid.author else [],
        "keywords": [clean_text(block.title) for block in grid.blocks if block.title],
        "date": [grid.dated.year, grid.dated.month, grid.dated.day],
        "columns": grid.columns,
        "fonts": list(fonts),
        "parts": list(_parts(grid)),
        "characters": list(characters),
    }
    return json.dumps(data, ensure_ascii=False)


def clean_text(text: str) -> str:
    """Without characters that print nothing; every end of a line is one, and so is every blank of a word's width."""
    text = BLANKS.sub(" ", LINE_ENDS.sub("\n", text))
    return "".join(one for one in text if one == "\n" or (one not in SILENT and unicodedata.category(one) != "Cc"))


def _shortened(text: str, room: int) -> str:
    """The text on one line of so many em, with … where it was longer."""
    words = " ".join(text.split())
    if breadth(words) <= room:
        return words
    return words[: next(end for end in range(room * 3, 0, -1) if breadth(words[:end]) < room)] + "…"


def _parts(grid: Grid) -> Iterator[list[Data]]:
    """The blocks that begin a page, with those that follow them."""
    part: list[Data] = []
    for block in grid.blocks:
        if block.page_break_before and part:
            yield part
            part = []
        part.append(_block(block, grid.columns))
    if part:
        yield part


def _block(block: GridBlock, columns: tuple[int, ...]) -> Data:
    rows = [_row(block, place, columns) for place in range(len(block.rows))]
    return {"name": block.name, "title": clean_text(block.title), "subtitle": clean_text(block.subtitle), "rows": rows}


def _level(block: GridBlock, place: int) -> int:
    """Which kind of head a row is: 1 for the block's own, 2 for one that heads the rows below it, 0 for none."""
    if place < block.heads:
        return 1
    return 2 if _heads_columns(block, block.rows[place]) else 0


def _heads_columns(block: GridBlock, row: GridRow) -> bool:
    """Whether a row is nothing but heads, and no cell reaches into it or out of it."""
    whole = sum(cell.columns for cell in row.cells) == sum(cell.columns for cell in block.rows[0].cells)
    return whole and all(cell.role in HEADS and cell.rows == 1 for cell in row.cells)


def _row(block: GridBlock, place: int, columns: tuple[int, ...]) -> Data:
    row = block.rows[place]
    cells = [_cell(cell, columns) | {"whole": _stays_whole(cell, block.rows[place:])} for cell in row.cells]
    return {"level": _level(block, place), "lines": row.lines, "cells": cells}


def _stays_whole(cell: GridCell, rows: Sequence[GridRow]) -> bool:
    """Whether no page ends within the rows beside a label, of which the cell's own is the first."""
    signs = sum(len(one.text) + one.text.count("\n") * PAGE_EMS for row in rows[: cell.rows] for one in row.cells)
    return cell.role in HEADS and 1 < cell.rows <= MOST_KEPT_ROWS and signs <= MOST_KEPT_SIGNS


def _cell(cell: GridCell, columns: tuple[int, ...]) -> Data:
    room = sum(columns[cell.column : cell.column + cell.columns]) / sum(columns) * PAGE_EMS
    return {
        "column": cell.column,
        "columns": cell.columns,
        "rows": cell.rows,
        "role": cell.role.value,
        "text": _breakable(clean_text(cell.text), int(room)),
        "boxes": [_box(box, int(room)) for box in cell.boxes],
        "remark": cell.remark,
        "align": cell.align,
        "bold": cell.bold,
        "vertical": cell.vertical,
        "current": cell.current,
        "differs": cell.differs,
        "marks": [{"number": mark.number, "severity": mark.severity.value} for mark in cell.marks],
    }


def _box(box: BoxItem, room: int) -> Data:
    """``fits``: whether the box has room on one line, and so stays in one piece."""
    label, hint = clean_text(box.label), clean_text(box.hint)
    return {"label": label, "hint": hint, "ticked": box.ticked, "fits": len(label) + len(hint) + 3 < room}


def _breakable(text: str, room: int) -> list[str]:
    """The text cut in such a way that every second piece is a run that a line has no room for and that cannot break."""
    return re.split(f"([^{BREAKABLE}]{{{max(room - 3, 2)},}})", text)
