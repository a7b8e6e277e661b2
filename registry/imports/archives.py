"""An .xlsx or .ods file, made anew of those parts that a table is read from, after each was unpacked and counted.

The reader gets this copy and not the file: what lies about its size, hides behind another part, or was not counted,
never reaches it.
"""

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from registry.imports.excel_cells import ExcelWatcher
from registry.imports.limits import LARGEST_UNPACKED, MOST_PARTS, Budget
from registry.imports.opendocument_cells import OpenDocumentWatcher
from registry.imports.refusals import DamagedFile, FileTooLarge, OtherArchive, ProtectedFile, WrongSuffix
from registry.imports.xml_parts import walk

UNREADABLE_ARCHIVE = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)

_ENTRY = b"PK\x01\x02"
_AT_ONCE = 1 << 18
_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_NOT_READ = "(xl/)?(pivot|drawings|charts|media|comments|externalLinks|theme|calcChain)|docProps|customXml"
_EXCEL_PARTS = re.compile(rf"(?!{_NOT_READ}).*\.(xml|rels)", re.IGNORECASE)
_OPENDOCUMENT_PARTS = re.compile(r"mimetype|META-INF/manifest\.xml|content\.xml")
_SHARED_STRINGS = "sharedstrings.xml"
_MIMETYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_ERROR_CELL = re.compile(rb"""(<(?:[A-Za-z0-9]{1,9}:)?c\s[^<>]{0,200}?\bt=)(?:"e"|'e')""")


def counted_copy(data: bytes, suffix: str, name: str) -> bytes:
    """The same workbook, safe to lay out. Raises an UnreadableFile."""
    try:
        with zipfile.ZipFile(_checked(data, name)) as archive:
            check_members(archive, name)
            return _excel(archive, name) if suffix == ".xlsx" else _opendocument(archive, name)
    except UNREADABLE_ARCHIVE as error:
        raise DamagedFile(name=name) from error


def _checked(data: bytes, name: str) -> BytesIO:
    if data.count(_ENTRY) > MOST_PARTS:
        raise FileTooLarge(name=name)
    return BytesIO(data)


def check_members(archive: zipfile.ZipFile, name: str) -> None:
    """Raises ProtectedFile, or DamagedFile where two parts have one name."""
    members = archive.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise ProtectedFile(name=name)
    if len({member.filename.lower() for member in members}) < len(members):
        raise DamagedFile(name=name)


def _excel(archive: zipfile.ZipFile, name: str) -> bytes:
    if not any(path.lower().startswith("xl/") for path in archive.namelist()):
        raise _wrong_archive(archive, name)
    parts = [part for part in archive.infolist() if _EXCEL_PARTS.fullmatch(part.filename)]
    shared = [part for part in parts if part.filename.lower().endswith(_SHARED_STRINGS)]
    if len(shared) > 1:
        raise DamagedFile(name=name)
    watcher = ExcelWatcher(Budget(name))
    return _copied(archive, [*shared, *(part for part in parts if part not in shared)], watcher)


def _opendocument(archive: zipfile.ZipFile, name: str) -> bytes:
    if "mimetype" not in archive.namelist() or archive.open("mimetype").read(len(_MIMETYPE)) != _MIMETYPE:
        raise _wrong_archive(archive, name)
    parts = [part for part in archive.infolist() if _OPENDOCUMENT_PARTS.fullmatch(part.filename)]
    # the manifest says whether the content is encrypted
    return _copied(archive, sorted(parts, key=lambda part: part.filename), OpenDocumentWatcher(Budget(name)))


def _wrong_archive(archive: zipfile.ZipFile, name: str) -> WrongSuffix:
    """Another kind of document under this name, or files that were only packed together."""
    document = {"mimetype", "[Content_Types].xml"} & set(archive.namelist())
    return WrongSuffix(name=name) if document else OtherArchive(name=name)


def _copied(
    archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo], watcher: ExcelWatcher | OpenDocumentWatcher
) -> bytes:
    copy = BytesIO()
    left = LARGEST_UNPACKED
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for part in parts:
            content = unpacked(archive, part, left, watcher.budget.name)
            left -= len(content)
            if part.filename != "mimetype":
                watcher.begin()
                walk(content, watcher, watcher.budget.name)
                watcher.end()
            out.writestr(part.filename, _with_errors_as_text(content))
    return copy.getvalue()


def _with_errors_as_text(content: bytes) -> bytes:
    """A cell that shows an error (#REF!) would be blank to the reader; as text it can be said where it stands."""
    if b't="e"' not in content and b"t='e'" not in content:
        return content
    return _ERROR_CELL.sub(rb'\1"str"', content)


def unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int, name: str) -> bytes:
    """What really comes out of a part, whatever it says of its size."""
    if part.compress_type not in _PACKING:
        raise DamagedFile(name=name)
    content = bytearray()
    for piece in _pieces(archive, part):
        content += piece
        if len(content) > most:
            raise FileTooLarge(name=name)
    return bytes(content)


def _pieces(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(part) as stream:
        while piece := stream.read(_AT_ONCE):
            yield piece
