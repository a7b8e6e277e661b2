"""The handover as PDF: its parts set by typst on A4, with the template ``handover.typ`` beside this module."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from registry.exports.handover import HandoverDocument, HandoverPart, Value
from registry.exports.press import PrintedDocument, print_pdf
from registry.exports.sheet_pdf_data import clean_text

TEMPLATE = Path(__file__).with_name("handover.typ")
Say = Callable[[Value], str]


def handover_pdf(document: HandoverDocument, *, say: Say, font_folders: tuple[Path, ...] = ()) -> PrintedDocument:
    """The document as a tagged PDF; ``say`` puts a value into words."""

    def payload(fonts: Sequence[str], characters: Sequence[str] = ()) -> str:
        parts = () if characters else document.parts
        data = {
            "title": clean_text(document.title),
            "subtitle": "" if characters else clean_text(document.subtitle),
            "author": [clean_text(document.city)] if document.city else [],
            "date": [document.as_of.year, document.as_of.month, document.as_of.day],
            "lang": "ja" if document.japanese else "en",
            "fonts": list(fonts),
            "parts": [_part(part, say) for part in parts],
            "characters": list(characters),
        }
        return json.dumps(data, ensure_ascii=False)

    return print_pdf(
        TEMPLATE,
        payload,
        note=lambda characters: document.note.replace("{characters}", ", ".join(characters)),
        font_folders=font_folders,
    )


def _part(part: HandoverPart, say: Say) -> dict[str, object]:
    return {
        "title": clean_text(part.title),
        "empty": clean_text(part.empty),
        "widths": [column.width for column in part.columns],
        "headings": [clean_text(column.heading) for column in part.columns],
        "rows": [[clean_text(say(value)) for value in row] for row in part.rows],
    }
