"""Files that may be attached to a record: which kinds there are, how they are named, how large they may be."""

import re
from dataclasses import dataclass

from registry.domain.errors import Refusal
from registry.domain.message import N_
from registry.domain.names import clean

LARGEST_ATTACHMENT = 20 * 1024 * 1024
"""Bytes: 20 MB as the office's computers count them."""
LONGEST_NAME = 255
"""Characters."""


@dataclass(frozen=True)
class Upload:
    """A file as it arrived: the name that somebody gave it, and its bytes."""

    name: str
    data: bytes


@dataclass(frozen=True)
class FileKind:
    """A kind that is accepted; ``endings`` are those that its names may have."""

    media_type: str
    endings: tuple[str, ...]


_OPEN_XML = "application/vnd.openxmlformats-officedocument"
_OPEN_DOCUMENT = "application/vnd.oasis.opendocument"

PDF = FileKind("application/pdf", (".pdf",))
PNG = FileKind("image/png", (".png",))
JPEG = FileKind("image/jpeg", (".jpg", ".jpeg", ".jpe", ".jfif"))
GIF = FileKind("image/gif", (".gif",))
TIFF = FileKind("image/tiff", (".tif", ".tiff"))
WEBP = FileKind("image/webp", (".webp",))
DOCX = FileKind(f"{_OPEN_XML}.wordprocessingml.document", (".docx",))
XLSX = FileKind(f"{_OPEN_XML}.spreadsheetml.sheet", (".xlsx",))
PPTX = FileKind(f"{_OPEN_XML}.presentationml.presentation", (".pptx",))
DOC = FileKind("application/msword", (".doc",))
XLS = FileKind("application/vnd.ms-excel", (".xls",))
PPT = FileKind("application/vnd.ms-powerpoint", (".ppt",))
ODT = FileKind(f"{_OPEN_DOCUMENT}.text", (".odt",))
ODS = FileKind(f"{_OPEN_DOCUMENT}.spreadsheet", (".ods",))
ODP = FileKind(f"{_OPEN_DOCUMENT}.presentation", (".odp",))
CSV = FileKind("text/csv", (".csv",))
TEXT = FileKind("text/plain", (".txt",))

KINDS = (PDF, DOCX, XLSX, PPTX, DOC, XLS, PPT, ODT, ODS, ODP, PNG, JPEG, GIF, TIFF, WEBP, CSV, TEXT)


class UnusableFile(Refusal):
    """A file that is not attached; ``name`` is the file's name."""


class EmptyAttachment(UnusableFile):
    sentence = N_("“%(name)s” is empty.")


class AttachmentTooLarge(UnusableFile):
    sentence = N_("“%(name)s” is larger than %(most)s MB. Save it smaller, or divide it into several files.")


class UnknownContent(UnusableFile):
    sentence = N_("“%(name)s” is no PDF, image, Office document or text. Save it as PDF and choose that file.")


class OtherContent(UnusableFile):
    sentence = N_("What is in “%(name)s” is not what its name says: the name of such a file ends in %(endings)s.")


class MacrosInside(UnusableFile):
    sentence = N_("“%(name)s” holds macros. Save it without macros, or as PDF, and choose that file.")


class LockedByPassword(UnusableFile):
    sentence = N_("“%(name)s” is protected by a password. Save it without a password.")


class DamagedAttachment(UnusableFile):
    sentence = N_("“%(name)s” is damaged or was cut off. Save it anew and try again.")


class FileChangedMeanwhile(Refusal):
    sentence = N_("Somebody else has replaced or removed “%(name)s” meanwhile. Look at the files of the record again.")


_NOT_IN_NAMES = re.compile("[\u061c\u200e\u200f\t-\r\x85\u2028\u2029]")
"""Beyond what ``clean`` takes out: marks of direction, ends of lines, tabs."""


def shown_name(typed: str) -> str:
    """A file's name as it is kept: its last part, without control characters and signs that turn what is read.

    A longer one than LONGEST_NAME keeps its ending. "" where nothing is left.
    """
    name = clean(_NOT_IN_NAMES.sub("", re.split(r"[/\\]", typed)[-1])).strip(" .")
    stem, dot, ending = name.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(dot + ending)]}{dot}{ending}"[:LONGEST_NAME] if stem else name[:LONGEST_NAME]
