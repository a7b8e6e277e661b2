"""The sheet as a document: each format is made of the same grid, so that they cannot differ."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from registry.evaluation.layout_grid import Grid
from registry.exports.sheet_html import sheet_page
from registry.exports.sheet_pdf import sheet_pdf
from registry.exports.sheet_xlsx import sheet_xlsx

Fonts = tuple[Path, ...]


@dataclass(frozen=True)
class Document:
    """The bytes of a document, and the characters that none of its fonts has, which it names at its end."""

    data: bytes
    missing: tuple[str, ...] = ()


def _html(grid: Grid, _fonts: Fonts) -> Document:
    return Document(sheet_page(grid).encode())


def _xlsx(grid: Grid, _fonts: Fonts) -> Document:
    return Document(sheet_xlsx(grid))


def _pdf(grid: Grid, fonts: Fonts) -> Document:
    made = sheet_pdf(grid, font_folders=fonts)
    return Document(made.data, made.missing)


DOCUMENTS: Mapping[str, Callable[[Grid, Fonts], Document]] = {"html": _html, "xlsx": _xlsx, "pdf": _pdf}
MIMETYPES: Mapping[str, str] = {
    "html": "text/html; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
}


def sheet_document(form: str, grid: Grid, *, font_folders: Fonts = ()) -> Document:
    """The form in one of the formats of ``DOCUMENTS``; ``font_folders`` hold fonts for characters that others lack."""
    return DOCUMENTS[form](grid, font_folders)
