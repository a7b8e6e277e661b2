"""Many records that a file changes: their values and entries are reckoned and staged first, then taken over at once.

What is written is what ``commands/records.py`` writes when one record is revised: the same columns, the links that are
added, the version and the entry. The drafts have passed their checks; what a file says is only added to a list.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from registry.commands.audit import NOTHING, common_columns
from registry.commands.chained_entries import AT_A_TIME, ChainedEntries, Told
from registry.commands.draft_shapes import Link, shape_of, table_of
from registry.database import BULK, db
from registry.domain.audit_chain import canonical
from registry.domain.deed import Deed
from registry.domain.errors import EditedMeanwhile
from registry.imports.plan import Update
from registry.models.base import Record
from registry.queries.audit import ChainHead
from registry.staging import NUMBER, TEXT, Kinds, Row, Staged, stored_value, take_over


class ChangedRecords:
    """Changed records of one kind, whose lists hold bodies only; ``others`` and ``known_by`` as of NewRecords."""

    def __init__(
        self,
        model: type[Record],
        updates: Sequence[Update],
        *,
        deed: Deed,
        others: Mapping[int, int],
        known_by: Callable[[int], str],
    ) -> None:
        self.model, self._updates, self._others, self._known_by = model, updates, others, known_by
        self._common = common_columns(deed, action="revise", noun=model.noun)
        self._shape = shape_of(model, [draft for one in updates for draft in (one.before, one.draft)])
        self._label: Callable[[Any], str] = model.label.fget  # type: ignore[attr-defined]
        self._links: dict[str, list[Row]] = {name: [] for name in self._shape.links}

    def stage(self, head: ChainHead, progress: Callable[[int], None]) -> ChainHead:
        """Reckon all rows, with entries that follow the head of the log; returns the head that these lead to."""
        shape = self._shape
        columns: Kinds = {"id": NUMBER, "version": NUMBER, "imported_key": TEXT}
        self._staged = Staged(f"changed_{shape.table.name}", columns | shape.kinds)
        self._linked = {name: Staged(f"added_{name}", _link_columns(link)) for name, link in shape.links.items()}
        self._entries = ChainedEntries(f"{shape.table.name}_revised", self._common, head)
        for start in range(0, len(self._updates), AT_A_TIME):
            updates = self._updates[start : start + AT_A_TIME]
            self._staged.fill([self._row(one) for one in updates])
            self._entries.add(map(self._told, updates))
            progress(len(updates))
        for name, staged in self._linked.items():
            staged.fill(self._links[name])
        return self._entries.end

    def _row(self, one: Update) -> Row:
        values = vars(one.draft)
        for name, rows in self._links.items():
            present = set(vars(one.before)[name])
            rows += [(one.id, self._others.get(other, other)) for other in values[name] if other not in present]
        plain = [stored_value(values[name]) for name in self._shape.plain]
        return (one.id, one.version, one.key, *self.model.derived(one.draft).values(), *plain)

    def _told(self, one: Update) -> Told:
        return one.id, self._label(one.draft), f"{{{','.join(self._changes(vars(one.before), vars(one.draft)))}}}"

    def _changes(self, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
        for name in sorted((*self._shape.plain, *self._shape.links)):
            old, new = before[name], after[name]
            if old != new and not (old in NOTHING and new in NOTHING):
                yield f'"{name}":[{self._in_log(name, old)},{self._in_log(name, new)}]'

    def _in_log(self, name: str, value: Any) -> str:
        if name not in self._shape.links:
            return canonical(stored_value(value))
        return f"[{','.join(sorted(self._known_by(self._others.get(other, other)) for other in value))}]"

    def follow(self, head: ChainHead) -> ChainHead:
        """Let the staged entries follow another head of the log; returns the head that they lead to."""
        self._entries.follow(head)
        return self._entries.end

    def take_over(self) -> None:
        """Give the records their new values and write the entries; raises EditedMeanwhile."""
        own, staged = self._shape.table.c, self._staged.c
        values: dict[str, Any] = {name: staged[name] for name in (*self._shape.columns, *self._shape.derived)}
        for name, (column, kind) in self._shape.references.items():
            named = table_of(kind)
            values[column] = sa.select(named.c.id).where(named.c.name == staged[name]).scalar_subquery()
        values |= {"version": own.version + 1, "imported_version": own.version + 1}
        values["imported_key"] = sa.func.coalesce(staged.imported_key, own.imported_key)
        same = sa.and_(own.id == staged.id, own.version == staged.version)
        changed = db.session.execute(sa.update(self._shape.table).values(values).where(same), execution_options=BULK)
        if changed.rowcount != len(self._updates):  # type: ignore[attr-defined]
            raise EditedMeanwhile
        for name, link in self._shape.links.items():
            table = self._linked[name]
            take_over(link.table, dict(table.c), table.table)
        self._entries.take_over()

    def forget(self) -> None:
        """Give the room of what was staged back."""
        for staged in (self._staged, *self._linked.values()):
            staged.drop()
        self._entries.drop()


def _link_columns(link: Link) -> Kinds:
    return {link.owner: NUMBER, link.other: NUMBER}
