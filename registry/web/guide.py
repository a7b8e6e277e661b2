"""The user guide: markdown files in both languages, a topic each, rendered once."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

FOLDER = Path(__file__).parents[2] / "docs" / "guide"
TOPICS = (
    "start",
    "home",
    "organizations",
    "agreements",
    "meetings",
    "projects",
    "delegation",
    "reports",
    "deadlines",
    "handover",
    "lists",
    "forms",
    "files",
    "imports",
    "duplicates",
    "sheets",
    "administration",
    "keyboard",
    "trouble",
)
"""The topics in the order of the contents: docs/guide/<language>/<topic>.md."""
ANCHORED = re.compile(r"(?P<words>.+?) *\{#(?P<anchor>[a-z0-9-]+)\}")
"""A heading as the files write it: its words, then its anchor, the same in both languages."""
ANOTHER_TOPIC = re.compile(r"([a-z]+)\.md(#[a-z0-9-]+)?")


@dataclass(frozen=True)
class Heading:
    words: str
    anchor: str


@dataclass(frozen=True)
class Topic:
    """``about`` is the first paragraph, ``body`` what follows it, ``headings`` what can be jumped to."""

    name: str
    title: str
    about: str
    body: Markup
    headings: tuple[Heading, ...]


@functools.cache
def get_topic(name: str, locale: str) -> Topic:
    """A topic in a language; both must be known ones, they become the name of a file."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    tokens = markdown.parse((FOLDER / locale / f"{name}.md").read_text(encoding="utf-8"))
    title, about = (token.content for token in [one for one in tokens if one.type == "inline"][:2])
    headings = tuple(_anchored(tokens))
    _prepare(tokens, between_lines="" if locale == "ja" else "\n")
    end_of_about = next(place for place, token in enumerate(tokens) if token.type == "paragraph_close")
    body = markdown.renderer.render(tokens[end_of_about + 1 :], markdown.options, {})
    return Topic(name, title, about, Markup(body), headings)  # noqa: S704 - html in the files is off


def _anchored(tokens: Sequence[Token]) -> list[Heading]:
    """Give each heading its anchor as its id, and take it out of its words."""
    found = []
    for opening, inline in pairwise(tokens):
        match = ANCHORED.fullmatch(inline.content) if opening.type == "heading_open" else None
        if match is not None:
            opening.attrSet("id", match["anchor"])
            inline.children = [Token("text", "", 0, content=match["words"])]
            if opening.tag == "h2":
                found.append(Heading(match["words"], match["anchor"]))
    return found


def _prepare(tokens: Sequence[Token], *, between_lines: str) -> None:
    """Give tables their look and links to other files the other topic; no space comes between Japanese lines."""
    for token in tokens:
        if token.type == "table_open":
            token.attrSet("class", "table-plain")
        elif token.type == "th_open":
            token.attrSet("scope", "col")
        for child in token.children or ():
            if child.type == "softbreak":
                child.type, child.content = "text", between_lines
            elif child.type == "link_open":
                child.attrSet("href", ANOTHER_TOPIC.sub(r"\1\2", str(child.attrGet("href"))))
