"""A csv file, decoded and split line by line: no more of it is in memory than the row that is being read."""

import codecs
import csv
import io
from collections.abc import Iterator

from registry.imports.limits import LONGEST_LINE, MOST_CELLS, MOST_COLUMNS
from registry.imports.refusals import (
    EmptyFile,
    FileTooLarge,
    LineTooLong,
    MarkupInside,
    NotText,
    OpenQuotation,
    TooManyColumns,
    WrongSuffix,
)

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ARCHIVES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_MARKUP = ("<!doctype", "<html", "<?xml", "<table", "<meta", "<head", "<style", "<body", "mime-version:")
_AT_ONCE = 1 << 16
_LINES_LOOKED_AT = 10


def csv_rows(data: bytes, name: str) -> Iterator[list[str]]:
    """The rows of a csv file, as they stand in it."""
    if data.startswith(_ARCHIVES):
        raise WrongSuffix(name=name)
    encoding = _encoding(data, name)
    head = _open(data, encoding).read(_AT_ONCE)
    if looks_like_markup(head):
        raise MarkupInside(name=name)
    csv.field_size_limit(LONGEST_LINE)
    lines = _Lines(_open(data, encoding), name)
    reader = csv.reader(lines, delimiter=_delimiter(head), strict=True)
    cells = 0
    try:
        for row in reader:
            lines.length = 0
            cells += 1 + len(row)
            if len(row) > MOST_COLUMNS:
                raise TooManyColumns(name=name, most=MOST_COLUMNS)
            if cells > MOST_CELLS:
                raise FileTooLarge(name=name)
            yield row
    except csv.Error as error:
        raise OpenQuotation(name=name, line=reader.line_num) from error


class _Lines:
    """The lines of a file, one record of which may not grow beyond LONGEST_LINE characters."""

    def __init__(self, text: io.TextIOWrapper, name: str) -> None:
        self.text, self.name = text, name
        self.length = 0
        self.number = 0

    def __iter__(self) -> Iterator[str]:
        while line := self.text.readline(LONGEST_LINE + 1):
            self.number += 1
            if len(line) > LONGEST_LINE:
                raise LineTooLong(name=self.name, line=self.number)
            if self.length + len(line) > LONGEST_LINE:
                raise OpenQuotation(name=self.name, line=self.number)
            self.length += len(line)
            yield line


def _open(data: bytes, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(data), encoding, newline="")


def _encoding(data: bytes, name: str) -> str:
    """UTF-16 with its mark, UTF-8 with or without, cp932, in this order: detectors guess wrong on short files."""
    for encoding in ("utf-16",) if data.startswith(_UTF16) else ("utf-8-sig", "cp932"):
        try:
            blank = _is_blank(data, encoding, name)
        except UnicodeDecodeError:
            continue
        if blank:
            raise EmptyFile(name=name)
        return encoding
    raise NotText(name=name)


def _is_blank(data: bytes, encoding: str, name: str) -> bool:
    """Whether there is no text at all; raises UnicodeDecodeError where it is not text in this encoding."""
    blank = True
    with _open(data, encoding) as text:
        while piece := text.read(_AT_ONCE):
            if "\x00" in piece:
                raise NotText(name=name)
            blank = blank and not piece.strip()
    return blank


def looks_like_markup(head: str) -> bool:
    """Whether a text begins as a web page or as XML."""
    return head[:_AT_ONCE].lstrip("\ufeff \t\r\n").lower().startswith(_MARKUP)


def _delimiter(head: str) -> str:
    """A comma, unless the first lines have more tabs (Excel's Unicode text) or semicolons and no comma at all."""
    head = "\n".join(head.splitlines()[:_LINES_LOOKED_AT])
    if head.count("\t") > head.count(","):
        return "\t"
    return ";" if ";" in head and "," not in head else ","
