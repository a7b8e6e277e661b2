"""連携事業: planning a file of projects."""

from collections.abc import Hashable, Mapping
from dataclasses import replace
from typing import Any, ClassVar

from registry.domain.drafts import ProjectDraft
from registry.domain.known import Known
from registry.domain.message import N_
from registry.domain.names import fold
from registry.domain.vocabulary import Noun
from registry.imports import cells
from registry.imports.cells import Reader
from registry.imports.headings_cells import PROJECT_STATES
from registry.imports.matching import Entry
from registry.imports.notes import Place
from registry.imports.plan import Request
from registry.imports.planner import Planner, keep_sets, keep_spelling
from registry.imports.row import Row


class ProjectPlanner(Planner[ProjectDraft]):
    """Projects are known by number, else by name and start."""

    kind = Noun.PROJECTS
    united = frozenset({"organizations"})
    readers: ClassVar[Mapping[str, Reader]] = {
        "number": cells.Text(longest=50),
        "name": cells.Text(longest=300),
        "agreements": cells.names(longest=50),
        "organizations": cells.names(),
        "lead_department": cells.Text(longest=200),
        "departments": cells.names(longest=200),
        "started_on": cells.day,
        "ended_on": cells.day,
        "state": cells.word(PROJECT_STATES),
    }

    def __init__(self, request: Request, known: Known) -> None:
        super().__init__(request, known, known.projects)
        self.numbers = {fold(stored.draft.number): stored.id for stored in known.agreements if stored.draft.number}

    def interpret(self, row: Row) -> None:
        """Organizations and agreements become ids."""
        if names := row.get("organizations", tuple[str, ...]):
            row.values["organizations"] = self.resolve(names, row, "organizations")
        if numbers := row.get("agreements", tuple[str, ...]):
            row.values["agreements"] = self._agreements(numbers, row)
        if lead := row.get("lead_department", str):
            row.values["lead_department"] = self.departments.spelled(lead, row.place("lead_department"))
        if others := row.get("departments", tuple[str, ...]):
            row.values["departments"] = self.departments.all_spelled(others, row.place("departments"))

    def _agreements(self, numbers: tuple[str, ...], row: Row) -> tuple[int, ...]:
        found: dict[int, None] = {}
        for number in numbers:
            if fold(number) in self.numbers:
                found[self.numbers[fold(number)]] = None
            else:
                self._no_such_number(replace(row.place("agreements"), value=number))
                row.broken = True
        return tuple(found)

    def _no_such_number(self, place: Place) -> None:
        place.error("no_such_number", N_("There is no agreement “%(value)s”."))

    def key(self, draft: ProjectDraft) -> Hashable:
        """Name and start."""
        return fold(draft.name), draft.started_on

    def row_key(self, entry: Entry) -> tuple[str, ...]:
        """The same in the words of the file."""
        return self.kind, fold(str(entry.values["name"])), str(entry.values["started_on"])

    def fields(self, entry: Entry, base: ProjectDraft | None) -> dict[str, Any]:
        """The values of a draft; organizations are added and never removed."""
        values: dict[str, Any] = dict(entry.values)
        if base:
            known = set(map(self.identity, base.organizations))
            added = (body for body in values.get("organizations", ()) if body not in known)
            values["organizations"] = (*base.organizations, *added)
            keep_spelling(values, base, "number", "name")
            keep_sets(values, base, "agreements", "departments")
        return values

    def draft(self, values: Mapping[str, Any]) -> ProjectDraft:
        """A new project."""
        return ProjectDraft(**values)

    def bodies_of(self, draft: ProjectDraft) -> tuple[int, ...]:
        """Its organizations."""
        return draft.organizations

    def shown(self, field: str, value: Any) -> object:
        """Organizations by their names, agreements by their numbers."""
        if field == "organizations":
            return tuple(self.bodies.name_of(self.identity(body)) for body in value)
        if field == "agreements":
            return tuple(stored.draft.number or "" for stored in self.known.agreements if stored.id in value)
        return value
