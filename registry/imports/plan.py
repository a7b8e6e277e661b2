"""What an import will write, fully decided before anything is written: new bodies, new records, changed records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from registry.domain.vocabulary import Noun
from registry.imports.bodies import NewBody
from registry.imports.report import Report


@dataclass(frozen=True)
class Request:
    """What somebody asks to have imported; ``city`` is the city's own name, blank where it is not set.

    The file is kept as its bytes: a plan that is made anew reads it once more, and its rows need no room meanwhile.
    """

    kind: Noun
    file: str
    data: bytes = field(repr=False)
    city: str = ""


@dataclass(slots=True)
class Creation:
    """A record to make; ``id`` is negative until it has one. ``key`` is what a row without a number is known by.

    Never changed: slots alone are quicker to make.
    """

    id: int
    draft: Any
    key: str | None = None


@dataclass(frozen=True)
class Update:
    """A record to change: all its values as they will be, and the version and the values they were reckoned from."""

    id: int
    version: int
    before: Any
    draft: Any
    key: str | None = None


@dataclass(frozen=True)
class Plan:
    """The outcome of planning; ``head`` is the state of the registry that it was reckoned from.

    ``relies_on`` are the records that rows were found to be, ``names`` the names of bodies that the file was asked for,
    ``met`` the registered bodies that they mean or may mean, ``new_departments`` folded names that it brings.
    In the drafts a negative id means the body or the record that this same plan makes under it. ``seen`` are the
    records that stay as they are and were touched by no import before, with the key of their row.
    """

    request: Request
    head: int
    report: Report
    bodies: tuple[NewBody, ...] = ()
    creations: tuple[Creation, ...] = ()
    updates: tuple[Update, ...] = ()
    seen: Mapping[int, str | None] = field(default_factory=dict)
    relies_on: frozenset[int] = frozenset()
    names: frozenset[str] = frozenset()
    met: frozenset[int] = frozenset()
    new_departments: frozenset[str] = frozenset()
