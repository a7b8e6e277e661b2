"""The audit log as a list in words: its conditions, its rows, and the same as a table for files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from flask import url_for

from registry.domain.lists import ListQuery
from registry.domain.message import N_
from registry.domain.vocabulary import Noun
from registry.exports.tables import Table, TableColumn
from registry.forms.fields import LAST_DAY
from registry.language import gettext as _
from registry.queries.audit_entries import FoundEntries, Wanted
from registry.queries.history import LoggedEntry
from registry.queries.settings import CITY, SLEEPING_MONTHS
from registry.web.clock import JAPAN
from registry.web.conditions import read_day
from registry.web.history import HistoryEntry, entry_in_words
from registry.web.history_deeds import DEEDS
from registry.web.history_fields import NOUNS
from registry.web.lists import Asked, Filter, ListSpec
from registry.web.record_links import record_address
from registry.words import RULE_NAMES, day_name, in_japanese, translated

NAMES: Mapping[str, Mapping[str, str]] = {
    Noun.RULES: RULE_NAMES,
    Noun.SETTINGS: {
        CITY: N_("Name of the city"),
        SLEEPING_MONTHS: N_("Months until a partnership is said to sleep"),
    },
}
"""Records that are logged by their names in the program: noun → name → msgid."""
EARLIEST = date(1900, 1, 1)
"""Nothing was logged before; a day of the first years has no moment in UTC."""


def _typed_text(text: str) -> tuple[str, str]:
    return text, text


def _typed_day(text: str) -> tuple[str, str] | None:
    read = read_day(text)
    if read is None:
        return None
    day = min(max(date.fromisoformat(read[0]), EARLIEST), LAST_DAY)
    return day.isoformat(), day_name(day)


_HINT = N_("Such as R2.4.1 or 2020-04-01")
SPEC = ListSpec(
    blueprint="audit",
    search_hint=N_("A part of the record's name, as it was then"),
    filters=(
        Filter("since", N_("From"), read=_typed_day, hint=_HINT),
        Filter("until", N_("Until"), read=_typed_day, hint=_HINT),
        Filter("actor", N_("Person"), read=_typed_text, hint=N_("A part of the user's name")),
        Filter("noun", N_("Kind of record"), lambda: translated(NOUNS)),
        Filter("action", N_("Deed"), lambda: translated(DEEDS)),
    ),
    sorts=("time",),
    descending_first=frozenset({"time"}),
)


@dataclass(frozen=True)
class ShownEntry:
    """An entry with the record that it is about; ``address`` is blank where there is no page for it."""

    entry: HistoryEntry
    noun: str
    label: str
    address: str


def wanted_entries(query: ListQuery) -> Wanted:
    """What the conditions of the address mean; both days of a period belong to it."""
    since, until = (query.value(name) for name in ("since", "until"))
    of_noun, _dot, action = (query.value("action") or "").rpartition(".")
    noun = of_noun or query.value("noun")
    return Wanted(
        actor=query.value("actor") or "",
        label=query.text,
        action=action,
        noun=Noun(noun) if noun else None,
        since=_begin(date.fromisoformat(since)) if since else None,
        until=_begin(date.fromisoformat(until)) + timedelta(days=1) if until else None,
    )


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, JAPAN)


def shown_entries(entries: Iterable[LoggedEntry]) -> Iterator[ShownEntry]:
    """The entries in words."""
    return (
        ShownEntry(entry_in_words(one), _noun(one), _label(one), record_address(one.noun, one.record_id))
        for one in entries
    )


def _noun(entry: LoggedEntry) -> str:
    return _(NOUNS[entry.noun]) if entry.noun in NOUNS else entry.noun


def _label(entry: LoggedEntry) -> str:
    """What the record is called; rules and settings are logged by their names in the program."""
    names = NAMES.get(entry.noun, {})
    return _(names[entry.label]) if entry.label in names else entry.label


@dataclass(frozen=True)
class Paging:
    """The addresses of the newest entries, and of those newer and older than the shown ones; blank where none are."""

    newest: str
    newer: str
    older: str


def paging(asked: Asked, found: FoundEntries) -> Paging:
    """Where to go on from the shown entries."""

    def address(**place: int) -> str:
        return url_for("audit.show_list", **asked.parameters, **place)  # type: ignore[arg-type]

    ids = [entry.id for entry in found.entries]
    return Paging(
        newest=address(),
        newer=address(after=ids[0]) if found.newer and ids else "",
        older=address(before=ids[-1]) if found.older and ids else "",
    )


def table_of(entries: Iterable[LoggedEntry], day: date) -> Table:
    """The log as a file shows it; the hash of each entry is what backups and finalized sheets print."""
    columns = (
        TableColumn(_("No."), 8),
        TableColumn(_("Time"), 24),
        TableColumn(_("Person"), 16),
        TableColumn(_("Deed"), 14),
        TableColumn(_("Kind of record"), 14),
        TableColumn(_("Record concerned"), 40),
        TableColumn(_("ID of the record"), 10),
        TableColumn(_("What was changed"), 80),
        TableColumn(_("Hash"), 24),
    )
    return Table(_("Audit log"), columns, map(_cells, entries), day, in_japanese())


def _cells(one: LoggedEntry) -> tuple[str | int | date | None, ...]:
    entry = entry_in_words(one)
    changes = "\n".join(change.whole for change in entry.changes)
    return (one.id, entry.when, entry.actor, entry.deed, _noun(one), _label(one), one.record_id, changes, one.hash)
