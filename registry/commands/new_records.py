"""Many new records at once: their rows and entries are reckoned and staged first, then taken over in one short step.

What is written is what the deeds of ``commands/organizations.py`` and ``commands/meetings.py`` write one by one: the
same columns, links and entries. The drafts have passed their checks, and their texts are clean.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from registry.commands.audit import common_columns
from registry.commands.chained_entries import AT_A_TIME, ChainedEntries, Told
from registry.commands.draft_shapes import Child, Link, Shape, shape_of, table_of
from registry.domain.audit_chain import canonical, text_in_json
from registry.domain.deed import Deed
from registry.models.base import Record
from registry.queries.audit import ChainHead
from registry.staging import NUMBER, TEXT, Kinds, Row, Staged, stored_value, take_over, tell_of_ids

Named = tuple[Any, str | None]
"""A draft, with what a row of a file without a number is known by."""
RECORDS = "records"
PLACE = "place"
"""The column of a staged row that says which record of the file it is or belongs to, from 1."""


class NewRecords:
    """New records of one kind; staged under their places 1, 2, … and taken over under ids that follow each other.

    ``action`` is the deed that each of them is. ``others`` are ids of bodies by the negative ones that drafts hold,
    ``known_by`` gives an organization as the log names it by its id.
    """

    def __init__(
        self,
        model: type[Record],
        drafts: Sequence[Named],
        *,
        deed: Deed,
        action: str,
        others: Mapping[int, int],
        known_by: Callable[[int], str] = str,
    ) -> None:
        self.model, self._drafts, self._others, self._known_by = model, drafts, others, known_by
        self._common = common_columns(deed, action=action, noun=model.noun)
        self._shape: Shape = shape_of(model, [draft for draft, _ in drafts])
        self._fields = sorted((*self._shape.plain, *self._shape.links, *self._shape.children))
        self._links: dict[str, list[Row]] = {name: [] for name in self._shape.links}
        self._children: dict[str, list[Row]] = {name: [] for name in self._shape.children}
        self._label: Callable[[Any], str] = model.label.fget  # type: ignore[attr-defined]
        self._known: dict[str, dict[Any, tuple[Any, str]]] = {name: {} for name in self._shape.plain}
        self._staged: dict[str, Staged] = {}
        self._first_id = 1

    def stage(self, first_id: int, head: ChainHead, progress: Callable[[int], None]) -> ChainHead:
        """Reckon all rows, with entries that follow the head of the log; returns the head that these lead to."""
        self._first_id = first_id
        self._make_tables()
        self._entries = ChainedEntries(f"{self._shape.table.name}_entries", self._common, head)
        for start in range(0, len(self._drafts), AT_A_TIME):
            drafts = self._drafts[start : start + AT_A_TIME]
            told: list[Told] = []
            self._staged[RECORDS].fill([self._row(place, *one, told) for place, one in enumerate(drafts, start + 1)])
            for name, rows in (*self._links.items(), *self._children.items()):
                self._staged[name].fill(rows)
                rows.clear()
            self._entries.add(told)
            progress(len(drafts))
        return self._entries.end

    def _make_tables(self) -> None:
        shape = self._shape
        columns: Kinds = {PLACE: NUMBER, "imported_key": TEXT}
        self._staged = {RECORDS: Staged(shape.table.name, columns | shape.kinds)}
        self._staged |= {name: Staged(link.table.name, _link_columns(link)) for name, link in shape.links.items()}
        for name, child in shape.children.items():
            self._staged[name] = Staged(child.model.__tablename__, _child_columns(child))

    def _row(self, place: int, draft: Any, key: str | None, told: list[Told]) -> Row:
        """The row of a record; its links and children are noted, and what the log says of it is told."""
        values = vars(draft)
        row = [place, key, *self.model.derived(draft).values()]
        said = []
        for name in self._fields:
            value = values[name]
            if name not in self._known:
                if value:
                    said.append(self._related(name, place, value))
            elif value is None or value == "":
                row.append(value)
            elif type(value) is str:
                row.append(value)
                said.append(f'"{name}":[null,{text_in_json(value)}]')
            else:
                stored, words = self._known[name].get(value) or self._learned(name, value)
                row.append(stored)
                said.append(words)
        told.append((self._first_id + place - 1, self._label(draft), f"{{{','.join(said)}}}"))
        return tuple(row)

    def _learned(self, name: str, value: Any) -> tuple[Any, str]:
        """How a value that repeats is stored, and what the log says of it: a day, a word of a table, a mark."""
        stored = stored_value(value)
        self._known[name][value] = (stored, f'"{name}":[null,{canonical(stored)}]')
        return self._known[name][value]

    def _related(self, name: str, place: int, values: Sequence[Any]) -> str:
        """Note the rows of a field that is a list, and return what the log says of it."""
        link = self._shape.links.get(name)
        words = self._child_rows(name, place, values) if link is None else self._link_rows(name, place, values, link)
        return f'"{name}":[null,[{",".join(sorted(words))}]]'

    def _link_rows(self, name: str, place: int, others: Sequence[Any], link: Link) -> Iterable[str]:
        if link.names is not None:
            self._links[name] += [(place, other) for other in others]
            return map(text_in_json, others)
        ids = [self._others.get(other, other) for other in others]
        self._links[name] += [(place, other) for other in ids]
        return map(self._known_by, ids)

    def _child_rows(self, name: str, place: int, drafts: Sequence[Any]) -> Iterable[str]:
        child = self._shape.children[name]
        rows = [{field: stored_value(getattr(one, field)) for field in child.fields} for one in drafts]
        for row, one in zip(rows, drafts, strict=True):
            derived = (value for _, value in sorted(child.model.derived(one).items()))
            self._children[name].append((place, *row.values(), *derived))
        return map(canonical, rows)

    def follow(self, first_id: int, head: ChainHead) -> ChainHead:
        """Let the staged entries follow another head of the log; returns the head that they lead to."""
        self._entries.follow(head, shift=first_id - self._first_id)
        self._first_id = first_id
        return self._entries.end

    def take_over(self) -> None:
        """Make the staged rows records under the ids that their entries name, and write those."""
        shape, staged, offset = self._shape, self._staged[RECORDS], self._first_id - 1
        values: dict[str, sa.ColumnElement[Any]] = {"id": staged.c[PLACE] + offset, "imported_version": sa.literal(1)}
        values |= {name: staged.c[name] for name in (*shape.columns, *shape.derived, "imported_key")}
        source: sa.FromClause = staged.table
        for name, (column, kind) in shape.references.items():
            named = sa.alias(kind.__table__, name)
            source = source.outerjoin(named, named.c.name == staged.c[name])
            values[column] = named.c.id
        take_over(shape.table, values, source)
        tell_of_ids(shape.table, offset + len(self._drafts))
        for name, link in shape.links.items():
            _take_over_links(link, self._staged[name], offset)
        for name, child in shape.children.items():
            _take_over_children(child, self._staged[name], offset)
        self._entries.take_over()

    def forget(self) -> None:
        """Give the room of what was staged back."""
        for staged in self._staged.values():
            staged.drop()
        self._entries.drop()


def _take_over_links(link: Link, staged: Staged, offset: int) -> None:
    source: sa.FromClause = staged.table
    other: sa.ColumnElement[Any] = staged.c[link.other]
    if link.names is not None:
        named = link.names.__table__
        source, other = staged.table.join(named, named.c.name == staged.c[link.other]), named.c.id
    take_over(link.table, {link.owner: staged.c[PLACE] + offset, link.other: other}, source)


def _take_over_children(child: Child, staged: Staged, offset: int) -> None:
    values = {name: column for name, column in staged.c.items() if name != PLACE}
    take_over(table_of(child.model), {child.owner: staged.c[PLACE] + offset} | values, staged.table)


def _link_columns(link: Link) -> Kinds:
    return {PLACE: NUMBER, link.other: TEXT if link.names is not None else NUMBER}


def _child_columns(child: Child) -> Kinds:
    own = table_of(child.model).c
    derived = set(own.keys()) - {"id", child.owner, *child.fields}
    return {PLACE: NUMBER, **{name: own[name].type for name in (*child.fields, *sorted(derived))}}
