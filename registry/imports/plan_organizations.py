"""相手方: planning a file of organizations, each row a registered body or a new one."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from registry.domain.drafts import FormerNameDraft, OrganizationDraft
from registry.domain.known import Known
from registry.domain.message import N_
from registry.domain.names import fold_name
from registry.domain.vocabulary import Noun
from registry.imports import cells
from registry.imports.bodies import NewBody, read_kind
from registry.imports.cells import Reader
from registry.imports.changes import shown
from registry.imports.headings_cells import ORGANIZATION_KINDS
from registry.imports.matching import Entry, Match, refuse_second
from registry.imports.notes import shortened
from registry.imports.plan import Creation, Request
from registry.imports.planner import Planner, keep_sets
from registry.imports.references import References
from registry.imports.row import Row

Names = tuple[str, ...]


class OrganizationPlanner(Planner[OrganizationDraft]):
    """Organizations are known by corporate number or name; several rows of one body are one record."""

    kind = Noun.ORGANIZATIONS
    united = frozenset()
    readers: ClassVar[Mapping[str, Reader]] = {
        "name": cells.Text(longest=cells.LONGEST_NAME),
        "kana": cells.Text(longest=300),
        "kind": cells.word(ORGANIZATION_KINDS),
        "corporate_number": cells.corporate_number,
        "address": cells.Text(longest=500),
        "target_from": cells.day,
        "target_until": cells.day,
        "groups": cells.names(longest=200),
        "former_names": cells.names(),
        "notes": cells.Text(one_line=False),
    }

    def __init__(self, request: Request, known: Known) -> None:
        super().__init__(request, known, known.organizations)
        self.groups = References(known.groups)
        self._stored = {stored.id: stored for stored in known.organizations}
        self._ids = {id(stored.draft): stored.id for stored in known.organizations}

    def interpret(self, row: Row) -> None:
        """Groups in the spelling that is registered."""
        if groups := row.get("groups", Names):
            row.values["groups"] = self.groups.all_spelled(groups, row.place("groups"))

    def matches(self, rows: Sequence[Row]) -> list[Match[OrganizationDraft]]:
        """Rows of the same body are one entry; those whose number is registered go first, for what they are called."""
        entries: dict[int, Entry] = {}
        for row in sorted(rows, key=lambda row: not self._is_registered(row)):
            body = self._body(row)
            if body in entries:
                self._take_in(entries[body], row)
            else:
                entries[body] = Entry([row], dict(row.values))
        in_order = sorted(entries.items(), key=lambda entry: entry[1].rows[0].number)
        return [self._match(body, entry) for body, entry in in_order if not entry.is_broken]

    def _match(self, body: int, entry: Entry) -> Match[OrganizationDraft]:
        if body < 0 and "kind" not in entry.values:
            entry.values["kind"] = read_kind(str(entry.values["name"]), entry.place("name"))
        return Match(entry, self._stored.get(body), body)

    def _is_registered(self, row: Row) -> bool:
        number = row.get("corporate_number", str)
        return number is not None and self.bodies.with_number(number) is not None

    def _body(self, row: Row) -> int:
        """The body of a row: by number, by name, by a former name, else a new one."""
        name, number = str(row.values["name"]), row.get("corporate_number", str)
        body = self.bodies.with_number(number) if number else None
        names = (name, *(row.get("former_names", Names) or ()))
        body = body or next((found for one in names if (found := self._named(one, number, row))), None)
        if body is None:
            likely = self.bodies.likely(name, number)
            self.bodies.ask_whether_the_same(likely, row.place("name"))
            body = self.bodies.add(OrganizationDraft(name, corporate_number=number), likely=tuple(likely))
        self.bodies.call(body, *names)
        if number:
            self.bodies.number(body, number)
        return body

    def _named(self, name: str, number: str | None, row: Row) -> int | None:
        found = self.bodies.named(name, number)
        if len(found) > 1:
            self.bodies.ask_which(found, replace(row.place("name"), value=name))
        return found[0] if found else None

    def _take_in(self, entry: Entry, row: Row) -> None:
        """A later row of the same body: what it says comes on top, unless both have the same number.

        No name is lost: those that the body bore in other rows are former ones.
        """
        same_number = row.values.get("corporate_number", 0) == entry.values.get("corporate_number")
        for name, value in _as_called_now(entry, row).items():
            before = entry.values.get(name)
            if before is None:
                entry.values[name] = value
            elif not _differs(name, before, value):
                continue
            elif same_number:
                refuse_second(row.place(name), first_row=entry.rows[0].number)
                row.broken = True
            elif name == "former_names" and isinstance(value, tuple):
                _call_formerly(entry, *value)
            else:
                self._say_twice(entry, row, name)
                entry.values[name] = value
                if name == "name":
                    _call_formerly(entry, str(before))
        entry.rows.append(row)

    def _say_twice(self, entry: Entry, row: Row, name: str) -> None:
        sentence = N_("Row %(first)s is the same organization and says “%(old)s” here; “%(value)s” is taken.")
        old = shortened(shown(entry.values[name]))
        row.place(name).warn("said_twice", sentence, first=entry.rows[0].number, old=old)

    def fields(self, entry: Entry, base: OrganizationDraft | None) -> dict[str, Any]:
        """The values of a draft; a body that goes by a new name keeps the old one among its former names."""
        values: dict[str, Any] = dict(entry.values)
        former = base.former_names if base else ()
        if base:
            keep_sets(values, base, "groups")
            name = values["name"]
            if self.bodies.is_registered_as(self._ids[id(base)], name):
                del values["name"]
                if fold_name(name) != fold_name(base.name):
                    values.pop("kana", None)  # the reading of a name that it does not bear any more
            else:
                former = (*former, FormerNameDraft(base.name))
        called = {fold_name(str(values.get("name", base.name if base else "")))}
        called |= {fold_name(one.name) for one in former}
        new = (name for name in values.get("former_names", ()) if fold_name(name) not in called)
        values["former_names"] = (*former, *(FormerNameDraft(name) for name in dict.fromkeys(new)))
        return values

    def draft(self, values: Mapping[str, Any]) -> OrganizationDraft:
        """A new organization."""
        return OrganizationDraft(**values)

    def new_records(self) -> tuple[Creation, ...]:
        """None: they are the new bodies."""
        return ()

    def new_bodies(self) -> tuple[NewBody, ...]:
        """The new records themselves, with the bodies that they may be the same as."""
        likely = {body.id: body.likely for body in self.bodies.new}
        return tuple(NewBody(record.id, record.draft, likely[record.id]) for record in self.creations)

    def shown(self, field: str, value: Any) -> object:
        """Former names as names."""
        return tuple(former.name for former in value) if field == "former_names" else value

    def key(self, draft: OrganizationDraft) -> Hashable:
        """The folded name; organizations are matched by ``matches``."""
        return fold_name(draft.name)

    def row_key(self, entry: Entry) -> tuple[str, ...]:
        """The folded name; organizations are matched by ``matches``."""
        return self.kind, fold_name(str(entry.values["name"]))

    def bodies_of(self, draft: OrganizationDraft) -> tuple[int, ...]:  # noqa: ARG002 - an organization names none
        """None."""
        return ()


def _as_called_now(entry: Entry, row: Row) -> dict[str, object]:
    """The values of a row; one that names a body of other rows by its former name says nothing of the present one."""
    former: Names = entry.values.get("former_names", ())  # type: ignore[assignment]
    is_former = fold_name(str(row.values["name"])) in map(fold_name, former)
    return {name: value for name, value in row.values.items() if not (is_former and name in ("name", "kana"))}


def _call_formerly(entry: Entry, *names: str) -> None:
    former: Names = entry.values.get("former_names", ())  # type: ignore[assignment]
    known = set(map(fold_name, former))
    entry.values["former_names"] = (*former, *(name for name in names if fold_name(name) not in known))


def _differs(name: str, before: object, value: object) -> bool:
    if name == "name":
        return fold_name(str(before)) != fold_name(str(value))
    if isinstance(before, tuple) and isinstance(value, tuple):
        return set(before) != set(value)
    return before != value
