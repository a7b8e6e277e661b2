"""The tags of one XML part with the bytes where they stand, so that some can be replaced and all others stay.

A tree that is read and written anew would lose how the file was written; here nothing is written but what changes.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

_OPENING = re.compile(rb"""<([^\s:/>"']*+:)?+(?:[^"'>]++|"[^"]*+"|'[^']*+')*+>""")
_TAGS = re.compile(rb"<(/?)(?:[^\s:/<>\"']+:)?(?=[^\s:/<>?!])")


@dataclass(slots=True)
class Tag:
    """``start`` is the place of its first byte, ``inside`` that behind its opening tag, ``end`` that behind it all.

    ``ending`` is where its closing tag begins; the same as ``end`` where it has none. ``text`` is that of a tag without
    tags inside. ``prefix`` is that of its name space, with the colon.
    """

    name: str
    attributes: Mapping[str, str]
    prefix: bytes
    start: int
    inside: int
    ending: int = 0
    end: int = 0
    text: str = ""


Handler = Callable[[Tag], None]
Edit = tuple[int, int, bytes]
"""From where to where in the bytes of a part, and what stands there instead."""


@dataclass
class _Reader:
    part: bytes
    opened: Mapping[str, Handler]
    closed: Mapping[str, Handler]
    open: list[Tag] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)

    def read(self) -> None:
        self.parser = expat.ParserCreate("UTF-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.pieces.append
        self.parser.Parse(self.part, True)  # noqa: FBT003 - expat takes it by place only

    def _start(self, full_name: str, attributes: dict[str, str]) -> None:
        name = full_name.rpartition(":")[2]
        if name not in self.closed and name not in self.opened:
            return
        start = self.parser.CurrentByteIndex
        found = _OPENING.match(self.part, start)
        if found is None:
            raise ValueError("a part in another encoding")
        tag = Tag(name, attributes, found[1] or b"", start, found.end())
        self.open.append(tag)
        self.pieces.clear()
        if name in self.opened:
            self.opened[name](tag)

    def _end(self, full_name: str) -> None:
        name = full_name.rpartition(":")[2]
        if name not in self.closed and name not in self.opened:
            return
        tag = self.open.pop()
        if name in self.closed:
            tag.ending = tag.end = tag.inside
            if self.part[tag.inside - 2 : tag.inside] != b"/>":
                tag.ending = self.parser.CurrentByteIndex
                tag.end = self.part.index(b">", tag.ending) + 1
            tag.text = "".join(self.pieces)
            self.closed[name](tag)


def read_tags(part: bytes, closed: Mapping[str, Handler], opened: Mapping[str, Handler] | None = None) -> None:
    """Hand over the tags of these names (without prefix), each when it opens or when it closes.

    ``part`` is well-formed, in UTF-8, and declares nothing: it was checked when it came in. Raises ExpatError and
    ValueError for any other.
    """
    _Reader(part, opened or {}, closed).read()


def tags_of(part: bytes, *names: str) -> list[Tag]:
    """The tags of these names in the order in which they close; for parts that have few of them."""
    found: list[Tag] = []
    read_tags(part, dict.fromkeys(names, found.append))
    return found


def edited(part: bytes, edits: Iterable[Edit]) -> bytes:
    """The part with some of its bytes replaced; edits at one place keep their order."""
    pieces, at = [], 0
    for start, end, instead in sorted(edits, key=lambda edit: edit[:2]):
        pieces += [part[at:start], instead]
        at = end
    return b"".join((*pieces, part[at:]))


def without(opening: bytes, *names: str) -> bytes:
    """An opening tag without some of its attributes."""
    return re.sub(rb"""\s(?:%b)\s*=\s*(?:"[^"]*"|'[^']*')""" % "|".join(names).encode(), b"", opening)


def prefixed(xml: bytes, prefix: bytes) -> bytes:
    """The same tags as another part calls them."""
    return _TAGS.sub(rb"<\1" + prefix, xml)


def escaped(text: str) -> bytes:
    """Text as it stands between two tags."""
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\r", "&#13;")):
        text = text.replace(sign, written)
    return text.encode()
