"""The entries of many records of one deed, staged as they follow the head of the log, then taken over at once."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from registry.commands.draft_shapes import table_of
from registry.database import db
from registry.domain.audit_chain import EntriesOfOneDeed
from registry.models import AuditEntry
from registry.queries.audit import ChainHead
from registry.staging import NUMBER, TEXT, Kinds, Row, Staged, take_over

Told = tuple[int, str, str]
"""What the log says of a record: its id, its label, and its changes in canonical JSON."""
AT_A_TIME = 5000
ENTRY: Kinds = {"id": NUMBER, "record_id": NUMBER} | dict.fromkeys(("label", "changes", "previous_hash", "hash"), TEXT)


class ChainedEntries:
    """Entries that have ``common`` columns (at, actor, actor_id, action, noun); ``end`` is what they lead to."""

    def __init__(self, name: str, common: dict[str, Any], head: ChainHead) -> None:
        self._name, self._common, self.end = name, common, head
        self._deed = EntriesOfOneDeed(common)
        self._staged = Staged(name, ENTRY)

    def add(self, told: Iterable[Told]) -> None:
        """Stage the entries of more records."""
        number, previous = self.end.entries, self.end.hash
        rows: list[Row] = []
        for record_id, label, changes in told:
            number += 1
            closed = self._deed.hash(
                number=number, record_id=record_id, label=label, changes=changes, previous=previous
            )
            rows.append((number, record_id, label, changes, previous, closed))
            previous = closed
        self.end = ChainHead(number, previous)
        self._staged.fill(rows)

    def follow(self, head: ChainHead, *, shift: int = 0) -> None:
        """Let all entries follow another head; the records' ids are by ``shift`` higher now."""
        before, self._staged = self._staged, Staged(f"{self._name}_again", ENTRY)
        self.end = head
        rows = db.session.execute(sa.select(before.c.record_id, before.c.label, before.c.changes).order_by(before.c.id))
        for part in rows.partitions(AT_A_TIME):
            self.add((record_id + shift, label, changes) for record_id, label, changes in part)
        before.drop()

    def take_over(self) -> None:
        """Write the staged entries into the log."""
        common = {name: sa.literal(value) for name, value in self._common.items()}
        take_over(table_of(AuditEntry), common | dict(self._staged.c), self._staged.table)

    def drop(self) -> None:
        """Give the room back."""
        self._staged.drop()
