"""What the cells of the workbook hold: texts that no program takes for anything else, figures and days as such."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from registry.domain.japanese_dates import wareki
from registry.evaluation.layout_grid import BoxItem, CellRole, GridCell
from registry.evaluation.layout_names import in_braces
from registry.evaluation.layout_words import UPDATED
from registry.exports.sheet_xlsx_styles import GREY, INK, MARK_INK, MARK_SIZE, REMARK_INK, REMARK_SIZE, Look, Run
from registry.exports.text_room import breadth

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
GETA = "〓"
"""What a printer sets where a letter is missing."""
REFERENCE = "※"
"""Stands before the number of a finding, as before any note of a Japanese form; ① to ⑧ are the form's own."""
LONGEST_TEXT, MOST_BREAKS = 32_767, 253
"""How many UTF-16 units, and how many line breaks, one cell of Excel holds."""
EXACT_DIGITS = 15
"""How many digits of a number Excel keeps."""
MOST_SHRUNK = 1.3
"""How many times broader than its cell a figure with its marks may be: smaller letters than that are not read."""
FIRST_DATED_YEAR = 1901
NAME, TICK = re.compile(r"\{\{.+?\}\}"), "☐"
"""What stands for a value still, and how broad that will be."""
SOME_DAY = date(2020, 4, 1)
WHOLE, MAY_HAVE_DECIMALS = ("costs.", "do.total_cost"), ("costs.staff", "costs.hours")
"""How the names of figures begin that are money, and of those that are not."""
BETWEEN_BOXES = "\u3000"
DATE_PARTS = re.compile(r"(\D*)(?:(\d+)(\D+))?(\d+)(\D+)(\d+)(\D*)", re.ASCII)


def safe(text: str) -> str:
    """The text with one kind of line break, and a mark where it has a character that no file can hold."""
    return UNWRITABLE.sub(GETA, text.replace("\r\n", "\n").replace("\r", "\n"))


def marks_of(cell: GridCell) -> tuple[Run, ...]:
    """The numbers of the findings about a cell, each in its colour."""
    return tuple(
        Run(f"{REFERENCE}{mark.number} ", MARK_SIZE, bold=True, colour=MARK_INK[mark.severity]) for mark in cell.marks
    )


def runs_of(cell: GridCell, *, size: float, room: float) -> tuple[Run, ...]:
    """The text of a cell in its looks; ``room`` is how many em of it stand on a line."""
    if cell.role is CellRole.BOXES:
        return (*marks_of(cell), *_boxes(cell, size, room))
    return (*marks_of(cell), *((Run(safe(cell.text), size, bold=cell.bold),) if cell.text else ()))


def _boxes(cell: GridCell, size: float, room: float) -> Iterator[Run]:
    """The boxes in as few lines as hold them whole: none is torn at the end of a line."""
    used = sum(breadth(mark.text) for mark in marks_of(cell))
    for n, box in enumerate(cell.boxes):
        broad = sum(breadth(NAME.sub(TICK, run.text)) for run in _box(box, size))
        if n and used + broad + 1 > room:
            yield Run("\n", size)
            used = 0
        elif n:
            yield Run(BETWEEN_BOXES, size)
        used += broad + 1
        yield from _box(box, size)


def _box(box: BoxItem, size: float) -> tuple[Run, ...]:
    colour = INK if box.ticked else GREY
    words = Run(f"{box.sign} {safe(box.label)}", size, bold=box.ticked, colour=colour)
    return (words, Run(f" {safe(box.hint)}", size, colour=colour)) if box.hint else (words,)


def is_crowded(cell: GridCell, room: float) -> bool:
    """Whether the findings' numbers leave a figure too little of the ``room`` em to be read."""
    beside = "".join(mark.text for mark in marks_of(cell)) + cell.text
    return cell.role is CellRole.NUMBER and bool(cell.marks and cell.text) and breadth(beside) > room * MOST_SHRUNK


def small_print(cell: GridCell, *, crowded: bool) -> tuple[Run, ...]:
    """What stands below a figure: the findings' numbers where they are many, and the number computed."""
    marks = tuple(replace(mark, size=REMARK_SIZE) for mark in marks_of(cell)) if crowded else ()
    return (*marks, *((Run(safe(cell.remark), REMARK_SIZE, colour=REMARK_INK),) if cell.remark else ()))


def is_exact(value: Decimal) -> bool:
    """Whether Excel keeps the number as it is; else it would print another one."""
    return len(value.normalize().as_tuple().digits) <= EXACT_DIGITS


def number_format(cell: GridCell, common: str, *, marked: bool) -> str:
    """How the figure is written: with as many decimals as the form prints; ``marked``: behind the findings' numbers."""
    decimals = len(cell.text.partition(".")[2])
    figure = f"{common}.{'0' * decimals}" if decimals else common
    if not marked:
        return figure
    marks = _literal("".join(f"{REFERENCE}{mark.number} " for mark in cell.marks))
    return f"{marks}* {figure};{marks}* -{figure}"


def date_format(cell: GridCell) -> str | None:
    """How Excel writes the day so that it reads as the form prints it; None where it cannot be had as a date.

    The first year of an era has no number that a format could ask for: its words stand in the format.
    """
    found = DATE_PARTS.fullmatch(safe(cell.text))
    if not found or cell.day is None or cell.day.year < FIRST_DATED_YEAR:
        return None
    era, year, after_year, _month, after_month, _day, after_day = found.groups()
    head = f"ggge{_literal(after_year)}" if year else _literal(era)
    marks = _literal("".join(f"{REFERENCE}{mark.number} " for mark in cell.marks))
    return f"[$-411]{marks}{head}m{_literal(after_month)}d{_literal(after_day)}"


def format_of_name(cell: GridCell, common: str) -> Look:
    """How the value will be written in a cell that holds its name yet; what may have decimals shows all of them."""
    name = cell.name or ""
    if cell.text != in_braces(name):
        return {}
    if cell.role is CellRole.DATE:
        words = UPDATED.format(day=wareki(SOME_DAY))
        return {"num_format": date_format(replace(cell, text=words, day=SOME_DAY))}
    is_whole = name.startswith(WHOLE) and not name.startswith(MAY_HAVE_DECIMALS)
    return {"num_format": common} if is_whole else {}


def _literal(text: str) -> str:
    return f'"{text.replace(chr(34), "")}"' if text else ""


def portions(text: str) -> list[str]:
    """The text in parts that one cell each can hold; nearly always one."""
    parts = [""]
    length = breaks = 0
    for line in text.splitlines(keepends=True):
        for piece in (line[at : at + LONGEST_TEXT // 2] for at in range(0, len(line), LONGEST_TEXT // 2)):
            units = len(piece.encode("utf-16-le")) // 2
            if length + units > LONGEST_TEXT or breaks >= MOST_BREAKS:
                parts.append("")
                length = breaks = 0
            parts[-1] += piece
            length, breaks = length + units, breaks + piece.count("\n")
    return parts
