"""Bytes of a csv file or a workbook, read into rows of cells; what cannot be read gives one clear refusal.

A cell is the text that stands in it, cleaned ("" where it is blank), or the day and time of a date cell.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from registry.domain.names import clean
from registry.imports.ods_merges import Merged, merged_in_ods
from registry.imports.refusals import (
    DamagedFile,
    EmptyFile,
    FileTooLarge,
    NotText,
    OpenQuotation,
    ProtectedFile,
    UnknownFileKind,
    WrongSuffix,
)

Cell = str | date

LARGEST_FILE = 50_000_000
LARGEST_UNPACKED = 500_000_000
MOST_CELLS = 10_000_000
LONGEST_FIELD = 1_000_000

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_MAGIC = {".csv": None, ".xlsx": _ZIP, ".xls": _OLE, ".ods": _ZIP}
_SHEET_PART = re.compile(r"xl/worksheets/.*\.xml", re.IGNORECASE)
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,4})?([0-9]{1,9})["']""")
_LINES_LOOKED_AT = 10
UNREADABLE_ARCHIVE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
)


@dataclass(frozen=True)
class Sheet:
    """One table; ``rows[0]`` is row 1 of the spreadsheet, and each row holds its cells from column A on.

    ``merged``: the first and the last cell of each merged range, as (row, column) from 0.
    """

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: Merged = ()


def read_file(data: bytes, name: str) -> tuple[Sheet, ...]:
    """The sheets of a file, in their order; ``name`` decides what it is. Raises an UnreadableFile."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in _MAGIC:
        raise UnknownFileKind(name=name)
    if not data:
        raise EmptyFile(name=name)
    if len(data) > LARGEST_FILE:
        raise FileTooLarge(name=name)
    if suffix == ".csv":
        return (_read_csv(data, name),)
    _check_magic(data, suffix, name)
    return _read_workbook(data, suffix, name)


def _check_magic(data: bytes, suffix: str, name: str) -> None:
    magic = _MAGIC[suffix]
    if magic is None or data.startswith(magic):
        return
    if suffix == ".xlsx" and data.startswith(_OLE):  # an encrypted workbook is kept in the old container
        raise ProtectedFile(name=name)
    if magic.startswith(data[: len(magic)]):
        raise DamagedFile(name=name)
    raise WrongSuffix(name=name)


def _read_csv(data: bytes, name: str) -> Sheet:
    if data.startswith((_ZIP, _OLE)):
        raise WrongSuffix(name=name)
    text = _decoded(data, name)
    if "\x00" in text:
        raise NotText(name=name)
    if not text.strip():
        raise EmptyFile(name=name)
    csv.field_size_limit(LONGEST_FIELD)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        return Sheet("", _rows(reader))
    except csv.Error as error:
        raise OpenQuotation(name=name, line=reader.line_num) from error


def _decoded(data: bytes, name: str) -> str:
    """UTF-16 with its mark, UTF-8 with or without, cp932, in this order: detectors guess wrong on short files."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp932")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotText(name=name)


def _delimiter(text: str) -> str:
    """A comma, unless the first lines have more tabs (Excel's Unicode text) or semicolons and no comma at all."""
    head = "\n".join(text.splitlines()[:_LINES_LOOKED_AT])
    if head.count("\t") > head.count(","):
        return "\t"
    return ";" if ";" in head and "," not in head else ","


def _read_workbook(data: bytes, suffix: str, name: str) -> tuple[Sheet, ...]:
    if suffix != ".xls":
        _check_archive(data, name)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            tables = [about.name for about in workbook.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
            merged = merged_in_ods(data) if suffix == ".ods" else {}  # the reader knows those of the other two
            return tuple(_sheet(workbook.get_sheet_by_name(table), name, merged.get(table, ())) for table in tables)
    except PasswordError as error:
        raise ProtectedFile(name=name) from error
    except (CalamineError, OSError, ValueError) as error:
        raise DamagedFile(name=name) from error
    except BaseException as error:  # the reader's own panics are no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise DamagedFile(name=name) from error


def _sheet(sheet: CalamineSheet, name: str, merged: Merged) -> Sheet:
    if sheet.total_height * sheet.total_width > MOST_CELLS:
        raise FileTooLarge(name=name)
    rows = _rows(sheet.to_python(skip_empty_area=False))
    return Sheet(sheet.name, rows, tuple(sheet.merged_cell_ranges or merged))


def _check_archive(data: bytes, name: str) -> None:
    """Refuse what would swell beyond memory: the reader lays out every cell up to the last one that is used."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if any(part.flag_bits & 1 for part in archive.infolist()):
                raise ProtectedFile(name=name)
            if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
                raise FileTooLarge(name=name)
            sheets = [part for part in archive.namelist() if _SHEET_PART.fullmatch(part)]
            if any(_area(archive.read(part)) > MOST_CELLS for part in sheets):
                raise FileTooLarge(name=name)
    except UNREADABLE_ARCHIVE as error:
        raise DamagedFile(name=name) from error


def _area(xml: bytes) -> int:
    """Rows times columns up to the last cell that names its place."""
    last_row, letters = 1, b"A"
    for found in _PLACE.finditer(xml):
        last_row = max(last_row, int(found[2]))
        column = (found[1] or b"A").upper()
        if (len(column), column) > (len(letters), letters):
            letters = column
    width = 0
    for letter in letters:
        width = width * 26 + letter - 64
    return last_row * width


def _rows(rows: Iterable[Iterable[object]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(_cells(row)) for row in rows)


def _cells(row: Iterable[object]) -> Iterator[Cell]:
    for value in row:
        if isinstance(value, str):
            yield clean(value)
        elif isinstance(value, date):
            yield value
        elif isinstance(value, float) and value.is_integer():
            yield str(int(value))  # a workbook's integers arrive as floats
        else:
            yield str(value)


def text_of(cell: Cell) -> str:
    """What a reader sees in the cell; a date cell without a time is its day."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, date) else cell
