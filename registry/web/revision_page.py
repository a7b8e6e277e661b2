"""The revisions of a sheet in words: who signed what and when, whether it is still what was signed, what differs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for
from flask_babel import gettext as _

from registry.domain.audit_chain import sha256
from registry.domain.fiscal_year import FiscalYear
from registry.domain.rules import CountingRules
from registry.evaluation.counts import Evidence
from registry.evaluation.drift import CountDrift
from registry.evaluation.layout import form_of
from registry.evaluation.layout_findings import cell_words
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_comparison import CellDifference, differences
from registry.evaluation.text_changes import Piece, changed_pieces
from registry.queries.counting import COUNTS, find_count
from registry.queries.counting.table import FAMILIES
from registry.queries.sheet_revisions import SigningEntry, records_of
from registry.web.clock import office_time
from registry.web.evidence_links import evidence_address
from registry.web.evidence_records import RecordTable, record_table
from registry.web.history_sheets import cell_in_words, value_in_words
from registry.web.sheet_forms import FORM_NAMES
from registry.words import count_title, day_name, number, with_unit, year_name

if TYPE_CHECKING:
    from registry.models import SheetDocument, SheetEvidence, SheetRevision


@dataclass(frozen=True)
class DocumentRow:
    """``altered``: the bytes, or what is noted of them, are not what was signed."""

    name: str
    address: str
    sha256: str
    altered: bool


@dataclass(frozen=True)
class RevisionLinks:
    number: int
    when: str
    who: str
    reason: str
    document_number: str
    address: str


@dataclass(frozen=True)
class RevisionRow:
    """``head`` is the hash of the log's entry, for ``audit verify --head``; ``before`` the way to what is compared."""

    links: RevisionLinks
    documents: tuple[DocumentRow, ...]
    altered: bool
    head: str
    compare: str


@dataclass(frozen=True)
class EvidenceRow:
    name: str
    year: str
    number: str
    address: str


@dataclass(frozen=True)
class DifferenceRow:
    """A cell that differs; ``change`` is that of a figure."""

    words: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    change: str


def revision_links(revision: "SheetRevision", fiscal_year: int) -> RevisionLinks:
    """Who signed it, when and why, and where it is."""
    return RevisionLinks(
        number=revision.number,
        when=office_time(revision.finalized_at.isoformat()),
        who=revision.finalized_by,
        reason=revision.reason,
        document_number=revision.document_number,
        address=url_for("revisions.show", fiscal_year=fiscal_year, number=revision.number),
    )


def revision_rows(
    fiscal_year: int, found: Sequence["SheetRevision"], entries: Mapping[int, SigningEntry]
) -> tuple[RevisionRow, ...]:
    """The revisions, the newest first."""
    return tuple(_revision(fiscal_year, one, entries.get(one.number)) for one in found)


def _revision(fiscal_year: int, revision: "SheetRevision", entry: SigningEntry | None) -> RevisionRow:
    order = {form: place for place, form in enumerate(FORM_NAMES)}
    kept = sorted(revision.documents, key=lambda one: (order.get(one.form, len(order)), one.form))
    documents = tuple(_document(fiscal_year, revision.number, one, entry) for one in kept)
    before, compare = revision.number - 1, ""
    if before:
        compare = url_for("revisions.compare", fiscal_year=fiscal_year, number=before, other=revision.number)
    altered = entry is None or any(one.altered for one in documents) or _is_evidence_altered(revision, entry)
    return RevisionRow(revision_links(revision, fiscal_year), documents, altered, entry.hash if entry else "", compare)


def _document(fiscal_year: int, number: int, kept: "SheetDocument", entry: SigningEntry | None) -> DocumentRow:
    vouched = entry is not None and f"{kept.form} {kept.sha256}" in entry.hashes
    return DocumentRow(
        name=_(FORM_NAMES.get(kept.form, kept.form)),
        address=url_for("revisions.show_document", fiscal_year=fiscal_year, number=number, form=kept.form),
        sha256=kept.sha256,
        altered=not vouched or sha256(kept.data) != kept.sha256,
    )


def _is_evidence_altered(revision: "SheetRevision", entry: SigningEntry) -> bool:
    return any(
        sha256(one.records.encode()) != one.sha256 or f"{one.count} {one.fiscal_year} {one.sha256}" not in entry.hashes
        for one in revision.evidence
    )


def in_usual_order(one: "SheetEvidence | CountDrift") -> tuple[int, int]:
    """To sort by: the newest year first, its counts as they are always listed, those of departments last."""
    place = {name: number for number, name in enumerate(COUNTS)}
    return -one.fiscal_year, place.get(one.count, len(place))


def evidence_rows(sheet_year: int, revision: int, evidence: Iterable["SheetEvidence"]) -> tuple[EvidenceRow, ...]:
    """The numbers that were signed, each with the way to its records of then."""
    return tuple(
        EvidenceRow(
            count_title(one.count),
            year_name(one.fiscal_year),
            number(one.number),
            url_for(
                "revisions.show_evidence",
                sheet_year=sheet_year,
                number=revision,
                count=one.count,
                fiscal_year=one.fiscal_year,
            ),
        )
        for one in sorted(evidence, key=in_usual_order)
    )


def compared(before: Sheet, after: Sheet) -> tuple[DifferenceRow, ...]:
    """The cells that differ, in the order of the form, each text with what changed in it marked."""
    words = dict(cell_words(form_of(before).blocks)) | dict(cell_words(form_of(after).blocks))
    return tuple(_difference(one, words, after.fiscal_year) for one in differences(before, after))


def _difference(one: CellDifference, words: Mapping[str, str], year: int) -> DifferenceRow:
    before, after = changed_pieces(value_in_words(one.before), value_in_words(one.after))
    change = "" if one.change is None else f"{one.change:+,f}"
    name = " ".join(words[one.name].split()) if one.name in words else cell_in_words(one.name, year)
    return DifferenceRow(name, before, after, change)


@dataclass(frozen=True)
class KeptEvidence:
    """The records behind a number when it was signed; ``now`` leads to those behind it now."""

    title: str
    year: str
    size: str
    day: str
    sha256: str
    table: RecordTable
    now: str


def kept_evidence(sheet_year: int, kept: "SheetEvidence", rules: CountingRules) -> KeptEvidence:
    """One list of records in words."""
    count, year = find_count(kept.count), FiscalYear(kept.fiscal_year)
    evidence = Evidence(kept.count, year.year, year.last_day, kept.number, rules, records_of(kept))
    return KeptEvidence(
        title=count_title(kept.count),
        year=year_name(year.year),
        size=with_unit(kept.number, count.unit),
        day=day_name(year.last_day),
        sha256=kept.sha256,
        table=record_table(evidence, FAMILIES[count.family].noun, offset=0, before=None),
        now=evidence_address(kept.count, year.year, sheet_year=sheet_year),
    )
