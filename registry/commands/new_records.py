"""Many new records at once: their rows and entries are reckoned and staged first, then taken over in one short step.

What is written is what the deeds of ``commands/organizations.py`` and ``commands/meetings.py`` write one by one: the
same columns, links and entries. The drafts have passed their checks, and their texts are clean.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from registry.commands.audit import common_columns
from registry.commands.draft_shapes import Child, Link, Shape, shape_of, table_of
from registry.domain.audit_chain import FIRST_PREVIOUS, OpenEntries, canonical, text_in_json
from registry.domain.deed import Deed
from registry.models import AuditEntry
from registry.models.base import Record
from registry.queries.audit import ChainHead
from registry.staging import NUMBER, TEXT, Row, forget, stage, take_over, tell_of_ids

Kinds = dict[str, sa.types.TypeEngine[Any]]
Named = tuple[Any, str | None]
"""A draft, with what a row of a file without a number is known by."""
PLACE = "place"
"""The column of a staged row that says which record of the file it is or belongs to, from 1."""


class NewRecords:
    """New records of one kind; staged under their places 1, 2, … and taken over under ids that follow each other.

    ``action`` is the deed that each of them is; ``known_by`` gives an organization as the log names it by its id.
    """

    def __init__(
        self,
        model: type[Record],
        drafts: Sequence[Named],
        *,
        deed: Deed,
        action: str,
        known_by: Callable[[int], str] = str,
    ) -> None:
        self.model, self._drafts, self._known_by = model, drafts, known_by
        self._common = common_columns(deed, action=action, noun=model.noun)
        self._shape: Shape = shape_of(model, type(drafts[0][0]), example=drafts[0][0])
        self._links: dict[str, list[Row]] = {name: [] for name in self._shape.links}
        self._children: dict[str, list[Row]] = {name: [] for name in self._shape.children}
        self._told: list[tuple[str, str]] = []  # label and changes of each record's entry
        self._label: Callable[[Any], str] = model.label.fget  # type: ignore[attr-defined]
        self._staged: dict[str, sa.Table] = {}
        self._first_id, self._end = 1, ChainHead(0, FIRST_PREVIOUS)

    def __len__(self) -> int:
        return len(self._drafts)

    def stage(self, progress: Callable[[int], None]) -> None:
        """Reckon all rows and keep them in temporary tables."""
        shape = self._shape
        kinds: Kinds = {name: shape.table.c[name].type for name in (*shape.columns, *shape.derived)}
        columns: Kinds = {PLACE: NUMBER, **kinds, **dict.fromkeys(shape.references, TEXT), "imported_key": TEXT}
        self._staged["records"] = stage(shape.table.name, columns, self._rows(progress))
        for name, link in shape.links.items():
            self._staged[name] = stage(link.table.name, _link_columns(link), self._links[name])
        for name, child in shape.children.items():
            self._staged[name] = stage(child.model.__tablename__, _child_columns(child), self._children[name])

    def chain(self, first_id: int, head: ChainHead) -> ChainHead:
        """Stage the entries as they follow the head of the log, and return the head that they lead to."""
        columns = {
            "id": NUMBER,
            "record_id": NUMBER,
            "label": TEXT,
            "changes": TEXT,
            "previous_hash": TEXT,
            "hash": TEXT,
        }
        self._first_id, self._end = first_id, head
        self._staged["entries"] = stage(f"entries_{self.model.noun}", columns, self._entries(first_id, head))
        return self._end

    def _entries(self, first_id: int, head: ChainHead) -> Iterator[Row]:
        opened = OpenEntries(self._common)
        number, previous = head.entries, head.hash
        for record_id, (label, changes) in enumerate(self._told, start=first_id):
            number += 1
            closed = opened.entry(label, changes).closed(number, previous, record_id)
            yield number, record_id, label, changes, previous, closed
            previous = closed
        self._end = ChainHead(number, previous)

    def _rows(self, progress: Callable[[int], None]) -> Iterator[Row]:
        shape, model = self._shape, self.model
        said = sorted((*shape.columns, *shape.references, *shape.links, *shape.children))
        for place, (draft, key) in enumerate(self._drafts, start=1):
            values = vars(draft)
            row = [_stored(values[name]) for name in shape.columns]
            words = {name: _in_json(value) for name, value in zip(shape.columns, row, strict=True)}
            names = [values[name] for name in shape.references]
            words |= {name: _in_json(value) for name, value in zip(shape.references, names, strict=True)}
            self._relate(place, values, words)
            changes = ",".join([f'"{name}":[null,{words[name]}]' for name in said if words[name]])
            self._told.append((self._label(draft), f"{{{changes}}}"))
            progress(1)
            yield (place, *row, *model.derived(draft).values(), *names, key)

    def _relate(self, place: int, values: Mapping[str, Any], words: dict[str, str]) -> None:
        for name, link in self._shape.links.items():
            words[name] = ""
            if others := values[name]:
                words[name] = self._linked(place, self._links[name], others, link)
        for name, child in self._shape.children.items():
            drafts = values[name]
            rows = [{field: _stored(getattr(one, field)) for field in child.fields} for one in drafts]
            derived = [sorted(child.model.derived(one).items()) for one in drafts]
            self._children[name] += [
                (place, *row.values(), *(value for _, value in more)) for row, more in zip(rows, derived, strict=True)
            ]
            words[name] = _listed(map(canonical, rows))

    def _linked(self, place: int, rows: list[Row], others: Sequence[Any], link: Link) -> str:
        """Note the links of one record, and return how the log names them."""
        if link.names is not None:
            rows += [(place, name) for name in others]
            return _listed(map(text_in_json, others))
        rows += [(place, other) for other in others]
        return _listed(map(self._known_by, others))

    def take_over(self) -> None:
        """Make the staged rows records under the ids that their entries name, and write those."""
        shape, staged, first_id = self._shape, self._staged["records"], self._first_id
        own_id = staged.c[PLACE] + (first_id - 1)
        values: dict[str, sa.ColumnElement[Any]] = {"id": own_id}
        values |= {name: staged.c[name] for name in (*shape.columns, *shape.derived, "imported_key")}
        values["imported_version"] = sa.literal(1)
        source: sa.FromClause = staged
        for name, (column, kind) in shape.references.items():
            named = sa.alias(kind.__table__, name)
            source = source.outerjoin(named, named.c.name == staged.c[name])
            values[column] = named.c.id
        take_over(shape.table, values, source)
        for name, link in shape.links.items():
            _take_over_links(link, self._staged[name], first_id)
        for name, child in shape.children.items():
            _take_over_children(child, self._staged[name], first_id)
        entries = self._staged["entries"]
        common = {name: sa.literal(value) for name, value in self._common.items()}
        tell_of_ids(shape.table, first_id + len(self) - 1)
        take_over(table_of(AuditEntry), common | {column.name: column for column in entries.columns}, entries)

    def forget(self) -> None:
        """Give the room of what was staged back."""
        forget(self._staged.values())
        self._staged.clear()


def _take_over_links(link: Link, staged: sa.Table, first_id: int) -> None:
    source: sa.FromClause = staged
    other: sa.ColumnElement[Any] = staged.c[link.other]
    if link.names is not None:
        named = link.names.__table__
        source, other = staged.join(named, named.c.name == staged.c[link.other]), named.c.id
    take_over(link.table, {link.owner: staged.c[PLACE] + (first_id - 1), link.other: other}, source)


def _take_over_children(child: Child, staged: sa.Table, first_id: int) -> None:
    values = {column.name: column for column in staged.columns if column.name != PLACE}
    owner = {child.owner: staged.c[PLACE] + (first_id - 1)}
    take_over(table_of(child.model), owner | values, staged)


def _link_columns(link: Link) -> Mapping[str, sa.types.TypeEngine[Any]]:
    return {PLACE: NUMBER, link.other: TEXT if link.names is not None else NUMBER}


def _child_columns(child: Child) -> Mapping[str, sa.types.TypeEngine[Any]]:
    derived = set(table_of(child.model).columns.keys()) - {"id", child.owner, *child.fields}
    return {PLACE: NUMBER, **{name: table_of(child.model).c[name].type for name in (*child.fields, *sorted(derived))}}


def _stored(value: Any) -> Any:
    """A value as both drivers and the log take it."""
    if isinstance(value, date):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def _in_json(value: Any) -> str:
    """A value of the log in canonical JSON; "" for what counts as nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return text_in_json(value)
    return canonical(value)


def _listed(words: Iterable[str]) -> str:
    """A list of the log in canonical JSON, in its order of its own; "" for none."""
    found = sorted(words)
    return f"[{','.join(found)}]" if found else ""
