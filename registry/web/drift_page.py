"""What drifted since a sheet was finalized, in words: numbers, records, and the entries of the log behind them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import url_for
from flask_babel import gettext as _

from registry.domain.message import N_
from registry.domain.vocabulary import Noun, SheetState
from registry.evaluation.counts import EvidenceRecord
from registry.evaluation.drift import CountDrift, Drifted, RecordDrift
from registry.evaluation.sheet import Sheet
from registry.queries.drift import Drift, find_drift
from registry.queries.history import LoggedEntry
from registry.queries.sheet_revisions import find_newest_revision
from registry.web.clock import day_of
from registry.web.evidence_records import REMARKS, RENAMED
from registry.web.history import HistoryEntry, entry_in_words
from registry.web.record_links import record_address
from registry.web.revision_page import in_usual_order
from registry.web.views import LISTS
from registry.words import KINDS, count_title, day_name, difference, number, year_name

if TYPE_CHECKING:
    from registry.models import SheetRevision

TAGS: Mapping[Drifted, tuple[str, str]] = {
    Drifted.ADDED: (N_("added"), "info"),
    Drifted.REMOVED: (N_("removed"), "warn"),
    Drifted.CHANGED: (N_("changed"), "off"),
}
"""What became of a record: the word, and the look of its tag."""
FIELDS: Mapping[str, str] = {
    "label": N_("Name"),
    "date": N_("Day from which it counts"),
    "kind": N_("Kind"),
    "source_number": N_("Number of the agreement"),
    "source_label": N_("Agreement that makes it count"),
    "remarks": N_("Remarks"),
}
"""What is told of a changed record."""
BLANK = "\N{HORIZONTAL BAR}"


@dataclass(frozen=True)
class Signed:
    """When and by whom the sheet was finalized, and how many records have changed since; ``address`` names them."""

    day: str
    who: str
    revision: int
    document_number: str
    changed: int
    address: str


@dataclass(frozen=True)
class NumberRow:
    """A number as it was signed and as it is reckoned now, each with the way to its records."""

    name: str
    year: str
    published: str
    recomputed: str
    change: str
    then: str
    now: str


@dataclass(frozen=True)
class Part:
    """What became of a record in some numbers, and what differs of it."""

    word: str
    look: str
    numbers: tuple[str, ...]
    changes: tuple[str, ...]


@dataclass(frozen=True)
class Reason:
    """An entry of the log; ``about`` names the record that was changed, where that is another one."""

    entry: HistoryEntry
    about: str
    address: str


@dataclass(frozen=True)
class RecordRow:
    name: str
    noun: str
    address: str
    parts: tuple[Part, ...]
    reasons: tuple[Reason, ...]


def signed_line(sheet: Sheet) -> Signed | None:
    """What is said below a finalized sheet."""
    if sheet.state is not SheetState.FINALIZED:
        return None
    revision = find_newest_revision(sheet.fiscal_year)
    return _signed(sheet.fiscal_year, revision, len(find_drift(revision).records)) if revision else None


def _signed(fiscal_year: int, revision: "SheetRevision", changed: int) -> Signed:
    return Signed(
        day=day_name(day_of(revision.finalized_at)),
        who=revision.finalized_by,
        revision=revision.number,
        document_number=revision.document_number,
        changed=changed,
        address=url_for("drift.show", fiscal_year=fiscal_year),
    )


def number_rows(sheet_year: int, drift: Drift) -> tuple[NumberRow, ...]:
    """The numbers behind which anything has changed: first those that are another one now, the newest year first."""
    moved = sorted(
        drift.counts,
        key=lambda one: (one.published == one.recomputed, *in_usual_order(one)),
    )
    return tuple(_number(sheet_year, drift.revision, one) for one in moved)


def _number(sheet_year: int, revision: int, one: CountDrift) -> NumberRow:
    about: dict[str, Any] = {"sheet_year": sheet_year, "count": one.count, "fiscal_year": one.fiscal_year}
    return NumberRow(
        name=count_title(one.count),
        year=year_name(one.fiscal_year),
        published=number(one.published),
        recomputed=number(one.recomputed),
        change=difference(one.recomputed - one.published),
        then=url_for("revisions.show_evidence", number=revision, **about),
        now=url_for("evidence.show_evidence", **about),
    )


def record_rows(drift: Drift) -> tuple[RecordRow, ...]:
    """Each record once, with all numbers in which it changed, and who changed what since."""
    return tuple(_record(key, found, drift) for key, found in drift.records.items())


def _record(key: tuple[str, int], found: list[tuple[CountDrift, RecordDrift]], drift: Drift) -> RecordRow:
    noun, record_id = key
    return RecordRow(
        name=found[0][1].label,
        noun=_(LISTS[Noun(noun)]),
        address=record_address(noun, record_id),
        parts=tuple(_parts(found)),
        reasons=tuple(_reason(key, entry) for entry in drift.reasons.get(key, ())),
    )


def _reason(key: tuple[str, int], entry: LoggedEntry) -> Reason:
    about = "" if (entry.noun, entry.record_id) == key else entry.label
    return Reason(entry_in_words(entry), about, record_address(entry.noun, entry.record_id) if about else "")


def _parts(found: list[tuple[CountDrift, RecordDrift]]) -> Iterator[Part]:
    """What happened alike in several numbers is told once."""
    alike: dict[tuple[Drifted, tuple[str, ...]], dict[str, list[str]]] = {}
    for count, record in found:
        numbers = alike.setdefault((record.what, tuple(_changes(record))), {})
        numbers.setdefault(count_title(count.count), []).append(year_name(count.fiscal_year))
    for (what, changes), numbers in alike.items():
        word, look = TAGS[what]
        told = (_("%(count)s (%(years)s)", count=name, years=_(", ").join(years)) for name, years in numbers.items())
        yield Part(_(word), look, tuple(told), changes)


def _changes(record: RecordDrift) -> Iterator[str]:
    if record.what is not Drifted.CHANGED:
        return
    for name in record.fields:
        if name in FIELDS:
            before, after = (_said(rows[0], name) for rows in (record.before, record.after))
            yield _("%(field)s: %(old)s → %(new)s", field=_(FIELDS[name]), old=before, new=after)
    if len(record.before) != len(record.after):
        yield _("Counted %(old)s times → %(new)s times", old=len(record.before), new=len(record.after))


def _said(row: EvidenceRecord, name: str) -> str:
    value = getattr(row, name)
    if name == "date":
        return day_name(value) if value else BLANK
    if name == "kind":
        return _(KINDS[value]) if value in KINDS else BLANK
    if name == "remarks":
        words = {**REMARKS, "renamed": RENAMED}
        return _(", ").join(_(words[one]) for one in value if one in words) or BLANK
    return str(value or BLANK)
