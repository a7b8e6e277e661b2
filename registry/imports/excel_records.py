"""The records of an .xls workbook (BIFF), counted; formulas are emptied: the reader gets only what they showed."""

import struct
from collections.abc import Iterator

from registry.imports.limits import MOST_CELLS_IN_A_WORKBOOK, MOST_SHEETS, Budget
from registry.imports.refusals import DamagedFile, FileTooLarge, ProtectedFile

_FILEPASS, _BOUNDSHEET, _BOF, _EOF, _SST, _CONTINUE = 0x2F, 0x85, 0x809, 0x0A, 0xFC, 0x3C
_DIMENSIONS, _FORMULA, _LABEL, _LABEL_SST, _MULTIPLE, _MERGED = 0x200, 0x06, 0x204, 0xFD, 0xBD, 0xE5
_FILLED = frozenset((0x203, _LABEL, 0xD6, 0x205, 0x27E, _LABEL_SST, _MULTIPLE, _FORMULA))
_WITH_TEXT = frozenset((_LABEL, 0xD6, 0x207))
_MOST_RECORDS = 2_000_000
_MOST_CONTINUED = 4_000
_SHORT_DIMENSIONS = 10
_BIFF8 = 0x600
_SHOWN = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}

Span = tuple[int, int]


def counted_records(stream: bytes, budget: Budget) -> bytearray:
    """The stream, safe to lay out. Raises FileTooLarge, ProtectedFile, DamagedFile, or struct.error."""
    return _Workbook(bytearray(stream), budget).checked()


class _Workbook:
    def __init__(self, stream: bytearray, budget: Budget) -> None:
        self.stream, self.budget = stream, budget
        self.walked = 0
        self.strings: list[Span] = []
        self.lengths: list[int] = []
        self.sheets: list[int] = []
        self.biff8 = True

    def checked(self) -> bytearray:
        """Look at what holds for the whole workbook, then at each sheet."""
        self._check_globals()
        self.lengths = list(_string_lengths(self.stream, self.strings, self.budget))
        if len(self.sheets) > MOST_SHEETS:
            raise FileTooLarge(name=self.budget.name)
        for start in self.sheets:
            self._check_sheet(start)
        return self.stream

    def _check_globals(self) -> None:
        last = None
        for kind, start, end in self._records(0):
            if kind == _CONTINUE and last == _SST:
                self.strings.append((start, end))
                continue
            last = kind
            if kind == _FILEPASS and self._number(start):
                raise ProtectedFile(name=self.budget.name)
            if kind == _EOF:
                return
            if kind == _BOF:
                self.biff8 = self._number(start) == _BIFF8
            elif kind == _BOUNDSHEET:
                self.sheets.append(struct.unpack_from("<I", self.stream, start)[0])
            elif kind == _SST:
                self.strings = [(start + 8, end)]

    def _check_sheet(self, start: int) -> None:
        rows = columns = used = depth = 0
        for kind, at, end in self._records(start):
            depth += (kind == _BOF) - (kind == _EOF)
            if kind == _EOF and depth <= 0:
                break
            if kind == _DIMENSIONS:
                self._check_claim(at, end)
            elif kind in _FILLED:
                row, column = struct.unpack_from("<HH", self.stream, at)
                last = self._number(end - 2) if kind == _MULTIPLE else column
                rows, columns = max(rows, row + 1), max(columns, last + 1)
                used += 1 + max(0, last - column)
                self.budget.check_cells(used)
            self._spend(kind, at, end)
        if used:
            self.budget.lay_out(rows, columns, used)

    def _spend(self, kind: int, at: int, end: int) -> None:
        if kind == _LABEL_SST:
            place = struct.unpack_from("<I", self.stream, at + 6)[0]
            self.budget.spend_text(self.lengths[place] if place < len(self.lengths) else 0)
        elif kind in _WITH_TEXT:
            self.budget.spend_text(end - at)
        elif kind == _FORMULA:
            self._empty_formula(at, end)
        elif kind == _MERGED:
            self.budget.merge(self._number(at))

    def _empty_formula(self, at: int, end: int) -> None:
        """Only what the formula showed is left of it; an error, which the reader takes for a blank, as its text."""
        if end - at < 22:  # noqa: PLR2004 - the formula's length stands at 20
            raise DamagedFile(name=self.budget.name)
        self.stream[at + 20 : at + 22] = b"\0\0"
        shown = _SHOWN.get(self.stream[at + 8])
        if self.stream[at + 6] == 2 and self.stream[at + 12 : at + 14] == b"\xff\xff" and shown:  # noqa: PLR2004
            text = struct.pack("<H", len(shown)) + (b"\0" if self.biff8 else b"") + shown.encode()
            self.stream[at - 4 : at - 2] = struct.pack("<H", _LABEL)
            self.stream[at + 6 : at + 6 + len(text)] = text

    def _check_claim(self, at: int, end: int) -> None:
        """The reader makes room for as many cells as a sheet claims to have."""
        form = "<HHHH" if end - at == _SHORT_DIMENSIONS else "<IIHH"
        first, last, left, right = struct.unpack_from(form, self.stream, at)
        if max(last - first, 1) * max(right - left, right, 1) > MOST_CELLS_IN_A_WORKBOOK or last < first:
            struct.pack_into(form, self.stream, at, 0, 1, 0, 1)

    def _records(self, start: int) -> Iterator[tuple[int, int, int]]:
        """Kind, begin and end of each record from a place on."""
        at, continued, end = start, 0, len(self.stream)
        while at + 4 <= end:
            kind, length = struct.unpack_from("<HH", self.stream, at)
            continued = continued + 1 if kind == _CONTINUE else 0
            self.walked += 1
            if self.walked > _MOST_RECORDS or continued > _MOST_CONTINUED:
                raise FileTooLarge(name=self.budget.name)
            at += 4 + length
            if at > end:
                raise DamagedFile(name=self.budget.name)
            yield kind, at - length, at

    def _number(self, at: int) -> int:
        found: int = struct.unpack_from("<H", self.stream, at)[0]
        return found


