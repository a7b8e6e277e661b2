"""What a list is asked for, and what it answers: the same for a page, a file and paper."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar

R = TypeVar("R")
MOST_ROWS = 100_000
"""More rows than this are not put into one file."""


@dataclass(frozen=True)
class ListQuery:
    """The search text, the value of each filter by its name, and the order."""

    text: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    sort: str = ""
    descending: bool = False

    @property
    def key(self) -> Hashable:
        """Equal for equal queries."""
        return self.text, tuple(sorted(self.values.items())), self.sort, self.descending

    @property
    def as_of(self) -> date | None:
        """The day as of which the list is wanted; None where it is today's."""
        value = self.values.get("as_of")
        return date.fromisoformat(value) if value else None

    @property
    def known_until(self) -> date:
        """The last day of which the list may know: today's knows what is to come, too."""
        return self.as_of or date.max

    def value(self, name: str) -> str | None:
        """A filter's value; None where it is not set."""
        return self.values.get(name)


@dataclass(frozen=True)
class Window:
    """The part of a list that is wanted, counted from 0."""

    offset: int = 0
    limit: int = MOST_ROWS


@dataclass(frozen=True)
class Listed(Generic[R]):
    """The rows of a window, and how many there are in the whole list; with ``more`` there are more than that."""

    rows: Sequence[R]
    total: int
    more: bool = False
