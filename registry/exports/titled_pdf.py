"""What documents with a title, a city and a day have in common as PDF, whatever their template sets below it."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Protocol

from registry.exports.press import PrintedDocument, print_pdf
from registry.exports.sheet_pdf_data import clean_text


class Titled(Protocol):
    """``as_of`` is the day of the data, ``note`` the sentence that names ``{characters}`` that no font has."""

    @property
    def title(self) -> str: ...
    @property
    def city(self) -> str: ...
    @property
    def as_of(self) -> date: ...
    @property
    def note(self) -> str: ...


def print_titled(
    template: Path,
    document: Titled,
    content: Callable[[], Mapping[str, object]],
    *,
    font_folders: tuple[Path, ...] = (),
) -> PrintedDocument:
    """The document as a tagged PDF; ``content`` makes what stands below the title, left out where fonts are tried."""

    def payload(fonts: Sequence[str], characters: Sequence[str] = ()) -> str:
        data = {
            "title": clean_text(document.title),
            "author": [clean_text(document.city)] if document.city else [],
            "date": [document.as_of.year, document.as_of.month, document.as_of.day],
            "fonts": list(fonts),
            "characters": list(characters),
            "whole": [] if characters else [content()],
        }
        return json.dumps(data, ensure_ascii=False)

    return print_pdf(
        template,
        payload,
        note=lambda characters: document.note.replace("{characters}", ", ".join(characters)),
        font_folders=font_folders,
    )
