"""Bytes of a csv file or a workbook, read into rows of cells; what cannot be read gives one clear refusal.

A cell is the text that stands in it, cleaned ("" where it is blank), or the day and time of a date cell. Formulas are
not run: what a cell showed when it was saved is read, and macros are not looked at.
"""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import repeat
from pathlib import PurePath

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetTypeEnum

from registry.domain.formula_signs import MARK, unmarked
from registry.domain.names import PLAIN, clean
from registry.imports.archives import counted_copy
from registry.imports.compound_files import counted_stream
from registry.imports.csv_text import csv_rows, looks_like_markup
from registry.imports.limits import LARGEST_FILE, LARGEST_OLD_WORKBOOK, LARGEST_WORKBOOK
from registry.imports.ods_merges import Merged, merged_in_ods
from registry.imports.refusals import (
    DamagedFile,
    EmptyFile,
    FileTooLarge,
    MacroWorkbook,
    MarkupInside,
    ProtectedFile,
    UnknownFileKind,
    WrongSuffix,
)

Cell = str | date

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_LARGEST = {".csv": LARGEST_FILE, ".xlsx": LARGEST_WORKBOOK, ".xls": LARGEST_OLD_WORKBOOK, ".ods": LARGEST_WORKBOOK}
_MAGIC = {".xlsx": _ZIP, ".xls": _OLE, ".ods": _ZIP}
_WITH_MACROS = frozenset((".xlsm", ".xltm", ".xlam", ".xla"))


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
    if suffix not in _LARGEST:
        raise (MacroWorkbook if suffix in _WITH_MACROS else UnknownFileKind)(name=name)
    if not data:
        raise EmptyFile(name=name)
    if len(data) > _LARGEST[suffix]:
        raise FileTooLarge(name=name)
    if suffix == ".csv":
        return (Sheet("", _rows(csv_rows(data, name))),)
    _check_magic(data, suffix, name)
    return _read_workbook(data, suffix, name)


def _check_magic(data: bytes, suffix: str, name: str) -> None:
    magic = _MAGIC[suffix]
    if data.startswith(magic) or (suffix == ".xlsx" and data.startswith(_OLE)):
        return  # an encrypted workbook is kept in the old container
    if magic.startswith(data[: len(magic)]):
        raise DamagedFile(name=name)
    if looks_like_markup(data[:1000].decode("utf-16" if data.startswith(b"\xff\xfe") else "utf-8-sig", "ignore")):
        raise MarkupInside(name=name)
    raise WrongSuffix(name=name)


def _read_workbook(data: bytes, suffix: str, name: str) -> tuple[Sheet, ...]:
    counted = counted_stream if data.startswith(_OLE) else counted_copy
    try:
        data = counted(data, suffix, name)
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as workbook:
            tables = [about.name for about in workbook.sheets_metadata if about.typ == SheetTypeEnum.WorkSheet]
            merged = merged_in_ods(data) if suffix == ".ods" else {}  # the reader knows those of the other two
            return tuple(_sheet(workbook.get_sheet_by_name(table), merged.get(table, ())) for table in tables)
    except PasswordError as error:
        raise ProtectedFile(name=name) from error
    except (CalamineError, OSError, ValueError) as error:
        raise DamagedFile(name=name) from error
    except BaseException as error:  # the reader's own panics are no Exception
        if type(error).__name__ != "PanicException":
            raise
        raise DamagedFile(name=name) from error


def _sheet(sheet: CalamineSheet, merged: Merged) -> Sheet:
    return Sheet(sheet.name, _rows(_from_the_corner(sheet)), tuple(sheet.merged_cell_ranges or merged))


def _from_the_corner(sheet: CalamineSheet) -> Iterator[list[object]]:
    """The rows from A1 on; the reader's own begin in the column of its first filled cell."""
    if sheet.start is not None:
        beside: list[object] = list(repeat("", sheet.start[1]))
        for row in sheet.iter_rows():
            yield [*beside, *row]


def _rows(rows: Iterable[Iterable[object]]) -> tuple[tuple[Cell, ...], ...]:
    plain = PLAIN.fullmatch
    return tuple(tuple([one if type(one) is str and plain(one) else _cell(one) for one in row]) for row in rows)


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, date):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # a workbook's integers arrive as floats
    return str(value)


def _text(value: str) -> str:
    """As it was before the registry's own export kept it from being run as a formula."""
    text = clean(value)
    return clean(unmarked(text)) if text.startswith(MARK) else text


def text_of(cell: Cell) -> str:
    """What a reader sees in the cell; a date cell without a time is its day."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat(" ", "minutes")
    return cell.isoformat() if isinstance(cell, date) else cell
