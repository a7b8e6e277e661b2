"""Which rows are one record, and which record of the registry each of them is.

Source: contract.md, "Matching".
"""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic

from registry.domain.known import D, Stored
from registry.domain.message import N_
from registry.domain.names import fold
from registry.imports.notes import SEPARATED, Place, fact_of
from registry.imports.row import Row


@dataclass(slots=True)
class Entry:
    """The rows of one record, most often one, with their values united; ``number`` is folded, "" without one."""

    rows: list[Row]
    values: dict[str, object]
    number: str = ""

    @property
    def is_broken(self) -> bool:
        """Whether one of the rows cannot be used."""
        return self.rows[0].broken or (len(self.rows) > 1 and any(row.broken for row in self.rows))

    def refuse(self, name: str, code: str, sentence: str) -> None:
        """Note an error at the cell of a field: the record cannot be made or changed."""
        self.place(name).error(code, sentence)
        self.rows[0].broken = True

    def place(self, name: str) -> Place:
        """The cell of a field: that of the last row which fills it."""
        return next((row for row in reversed(self.rows) if name in row.cells), self.rows[0]).place(name)


def unite(rows: Iterable[Row], *, united: frozenset[str]) -> list[Entry]:
    """Make rows of one record one entry: those of the same number, and those that only go on with another.

    They may differ in ``united`` fields only, else it is ``number_twice`` or ``merged_rows_differ``.
    """
    entries: list[Entry] = []
    by_number: dict[str, Entry] = {}
    by_row: dict[int, Entry] = {}
    for row in rows:
        number = fold(str(row.values.get("number", "")))
        entry = by_row[row.head.number] if row.head else by_number.get(number)
        if entry is None:
            entry = Entry([row], row.values, number)
            entries.append(entry)
        else:
            _take_in(entry, row, united)
        by_row[row.number] = entry
        if number:
            by_number[number] = entry
    return entries


def _take_in(entry: Entry, row: Row, united: frozenset[str]) -> None:
    if len(entry.rows) == 1:
        entry.values = dict(entry.values)  # so far they were the row's own
    for name, value in row.values.items():
        before = entry.values.get(name)
        if name in united and isinstance(before, tuple) and isinstance(value, tuple):
            entry.values[name] = tuple(dict.fromkeys((*before, *value)))
        elif before is None or name == "number":
            entry.values.setdefault(name, value)
        elif value != before:
            if entry.number:
                refuse_second(row.place(name), first_row=entry.rows[0].number)
            else:
                _refuse_merged(row.place(name), first_row=entry.rows[0].number)
            row.broken = True
    entry.rows.append(row)


def refuse_second(place: Place, *, first_row: int) -> None:
    """The error ``number_twice``: a second row of the same number says something else."""
    sentence = N_("Row %(first)s has the same number, but another value here.")
    place.error("number_twice", sentence, first=first_row)


def _refuse_merged(place: Place, *, first_row: int) -> None:
    """The error ``merged_rows_differ``: rows that merged cells make one record say two things."""
    sentence = N_("Merged cells make this row and row %(first)s one record, but here they have two values.")
    place.error("merged_rows_differ", sentence, first=first_row)


@dataclass(slots=True)
class Match(Generic[D]):
    """An entry with the record that it is, None for a new one, which then goes by the negative ``new_id``.

    ``key`` is what a row without a number is known by.
    """

    entry: Entry
    stored: Stored[D] | None
    new_id: int
    key: str | None = None

    @property
    def id(self) -> int:
        """The record's id, negative while it has none."""
        return self.stored.id if self.stored else self.new_id


class Matcher(Generic[D]):
    """Finds the records of entries: by number, by what an import remembered, by their key; each record once.

    ``row_key`` tells rows apart by what they say, ``key`` gives what a row and a record have in common; equal ones
    are told apart by their place among them.
    """

    def __init__(self, stored: Sequence[Stored[D]], *, key: Callable[[D], Hashable]) -> None:
        self._free = {one.id: one for one in stored}
        self._by_number = {fold(number): one for one in stored if (number := _number(one))}
        self._by_memory = {one.imported_key: one for one in stored if one.imported_key}
        self._key = key
        self._found: dict[int, Stored[D]] = {}

    def match(
        self,
        entries: Sequence[Entry],
        *,
        row_key: Callable[[Entry], tuple[str, ...]],
        draft: Callable[[Entry], D],
    ) -> list[Match[D]]:
        """Each entry with its record, in the order of the entries."""
        memories = _memories(entries, row_key)
        if not self._free:
            return [
                Match(entry, None, -place, memory)
                for place, (entry, memory) in enumerate(zip(entries, memories, strict=True), 1)
            ]
        for place, entry in enumerate(entries):
            self._claim(place, self._by_number.get(entry.number) if entry.number else None)
        for place, memory in enumerate(memories):
            self._claim(place, self._by_memory.get(memory) if memory else None)
        self._match_by_key(entries, draft)
        return [
            Match(entry, self._found.get(place), -(place + 1), memories[place]) for place, entry in enumerate(entries)
        ]

    def _claim(self, place: int, stored: Stored[D] | None) -> None:
        if place not in self._found and stored is not None and stored.id in self._free:
            self._found[place] = self._free.pop(stored.id)

    def _match_by_key(self, entries: Sequence[Entry], draft: Callable[[Entry], D]) -> None:
        by_key: defaultdict[Hashable, deque[Stored[D]]] = defaultdict(deque)
        for one in self._free.values():
            by_key[self._key(one.draft)].append(one)
        for place, entry in enumerate(entries):
            if not by_key:
                return
            if place in self._found:
                continue
            equal = by_key.get(self._key(draft(entry)), ())
            # a row with a number of its own is none of the records that have another one
            fitting = (one for one in equal if one.id in self._free and not (entry.number and _number(one)))
            self._claim(place, next(fitting, None))


def _number(stored: Stored[D]) -> str | None:
    number: str | None = getattr(stored.draft, "number", None)
    return number


def _memories(entries: Sequence[Entry], row_key: Callable[[Entry], tuple[str, ...]]) -> list[str | None]:
    seen: dict[str, int] = {}
    memories: list[str | None] = []
    for entry in entries:
        if entry.number:
            memories.append(None)
            continue
        key = SEPARATED.join(row_key(entry))
        seen[key] = times = seen.get(key, 0) + 1
        memories.append(fact_of(key, times))
    return memories
