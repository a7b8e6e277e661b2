"""Choosing records: by id where the list of candidates helped, else by the name or number that was typed."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from flask import current_app
from flask_babel import gettext as _
from wtforms import Field
from wtforms.validators import StopValidation

from registry.domain.errors import TooMuchSent
from registry.domain.message import N_
from registry.domain.names import clean

SEPARATORS = re.compile(r"[、;；\n\r]+")
FINDERS = "record_finders"
MOST = 1000
"""More than one form can mean; they are refused and never cut."""
LONG = 10
"""Digits of a number that is no id any more."""


class Choosable(Protocol):
    """A record to choose: what a form sends for it, its name, and what tells it from others of that name."""

    @property
    def id(self) -> int | None: ...
    @property
    def name(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def below(self) -> str: ...


C = TypeVar("C", bound=Choosable)


@dataclass(frozen=True)
class Candidate:
    """A record that a form can choose."""

    id: int
    name: str
    below: str = ""

    @property
    def value(self) -> str:
        """What a form sends for it."""
        return str(self.id)


@dataclass(frozen=True)
class Finder(Generic[C]):
    """How forms find records of one noun: handed in where the app is set up, since a form reads nothing itself."""

    by_ids: Callable[[Iterable[int]], Sequence[C]]
    by_name: Callable[[str], Sequence[C]]
    """Those that are called so, by name or number."""
    like: Callable[[str], Sequence[C]]
    """A few that a typed part may mean."""


class RecordsField(Field, Generic[C]):
    """Records of one noun, at most ``most``; a form sends ids under the field's name, what was typed as NAME-typed.

    A typed name that one record bears is that record. For any other the field keeps ``candidates``, which the page
    offers. ``noun`` names its Finder among the app's, ``suggests`` the endpoint that lists candidates while typing.
    """

    noun: ClassVar[str]
    suggests: ClassVar[str]
    ambiguous: ClassVar[str]
    unknown = N_("“%(name)s” is not registered. Choose one of the candidates.")
    nothing_like_it = N_("“%(name)s” is not registered.")
    most = MOST
    registers = False
    data: tuple[C, ...]

    def __init__(self, label: Any, *, required: Any = "", **more: Any) -> None:
        self.required = required
        self.typed = ""
        self.candidates: tuple[C, ...] = ()
        super().__init__(label, **more)
        if required:
            self.flags.required = True

    @property
    def finder(self) -> Finder[C]:
        """The app's own."""
        found: Finder[C] = current_app.extensions[FINDERS][self.noun]
        return found

    def process(self, formdata: Any, *args: Any, **more: Any) -> None:
        """Take the chosen records, and what was typed beside them."""
        super().process(formdata, *args, **more)
        if formdata is not None:
            self.typed = clean(str(formdata.get(self.typed_name, "")))

    def process_data(self, value: Any) -> None:
        """Take those of a stored record."""
        self.data = tuple(value or ())

    def process_formdata(self, valuelist: list[str]) -> None:
        """Look up the chosen ones; what is no record's is left out. Raises TooMuchSent."""
        values = tuple(dict.fromkeys(valuelist))
        if len(values) > MOST:
            raise TooMuchSent(most=f"{MOST:,}")
        known = self.look_up(values)
        self.data = tuple(known[value] for value in values if value in known)

    def look_up(self, values: Sequence[str]) -> dict[str, C]:
        """The records that the sent values stand for, by their values."""
        ids = [int(value) for value in values if value.isascii() and value.isdigit() and len(value) < LONG]
        return {one.value: one for one in self.finder.by_ids(ids)} if ids else {}

    def pre_validate(self, form: object) -> None:  # noqa: ARG002 - WTForms' own signature
        """Find the records of the typed names; raises StopValidation for a name that is nobody's, or several ones'."""
        for name in self._typed_names():
            self._take(name)
        self.typed = ""
        if len(self.data) > self.most:
            raise StopValidation(_("Choose %(most)s at most.", most=self.most))
        if self.required and not self.data:
            raise StopValidation(self.required)

    def _typed_names(self) -> Sequence[str]:
        """What was typed as one name where a record is called so, since a title may hold a comma; else its parts."""
        names = list(filter(None, map(clean, SEPARATORS.split(self.typed))))
        return [self.typed] if len(names) > 1 and self.finder.by_name(self.typed) else names

    def _take(self, name: str) -> None:
        named = self.finder.by_name(name)
        if len(named) == 1:
            self.data = tuple(dict.fromkeys((*self.data, named[0])))
            return
        self.candidates = tuple(named or self.finder.like(name))
        offers = self.candidates or self.registers
        raise StopValidation(
            _(self.ambiguous if named else self.unknown if offers else self.nothing_like_it, name=name)
        )

    @property
    def typed_name(self) -> str:
        """The name of the control for what is typed."""
        return f"{self.name}-typed"

    @property
    def typed_new(self) -> str:
        """What a form sends to register the typed name as a new record; blank where that is not allowed."""
        return ""

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of those that are registered already."""
        return tuple(one.id for one in self.data if one.id is not None)

    def shown(self) -> str:
        """The value in words."""
        return ", ".join(one.name for one in self.data)


class AgreementsField(RecordsField[Candidate]):
    """Agreements, by number or title."""

    noun = "agreements"
    suggests = "related.suggest_agreements"
    ambiguous = N_("“%(name)s” is the title of several agreements. Choose one.")


class ProjectsField(RecordsField[Candidate]):
    """Joint projects, by name or number."""

    noun = "projects"
    suggests = "related.suggest_projects"
    ambiguous = N_("“%(name)s” is the name of several projects. Choose one.")
