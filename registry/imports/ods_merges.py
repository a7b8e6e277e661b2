"""The merged cells of an OpenDocument spreadsheet, which the reader of workbooks does not tell."""

import io
import zipfile
from collections.abc import Mapping
from typing import IO
from xml.parsers import expat

from registry.imports.limits import MOST_MERGES

Range = tuple[tuple[int, int], tuple[int, int]]
Merged = tuple[Range, ...]

_CONTENT = "content.xml"
_CHUNK = 1 << 20
_SPANNED = b"-spanned="
_TABLE, _ROW = "table:table", "table:table-row"
_CELLS = ("table:table-cell", "table:covered-table-cell")
_ROWS_REPEATED, _COLUMNS_REPEATED = "table:number-rows-repeated", "table:number-columns-repeated"
_ROWS_SPANNED, _COLUMNS_SPANNED = "table:number-rows-spanned", "table:number-columns-spanned"


def merged_in_ods(data: bytes) -> Mapping[str, Merged]:
    """The merged ranges of each sheet by its name; none where they cannot be read: blank cells then stay blank.

    Nothing is laid out: repeated rows and cells are only counted.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            with archive.open(_CONTENT) as content:
                if not _has_spans(content):
                    return {}
            with archive.open(_CONTENT) as content:
                return _Reading().of(content)
    except (zipfile.BadZipFile, KeyError, OSError, EOFError, ValueError, expat.ExpatError, NotImplementedError):
        return {}


def _has_spans(content: IO[bytes]) -> bool:
    before = b""
    while chunk := content.read(_CHUNK):
        if _SPANNED in before + chunk:
            return True
        before = chunk[-len(_SPANNED) :]
    return False


class _Reading:
    """Follows rows and cells through the XML, and keeps where merged ones stand."""

    def __init__(self) -> None:
        self._merged: dict[str, list[Range]] = {}
        self._name, self._depth, self._count = "", 0, 0
        self._row, self._column, self._rows_repeated = 0, 0, 1

    def of(self, content: IO[bytes]) -> Mapping[str, Merged]:
        """The ranges of all sheets."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.StartDoctypeDeclHandler = _refuse  # no office program writes one, and entities can swell
        parser.ParseFile(content)
        return {name: tuple(ranges) for name, ranges in self._merged.items()}

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == _TABLE:
            self._depth += 1
            if self._depth == 1:
                self._name, self._row = attributes.get("table:name", ""), 0
        elif self._depth != 1:  # a table within a cell
            return
        elif tag == _ROW:
            self._column, self._rows_repeated = 0, int(attributes.get(_ROWS_REPEATED, 1))
        elif tag in _CELLS:
            self._cell(attributes)

    def _cell(self, attributes: dict[str, str]) -> None:
        rows, columns = int(attributes.get(_ROWS_SPANNED, 1)), int(attributes.get(_COLUMNS_SPANNED, 1))
        if rows > 1 or columns > 1:
            self._count += 1
            if self._count > MOST_MERGES:
                raise ValueError(self._count)
            last = (self._row + rows - 1, self._column + columns - 1)
            self._merged.setdefault(self._name, []).append(((self._row, self._column), last))
        self._column += int(attributes.get(_COLUMNS_REPEATED, 1))

    def _end(self, tag: str) -> None:
        if tag == _TABLE:
            self._depth -= 1
        elif tag == _ROW and self._depth == 1:
            self._row += self._rows_repeated


def _refuse(*_declaration: object) -> None:
    raise ValueError(_declaration)
