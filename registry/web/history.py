"""The history of a record for its page: who did what and when, in sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from flask_babel import gettext as _
from flask_login import current_user

from registry.domain.fiscal_year import FiscalYear
from registry.domain.permissions import Permission, may
from registry.domain.vocabulary import Noun
from registry.queries.history import LoggedEntry, list_history
from registry.web.clock import JAPAN
from registry.web.history_deeds import BEGINNINGS, CORRECTION
from registry.web.history_values import as_moment, moment_of
from registry.web.history_words import Change, changes_in_words, deed_in_words, listed

ON_A_PAGE = 10
ON_A_TIMELINE = 500


@dataclass(frozen=True)
class HistoryEntry:
    """One deed on a record; ``moment`` is for machines. ``begins`` where the changes are what it began with."""

    id: int
    when: str
    moment: str
    actor: str
    deed: str
    changes: tuple[Change, ...]
    begins: bool


@dataclass(frozen=True)
class History:
    """The newest entries of a record, and whether there are older ones than these."""

    entries: tuple[HistoryEntry, ...]
    older: bool


@dataclass(frozen=True)
class ChangeRow:
    """An entry as a row of a timeline: what was done, then old → new below."""

    day: date
    title: str
    detail: str
    actor: str


def history_of(noun: Noun, record_id: int, *, before: int | None = None, limit: int = ON_A_PAGE) -> History:
    """The history of a record, the newest first; ``before`` is the id of the last entry that is shown already."""
    found = list_history(noun, record_id, before=before, limit=limit + 1)
    return History(entries_in_words(found[:limit]), older=len(found) > limit)


def entries_in_words(entries: Iterable[LoggedEntry]) -> tuple[HistoryEntry, ...]:
    """Entries of the audit log as their reader may see them."""
    return tuple(map(_entry, entries))


def changes_by_year(noun: Noun, record_id: int, *, since: date | None = None) -> dict[int, tuple[ChangeRow, ...]]:
    """What became of a record, by the fiscal year in which it was done, the newest first; ``since`` is a day."""
    begin = datetime.combine(since, time.min, JAPAN) if since else None
    years: dict[int, tuple[ChangeRow, ...]] = {}
    for entry in list_history(noun, record_id, since=begin, limit=ON_A_TIMELINE):
        row = _row(entry)
        if row is not None:
            year = FiscalYear.of(row.day).year
            years[year] = (*years.get(year, ()), row)
    return years


def _entry(entry: LoggedEntry) -> HistoryEntry:
    moment = moment_of(entry.at)
    return HistoryEntry(
        id=entry.id,
        when=as_moment(entry.at),
        moment=moment.isoformat(timespec="minutes") if moment else "",
        actor=entry.actor,
        deed=deed_in_words(entry.action),
        changes=_changes(entry),
        begins=entry.action in BEGINNINGS,
    )


def _changes(entry: LoggedEntry) -> tuple[Change, ...]:
    return changes_in_words(entry, with_internal_notes=may(current_user.role, Permission.SEE_INTERNAL_NOTES))


def _row(entry: LoggedEntry) -> ChangeRow | None:
    moment = moment_of(entry.at)
    if moment is None:
        return None
    title, detail, changes = deed_in_words(entry.action), "", _changes(entry)
    if entry.action == CORRECTION and len(changes) == 1:
        title, detail = changes[0].title, changes[0].detail
    elif entry.action not in BEGINNINGS and changes:
        fields = dict.fromkeys(change.field for change in changes)
        title = _("%(deed)s: %(fields)s", deed=title, fields=listed(list(fields)))
        detail = listed([change.detail for change in changes])
    return ChangeRow(moment.date(), title, detail, entry.actor)
