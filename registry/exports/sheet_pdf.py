"""The form as PDF: the grid's data set by typst on A4, tagged as PDF/UA-1, the same bytes wherever it is made.

The template stands beside this module in ``sheet.typ``. Fonts come from two packages and from typst itself, never from
the machine; the document bears the sheet's own day.
"""

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import noto_cjk_sans_jp_bold
import noto_cjk_sans_jp_regular
import typst

from registry.evaluation import layout_words as words
from registry.evaluation.layout_grid import BoxItem, CellRole, Grid, GridBlock, GridCell, GridRow

TEMPLATE = Path(__file__).with_name("sheet.typ")
FONTS = tuple(Path(str(package.FONT_PATH)).parent for package in (noto_cjk_sans_jp_regular, noto_cjk_sans_jp_bold))
HEADS = {CellRole.LABEL, CellRole.HEADING}

GETA = "\u3013"
"""〓, which printers set for a character that they do not have."""
IN_QUOTES = re.compile(r'(?:text|codepoint) `"(.+?)"`')
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
SURROGATES = re.compile("[\ud800-\udfff]")
JOINERS = "\u2060\ufeff"
LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
BREAKABLE = (
    r" \n\u3000\u3007\u3013"
    r"\u3042\u3044\u3046\u3048\u304a-\u3062\u3064-\u3082\u3084\u3086\u3088-\u308d\u308f-\u3094"
    r"\u30a2\u30a4\u30a6\u30a8\u30aa-\u30c2\u30c4-\u30e2\u30e4\u30e6\u30e8-\u30ed\u30ef-\u30f4"
    r"\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Where a line may always break: spaces, ideographs, kana that are not small. A long run of others is broken by force."""
PAGE_EMS = 66
"""How many full-width characters of the form's text stand side by side on the page."""

Data = dict[str, Any]


@dataclass(frozen=True)
class PdfSheet:
    """The document, and the characters that no font has: each once, in their order, printed as 〓."""

    data: bytes
    missing: tuple[str, ...]


def sheet_pdf(grid: Grid, *, font_folders: tuple[Path, ...] = ()) -> PdfSheet:
    """The form as a tagged PDF; ``font_folders`` hold fonts for characters that the built-in ones lack."""
    press = _press(font_folders)
    payload = _payload(grid, press)
    missing = set(SURROGATES.findall(payload))
    while True:
        named = _named(payload, missing)
        try:
            return PdfSheet(press.document(_printable(payload, missing), _note(named)), named)
        except typst.TypstError as error:
            found = _characters(error.diagnostic) - missing
            if not found:
                raise
            missing |= found


class Press:
    """A compiler with its fonts, kept warm; one sheet at a time goes through it."""

    def __init__(self, font_folders: tuple[Path, ...]) -> None:
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[*FONTS, *font_folders])
        self.further = _further(fonts, font_folders)
        self._compiler = typst.Compiler(TEMPLATE, TEMPLATE.parent, fonts, ignore_system_fonts=True)
        self._lock = Lock()

    def document(self, payload: str, note: str) -> bytes:
        """The payload set in type; raises TypstError, which names all characters that no font has."""
        with self._lock:
            made = self._compiler.compile(
                format="pdf", sys_inputs={"data": payload, "note": note}, pdf_standards=["ua-1"]
            )
        if not isinstance(made, bytes):
            raise TypeError(made)
        return made


@cache
def _press(font_folders: tuple[Path, ...]) -> Press:
    """One for each set of folders, for as long as the program runs: a font that is added later asks for a restart."""
    return Press(font_folders)


def _further(fonts: typst.Fonts, folders: tuple[Path, ...]) -> tuple[str, ...]:
    """The families in the further folders, in the order of their names."""
    places = tuple(folder.resolve() for folder in folders)
    files = ((one.family, Path(one.path).resolve()) for one in fonts.fonts() if one.path)
    return tuple(sorted({family for family, file in files if any(file.is_relative_to(place) for place in places)}))


def _characters(diagnostic: str) -> set[str]:
    """The characters that a refusal of typst names."""
    quoted = "".join(IN_QUOTES.findall(diagnostic))
    return set(ESCAPED.sub(lambda found: chr(int(found[1], 16)), quoted))


