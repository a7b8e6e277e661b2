"""Files that were made to break a reader, each built here from its parts."""

import io
import struct
import zipfile
from collections.abc import Iterable

import xlwt

from registry.imports.compound_files import container_of
from tests.imports.files import workbook

MANY_NAMES = " ".join(f'b{number}=""' for number in range(2_000))
_SHEET = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}<sheetData>{}</sheetData>{}</worksheet>'
_STRINGS = '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</sst>'
_CONTENT = (
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>{}'
    "</office:spreadsheet></office:body></office:document-content>"
)
_MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{}</manifest:manifest>'
)
SHEET, STRINGS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"


def with_parts(data: bytes, parts: dict[str, str | bytes], packing: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive with some of its parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", packing) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def excel(
    rows: str, *, before: str = "", strings: Iterable[str] = (), merges: Iterable[str] = (), **parts: str
) -> bytes:
    """An .xlsx file with this content of its ``sheetData``, and these ranges merged."""
    merged = "".join(f'<mergeCell ref="{merge}"/>' for merge in merges)
    after = merged and f"<mergeCells>{merged}</mergeCells>"
    replaced: dict[str, str | bytes] = {SHEET: _SHEET.format(before, rows, after), **parts}
    if shared := "".join(f"<si><t>{text}</t></si>" for text in strings):
        replaced[STRINGS] = _STRINGS.format(shared)
    return with_parts(workbook(S=[["x"]]), replaced)


def cell(place: str, text: str) -> str:
    """A cell at a place, or next to the one before."""
    at = f' r="{place}"' if place else ""
    return f'<c{at} t="inlineStr"><is><t>{text}</t></is></c>'


def opendocument(table: str, *, manifest: str = "") -> bytes:
    """An .ods file with this content of its one table."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        new.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        new.writestr("content.xml", _CONTENT.format(f'<table:table table:name="S">{table}</table:table>'))
        new.writestr("META-INF/manifest.xml", _MANIFEST.format(manifest))
    return out.getvalue()


def ods_blank(columns: int) -> str:
    return f'<table:table-cell table:number-columns-repeated="{columns}"/>'


def ods_cell(text: str, columns: int = 1, *, spans: tuple[int, int] | None = None) -> str:
    """A cell, repeated to the right; ``spans``: over so many rows and columns it says that it is merged."""
    merged = f' table:number-rows-spanned="{spans[0]}" table:number-columns-spanned="{spans[1]}"' if spans else ""
    return (
        f'<table:table-cell table:number-columns-repeated="{columns}" office:value-type="string"{merged}>'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def ods_row(*cells: str, rows: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{rows}">{"".join(cells)}</table:table-row>'


def old_excel(*rows: Iterable[object]) -> bytes:
    """An .xls file with these rows."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("S")
    for place, values in enumerate(rows):
        for column, value in enumerate(values):
            sheet.write(place, column, value)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def records(*sheet: bytes, strings: bytes = b"", globals_: bytes = b"", named: str = "S") -> bytes:
    """The stream of an .xls workbook with one sheet, made of these records."""
    beginning = struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)
    title = struct.pack("<BB", len(named), 1) + named.encode("utf-16-le")
    head = record(0x809, beginning) + globals_ + strings
    place = len(head) + 4 + 6 + len(title) + 4
    bound = record(0x85, struct.pack("<IBB", place, 0, 0) + title)
    return head + bound + record(0x0A, b"") + record(0x809, beginning) + b"".join(sheet) + record(0x0A, b"")


def nested(levels: int) -> bytes:
    """Archives within archives, the innermost full of zeros."""
    data = bytes(1_000_000)
    for _ in range(levels):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(10):
                archive.writestr(f"{number}.zip", data)
        data = out.getvalue()
    return data


def lying(data: bytes, part: str, claimed: int) -> bytes:
    """An archive that claims another size for one of its parts, in both its lists."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        real = archive.getinfo(part)
    return data.replace(
        struct.pack("<II", real.compress_size, real.file_size), struct.pack("<II", real.compress_size, claimed)
    )


def overlapping(times: int) -> bytes:
    """One compressed sheet of 50 MB that hundreds of entries point at."""
    packed = io.BytesIO(with_parts(workbook(S=[["x"]]), {SHEET: _SHEET.format(" " * 50_000_000, "", "")}))
    with zipfile.ZipFile(packed, "a") as archive:
        one = archive.getinfo(SHEET)
        for number in range(2, times):
            info = zipfile.ZipInfo(f"xl/worksheets/sheet{number}.xml")
            for name in ("header_offset", "CRC", "compress_size", "file_size", "compress_type", "flag_bits"):
                setattr(info, name, getattr(one, name))
            archive.filelist.append(info)
            archive.NameToInfo[info.filename] = info
        archive._didModify = True
    return packed.getvalue()


def encrypted_office() -> bytes:
    """What Excel writes when a workbook gets a password: a container without a workbook."""
    title = "EncryptedPackage".encode("utf-16-le")
    return container_of(bytes(5_000)).replace("Workbook".encode("utf-16-le") + bytes(16), title)


def part_of(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)
