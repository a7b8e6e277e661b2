"""What a file that somebody attaches really is: told by its content, never by its name or by what the browser says."""

import re
import struct
import zipfile
from collections.abc import Collection
from io import BytesIO
from pathlib import PurePath

from registry.domain.attached_files import (
    CSV,
    DOC,
    DOCX,
    GIF,
    JPEG,
    LARGEST_ATTACHMENT,
    ODP,
    ODS,
    ODT,
    PDF,
    PNG,
    PPT,
    PPTX,
    TEXT,
    TIFF,
    WEBP,
    XLS,
    XLSX,
    AttachmentTooLarge,
    DamagedAttachment,
    EmptyAttachment,
    FileKind,
    LockedByPassword,
    MacrosInside,
    OtherContent,
    UnknownContent,
)
from registry.imports.archives import UNREADABLE_ARCHIVE
from registry.imports.compound_files import BrokenContainer, Container
from registry.imports.csv_text import looks_like_markup
from registry.imports.limits import MOST_PARTS

_SIGNATURES = (
    (b"%PDF-", PDF),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"\xff\xd8\xff", JPEG),
    (b"GIF87a", GIF),
    (b"GIF89a", GIF),
    (b"II*\0", TIFF),
    (b"MM\0*", TIFF),
)
_ZIP, _ZIP_ENTRY, _OLE = b"PK\x03\x04", b"PK\x01\x02", b"\xd0\xcf\x11\xe0"
_RIFF, _WEBP, _WEBP_AT = b"RIFF", b"WEBP", 8
_END_OF_PDF, _PDF_ENDS_WITHIN = b"%%EOF", 1 << 16

_MAIN_PARTS = {
    b"wordprocessingml.document.main+xml": DOCX,
    b"spreadsheetml.sheet.main+xml": XLSX,
    b"presentationml.presentation.main+xml": PPTX,
}
_OPEN_DOCUMENTS = {kind.media_type.encode(): kind for kind in (ODT, ODS, ODP)}
_OPEN_XML_PARTS, _OPEN_DOCUMENT_KIND, _OPEN_DOCUMENT_PARTS = "[Content_Types].xml", "mimetype", "META-INF/manifest.xml"
_WITH_MACROS = re.compile(r"(.*/)?vbaProject\.bin|(Basic|Scripts)/.+", re.IGNORECASE)
_LARGEST_LIST = 1 << 20
_LARGEST_UNPACKED = 1 << 30

_STREAMS = {"WordDocument": DOC, "Workbook": XLS, "Book": XLS, "PowerPoint Document": PPT}
_MACRO_STORAGES = frozenset(("VBA", "Macros", "_VBA_PROJECT_CUR"))
_ENCRYPTED = "EncryptedPackage"

_NOT_IN_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f\ufffe\uffff]")
_MARKUP = ("<svg", "<script", "<!--", "<?", "<!", "{\\rtf")
_HEAD = 1 << 16


def kind_of(name: str, data: bytes) -> FileKind:
    """The kind of a file that may be attached; raises an UnusableFile for every other one.

    Its name has to end as such a file's does: on the reader's computer the ending decides what opens it.
    """
    if not data:
        raise EmptyAttachment(name=name)
    if len(data) > LARGEST_ATTACHMENT:
        raise AttachmentTooLarge(name=name, most=LARGEST_ATTACHMENT >> 20)
    kinds = _kinds_of(data, name)
    ending = PurePath(name).suffix.lower()
    kind = next((kind for kind in kinds if ending in kind.endings), None)
    if kind is None:
        endings = [ending for kind in kinds for ending in kind.endings[:2]]
        raise OtherContent(name=name, endings=", ".join(endings))
    return kind


def _kinds_of(data: bytes, name: str) -> tuple[FileKind, ...]:
    signed = next((kind for signature, kind in _SIGNATURES if data.startswith(signature)), None)
    if signed is PDF and _END_OF_PDF not in data[-_PDF_ENDS_WITHIN:]:
        raise DamagedAttachment(name=name)
    if signed is not None:
        return (signed,)
    if data.startswith(_RIFF) and data.startswith(_WEBP, _WEBP_AT):
        return (WEBP,)
    if data.startswith(_ZIP):
        return (_archived(data, name),)
    if data.startswith(_OLE):
        return (_contained(data, name),)
    if _is_text(data):
        return (TEXT, CSV)
    raise UnknownContent(name=name)


def _archived(data: bytes, name: str) -> FileKind:
    """A document that is an archive of parts; nothing but its lists of parts is unpacked."""
    if data.count(_ZIP_ENTRY) > MOST_PARTS:
        raise DamagedAttachment(name=name)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check_parts(archive, name)
            return _open_xml(archive, name) or _open_document(archive, name)
    except UNREADABLE_ARCHIVE as error:
        raise DamagedAttachment(name=name) from error


def _check_parts(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise LockedByPassword(name=name)
    if sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
        raise DamagedAttachment(name=name)
    if any(_WITH_MACROS.fullmatch(part.filename) for part in parts):
        raise MacrosInside(name=name)


def _open_xml(archive: zipfile.ZipFile, name: str) -> FileKind | None:
    listed = _beginning(archive, _OPEN_XML_PARTS)
    if b"macroenabled" in listed.lower():
        raise MacrosInside(name=name)
    return next((kind for main_part, kind in _MAIN_PARTS.items() if main_part in listed), None)


def _open_document(archive: zipfile.ZipFile, name: str) -> FileKind:
    kind = _OPEN_DOCUMENTS.get(_beginning(archive, _OPEN_DOCUMENT_KIND).strip())
    if kind is None:
        raise UnknownContent(name=name)
    if b"encryption-data" in _beginning(archive, _OPEN_DOCUMENT_PARTS):
        raise LockedByPassword(name=name)
    return kind


def _beginning(archive: zipfile.ZipFile, part: str) -> bytes:
    """What a list of parts says; as much of it as a list can be long."""
    if part not in archive.namelist():
        return b""
    with archive.open(part) as stream:
        return stream.read(_LARGEST_LIST)


def _contained(data: bytes, name: str) -> FileKind:
    """A document of the old Office, told by the stream that it keeps its text in."""
    try:
        streams: Collection[str] = Container(data).streams
    except (BrokenContainer, struct.error, IndexError) as error:
        raise DamagedAttachment(name=name) from error
    if _ENCRYPTED in streams:
        raise LockedByPassword(name=name)
    if not _MACRO_STORAGES.isdisjoint(streams):
        raise MacrosInside(name=name)
    kind = next((kind for stream, kind in _STREAMS.items() if stream in streams), None)
    if kind is None:
        raise UnknownContent(name=name)
    return kind


def _is_text(data: bytes) -> bool:
    """Whether it is plain text in UTF-8, UTF-16 with its mark, or cp932, and nothing that a browser would run."""
    for encoding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp932"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        head = text[:_HEAD].lstrip("\ufeff \t\r\n\f").lower()
        return not (_NOT_IN_TEXT.search(text) or looks_like_markup(head) or head.startswith(_MARKUP))
    return False
