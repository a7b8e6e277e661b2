"""協定: planning a file of agreements, with their parties and what they renew."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from registry.domain.drafts import AgreementDraft, PartyDraft
from registry.domain.known import Known
from registry.domain.message import N_
from registry.domain.names import fold
from registry.domain.vocabulary import Noun, PartyRole
from registry.imports import cells
from registry.imports.cells import PartyNames, Reader
from registry.imports.headings_cells import AGREEMENT_TYPES
from registry.imports.matching import Entry, Match
from registry.imports.plan import Creation, Request, Update
from registry.imports.planner import Planner, folded_names, keep_sets, keep_spelling
from registry.imports.references import References
from registry.imports.row import Row

Ids = tuple[int, ...]
BAD_RENEWAL = "bad_renewal"


class AgreementPlanner(Planner[AgreementDraft]):
    """Agreements are known by number, else by conclusion day, title and parties."""

    kind = Noun.AGREEMENTS
    united = frozenset({"parties", "observers"})
    columns: ClassVar[Mapping[str, str]] = {"renews_id": "renews"}
    readers: ClassVar[Mapping[str, Reader]] = {
        "number": cells.Text(longest=50),
        "title": cells.Text(longest=300),
        "type": cells.word(AGREEMENT_TYPES),
        "concluded_on": cells.day,
        "effective_on": cells.day,
        "expires_on": cells.day,
        "auto_renewal_months": cells.renewal_months,
        "notice_months": cells.months,
        "notice_given_on": cells.day,
        "ended_on": cells.day,
        "parties": cells.parties,
        "observers": cells.names(),
        "department": cells.Text(longest=200),
        "fields": cells.names(longest=200),
        "summary": cells.Text(one_line=False),
        "renews": cells.Text(longest=50),
        "notes": cells.Text(one_line=False),
    }

    def __init__(self, request: Request, known: Known) -> None:
        super().__init__(request, known, known.agreements)
        self.fields_known = References(known.fields)
        self.renewed: dict[int, int] = {}
        self.names: dict[int, str] = {}

    def interpret(self, row: Row) -> None:
        """Parties and observers become ids."""
        named = row.get("parties", PartyNames) or PartyNames((), ())
        observers = (*named.observers, *(row.get("observers", tuple[str, ...]) or ()))
        self.names[row.number] = folded_names(named.parties)
        if "parties" in row.values:
            row.values["parties"] = self.resolve(named.parties, row, "parties")
        column = "parties" if named.observers else "observers"
        row.values["observers"] = self.resolve(observers, row, column)
        if department := row.get("department", str):
            row.values["department"] = self.departments.spelled(department, row.place("department"))
        if fields := row.get("fields", tuple[str, ...]):
            row.values["fields"] = self.fields_known.all_spelled(fields, row.place("fields"))

    def link(self, matches: Sequence[Match[AgreementDraft]], rows: Sequence[Row]) -> None:
        """Find what rows renew: a record of the registry, or another row of the file in any order.

        All rows of a record together must leave one party besides the city itself.
        """
        numbers: dict[str, int | None] = {fold(str(row.values.get("number", ""))): None for row in rows}
        numbers |= {fold(stored.draft.number): stored.id for stored in self.stored if stored.draft.number}
        numbers |= {match.entry.number: match.id for match in matches if match.entry.number}
        for match in matches:
            if not match.entry.values.get("parties"):
                match.entry.refuse("parties", "required", N_("This must be filled in."))
            number = fold(str(match.entry.values.get("renews", "")))
            if number and number not in numbers:
                match.entry.refuse("renews", "no_such_number", N_("There is no agreement “%(value)s”."))
            elif number and (renewed := numbers[number]):  # none where its own row cannot be read
                self.renewed[id(match.entry)] = renewed

    def key(self, draft: AgreementDraft) -> Hashable:
        """Conclusion day, title and parties."""
        bodies = (party.organization_id for party in draft.parties if party.role is PartyRole.PARTY)
        return draft.concluded_on, fold(draft.title), frozenset(map(self.identity, bodies))

    def row_key(self, entry: Entry) -> tuple[str, ...]:
        """The same in the words of the file."""
        title = fold(str(entry.values.get("title", "")))
        return self.kind, str(entry.values["concluded_on"]), title, self.names[entry.rows[0].number]

    def fields(self, entry: Entry, base: AgreementDraft | None) -> dict[str, Any]:
        """The values of a draft."""
        values = {name: value for name, value in entry.values.items() if name not in ("observers", "renews")}
        values["parties"] = self._parties(entry, base.parties if base else ())
        if id(entry) in self.renewed:
            values["renews_id"] = self.renewed[id(entry)]
        if base:
            keep_spelling(values, base, "number")
            keep_sets(values, base, "fields")
        return values

    def _parties(self, entry: Entry, stored: tuple[PartyDraft, ...]) -> tuple[PartyDraft, ...]:
        """Parties are added and never removed; an observer that is named as a party becomes one."""
        parties: Ids = entry.values.get("parties", ())  # type: ignore[assignment]
        observers: Ids = entry.values.get("observers", ())  # type: ignore[assignment]
        result = list(stored)
        for role, bodies in ((PartyRole.PARTY, parties), (PartyRole.OBSERVER, observers)):
            for body in bodies:
                place = self._period(result[: len(stored)], body, role)
                if place is None:
                    result.append(PartyDraft(body, role))
                elif role is PartyRole.PARTY and _only_observes(result[place]):
                    result[place] = replace(result[place], role=role)
        return tuple(result)

    def _period(self, stored: list[PartyDraft], body: int, role: PartyRole) -> int | None:
        """The place of a period of the body, the one with the role first."""
        own = [place for place, party in enumerate(stored) if self.identity(party.organization_id) == body]
        return min(own, key=lambda place: stored[place].role is not role, default=None)

    def draft(self, values: Mapping[str, Any]) -> AgreementDraft:
        """A new agreement."""
        return AgreementDraft(**values)

    def bodies_of(self, draft: AgreementDraft) -> Ids:
        """Its parties and observers."""
        return tuple(party.organization_id for party in draft.parties)

    def shown(self, field: str, value: Any) -> object:
        """Parties by their names, the number of a renewed agreement."""
        if field == "parties":
            return tuple(self.bodies.name_of(self.identity(party.organization_id)) for party in value)
        if field == "renews_id":
            return next((stored.draft.number for stored in self.stored if stored.id == value), None)
        return value

    def check(self, matches: Sequence[Match[AgreementDraft]]) -> None:
        """``bad_renewal``: one earlier agreement of the same type, renewed once."""
        drafts: dict[int, AgreementDraft] = {stored.id: stored.draft for stored in self.stored}
        records: tuple[Creation | Update, ...] = (*self.creations, *self.updates)
        drafts |= {record.id: record.draft for record in records}
        renewals = Counter(draft.renews_id for draft in drafts.values() if draft.renews_id is not None)
        for match in matches:
            renewed = self.renewed.get(id(match.entry))
            if renewed is None or match.id not in drafts or renewed not in drafts:
                continue
            draft, same = drafts[match.id], match.id == renewed
            sentence = _bad_renewal(draft, drafts[renewed], same=same, times=renewals[renewed])
            if sentence:
                match.entry.refuse("renews", BAD_RENEWAL, sentence)
        refused = {match.id for match in matches if match.entry.is_broken}
        self.creations = [record for record in self.creations if record.id not in refused]
        self.updates = [record for record in self.updates if record.id not in refused]


def _only_observes(party: PartyDraft) -> bool:
    return party.role is PartyRole.OBSERVER and party.joined_on is None and party.left_on is None


def _bad_renewal(draft: AgreementDraft, renewed: AgreementDraft, *, same: bool, times: int) -> str | None:
    if same:
        return N_("An agreement cannot renew itself.")
    if draft.type is not renewed.type:
        return N_("“%(value)s” is of the other type; an agreement renews one of its own type.")
    if renewed.concluded_on >= draft.concluded_on:
        return N_("“%(value)s” was not concluded earlier; an agreement renews an earlier one.")
    if times > 1:
        return N_("“%(value)s” is renewed by more than one agreement.")
    return None
