"""The handover as PDF: its parts set by typst on A4, with the template ``handover.typ`` beside this module."""

from collections.abc import Callable
from pathlib import Path

from registry.exports.handover import HandoverDocument, HandoverPart, Value
from registry.exports.press import PrintedDocument
from registry.exports.sheet_pdf_data import clean_text
from registry.exports.titled_pdf import print_titled

TEMPLATE = Path(__file__).with_name("handover.typ")
Say = Callable[[Value], str]


def handover_pdf(document: HandoverDocument, *, say: Say, font_folders: tuple[Path, ...] = ()) -> PrintedDocument:
    """The document as a tagged PDF; ``say`` puts a value into words."""
    return print_titled(TEMPLATE, document, lambda: _whole(document, say), font_folders=font_folders)


def _whole(document: HandoverDocument, say: Say) -> dict[str, object]:
    return {
        "subtitle": clean_text(document.subtitle),
        "lang": "ja" if document.japanese else "en",
        "parts": [_part(part, say) for part in document.parts],
    }


def _part(part: HandoverPart, say: Say) -> dict[str, object]:
    return {
        "title": clean_text(part.title),
        "empty": clean_text(part.empty),
        "widths": [column.width for column in part.columns],
        "headings": [clean_text(column.heading) for column in part.columns],
        "rows": [[clean_text(say(value)) for value in row] for row in part.rows],
    }
