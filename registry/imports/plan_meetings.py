"""協議: planning a file of meetings."""

from collections.abc import Hashable, Mapping
from typing import Any, ClassVar

from registry.domain.drafts import MeetingDraft
from registry.domain.known import Known
from registry.domain.names import fold
from registry.domain.vocabulary import Noun
from registry.imports import cells
from registry.imports.cells import Reader
from registry.imports.headings_cells import MEETING_CHANNELS, MEETING_STATUSES, MEETING_TYPES
from registry.imports.matching import Entry
from registry.imports.plan import Request
from registry.imports.planner import Planner, folded_names, keep_spelling
from registry.imports.row import Row


class MeetingPlanner(Planner[MeetingDraft]):
    """Meetings are known by number, else by day, type, organizations and subject."""

    kind = Noun.MEETINGS
    united = frozenset({"organizations"})
    readers: ClassVar[Mapping[str, Reader]] = {
        "number": cells.Text(longest=50),
        "held_on": cells.day,
        "type": cells.word(MEETING_TYPES),
        "status": cells.word(MEETING_STATUSES),
        "channel": cells.word(MEETING_CHANNELS),
        "organizations": cells.names(),
        "department": cells.Text(longest=200),
        "subject": cells.Text(longest=300),
        "summary": cells.Text(one_line=False),
        "counted": cells.mark,
        "counted_reason": cells.Text(longest=500),
    }

    def __init__(self, request: Request, known: Known) -> None:
        super().__init__(request, known, known.meetings)
        self.names: dict[int, tuple[str, ...]] = {}

    def interpret(self, row: Row) -> None:
        """Organizations become ids."""
        names = row.get("organizations", tuple[str, ...]) or ()
        if names:
            self.names[row.number] = names
            row.values["organizations"] = self.resolve(names, row, "organizations")
        if department := row.get("department", str):
            row.values["department"] = self.departments.spelled(department, row.place("department"))

    def key(self, draft: MeetingDraft) -> Hashable:
        """Day, type, organizations and subject."""
        return draft.held_on, draft.type, frozenset(map(self.identity, draft.organizations)), fold(draft.subject)

    def row_key(self, entry: Entry) -> tuple[str, ...]:
        """The same in the words of the file."""
        values = entry.values
        subject = fold(str(values.get("subject", "")))
        names = folded_names(self.names.get(entry.rows[0].number, ()))
        return self.kind, str(values["held_on"]), str(values.get("type", "")), names, subject

    def fields(self, entry: Entry, base: MeetingDraft | None) -> dict[str, Any]:
        """The values of a draft; organizations are added and never removed."""
        values: dict[str, Any] = dict(entry.values)
        if base:
            known = set(map(self.identity, base.organizations))
            added = (body for body in values.get("organizations", ()) if body not in known)
            values["organizations"] = (*base.organizations, *added)
            keep_spelling(values, base, "number")
        return values

    def draft(self, values: Mapping[str, Any]) -> MeetingDraft:
        """A new meeting."""
        return MeetingDraft(**values)

    def bodies_of(self, draft: MeetingDraft) -> tuple[int, ...]:
        """Its organizations."""
        return draft.organizations

    def shown(self, field: str, value: Any) -> object:
        """Organizations by their names."""
        if field == "organizations":
            return tuple(self.bodies.name_of(self.identity(body)) for body in value)
        return value
