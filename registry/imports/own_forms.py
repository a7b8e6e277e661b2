"""A city's own workbook as it comes in: told by its content, and unpacked and looked through before it is filled."""

import re
import struct
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

from registry.domain.own_forms import (
    LARGEST_FORM,
    DamagedForm,
    EntitiesInForm,
    FormKind,
    FormTooLarge,
    LockedForm,
    NoWorkbook,
    OldWorkbook,
    OverfullForm,
)
from registry.imports.archives import UNREADABLE_ARCHIVE, check_members, unpacked
from registry.imports.compound_files import BrokenContainer, Container
from registry.imports.limits import LARGEST_UNPACKED, MOST_PARTS
from registry.imports.refusals import DamagedFile, FileTooLarge, ProtectedFile
from registry.imports.xml_parts import walk

MOST_TAGS = 1_000_000
"""In all parts that are looked through, closing ones too: about 250,000 filled cells, gone through in two seconds."""

_ZIP, _ZIP_ENTRY, _OLE = b"PK\x03\x04", b"PK\x01\x02", b"\xd0\xcf\x11\xe0"
_KINDS = {
    b"spreadsheetml.sheet.main+xml": FormKind.PLAIN,
    b"ms-excel.sheet.macroenabled.main+xml": FormKind.WITH_MACROS,
}
_KINDS_OF_PARTS = "[content_types].xml"
_LOOKED_THROUGH = re.compile(r"(?!customXml/).*\.(xml|rels)", re.IGNORECASE)
"""All that filling reads, and more; what somebody else's program keeps for itself may be written in any way."""
_DECLARATION = b"<!DOCTYPE"
_OLD = frozenset(("Workbook", "Book", "WORKBOOK", "BOOK"))
_ENCRYPTED = "EncryptedPackage"


class _Nobody:
    """Watches a part that only has to be sound."""

    opening: Mapping[str, Callable[[dict[str, str]], None]] = {}
    closing: Mapping[str, Callable[[], None]] = {}

    def name_of(self, tag: str) -> str:
        """As it is."""
        return tag

    def text(self, text: str) -> None:
        """Of no matter."""


def check_own_form(data: bytes, name: str) -> FormKind:
    """Which kind of workbook it is; raises an UnusableForm for what is none or cannot be filled."""
    if len(data) > LARGEST_FORM:
        raise FormTooLarge(name=name, most=LARGEST_FORM >> 20)
    if data.startswith(_OLE):
        raise _refused_container(data, name)
    if not data.startswith(_ZIP):
        raise NoWorkbook(name=name)
    if data.count(_ZIP_ENTRY) > MOST_PARTS:
        raise OverfullForm(name=name)
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _checked(archive, name)
    except ProtectedFile as error:
        raise LockedForm(name=name) from error
    except FileTooLarge as error:
        raise OverfullForm(name=name) from error
    except (DamagedFile, *UNREADABLE_ARCHIVE) as error:
        raise DamagedForm(name=name) from error


def _refused_container(data: bytes, name: str) -> NoWorkbook | OldWorkbook | LockedForm | DamagedForm:
    """A document of the old Office, or a new one that is encrypted: neither can be filled."""
    try:
        streams = Container(data).streams
    except (BrokenContainer, struct.error, IndexError):
        return DamagedForm(name=name)
    if _ENCRYPTED in streams:
        return LockedForm(name=name)
    return (NoWorkbook if _OLD.isdisjoint(streams) else OldWorkbook)(name=name)


def _checked(archive: zipfile.ZipFile, name: str) -> FormKind:
    check_members(archive, name)
    left, tags, kind = LARGEST_UNPACKED, 0, None
    for part in archive.infolist():
        content = unpacked(archive, part, left, name)
        left -= len(content)
        if _LOOKED_THROUGH.fullmatch(part.filename):
            tags += content.count(b"<")
            if tags > MOST_TAGS:
                raise OverfullForm(name=name)
            _check_part(content, name)
        if part.filename.lower() == _KINDS_OF_PARTS:
            kind = next((kind for words, kind in _KINDS.items() if words in content.lower()), None)
    if kind is None:
        raise NoWorkbook(name=name)
    return kind


def _check_part(content: bytes, name: str) -> None:
    if _DECLARATION in content:
        raise EntitiesInForm(name=name)
    if b"\0" in content:  # not in UTF-8, as Excel writes all of them
        raise DamagedForm(name=name)
    walk(content, _Nobody(), name)
