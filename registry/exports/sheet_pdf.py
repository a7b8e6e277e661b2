"""The form as PDF: the grid's data set by typst on A4; the document bears the sheet's own day.

The template stands beside this module in ``sheet.typ``.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from registry.evaluation import layout_words as words
from registry.evaluation.layout_grid import Grid
from registry.exports.press import PrintedDocument, print_pdf
from registry.exports.sheet_pdf_data import payload_of

TEMPLATE = Path(__file__).with_name("sheet.typ")


def sheet_pdf(grid: Grid, *, font_folders: tuple[Path, ...] = ()) -> PrintedDocument:
    """The form as a tagged PDF; ``font_folders`` hold fonts for characters that the built-in ones lack."""

    def payload(fonts: Sequence[str], characters: Sequence[str] = ()) -> str:
        shown = replace(grid, blocks=()) if characters else grid
        return payload_of(shown, fonts=fonts, characters=characters)

    return print_pdf(TEMPLATE, payload, note=_note, font_folders=font_folders)


def _note(characters: Sequence[str]) -> str:
    return words.MISSING_NOTE.format(characters=words.LIST_SEPARATOR.join(characters))
