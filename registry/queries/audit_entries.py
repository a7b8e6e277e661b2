"""The entries of the audit log that somebody looks for, page by page or all of them, the newest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from registry.database import db, discard
from registry.domain.vocabulary import Noun
from registry.models import AuditEntry
from registry.queries.history import COLUMNS, LoggedEntry, logged_moment, read_entries

AT_A_TIME = 2000


@dataclass(frozen=True)
class Wanted:
    """Which entries: by parts of the actor's name and of the record's label, deeds, noun, and the time.

    ``since`` is included, ``until`` is not; what is blank is no condition.
    """

    actor: str = ""
    label: str = ""
    action: str = ""
    noun: Noun | None = None
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class FoundEntries:
    """One page; ``newer`` and ``older`` tell whether there are more on either side."""

    entries: list[LoggedEntry]
    newer: bool
    older: bool


def find_entries(wanted: Wanted, *, before: int | None = None, after: int | None = None, limit: int) -> FoundEntries:
    """The newest entries; those just older than the id ``before``, or just newer than ``after``.

    At most four statements. Where fewer than a page are newer, the newest ones are given.
    """
    upwards = after is not None and before is None
    conditions = list(_conditions(wanted))
    if upwards:
        conditions.append(AuditEntry.id > after)
    elif before is not None:
        conditions.append(AuditEntry.id < before)
    order = AuditEntry.id.asc() if upwards else AuditEntry.id.desc()
    entries = sa.select(*COLUMNS).where(*conditions).order_by(order).limit(limit + 1)
    found = read_entries(db.session.execute(entries))
    more, shown = len(found) > limit, found[:limit]
    if upwards:
        return FoundEntries(shown[::-1], newer=True, older=True) if more else find_entries(wanted, limit=limit)
    return FoundEntries(shown, newer=before is not None, older=more)


def count_entries(wanted: Wanted) -> int:
    """How many they are."""
    return db.session.scalar(sa.select(sa.func.count(AuditEntry.id)).where(*_conditions(wanted))) or 0


def walk_entries(wanted: Wanted) -> Iterator[list[LoggedEntry]]:
    """All of them, some thousand at a time; others may write between two of these parts."""
    entries, last = sa.select(*COLUMNS).order_by(AuditEntry.id.desc()).limit(AT_A_TIME), None
    conditions = list(_conditions(wanted))
    while True:
        part = conditions if last is None else [*conditions, AuditEntry.id < last]
        found = read_entries(db.session.execute(entries.where(*part)))
        discard()  # a reader that takes its time must not keep writers waiting where SQLite has no write-ahead log
        if not found:
            return
        yield found
        last = found[-1].id


def _conditions(wanted: Wanted) -> Iterator[sa.ColumnElement[bool]]:
    """All of them are looked at while the log is walked from its end: 25 ms for 100,000 entries where none fits.

    That is why the noun is compared as an expression: by its index SQLite would fetch and sort all that fit.
    """
    if wanted.actor:
        yield AuditEntry.actor.icontains(wanted.actor, autoescape=True)
    if wanted.label:
        yield AuditEntry.label.icontains(wanted.label, autoescape=True)
    if wanted.action:
        yield AuditEntry.action == wanted.action
    if wanted.noun is not None:
        yield AuditEntry.noun + "" == wanted.noun
    if wanted.since is not None:
        yield AuditEntry.at >= logged_moment(wanted.since)
    if wanted.until is not None:
        yield AuditEntry.at < logged_moment(wanted.until)
