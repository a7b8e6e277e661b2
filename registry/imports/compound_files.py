"""The container of an .xls file (MS-CFB): its workbook is taken out, counted, and put alone into a new container.

Macros and whatever else lies in the file never reach the reader, nor do chains of sectors that bite their own tail.
"""

import struct
from collections.abc import Iterator

from registry.imports.excel_records import counted_records
from registry.imports.limits import Budget
from registry.imports.refusals import DamagedFile, ProtectedFile, WrongSuffix

_HEADER = struct.Struct("<8s16xHHHHH6xIIIIIIIII")
_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SMALL, _LARGE, _MINI = 9, 12, 6
_ENTRY = 128
_ENTRY_PLACE = struct.Struct("<IQ")
_ENTRY_PLACE_AT = 116
_END_OF_CHAIN, _NOTHING, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_MOST_IN_HEADER = 109
_IN_SMALL_SECTORS = 4096
_WORKBOOK = ("Workbook", "Book", "WORKBOOK", "BOOK")
_ENCRYPTED = "EncryptedPackage"


class BrokenContainer(Exception):
    """The container contradicts itself."""


def counted_stream(data: bytes, suffix: str, name: str) -> bytes:
    """A container with nothing but the workbook of this one, counted. Raises an UnreadableFile."""
    try:
        container = Container(data)
        if _ENCRYPTED in container.streams:
            raise ProtectedFile(name=name)
        stream = next((container.read(title) for title in _WORKBOOK if title in container.streams), None)
        if stream is None or suffix != ".xls":
            raise WrongSuffix(name=name)
        return container_of(counted_records(stream, Budget(name)))
    except (BrokenContainer, struct.error, IndexError) as error:
        raise DamagedFile(name=name) from error


class Container:
    """The streams and storages of a compound file, by name; raises BrokenContainer, struct.error, IndexError."""

    def __init__(self, data: bytes) -> None:
        signature, _, _, _, shift, mini_shift, *places = _HEADER.unpack_from(data)
        _, _, directory, _, _, mini_fat, _, difat, _ = places
        if signature != _SIGNATURE or shift not in (_SMALL, _LARGE) or mini_shift != _MINI:
            raise BrokenContainer
        self.data, self.size = data, 1 << shift
        self.fat = self._numbers(self._fat_sectors(difat))
        entries = self._joined(directory)
        self.streams = {title: place for title, place in _entries(entries, self.size) if title}
        self.mini_fat = self._numbers(self._chain(mini_fat, self.fat))
        self.root = _ENTRY_PLACE.unpack_from(entries, _ENTRY_PLACE_AT)[0]

    def read(self, title: str) -> bytes:
        """All bytes of a stream."""
        start, length = self.streams[title]
        if length >= _IN_SMALL_SECTORS:
            return self._joined(start)[:length]
        small = self._joined(self.root)
        places = [place << _MINI for place in self._chain(start, self.mini_fat)]
        return b"".join(small[place : place + (1 << _MINI)] for place in places)[:length]

    def _fat_sectors(self, difat: int) -> list[int]:
        """The sectors of the allocation table: the first ones stand in the header, more in sectors of their own."""
        found = list(struct.unpack_from(f"<{_MOST_IN_HEADER}I", self.data, _HEADER.size))
        most = len(self.data) // self.size
        while difat < _FAT:
            *more, difat = self._numbers([difat])
            found += more
            if len(found) > most + _MOST_IN_HEADER + self.size:
                raise BrokenContainer
        return [sector for sector in found if sector < _FAT]

    def _numbers(self, sectors: list[int]) -> tuple[int, ...]:
        content = b"".join(map(self._sector, sectors))
        return struct.unpack(f"<{len(content) // 4}I", content)

    def _joined(self, start: int) -> bytes:
        return b"".join(map(self._sector, self._chain(start, self.fat)))

    def _chain(self, place: int, table: tuple[int, ...]) -> list[int]:
        chain: list[int] = []
        while place < _FAT:
            chain.append(place)
            if len(chain) > len(table):
                raise BrokenContainer
            place = table[place]
        return chain

    def _sector(self, place: int) -> bytes:
        start = (place + 1) * self.size
        content = self.data[start : start + self.size]
        if not content:
            raise BrokenContainer
        return content.ljust(self.size, b"\0")  # the last one is often cut short


def _entries(directory: bytes, size: int) -> Iterator[tuple[str, tuple[int, int]]]:
    for at in range(0, len(directory), _ENTRY):
        title = directory[at : at + 64].decode("utf-16-le", "replace").partition("\0")[0]
        start, length = _ENTRY_PLACE.unpack_from(directory, at + _ENTRY_PLACE_AT)
        yield title, (start, length if size > 1 << _SMALL else length & 0xFFFFFFFF)


def container_of(stream: bytes | bytearray) -> bytes:
    """A new container with one stream, the workbook."""
    size = 1 << _LARGE
    length = max(len(stream), _IN_SMALL_SECTORS)
    content = -(-length // size)
    tables = -(-(content + 1) * 4 // (size - 4))
    directory = content + tables
    numbers = (0, tables, directory, 0, _IN_SMALL_SECTORS, 0, 0, _END_OF_CHAIN, 0)
    header = _HEADER.pack(_SIGNATURE, 0x3E, 3, 0xFFFE, _LARGE, _MINI, *numbers)
    places = [*range(content, directory), *[_NOTHING] * (_MOST_IN_HEADER - tables)]
    fat = [*range(1, content), _END_OF_CHAIN, *[_FAT] * tables, _END_OF_CHAIN]
    return b"".join(
        (
            (header + struct.pack(f"<{_MOST_IN_HEADER}I", *places)).ljust(size, b"\0"),
            stream,
            b"\0" * (content * size - len(stream)),
            struct.pack(f"<{len(fat)}I", *fat).ljust(tables * size, b"\xff"),
            (_entry("Root Entry", 5, 0, 0) + _entry("Workbook", 2, 0, length)).ljust(size, b"\0"),
        )
    )


def _entry(title: str, kind: int, start: int, length: int) -> bytes:
    written = title.encode("utf-16-le")
    links = (_NOTHING, _NOTHING, 1 if kind > 2 else _NOTHING)  # noqa: PLR2004 - 2 is a stream, 5 the root
    head = written.ljust(64, b"\0") + struct.pack("<HBB3I", len(written) + 2, kind, 1, *links)
    return head.ljust(_ENTRY_PLACE_AT, b"\0") + _ENTRY_PLACE.pack(start, length)
