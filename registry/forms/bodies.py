"""Choosing organizations, of which one may be new and registered on the spot."""

from collections.abc import Sequence
from dataclasses import dataclass

from registry.domain.message import N_
from registry.domain.names import clean
from registry.domain.vocabulary import OrganizationKind
from registry.forms.records_field import RecordsField

NEW = "new:"
LONGEST_NAME = 300


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

    @property
    def below(self) -> str:
        """What tells it from others of its name."""
        return self.kana


class BodiesField(RecordsField[Body]):
    """Organizations, by their name now or formerly, in any width and with any mark of a legal form.

    With ``registers`` a body may be new: it comes as ``new:NAME`` and has no id yet.
    """

    noun = "organizations"
    suggests = "bodies.suggest"
    ambiguous = N_("“%(name)s” is the name of several organizations. Choose one.")

    def look_up(self, values: Sequence[str]) -> dict[str, Body]:
        """The bodies that the sent values stand for, new ones too."""
        new = {value: Body(None, clean(value.removeprefix(NEW))) for value in values if self._is_new(value)}
        return super().look_up(values) | new

    def _is_new(self, value: str) -> bool:
        return self.registers and value.startswith(NEW) and 0 < len(clean(value.removeprefix(NEW))) <= LONGEST_NAME

    @property
    def typed_new(self) -> str:
        """What a form sends to register the typed name as a new body; blank where that is not allowed."""
        return f"{NEW}{self.typed}" if self.registers and self.typed and len(self.typed) <= LONGEST_NAME else ""


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
