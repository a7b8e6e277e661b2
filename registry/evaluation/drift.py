"""確定の後の変化: the records behind a number as they were signed, against those that are behind it now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from registry.domain.audit_chain import canonical
from registry.evaluation.counts import EvidenceRecord

RECORD_FIELDS = ("id", "noun", "label", "date", "kind", "source_id", "source_label", "source_number", "remarks")
"""What is kept of a record, and compared; one that was signed by an older version is compared by the same."""

Rows = tuple[EvidenceRecord, ...]


class Drifted(StrEnum):
    """What became of a record since."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class RecordDrift:
    """One record that is not behind a number as it was; where a number has it several times, all of its rows."""

    what: Drifted
    before: Rows
    after: Rows

    @property
    def key(self) -> tuple[str, int]:
        """The record: its noun and its id."""
        one = (self.before or self.after)[0]
        return one.noun, one.id

    @property
    def label(self) -> str:
        """What the record is known by, now where it still counts."""
        return (self.after or self.before)[0].label

    @property
    def fields(self) -> tuple[str, ...]:
        """What differs of a changed record: the names of its fields; none where only the number of its rows does."""
        if self.what is not Drifted.CHANGED:
            return ()
        pairs = list(zip(self.before, self.after, strict=False))
        return tuple(
            name for name in RECORD_FIELDS if any(getattr(one, name) != getattr(other, name) for one, other in pairs)
        )

    @property
    def sources(self) -> tuple[int, ...]:
        """The agreements that made it count, then and now."""
        rows = (*self.before, *self.after)
        return tuple(dict.fromkeys(row.source_id for row in rows if row.source_id is not None))


@dataclass(frozen=True)
class CountDrift:
    """One number of one year that was signed, and what is behind it now."""

    count: str
    fiscal_year: int
    published: int
    recomputed: int
    records: tuple[RecordDrift, ...]


def drift_of(stored: Iterable[EvidenceRecord], present: Iterable[EvidenceRecord]) -> tuple[RecordDrift, ...]:
    """The records that were added, removed or changed, in the order in which they were and are listed."""
    before, after = _by_record(stored), _by_record(present)
    drifted = ((key, before.get(key, ()), after.get(key, ())) for key in dict.fromkeys((*after, *before)))
    return tuple(RecordDrift(_what(was, now), was, now) for _key, was, now in drifted if was != now)


def _what(before: Rows, after: Rows) -> Drifted:
    if not before:
        return Drifted.ADDED
    return Drifted.CHANGED if after else Drifted.REMOVED


def _by_record(rows: Iterable[EvidenceRecord]) -> dict[tuple[str, int], Rows]:
    found: dict[tuple[str, int], list[EvidenceRecord]] = {}
    for row in rows:
        found.setdefault((row.noun, row.id), []).append(row)
    return {key: tuple(sorted(same, key=lambda row: canonical(record_data(row)))) for key, same in found.items()}


def record_data(record: EvidenceRecord) -> dict[str, Any]:
    """A record as it is kept with a signed sheet."""
    values = {name: getattr(record, name) for name in RECORD_FIELDS}
    return values | {"date": record.date.isoformat() if record.date else None, "remarks": list(record.remarks)}


def record_from_data(data: Mapping[str, Any]) -> EvidenceRecord:
    """A record that was kept."""
    values = {name: data[name] for name in RECORD_FIELDS}
    day = date.fromisoformat(data["date"]) if data["date"] else None
    return EvidenceRecord(**values | {"date": day, "remarks": tuple(data["remarks"])})


def drifted_records(counts: Sequence[CountDrift]) -> dict[tuple[str, int], list[tuple[CountDrift, RecordDrift]]]:
    """Each record that drifted, with the numbers in which it did."""
    found: dict[tuple[str, int], list[tuple[CountDrift, RecordDrift]]] = {}
    for count in counts:
        for record in count.records:
            found.setdefault(record.key, []).append((count, record))
    return found
