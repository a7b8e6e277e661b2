"""Texts of cells in runs of one look each, with their furigana: read, and written with a part of them replaced."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from registry.exports.own_form_tags import Handler, Tag, escaped, prefixed

Span = tuple[int, int, str]
"""From which to which character, and the text in place of them."""


@dataclass(frozen=True)
class Run:
    """``look`` is its rPr as the file has it, blank where it has the cell's own."""

    look: bytes
    text: str


@dataclass(frozen=True)
class Reading:
    """Furigana over a part of the text, counted in UTF-16 units."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class RichText:
    """``kana`` is the phoneticPr as the file has it: how furigana are shown."""

    runs: tuple[Run, ...]
    readings: tuple[Reading, ...] = ()
    kana: bytes = b""

    @property
    def text(self) -> str:
        """All runs in one."""
        return "".join(run.text for run in self.runs)

    def replaced(self, spans: Sequence[Span]) -> "RichText":
        """With other texts in some places: each in the look with which its place begins.

        Furigana over what stays move along.
        """
        runs, at = [], 0
        for run in self.runs:
            runs.append(replace(run, text=_piece(run.text, at, spans)))
            at += len(run.text)
        kept = tuple(run for run in runs if run.text) or (Run(b"", ""),)
        return replace(self, runs=kept, readings=tuple(_moved(self.readings, self.text, spans)))

    def xml(self, prefix: bytes, tag: bytes = b"is") -> bytes:
        """The text as a tag: ``is`` in a cell that keeps it for itself, ``si`` among the shared ones."""
        if len(self.runs) == 1 and not self.runs[0].look:
            text = _written(prefix, self.runs[0].text)
        else:
            looks = (prefixed(run.look, prefix) + _written(prefix, run.text) for run in self.runs)
            text = b"".join(b"<%br>%b</%br>" % (prefix, look, prefix) for look in looks)
        readings = b"".join(
            b'<%brPh sb="%d" eb="%d">%b</%brPh>' % (prefix, one.start, one.end, _written(prefix, one.text), prefix)
            for one in self.readings
        )
        whole = prefix + tag
        return b"<%b>%b%b%b</%b>" % (whole, text, readings, prefixed(self.kana, prefix), whole)


def _written(prefix: bytes, text: str) -> bytes:
    return b'<%bt xml:space="preserve">%b</%bt>' % (prefix, escaped(text), prefix)


def _piece(text: str, at: int, spans: Iterable[Span]) -> str:
    """What becomes of a run that begins at a character of the whole."""
    kept, done = "", 0
    for start, end, instead in ((start - at, end - at, instead) for start, end, instead in spans):
        if end <= 0 or start >= len(text):
            continue
        if start >= 0:
            kept += text[done:start] + instead
        done = min(end, len(text))
    return kept + text[done:]


def _moved(readings: Iterable[Reading], text: str, spans: Sequence[Span]) -> Iterator[Reading]:
    """The furigana over what stays, where it stands then."""
    places = [(units(text[:start]), units(text[:end]), units(instead)) for start, end, instead in spans]
    for one in readings:
        if all(one.end <= start or end <= one.start for start, end, _length in places):
            by = sum(length - (end - start) for start, end, length in places if end <= one.start)
            yield replace(one, start=one.start + by, end=one.end + by)


def units(text: str) -> int:
    """How long a text is as Excel counts it, in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass
class TextReader:
    """Puts the texts of a part together, tag by tag; ``done`` gets each ``si`` or ``is``."""

    part: bytes
    done: Callable[[RichText, Tag], None]
    text: str = ""
    before_readings: str = ""
    look: bytes = b""
    kana: bytes = b""
    runs: list[Run] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)

    @property
    def opened(self) -> dict[str, Handler]:
        """What to do when which tag opens."""
        return {"rPh": self._readings_begin}

    @property
    def closed(self) -> dict[str, Handler]:
        """What to do when which tag closes."""
        whole = dict.fromkeys(("si", "is"), self._whole)
        parts = {"t": self._t, "rPr": self._look, "r": self._run, "rPh": self._reading, "phoneticPr": self._kana}
        return whole | parts

    def _t(self, tag: Tag) -> None:
        self.text += tag.text

    def _look(self, tag: Tag) -> None:
        self.look = self.part[tag.start : tag.end]

    def _kana(self, tag: Tag) -> None:
        self.kana = self.part[tag.start : tag.end]

    def _run(self, _tag: Tag) -> None:
        self.runs.append(Run(self.look, self.text))
        self.text, self.look = "", b""

    def _readings_begin(self, _tag: Tag) -> None:
        self.before_readings += self.text
        self.text = ""

    def _reading(self, tag: Tag) -> None:
        start, end = (int(value) if (value := tag.attributes.get(name, "")).isdecimal() else 0 for name in ("sb", "eb"))
        self.readings.append(Reading(start, end, self.text))
        self.text = ""

    def _whole(self, tag: Tag) -> None:
        plain = self.before_readings + self.text
        if plain or not self.runs:
            self.runs.insert(0, Run(b"", plain))
        self.done(RichText(tuple(self.runs), tuple(self.readings), self.kana), tag)
        self.text = self.before_readings = ""
        self.look = self.kana = b""
        self.runs.clear()
        self.readings.clear()
