"""Which workbooks can be a city's own form is told by their content; what was made to do harm is refused in time."""

import io
import zipfile

import pytest
import xlwt

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
from registry.imports.compound_files import container_of
from registry.imports.own_forms import check_own_form
from tests.exports.own_forms import BOOK, HEAD, MAIN, SHEET, STRINGS, WITH_MACROS, book, packed, parts_of
from tests.imports.attached import PDF
from tests.imports.hostile import with_parts

ENTITY = f'<!DOCTYPE worksheet [<!ENTITY x SYSTEM "file:///etc/passwd">]><worksheet xmlns="{MAIN}">&x;</worksheet>'


def old_workbook() -> bytes:
    out = io.BytesIO()
    made = xlwt.Workbook()
    made.add_sheet("S").write(0, 0, "{{head.title}}")
    made.save(out)
    return out.getvalue()


def encrypted() -> bytes:
    """As Excel writes a workbook with a password."""
    data = bytearray(container_of(b"x" * 5000))
    place = data.find("Workbook".encode("utf-16-le"))
    written = "EncryptedPackage".encode("utf-16-le")
    data[place : place + len(written)] = written
    return bytes(data)


def with_encrypted_member() -> bytes:
    data = bytearray(book())
    for signature, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = data.find(signature)
        data[place + flags] |= 1
    return bytes(data)


def twice_the_same_part() -> bytes:
    out = io.BytesIO(book())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr(SHEET.upper(), "<x/>")
    return out.getvalue()


def bomb(parts: dict[str, str | bytes]) -> bytes:
    return with_parts(book(), parts)


REFUSED = {
    "nothing": (b"", NoWorkbook),
    "a pdf": (PDF, NoWorkbook),
    "a csv": ("名称,値".encode(), NoWorkbook),
    "an archive of other files": (packed({"a.txt": "x"}), NoWorkbook),
    "a document": (
        book(kind="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
        NoWorkbook,
    ),
    "a binary workbook": (book(kind="application/vnd.ms-excel.sheet.binary.macroEnabled.main"), NoWorkbook),
    "an old workbook": (old_workbook(), OldWorkbook),
    "a workbook with a password": (encrypted(), LockedForm),
    "an archive with a password": (with_encrypted_member(), LockedForm),
    "an old container that was cut off": (old_workbook()[:700], DamagedForm),
    "a workbook that was cut off": (book()[:-200], DamagedForm),
    "a part that is no XML": (bomb({SHEET: "<worksheet><row></worksheet>"}), DamagedForm),
    "a part in another encoding": (bomb({SHEET: f'<worksheet xmlns="{MAIN}"/>'.encode("utf-16")}), DamagedForm),
    "two parts of one name": (twice_the_same_part(), DamagedForm),
    "an external entity": (bomb({SHEET: ENTITY}), EntitiesInForm),
    "an entity in the strings": (bomb({STRINGS: HEAD + '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), EntitiesInForm),
    "an entity in the workbook": (bomb({BOOK: '<!DOCTYPE a SYSTEM "http://example.com/a.dtd"><a/>'}), EntitiesInForm),
    "a part of 100 MB": (bomb({"xl/media/image1.png": bytes(100_000_000)}), OverfullForm),
    "many parts of 10 MB": (bomb({f"xl/{n}.bin": bytes(10_000_000) for n in range(7)}), OverfullForm),
    "many tags": (bomb({SHEET: "<a>" + "<b/>" * 1_000_000 + "</a>"}), OverfullForm),
    "many tags in several parts": (
        bomb({f"xl/worksheets/{n}.xml": "<a>" + "<b/>" * 400_000 + "</a>" for n in range(3)}),
        OverfullForm,
    ),
    "deep tags": (bomb({SHEET: "<a>" * 5_000 + "</a>" * 5_000}), OverfullForm),
    "too many parts": (packed({f"xl/{n}": "" for n in range(5_001)}), OverfullForm),
    "too large": (b"PK\x03\x04" + bytes(LARGEST_FORM), FormTooLarge),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_filled_is_refused_by_its_name(what):
    data, refusal = REFUSED[what]
    with pytest.raises(refusal) as raised:
        check_own_form(data, "様式.xlsx")
    assert type(raised.value) is refusal
    assert "様式.xlsx" in str(raised.value)


def test_a_workbook_with_or_without_macros_is_told_by_its_content():
    assert check_own_form(book(), "様式.xlsm") is FormKind.PLAIN
    assert check_own_form(book(kind=WITH_MACROS), "様式.xlsx") is FormKind.WITH_MACROS


def test_what_another_program_keeps_for_itself_may_be_written_in_any_way():
    parts = {"customXml/item1.xml": '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16")}
    assert check_own_form(with_parts(book(), parts), "様式.xlsx") is FormKind.PLAIN


def test_a_form_of_20_mb_is_taken():
    data = packed(parts_of(book()))
    stored = io.BytesIO(data)
    with zipfile.ZipFile(stored, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr("xl/media/image1.png", bytes(LARGEST_FORM - len(data) - 1_000))
    assert check_own_form(stored.getvalue(), "様式.xlsx") is FormKind.PLAIN
