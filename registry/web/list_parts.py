"""The parts of a list's page that stand around its table, for templates."""

from collections.abc import Mapping
from dataclasses import dataclass

from registry.web.pages import Pages


@dataclass(frozen=True)
class Link:
    text: str
    address: str
    current: bool = False
    count: str = ""


@dataclass(frozen=True)
class Chip:
    """A condition that is set, and the address without it."""

    label: str
    value: str
    without: str


@dataclass(frozen=True)
class OpenFilter:
    """A condition that can be set: links to its values, or a field to type one into."""

    name: str
    label: str
    links: tuple[Link, ...]
    hint: str
    kept: tuple[tuple[str, str], ...]
    wrong: str = ""
    """What was typed and not understood."""


@dataclass(frozen=True)
class SortLink:
    """A column's heading: where it leads, and how the list is sorted by it now (``ascending``, ``descending``)."""

    address: str
    now: str


@dataclass(frozen=True)
class ListPage:
    """All that stands around the table of a list."""

    address: str
    text: str
    search_hint: str
    kept: tuple[tuple[str, str], ...]
    tabs: tuple[Link, ...]
    chips: tuple[Chip, ...]
    filters: tuple[OpenFilter, ...]
    sorts: Mapping[str, SortLink]
    files: tuple[Link, ...]
    pages: Pages
    total: str
    more: bool
    """Whether there are more than the total says."""
    whole: str
    saved_as: str
    """The conditions as one text, to be kept under a name."""
    is_filtered: bool
    """Whether anything narrows the list down."""
