"""One part of a workbook, walked through by expat before its reader sees it: what it could do to memory is refused."""

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol
from xml.parsers import expat

from registry.imports.limits import DEEPEST_TAG, LONGEST_TAG, MOST_ATTRIBUTES, MOST_NAMES, MOST_PIECES
from registry.imports.refusals import DamagedFile, FileTooLarge

_PIECES = (b"<", b"&", b"\n", b"\r")
_UNBOUNDED = ((b"<!--", b"-->"), (b"<![CDATA[", b"]]>"), (b"<?", b"?>"))


class Watcher(Protocol):
    """What wants to know of some tags, by their names: ``opening`` with their attributes, and ``closing``."""

    opening: Mapping[str, Callable[[dict[str, str]], None]]
    closing: Mapping[str, Callable[[], None]]

    def name_of(self, tag: str) -> str:
        """The name under which a tag is looked up."""

    def text(self, text: str) -> None:
        """Text between two tags."""


class _Bomb(Exception):
    """XML that is allowed, but made to cost."""


def walk(part: bytes, watcher: Watcher, name: str) -> None:
    """Show the tags of a part to a watcher. Raises DamagedFile or FileTooLarge; a DOCTYPE is never wanted."""
    _check_lengths(part, name)
    parser = expat.ParserCreate("UTF-8")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler, parser.EndElementHandler = _handlers(watcher, parser.intern)
    parser.CharacterDataHandler = watcher.text
    try:
        parser.Parse(part, True)  # noqa: FBT003 - expat takes it by place only
    except (expat.ExpatError, ValueError) as error:
        raise DamagedFile(name=name) from error
    except _Bomb as error:
        raise FileTooLarge(name=name) from error


def _handlers(
    watcher: Watcher, names: Mapping[str, str]
) -> tuple[Callable[[str, dict[str, str]], None], Callable[[str], None]]:
    """The two that expat calls, a million times: what was looked up for a tag is kept. ``names`` grows meanwhile."""
    depth = 0
    opening: dict[str, Callable[[dict[str, str]], None] | None] = {}
    closing: dict[str, Callable[[], None] | None] = {}

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST_TAG or len(attributes) > MOST_ATTRIBUTES or len(names) > MOST_NAMES:
            raise _Bomb
        if tag not in opening:
            opening[tag] = watcher.opening.get(watcher.name_of(tag))
            closing[tag] = watcher.closing.get(watcher.name_of(tag))
        if (handler := opening[tag]) is not None:
            handler(attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        if (handler := closing[tag]) is not None:
            handler()

    return start, end


def _refuse_doctype(*_declaration: object) -> None:
    raise ValueError("a workbook declares no entities")


def _check_lengths(part: bytes, name: str) -> None:
    """No tag, text, comment or section so long that a parser would have to hold it, and not too many of them."""
    if sum(map(part.count, _PIECES)) > MOST_PIECES:
        raise FileTooLarge(name=name)
    spans = range(0, len(part) - LONGEST_TAG + 1, LONGEST_TAG)
    if any(part.find(b"<", start, start + LONGEST_TAG) < 0 for start in spans):
        raise FileTooLarge(name=name)
    if any(length > LONGEST_TAG for opening, closing in _UNBOUNDED for length in _lengths(part, opening, closing)):
        raise FileTooLarge(name=name)


def _lengths(part: bytes, opening: bytes, closing: bytes) -> Iterator[int]:
    start = part.find(opening)
    while start >= 0:
        end = part.find(closing, start)
        end = len(part) if end < 0 else end
        yield end - start
        start = part.find(opening, end)