def _string_lengths(stream: bytearray, pieces: list[Span], budget: Budget) -> Iterator[int]:
    """How long each shared string is; they run on from piece to piece."""
    strings = _Strings(stream, pieces)
    for _ in range(MOST_CELLS_IN_A_WORKBOOK):
        if not strings.more():
            return
        yield strings.length()
    raise FileTooLarge(name=budget.name)


class _Strings:
    """The shared strings, read one behind the other."""

    def __init__(self, stream: bytearray, pieces: list[Span]) -> None:
        self.stream = stream
        self.pieces = iter(pieces)
        self.at, self.end = next(self.pieces, (0, 0))

    def more(self) -> bool:
        """Whether another string follows, in this piece or the next."""
        return self.at < self.end or self._next_piece()

    def length(self) -> int:
        """The characters of the string that begins here; behind it the next one begins."""
        if self.at >= self.end:
            return 0
        length, flags = struct.unpack_from("<HB", self.stream, self.at)
        self.at += 3
        runs = extended = 0
        if flags & 8:
            runs = struct.unpack_from("<H", self.stream, self.at)[0]
            self.at += 2
        if flags & 4:
            extended = struct.unpack_from("<I", self.stream, self.at)[0]
            self.at += 4
        self._skip_characters(length, flags & 1)
        self._skip(runs * 4 + extended)
        return int(length)

    def _skip_characters(self, left: int, wide: int) -> None:
        while True:
            here = min(left, max(0, self.end - self.at) >> wide)
            self.at += here << wide
            left -= here
            if not left:
                return
            if not self._next_piece():
                raise struct.error("a string is cut off")
            wide = self.stream[self.at] & 1
            self.at += 1

    def _skip(self, left: int) -> None:
        while left:
            if self.at >= self.end and not self._next_piece():
                raise struct.error("a string is cut off")
            here = min(left, self.end - self.at)
            self.at += here
            left -= here

    def _next_piece(self) -> bool:
        self.at, self.end = piece = next(self.pieces, (0, 0))
        return piece != (0, 0)
