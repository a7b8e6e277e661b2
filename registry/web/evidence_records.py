"""The records behind a number, one page of them, in groups and in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from registry.domain.fiscal_year import FiscalYear
from registry.domain.message import N_
from registry.domain.rules import MergedOrganizations
from registry.domain.vocabulary import Noun
from registry.evaluation.counts import Evidence, EvidenceRecord
from registry.exports.tables import Table, TableColumn
from registry.queries.counting import find_count
from registry.words import KINDS, count_title, day_name, in_japanese, with_unit, year_name

GROWING = {"population", "organizations_cumulative", "organizations_by_kind", "agreements_cumulative"}
"""Counts that keep what they have once counted: the year's newcomers are listed first, the rest after them."""

REMARKS: Mapping[str, str] = {
    "ended": N_("the agreement has ended"),
    "expired": N_("the agreement has expired"),
    "left": N_("has left the agreement"),
}
RENAMED = N_("renamed since")
DAY_HEADINGS: Mapping[str, str] = {
    Noun.ORGANIZATIONS: N_("Counts from"),
    Noun.AGREEMENTS: N_("Concluded on"),
    Noun.MEETINGS: N_("Held on"),
    Noun.PROJECTS: N_("Began on"),
}
NAME_HEADINGS: Mapping[str, str] = {
    Noun.ORGANIZATIONS: N_("Organization"),
    Noun.AGREEMENTS: N_("Agreement"),
    Noun.MEETINGS: N_("Subject"),
    Noun.PROJECTS: N_("Joint project"),
}


WITH_REMARKS = {Noun.ORGANIZATIONS, Noun.AGREEMENTS}


@dataclass(frozen=True)
class RecordRow:
    place: int
    name: str
    kind: str | None
    kind_name: str
    source_number: str
    source: str
    day: str
    remark: str


@dataclass(frozen=True)
class RecordGroup:
    """Rows under one heading; ``title`` is "" where all rows are of one sort, ``size`` "" where it is not known."""

    title: str
    size: str
    rows: tuple[RecordRow, ...]


@dataclass(frozen=True)
class RecordTable:
    name_heading: str
    day_heading: str
    with_organizations: bool
    with_remarks: bool
    groups: tuple[RecordGroup, ...]


def record_table(evidence: Evidence, noun: Noun, *, offset: int, before: int | None) -> RecordTable:
    """The records of one page, numbered from ``offset``; ``before`` is the number of the year before."""
    rows = [(record, _row(evidence, record, offset + place)) for place, record in enumerate(evidence.records, 1)]
    return RecordTable(
        name_heading=_(NAME_HEADINGS[noun]),
        day_heading=_(DAY_HEADINGS[noun]),
        with_organizations=noun is Noun.ORGANIZATIONS,
        with_remarks=noun in WITH_REMARKS,
        groups=_groups(evidence, rows, before),
    )


def _groups(
    evidence: Evidence, rows: Sequence[tuple[EvidenceRecord, RecordRow]], before: int | None
) -> tuple[RecordGroup, ...]:
    if evidence.count.partition(".")[0] not in GROWING:
        return (RecordGroup("", "", tuple(row for _record, row in rows)),)
    first_day = FiscalYear(evidence.fiscal_year).first_day
    new = tuple(row for record, row in rows if _is_new(record, first_day))
    old = tuple(row for record, row in rows if not _is_new(record, first_day))
    new_size, old_size = _sizes(evidence, before)
    groups = (
        RecordGroup(_("New in %(year)s", year=year_name(evidence.fiscal_year)), new_size, new),
        RecordGroup(_("Counted since earlier years"), old_size, old),
    )
    return tuple(group for group in groups if group.rows)


def _is_new(record: EvidenceRecord, first_day: date) -> bool:
    return record.date is not None and record.date >= first_day


def _sizes(evidence: Evidence, before: int | None) -> tuple[str, str]:
    """How many are new and old, where nothing can have dropped out since last year."""
    merges = evidence.rules.merged_organizations is MergedOrganizations.TODAY
    if before is None or merges or evidence.count == "population":
        return "", ""
    unit = find_count(evidence.count).unit
    return with_unit(evidence.number - before, unit), with_unit(before, unit)


def _row(evidence: Evidence, record: EvidenceRecord, place: int) -> RecordRow:
    return RecordRow(
        place=place,
        name=record.label,
        kind=record.kind,
        kind_name=_(KINDS[record.kind]) if record.kind else "",
        source_number=record.source_number or "",
        source=record.source_label or "",
        day=day_name(record.date) if record.date else "",
        remark=_remark(evidence, record),
    )


def _remark(evidence: Evidence, record: EvidenceRecord) -> str:
    gone = _(", ").join(_(REMARKS[remark]) for remark in record.remarks if remark in REMARKS)
    if gone and evidence.count.partition(".")[0] in GROWING:
        gone = _("%(remark)s (still counted)", remark=gone)
    renamed = _(RENAMED) if "renamed" in record.remarks else ""
    return _(", ").join(remark for remark in (gone, renamed) if remark)


def evidence_file(evidence: Evidence, noun: Noun) -> Table:
    """All records of a number as a list to save, numbered from 1."""
    return Table(
        title=f"{count_title(evidence.count)} {year_name(evidence.fiscal_year)}",
        columns=file_columns(noun),
        rows=(file_cells(evidence, record, place) for place, record in enumerate(evidence.records, start=1)),
        as_of=evidence.as_of,
        japanese=in_japanese(),
    )


def file_columns(noun: Noun) -> tuple[TableColumn, ...]:
    """The columns of a list to save or to print."""
    name, day = TableColumn(_(NAME_HEADINGS[noun]), 44), TableColumn(_(DAY_HEADINGS[noun]), 18)
    remarks = (TableColumn(_("Remarks"), 26),) if noun in WITH_REMARKS else ()
    kind = (
        (
            TableColumn(_("Kind"), 12),
            TableColumn(_("Agreement No."), 12),
            TableColumn(_("By the agreement"), 38),
        )
        if noun is Noun.ORGANIZATIONS
        else ()
    )
    return TableColumn(_("No."), 6), name, *kind, day, *remarks


def file_cells(evidence: Evidence, record: EvidenceRecord, place: int) -> tuple[str | int | date | None, ...]:
    """A record in these columns."""
    row = _row(evidence, record, place)
    kind = (row.kind_name, row.source_number, row.source) if record.noun == Noun.ORGANIZATIONS else ()
    remarks = (row.remark,) if record.noun in WITH_REMARKS else ()
    return place, record.label, *kind, record.date, *remarks
