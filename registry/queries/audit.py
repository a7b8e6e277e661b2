"""Reads of the audit log, and the proof that nobody has altered it."""

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa

from registry.database import db
from registry.domain.audit_chain import FIRST_PREVIOUS, entry_hash
from registry.domain.message import N_, Message, message
from registry.domain.vocabulary import Noun
from registry.models import AuditEntry

COLUMNS = tuple(column for column in AuditEntry.__table__.columns if column.key != "hash")
AT_A_TIME = 1000


class Fault(StrEnum):
    """How an entry of the chain is broken."""

    EDITED = "edited"
    """Its values are not those that its hash was made of."""
    UNCHAINED = "unchained"
    """It does not follow the entry before: one was deleted, swapped, or made anew."""
    CUT_OFF = "cut_off"
    """The entry with the given hash is not there any more."""


SENTENCES: Mapping[Fault, str] = {
    Fault.EDITED: N_("Entry %(id)s was edited."),
    Fault.UNCHAINED: N_("Entry %(id)s does not follow the one before: entries were deleted, swapped or made anew."),
    Fault.CUT_OFF: N_("The log was cut off after entry %(id)s: it does not hold the entry with the given hash."),
}


@dataclass(frozen=True)
class Broken:
    """One broken place; ``entry_id`` is the last entry where the end was cut off."""

    entry_id: int
    fault: Fault

    @property
    def message(self) -> Message:
        """What is wrong, as a sentence."""
        return message(SENTENCES[self.fault], id=self.entry_id)


@dataclass(frozen=True)
class ChainHead:
    """The end of the chain: the number of entries and the hash that all of them together lead to."""

    entries: int
    hash: str


@dataclass(frozen=True)
class ChainReport:
    """What the proof found: the end of the chain, and every broken entry in order."""

    head: ChainHead
    broken: tuple[Broken, ...]


def get_head() -> ChainHead:
    """The last entry's id, which is the number of entries, and its hash."""
    row = db.session.execute(_newest()).one_or_none()
    return ChainHead(row.id, row.hash) if row else ChainHead(0, FIRST_PREVIOUS)


@functools.cache
def _newest() -> Any:
    return sa.select(AuditEntry.id, AuditEntry.hash).order_by(AuditEntry.id.desc()).limit(1)


def verify_chain(head: str | None = None) -> ChainReport:
    """Walk the whole log; ``head`` is a hash that a backup or a finalized sheet printed, which must be in it."""
    broken: list[Broken] = []
    end, count, found = FIRST_PREVIOUS, 0, head in {None, FIRST_PREVIOUS}
    last_id = 0
    for entry in _entries():
        broken.extend(Broken(entry["id"], fault) for fault in _faults(entry, last_id, end))
        end, last_id, count = entry["hash"], entry["id"], count + 1
        found = found or end == head
    if not found:
        broken.append(Broken(last_id, Fault.CUT_OFF))
    return ChainReport(ChainHead(count, end), tuple(broken))


def _faults(entry: dict[str, Any], last_id: int, end: str) -> Iterator[Fault]:
    if entry["id"] != last_id + 1 or entry["previous_hash"] != end:
        yield Fault.UNCHAINED
    if entry_hash({column.key: entry[column.key] for column in COLUMNS}) != entry["hash"]:
        yield Fault.EDITED


def _entries() -> Iterator[dict[str, Any]]:
    """All entries in their order, a thousand at a time."""
    columns = sa.select(*AuditEntry.__table__.columns).order_by(AuditEntry.id)
    for row in db.session.execute(columns.execution_options(yield_per=AT_A_TIME)):
        yield dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's public name for it


def find_last_entry(noun: Noun, record_id: int) -> AuditEntry | None:
    """The newest entry of one record."""
    about = (AuditEntry.noun == noun.value, AuditEntry.record_id == record_id)
    return db.session.scalar(sa.select(AuditEntry).where(*about).order_by(AuditEntry.id.desc()).limit(1))
