"""Documents as PDF: data set by a template of typst, tagged as PDF/UA-1, the same bytes wherever it is made.

Fonts come from two packages and from typst itself, never from the machine.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from threading import Lock
from typing import Protocol

import typst

FONTS = tuple(Path(str(files(name))) for name in ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold"))
GETA = "\u3013"
"""〓, which printers set for a character that they do not have."""
MARKS = r"\u0300-\u036f\u200c\u200d\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef"
GETA_WITH_MARKS = re.compile(f"{GETA}[{MARKS}]+")
IN_QUOTES = re.compile(r'(?:text|codepoint) `"(.+?)"`')
"""A cluster of characters in a refusal, as a string of Rust."""
ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
SURROGATES = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True)
class PrintedDocument:
    """The document, and the characters that no font has: each once, in their order, printed as 〓."""

    data: bytes
    missing: tuple[str, ...]


Note = Callable[[Sequence[str]], str]
"""The sentence that names characters: these as U+9AD9."""


class Payload(Protocol):
    """Makes the data of a template: ``fonts`` are families beside those that it names itself.

    With ``characters`` it holds these alone, which are drawn one by one.
    """

    def __call__(self, fonts: Sequence[str], characters: Sequence[str] = ()) -> str: ...


def print_pdf(template: Path, payload: Payload, *, note: Note, font_folders: tuple[Path, ...] = ()) -> PrintedDocument:
    """The payload set by a template; ``note`` says at the end which characters no font has."""
    press = _press(template, font_folders)
    while True:
        tried = press.further
        try:
            return _printed(payload, press, note)
        except typst.TypstError as error:
            damaged = {family for family in tried if f'`"{family}"`' in _unescaped(error.diagnostic)}
            if not damaged:
                raise
            press.give_up(damaged)


def _printed(made: Payload, press: "Press", note: Note) -> PrintedDocument:
    """The document with 〓 for each character that no font has; raises TypstError where a font itself is damaged."""
    payload = made(press.further)
    missing = set(SURROGATES.findall(payload))
    missing |= _tried_alone(made, press, _marked(payload) - missing)
    while True:
        named = _named(payload, missing)
        try:
            return PrintedDocument(press.document(_printable(payload, missing), _note(note, named)), named)
        except typst.TypstError as error:
            found = _lacking(made, press, _characters(error) - missing)
            if not found:
                raise
            missing |= found


class Press:
    """A compiler with its fonts, kept warm; one document at a time goes through it."""

    def __init__(self, template: Path, font_folders: tuple[Path, ...]) -> None:
        fonts = typst.Fonts(include_system_fonts=False, font_paths=[*FONTS, *font_folders])
        self.further = _further(fonts, font_folders)
        self._compiler = typst.Compiler(template, template.parent, fonts, ignore_system_fonts=True)
        self._lock = Lock()

    def document(self, payload: str, note: str) -> bytes:
        """The payload set in type; raises TypstError, which names all characters that no font has."""
        with self._lock:
            made = self._compiler.compile(
                format="pdf", sys_inputs={"data": payload, "note": note}, pdf_standards=["ua-1"]
            )
        if not isinstance(made, bytes):
            raise TypeError(made)
        return made

    def give_up(self, families: set[str]) -> None:
        """Do without fonts that turned out to be damaged: one of them stops no document."""
        self.further = tuple(family for family in self.further if family not in families)


@cache
def _press(template: Path, font_folders: tuple[Path, ...]) -> Press:
    """One for each template and set of folders, as long as the program runs: a font added later asks for a restart."""
    return Press(template, font_folders)


def _further(fonts: typst.Fonts, folders: tuple[Path, ...]) -> tuple[str, ...]:
    """The families in the further folders, in the order of their names."""
    places = tuple(folder.resolve() for folder in folders)
    found = ((one.family, Path(one.path).resolve()) for one in fonts.fonts() if one.path)
    return tuple(sorted({family for family, file in found if any(file.is_relative_to(place) for place in places)}))


def _characters(error: typst.TypstError) -> set[str]:
    """The characters that a refusal of typst names; never those that the data is written with."""
    quoted = "".join(IN_QUOTES.findall(error.diagnostic))
    return {one for one in _unescaped(quoted) if not one.isascii()}


def _unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _lacking(made: Payload, press: Press, suspects: set[str]) -> set[str]:
    """Which of them no font has; where each is there alone, the marks are what cannot be drawn with the others."""
    marks = {one for one in suspects if unicodedata.category(one).startswith("M")}
    return _tried_alone(made, press, suspects) or marks or suspects


def _tried_alone(made: Payload, press: Press, suspects: set[str]) -> set[str]:
    """Which of them no font has when each stands alone: typst suspects also what stands before a missing mark."""
    if suspects:
        try:
            press.document(made(press.further, sorted(suspects)), "")
        except typst.TypstError as error:
            return _characters(error) & suspects
    return set()


def _marked(payload: str) -> set[str]:
    """Characters before a combining mark, which typst may lose without a word, and the marks."""
    marks = {one for one in set(payload) if unicodedata.combining(one)}
    pairs = (pair for pair in pairwise(payload if marks else "") if pair[1] in marks)
    return {one for pair in pairs for one in pair if not one.isascii()}


def _named(payload: str, missing: set[str]) -> tuple[str, ...]:
    """The missing characters in the order in which they are read."""
    return tuple(sorted(missing, key=payload.find))


def _printable(payload: str, missing: set[str]) -> str:
    """The payload with what can be drawn; a mark goes with the character that it stood on."""
    return GETA_WITH_MARKS.sub(GETA, payload.translate(dict.fromkeys(map(ord, missing), GETA)))


def _note(note: Note, characters: tuple[str, ...]) -> str:
    """The line below the document; "" where no character is missing."""
    return note([f"U+{ord(one):04X}" for one in characters]) if characters else ""
