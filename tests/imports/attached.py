"""Small files of every kind that may be attached, and of kinds that may not."""

import io
import zipfile

from registry.imports.compound_files import container_of
from tests.imports.files import workbook
from tests.imports.hostile import old_excel, opendocument

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\0\0\0\0:~\x9bU"
JPEG = b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0\xff\xd9"
GIF = b"GIF89a\1\0\1\0\x80\0\0\0\0\0\xff\xff\xff,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
TIFF = b"II*\0\x08\0\0\0\0\0\0\0\0\0"
WEBP = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0"
HTML = b"<!DOCTYPE html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
EXE = b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0" + b"This program cannot be run in DOS mode.\r\r\n$" + bytes(40)


def archive(packing: int = zipfile.ZIP_DEFLATED, /, **parts: str | bytes) -> bytes:
    """An archive of these parts, in this order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packing) as new:
        for name, content in parts.items():
            new.writestr(name, content)
    return out.getvalue()


def open_xml(main: str, **parts: str | bytes) -> bytes:
    """A document of Office whose main part is of this type."""
    listed = f'<Types><Override PartName="/x.xml" ContentType="application/vnd.{main}+xml"/></Types>'
    return archive(**{"[Content_Types].xml": listed, "x.xml": "<x/>", **parts})


def docx(**parts: str | bytes) -> bytes:
    return open_xml("openxmlformats-officedocument.wordprocessingml.document.main", **parts)


def pptx() -> bytes:
    return open_xml("openxmlformats-officedocument.presentationml.presentation.main")


def odf(kind: str, **parts: str | bytes) -> bytes:
    return archive(mimetype=f"application/vnd.oasis.opendocument.{kind}", **parts)


def old_office(stream: str) -> bytes:
    """A document of the old Office that keeps its text in this stream."""
    title = stream.encode("utf-16-le").ljust(40, b"\0")
    return container_of(bytes(5_000)).replace("Workbook".encode("utf-16-le").ljust(40, b"\0"), title)


GOOD = {
    "協定書.pdf": (PDF, "application/pdf"),
    "写真.PNG": (PNG, "image/png"),
    "写真.jpg": (JPEG, "image/jpeg"),
    "写真.jpeg": (JPEG, "image/jpeg"),
    "図.gif": (GIF, "image/gif"),
    "スキャン.tif": (TIFF, "image/tiff"),
    "写真.webp": (WEBP, "image/webp"),
    "議事録.docx": (docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "一覧.xlsx": (workbook(S=[["x"]]), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "説明.pptx": (pptx(), "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    "議事録.doc": (old_office("WordDocument"), "application/msword"),
    "一覧.xls": (old_excel(["x"]), "application/vnd.ms-excel"),
    "説明.ppt": (old_office("PowerPoint Document"), "application/vnd.ms-powerpoint"),
    "議事録.odt": (odf("text"), "application/vnd.oasis.opendocument.text"),
    "一覧.ods": (opendocument(""), "application/vnd.oasis.opendocument.spreadsheet"),
    "説明.odp": (odf("presentation"), "application/vnd.oasis.opendocument.presentation"),
    "メモ.txt": ("市役所にて\r\n".encode("cp932"), "text/plain"),
    "メモ2.txt": ("市役所にて\n".encode(), "text/plain"),
    "メモ3.txt": ("<重要> 市役所にて".encode("utf-16"), "text/plain"),
    "一覧.csv": ("番号,名称\n1,あおば\n".encode("utf-8-sig"), "text/csv"),
}
"""Name: bytes, and the media type that the registry decides on."""
