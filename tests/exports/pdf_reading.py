"""What a PDF says, read with pypdf."""

import io
import re

from pypdf import PdfReader
from pypdf._text_extraction import mult
from pypdf.generic import ArrayObject, DictionaryObject

MILLIMETRE = 72 / 25.4


def reader(pdf):
    return PdfReader(io.BytesIO(pdf.data))


def squeezed(text):
    """Without blanks and ends of lines: where a text broke does not matter."""
    return re.sub(r"\s", "", text)


def pages(pdf):
    return [page.extract_text() for page in reader(pdf).pages]


def all_text(pdf):
    return squeezed("".join(pages(pdf)))


def elements(pdf):
    """Each element of the structure tree with its tag, in reading order."""
    found = []

    def walk(node):
        node = node.get_object()
        if isinstance(node, ArrayObject):
            for child in node:
                walk(child)
        elif isinstance(node, DictionaryObject):
            if "/S" in node and node.get("/Type") != "/MCR":
                found.append((str(node["/S"]), node))
            if "/K" in node:
                walk(node["/K"])

    walk(reader(pdf).trailer["/Root"]["/StructTreeRoot"])
    return found


def fonts(pdf):
    """The name of each font with whether it is embedded and says which characters its glyphs are."""
    found = {}
    for page in reader(pdf).pages:
        for reference in page["/Resources"]["/Font"].values():
            font = reference.get_object()
            inner = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            found[str(font["/BaseFont"])] = any("FontFile" in key for key in inner) and "/ToUnicode" in font
    return found


def places(page):
    """(text, x, y from the bottom, both in mm) of all that a page prints."""
    found = []

    def visit(text, outer, inner, _font, _size):
        if text.strip():
            x, y = mult(inner, outer)[4:]
            found.append((text.strip(), x / MILLIMETRE, y / MILLIMETRE))

    page.extract_text(visitor_text=visit)
    return found
