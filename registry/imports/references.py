"""Departments, fields and groups as files name them, in the spelling that is registered."""

from collections.abc import Iterable
from dataclasses import replace

from registry.domain.message import N_
from registry.domain.names import fold
from registry.imports.notes import Place


class References:
    """Names of one kind by what they fold to; a name met for the first time is told and taken as it is written.

    ``new`` are what those fold to.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._spelled = {fold(name): name for name in sorted(names, reverse=True)}
        self._known: dict[str, str] = {}
        self.new: set[str] = set()

    def spelled(self, name: str, place: Place) -> str:
        """The registered spelling; warns ``created_reference`` where there is none yet."""
        if name in self._known:
            return self._known[name]
        key = fold(name)
        if key not in self._spelled:
            sentence = N_("“%(value)s” is not registered yet and is added.")
            replace(place, value=name).warn("created_reference", sentence)
            self._spelled[key] = name
            self.new.add(key)
        return self._known.setdefault(name, self._spelled[key])

    def all_spelled(self, names: Iterable[str], place: Place) -> tuple[str, ...]:
        """Several names, each once."""
        return tuple(dict.fromkeys(self.spelled(name, place) for name in names))
