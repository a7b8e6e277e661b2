"""What may be attached is told by its content; whatever it is called, what may do harm is refused."""

import io
import time
import zipfile

import pytest

from registry.domain.attached_files import (
    KINDS,
    AttachmentTooLarge,
    DamagedAttachment,
    EmptyAttachment,
    LockedByPassword,
    MacrosInside,
    OtherContent,
    UnknownContent,
    UnusableFile,
)
from registry.imports.attached_files import kind_of
from tests.imports.attached import EXE, GIF, GOOD, HTML, JPEG, PDF, PNG, SVG, archive, docx, odf, old_office, open_xml
from tests.imports.hostile import encrypted_office, lying, nested

LARGEST = 20_971_520
MACROS = "ms-word.document.macroEnabled.main"


@pytest.mark.parametrize("name", GOOD)
def test_a_file_is_what_its_content_says(name):
    data, media_type = GOOD[name]
    assert kind_of(name, data).media_type == media_type


def test_every_kind_has_its_example():
    assert {media_type for _, media_type in GOOD.values()} == {kind.media_type for kind in KINDS}


@pytest.mark.parametrize("data", [HTML, SVG, EXE, b"\xef\xbb\xbf  <HTML>", b"<?xml version='1.0'?><x/>", b"{\\rtf1 x}"])
@pytest.mark.parametrize("name", ["協定書.pdf", "写真.png", "メモ.txt", "一覧.csv", "議事録.docx", "x.html", "x.exe"])
def test_pages_pictures_with_scripts_and_programs_are_refused_under_every_name(data, name):
    with pytest.raises(UnknownContent):
        kind_of(name, data)


@pytest.mark.parametrize(
    ("name", "data", "endings"),
    [
        ("写真.jpg", PNG, ".png"),
        ("写真.png", JPEG, ".jpg, .jpeg"),
        ("起動.bat", b"del *.*\r\n", ".txt, .csv"),
        ("起動.js", b"alert(1)", ".txt, .csv"),
        ("協定書.pdf", "本文".encode(), ".txt, .csv"),
        ("協定書.pdf.exe", PDF, ".pdf"),
        ("協定書", PDF, ".pdf"),
        ("", PDF, ".pdf"),
        ("議事録.docm", docx(), ".docx"),
    ],
)
def test_a_name_that_opens_another_program_is_refused_with_the_right_ending(name, data, endings):
    with pytest.raises(OtherContent) as refused:
        kind_of(name, data)
    assert refused.value.values["endings"] == endings


@pytest.mark.parametrize(
    ("name", "data", "refusal"),
    [
        ("a.pdf", b"", EmptyAttachment),
        ("a.txt", bytes(10), UnknownContent),
        ("a.txt", b"caf\xe9 \x81", UnknownContent),
        ("a.txt", b"\x1b[2J", UnknownContent),
        ("a.pdf", PDF[:40], DamagedAttachment),
        ("a.pdf", b"\n" + PDF, OtherContent),
        ("a.docx", archive(**{"readme.txt": "only packed together"}), UnknownContent),
        ("a.docx", docx()[:-30], DamagedAttachment),
        ("a.docx", docx(**{"word/vbaProject.bin": b"x"}), MacrosInside),
        ("a.docx", open_xml(MACROS), MacrosInside),
        ("a.docm", open_xml(MACROS), MacrosInside),
        ("a.xlsb", open_xml("ms-excel.sheet.binary.macroEnabled.main"), MacrosInside),
        ("a.dotx", open_xml("openxmlformats-officedocument.wordprocessingml.template.main"), UnknownContent),
        ("a.odt", odf("text", **{"Basic/Standard/Module1.xml": "<x/>"}), MacrosInside),
        ("a.odt", odf("text", **{"Scripts/python/x.py": "x"}), MacrosInside),
        ("a.odt", odf("text", **{"META-INF/manifest.xml": "<manifest:encryption-data/>"}), LockedByPassword),
        ("a.odg", odf("graphics"), UnknownContent),
        ("a.docx", encrypted_office(), LockedByPassword),
        ("a.doc", old_office("Macros"), MacrosInside),
        ("a.xls", old_office("_VBA_PROJECT_CUR"), MacrosInside),
        ("a.msg", old_office("__properties"), UnknownContent),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), DamagedAttachment),
        ("a.jar", archive(**{"META-INF/MANIFEST.MF": "Main-Class: x"}), UnknownContent),
        ("a.zip", nested(2), UnknownContent),
    ],
)
def test_what_cannot_be_relied_on_is_refused_with_its_reason(name, data, refusal):
    with pytest.raises(refusal):
        kind_of(name, data)


def test_the_limit_is_20_mb_and_not_a_byte_more():
    text = b"a" * LARGEST
    assert kind_of("a.txt", text).media_type == "text/plain"
    with pytest.raises(AttachmentTooLarge, match="20 MB"):
        kind_of("a.txt", text + b"a")


def test_an_archive_that_would_unpack_to_more_than_a_gigabyte_is_refused():
    with pytest.raises(DamagedAttachment):
        kind_of("a.docx", lying(docx(**{"word/document.xml": "<x/>"}), "word/document.xml", 2_000_000_000))


def test_a_list_of_parts_that_unpacks_to_a_gigabyte_is_not_unpacked():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as new, new.open("[Content_Types].xml", "w") as part:
        for _ in range(500):
            part.write(bytes(1 << 21))
    started = time.process_time()
    with pytest.raises(UnknownContent):
        kind_of("a.docx", bomb.getvalue())
    assert time.process_time() - started < 1


def test_an_archive_of_far_too_many_parts_is_refused():
    many = io.BytesIO()
    with zipfile.ZipFile(many, "w") as new:
        for number in range(5_001):
            new.writestr(str(number), b"")
    with pytest.raises(DamagedAttachment):
        kind_of("a.docx", many.getvalue())


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("a.gif", GIF.replace(b";", b"/*") + b"*/=1;alert(1)", "image/gif"),
        ("a.jpg", JPEG + archive(**{"x.html": HTML}), "image/jpeg"),
        ("a.pdf", PDF + HTML + b"%%EOF", "application/pdf"),
    ],
)
def test_a_file_that_is_two_things_at_once_is_the_harmless_one(name, data, media_type):
    assert kind_of(name, data).media_type == media_type
    with pytest.raises(UnusableFile):
        kind_of("a.html", data)
