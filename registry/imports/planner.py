"""What planning agreements, meetings and projects has in common: read, unite, match, compare, note what is wrong."""

import dataclasses
from abc import ABC, abstractmethod
from collections.abc import Hashable, Mapping, Sequence
from typing import Any, ClassVar, Generic

from registry.domain.known import D, Known, Stored
from registry.domain.names import fold, fold_name
from registry.domain.vocabulary import Noun
from registry.imports.bodies import Bodies, NewBody
from registry.imports.cells import Reader
from registry.imports.changes import ask_whether_edited, report_changes
from registry.imports.matching import Entry, Match, Matcher, unite
from registry.imports.notes import Notes
from registry.imports.plan import Creation, Plan, Request, Update
from registry.imports.references import References
from registry.imports.report import Problem, Report
from registry.imports.row import Row
from registry.imports.rows import read_table
from registry.imports.tables import read_file


class Planner(ABC, Generic[D]):
    """Plans one file of one kind; used once.

    Subclasses say how a row is understood (``interpret``), what a row and a record have in common (``key``) and
    which values of a draft a row gives (``fields``).
    """

    kind: ClassVar[Noun]
    readers: ClassVar[Mapping[str, Reader]]
    united: ClassVar[frozenset[str]]
    columns: ClassVar[Mapping[str, str]] = {}
    """The column of a draft's field where their names differ."""

    def __init__(self, request: Request, known: Known, stored: Sequence[Stored[D]]) -> None:
        self.request, self.known, self.stored = request, known, stored
        self.notes = Notes(known.accepted)
        self.bodies = Bodies(known, city=request.city)
        self.departments = References(known.departments)
        self.creations: list[Creation] = []
        self.updates: list[Update] = []
        self.seen: dict[int, str | None] = {}
        self.relies_on: set[int] = set()
        self.unchanged = 0

    @abstractmethod
    def interpret(self, row: Row) -> None:
        """Replace names in the row's values by what they mean: ids of bodies, registered spellings."""

    def link(self, matches: Sequence[Match[D]], rows: Sequence[Row]) -> None:
        """Understand what rows say of each other."""

    @abstractmethod
    def key(self, draft: D) -> Hashable:
        """What the row without a number and its record have in common."""

    @abstractmethod
    def row_key(self, entry: Entry) -> tuple[str, ...]:
        """What a row without a number is told from other rows by, in folded words."""

    @abstractmethod
    def fields(self, entry: Entry, base: D | None) -> dict[str, Any]:
        """The values that the entry gives to a draft, ``base`` being the record's where there is one."""

    @abstractmethod
    def draft(self, values: Mapping[str, Any]) -> D:
        """A draft of a new record."""

    def check(self, matches: Sequence[Match[D]]) -> None:
        """Note what several records together break."""

    def plan(self) -> Plan:
        """Decide everything; nothing is written."""
        sheets = read_file(self.request.data, self.request.file)
        table = read_table(sheets, self.kind, self.readers, self.notes, united=self.united)
        try:
            return self._planned(table.rows)
        finally:
            table.rows.clear()  # rows and their table name each other, so that nothing else would let go of them

    def _planned(self, rows: Sequence[Row]) -> Plan:
        for row in rows:
            self.interpret(row)
        matches = self.matches([row for row in rows if not row.broken])
        self.link(matches, rows)
        for match in matches:
            if not match.entry.is_broken:
                self._decide(match)
        self.check(matches)
        return self._finished(len(rows))

    def matches(self, rows: Sequence[Row]) -> list[Match[D]]:
        """The records of the file, each with the one of the registry that it is."""
        entries = [entry for entry in unite(rows, united=self.united) if not entry.is_broken]
        matcher = Matcher(self.stored, key=self.key)
        return matcher.match(entries, row_key=self.row_key, draft=lambda entry: self.draft(self.fields(entry, None)))

    def _decide(self, match: Match[D]) -> None:
        stored = match.stored
        if stored is None:
            draft = self.draft(self.fields(match.entry, None))
            if self._in_order(draft, match.entry):
                self.creations.append(Creation(match.new_id, draft, match.key))
            return
        self.relies_on.add(stored.id)
        fields = self.fields(match.entry, stored.draft)
        changes = {name: value for name, value in fields.items() if value != getattr(stored.draft, name)}
        if not changes:
            self._leave(stored, match)
        elif stored.edited_since:
            ask_whether_edited(match.entry, stored, [self.columns.get(name, name) for name in changes])
            self.unchanged += 1
        else:
            self._update(stored, match, changes)

    def _leave(self, stored: Stored[D], match: Match[D]) -> None:
        self.unchanged += 1
        if stored.imported_version is None:
            self.seen[stored.id] = match.key

    def _update(self, stored: Stored[D], match: Match[D], changes: Mapping[str, Any]) -> None:
        draft = dataclasses.replace(stored.draft, **changes)
        if self._in_order(draft, match.entry):
            for name in changes:
                place = match.entry.place(self.columns.get(name, name))
                before, after = (self.shown(name, getattr(one, name)) for one in (stored.draft, draft))
                report_changes(place, before, after)
            self.updates.append(Update(stored.id, stored.version, stored.draft, draft, match.key))

    def _in_order(self, draft: D, entry: Entry) -> bool:
        problems = draft.problems()
        for problem in problems:
            entry.place(self.columns.get(problem.field, problem.field)).refuse(problem.code, problem.message)
        return not problems

    def shown(self, field: str, value: Any) -> object:  # noqa: ARG002 - which field it is matters to some kinds
        """A record's value as a sentence shows it: ids by what a reader knows them by."""
        return value

    def _finished(self, rows: int) -> Plan:
        notes, request = self.notes, self.request
        report = Report(
            kind=self.kind.value,
            file=request.file,
            rows=rows,
            created=len(self.creations),
            updated=len(self.updates),
            unchanged=self.unchanged,
            warnings=by_row(notes.warnings),
            questions=by_row(notes.questions),
            errors=by_row(notes.errors),
        )
        return Plan(
            request=request,
            head=self.known.head,
            report=report,
            bodies=self.new_bodies(),
            creations=self.new_records(),
            updates=tuple(self.updates),
            seen=self.seen,
            relies_on=frozenset(self.relies_on),
            names=frozenset(self.bodies.asked),
            met=frozenset(body for body in self.bodies.met if body > 0),
            new_departments=frozenset(self.departments.new),
        )

    def new_records(self) -> tuple[Creation, ...]:
        """The new records, but for bodies."""
        return tuple(self.creations)

    def new_bodies(self) -> tuple[NewBody, ...]:
        """The new bodies that a new or changed record names."""
        records: tuple[Creation | Update, ...] = (*self.creations, *self.updates)
        needed = {body for record in records for body in self.bodies_of(record.draft)}
        return tuple(body for body in self.bodies.new if body.id in needed)

    @abstractmethod
    def bodies_of(self, draft: D) -> tuple[int, ...]:
        """The bodies that a draft names."""

    def resolve(self, names: Sequence[str], row: Row, column: str) -> tuple[int, ...]:
        """The bodies that names of a cell mean, each once; the city itself left out."""
        certain, resolve = self.bodies.certain, self.bodies.resolve
        bodies = [certain(name) or resolve(name, row.place(column)) for name in names]
        if len(bodies) == 1 and bodies[0] is not None:
            return (bodies[0],)
        return tuple(dict.fromkeys([body for body in bodies if body is not None]))

    def identity(self, body: int) -> int:
        """The body that an organization's record stands for."""
        return self.known.identities.get(body, body)


def by_row(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """Problems in the order in which a reader of the file meets them."""
    return tuple(sorted(problems, key=lambda problem: problem.row))


def keep_spelling(values: dict[str, Any], base: object, *names: str) -> None:
    """Leave out values that differ from the record's in width, case or spaces only."""
    for name in names:
        stored = getattr(base, name, None)
        if name in values and stored and fold(str(stored)) == fold(str(values[name])):
            del values[name]


def keep_sets(values: dict[str, Any], base: object, *names: str) -> None:
    """Leave out lists that hold the same things in another order."""
    for name in names:
        if name in values and set(values[name]) == set(getattr(base, name)):
            del values[name]


def folded_names(names: Sequence[str]) -> str:
    """Names as a row is known by them."""
    return fold_name(names[0]) if len(names) == 1 else "\x1e".join(sorted(map(fold_name, names)))