def _instead(character: str) -> str:
    """What is printed for a character that no font has: nothing for one that is only a sign to those beside it."""
    return "" if _only_a_sign(character) else GETA


def _only_a_sign(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cf"} or "VARIATION SELECTOR" in unicodedata.name(character, "")


def _named(payload: str, missing: set[str]) -> tuple[str, ...]:
    """The missing characters that somebody would look for, in the order in which they are read."""
    return tuple(sorted((one for one in missing if not _only_a_sign(one)), key=payload.find))


def _printable(payload: str, missing: set[str]) -> str:
    return payload.translate({ord(one): _instead(one) for one in missing})


def _note(characters: tuple[str, ...]) -> str:
    """The line below the form; "" where no character is missing."""
    points = words.LIST_SEPARATOR.join(f"U+{ord(one):04X}" for one in characters)
    return words.MISSING_NOTE.format(characters=points) if characters else ""


def _payload(grid: Grid, press: Press) -> str:
    """All that the template knows."""
    project = grid.by_name().get("head.title")
    data = {
        "title": _clean(grid.name),
        "project": _clean(project.text) if project else "",
        "form": _clean(grid.title),
        "author": [_clean(grid.author)] if grid.author else [],
        "keywords": [_clean(block.title) for block in grid.blocks if block.title],
        "date": [grid.dated.year, grid.dated.month, grid.dated.day],
        "columns": grid.columns,
        "fonts": press.further,
        "parts": list(_parts(grid)),
    }
    return json.dumps(data, ensure_ascii=False)


def _clean(text: str) -> str:
    """Without characters that print nothing; every end of a line is one."""
    text = LINE_ENDS.sub("\n", text).replace("\t", " ")
    return "".join(one for one in text if one == "\n" or (one not in JOINERS and unicodedata.category(one) != "Cc"))


def _parts(grid: Grid) -> Iterator[list[Data]]:
    """The blocks that begin a page, with those that follow them."""
    part: list[Data] = []
    for block in grid.blocks:
        if block.page_break_before and part:
            yield part
            part = []
        part.append(_block(block, grid.columns))
    yield part


def _block(block: GridBlock, columns: tuple[int, ...]) -> Data:
    rows = [_row(row, _level(block, place), columns) for place, row in enumerate(block.rows)]
    return {"name": block.name, "title": _clean(block.title), "subtitle": _clean(block.subtitle), "rows": rows}


def _level(block: GridBlock, place: int) -> int:
    """Which kind of head a row is: 1 for the block's own, 2 for one that heads the rows below it, 0 for none."""
    if place < block.heads:
        return 1
    return 2 if _heads_columns(block, block.rows[place]) else 0


def _heads_columns(block: GridBlock, row: GridRow) -> bool:
    """Whether a row is nothing but heads, and no cell reaches into it or out of it."""
    whole = sum(cell.columns for cell in row.cells) == sum(cell.columns for cell in block.rows[0].cells)
    return whole and all(cell.role in HEADS and cell.rows == 1 for cell in row.cells)


def _row(row: GridRow, level: int, columns: tuple[int, ...]) -> Data:
    return {"level": level, "lines": row.lines, "cells": [_cell(cell, columns) for cell in row.cells]}


def _cell(cell: GridCell, columns: tuple[int, ...]) -> Data:
    room = sum(columns[cell.column : cell.column + cell.columns]) / sum(columns) * PAGE_EMS
    return {
        "column": cell.column,
        "columns": cell.columns,
        "rows": cell.rows,
        "role": cell.role.value,
        "text": _breakable(_clean(cell.text), int(room)),
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
    label, hint = _clean(box.label), _clean(box.hint)
    return {"label": label, "hint": hint, "ticked": box.ticked, "fits": len(label) + len(hint) + 3 < room}


def _breakable(text: str, room: int) -> list[str]:
    """The text cut in such a way that every second piece is a run that a line has no room for and that cannot break."""
    return re.split(f"([^{BREAKABLE}]{{{max(room - 3, 2)},}})", text)
