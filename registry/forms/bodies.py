"""Choosing organizations: by id where the list of candidates helped, else by the name that was typed."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from wtforms import Field
from wtforms.validators import StopValidation

from registry.domain.names import clean
from registry.domain.vocabulary import OrganizationKind

SEPARATORS = re.compile(r"[、;；\n\r]+")
NEW = "new:"
FINDER = "body_finder"
LONGEST_NAME = 300
MOST = 200
LONG = 10
"""Digits of a number that is no id any more."""


@dataclass(frozen=True)
class Body:
    """An organization to choose; ``id`` is None for one that is to be registered on the spot."""

    id: int | None
    name: str
    kana: str = ""
    kind: OrganizationKind = OrganizationKind.UNCLASSIFIED
    former_name: str = ""

    @property
    def value(self) -> str:
        """What a form sends for it."""
        return f"{NEW}{self.name}" if self.id is None else str(self.id)


@dataclass(frozen=True)
class BodyFinder:
    """How forms find organizations: handed in where the app is set up, since a form reads nothing itself."""

    by_ids: Callable[[Iterable[int]], Sequence[Body]]
    by_name: Callable[[str], Sequence[Body]]
    """Those that bear the name now or did formerly, in any width and with any mark of a legal form."""
    like: Callable[[str], Sequence[Body]]
    """A few that a typed part of a name or reading may mean."""


def finder() -> BodyFinder:
    """The app's own."""
    found: BodyFinder = current_app.extensions[FINDER]
    return found


class BodiesField(Field):
    """Organizations, at most ``most``; a form sends ids under the field's name, and what was typed as NAME-typed.

    A typed name that one body bears is that body. For any other the field keeps ``candidates``, which the page offers.
    With ``registers`` a body may be new: it comes as ``new:NAME`` and has no id yet.
    """

    data: tuple[Body, ...]
    most = MOST
    registers = False

    def __init__(self, label: Any, *, required: Any = "", **more: Any) -> None:
        self.required = required
        self.typed = ""
        self.candidates: tuple[Body, ...] = ()
        super().__init__(label, **more)
        if required:
            self.flags.required = True

    def process(self, formdata: Any, *args: Any, **more: Any) -> None:
        """Take the chosen bodies, and what was typed beside them."""
        super().process(formdata, *args, **more)
        if formdata is not None:
            self.typed = clean(str(formdata.get(self.typed_name, "")))

    def process_data(self, value: Any) -> None:
        """Take the bodies of a stored record."""
        self.data = tuple(value or ())

    def process_formdata(self, valuelist: list[str]) -> None:
        """Look up the chosen ones; what is no body's is left out."""
        ids = [int(value) for value in valuelist[:MOST] if value.isascii() and value.isdigit() and len(value) < LONG]
        found = {str(body.id): body for body in finder().by_ids(ids)} if ids else {}
        new = {value: Body(None, clean(value.removeprefix(NEW))) for value in valuelist[:MOST] if self._is_new(value)}
        known = found | new
        self.data = tuple(known[value] for value in dict.fromkeys(valuelist) if value in known)

    def _is_new(self, value: str) -> bool:
        return self.registers and value.startswith(NEW) and 0 < len(clean(value.removeprefix(NEW))) <= LONGEST_NAME

    def pre_validate(self, form: object) -> None:  # noqa: ARG002 - WTForms' own signature
        """Find the bodies of the typed names; raises StopValidation for a name that is nobody's, or several bodies'."""
        for name in filter(None, map(clean, SEPARATORS.split(self.typed))):
            self._take(name)
        self.typed = ""
        if len(self.data) > self.most:
            raise StopValidation(_("Choose %(most)s at most.", most=self.most))
        if self.required and not self.data:
            raise StopValidation(self.required)

    def _take(self, name: str) -> None:
        bodies = finder().by_name(name)
        if len(bodies) == 1:
            self.data = tuple(dict.fromkeys((*self.data, bodies[0])))
            return
        self.candidates = tuple(bodies or finder().like(name))
        if bodies:
            raise StopValidation(_("“%(name)s” is the name of several organizations. Choose one.", name=name))
        raise StopValidation(_("“%(name)s” is not registered. Choose one of the candidates.", name=name))

    @property
    def typed_name(self) -> str:
        """The name of the control for what is typed."""
        return f"{self.name}-typed"

    @property
    def typed_new(self) -> str:
        """What a form sends to register the typed name as a new body; blank where that is not allowed."""
        return f"{NEW}{self.typed}" if self.registers and self.typed and len(self.typed) <= LONGEST_NAME else ""

    @property
    def ids(self) -> tuple[int, ...]:
        """The ids of those that are registered already."""
        return tuple(body.id for body in self.data if body.id is not None)

    def shown(self) -> str:
        """The value in words."""
        return ", ".join(body.name for body in self.data)


class BodyField(BodiesField):
    """One organization."""

    most = 1

    @property
    def body(self) -> Body | None:
        """The chosen one."""
        return self.data[0] if self.data else None


class NewBodiesField(BodiesField):
    """Organizations, of which one that is not there yet is registered on the spot, marked as incomplete."""

    registers = True
