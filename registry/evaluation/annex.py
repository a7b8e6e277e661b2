"""根拠資料: what stands behind the numbers of a sheet, number by number, as an auditor reads it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from registry.domain.fiscal_year import FiscalYear
from registry.domain.rules import CountingRules
from registry.domain.vocabulary import Basis
from registry.evaluation.bridge import Bridge, bridge_of
from registry.evaluation.counts import Counts, Evidence, EvidenceRecord
from registry.evaluation.indicators import Column, Indicator
from registry.evaluation.sheet import Sheet

Partners = Mapping[tuple[str, int], tuple[str, ...]]
"""The organizations of a meeting, an agreement or a project, by its noun and id."""


@dataclass(frozen=True)
class AnnexNumber:
    """A number with its records; ``indicators`` are those that it feeds, ``published`` what was printed there."""

    evidence: Evidence
    indicators: tuple[Indicator, ...]
    published: Decimal | None

    @property
    def difference(self) -> Decimal | None:
        """The registry's own number minus the published one."""
        return None if self.published is None else self.evidence.number - self.published


@dataclass(frozen=True)
class NewAgreement:
    """An agreement of the year with the organizations whose first one it is."""

    agreement: EvidenceRecord
    brought: tuple[EvidenceRecord, ...]


@dataclass(frozen=True)
class AnnexBridge:
    """件数と団体数 of the sheet's year: ``joined`` came in otherwise than by a new agreement, ``merged`` went."""

    bridge: Bridge
    new_agreements: tuple[NewAgreement, ...]
    joined: tuple[EvidenceRecord, ...]
    merged: tuple[EvidenceRecord, ...]


@dataclass(frozen=True)
class Annex:
    """The whole: first the ``numbers`` that feed an indicator, then the other counts of the sheet's year.

    ``as_of`` is the day of the newest number. ``log_entries`` and ``log_head`` are the audit log's length and last
    hash, to which all these records belong. ``bridge`` is None where the year has not begun.
    """

    sheet: Sheet
    as_of: date
    rules: CountingRules
    numbers: tuple[AnnexNumber, ...]
    bridge: AnnexBridge | None
    partners: Partners
    log_entries: int
    log_head: str


def annex_of(
    sheet: Sheet, evidence: Sequence[Evidence], counts: Counts, partners: Partners, log: tuple[int, str]
) -> Annex:
    """The annex of a sheet out of its whole evidence; ``counts`` has the sheet's year and the one before."""
    numbers = [_number(sheet, one) for one in evidence]
    fed = [one for one in numbers if one.indicators]
    order = [indicator.key for indicator in sheet.all_indicators()]
    fed.sort(key=lambda one: order.index(one.indicators[0].key))
    days = [one.as_of for one in evidence]
    return Annex(
        sheet=sheet,
        as_of=max(days, default=FiscalYear(sheet.fiscal_year).first_day),
        rules=counts.rules,
        numbers=(*fed, *(one for one in numbers if not one.indicators)),
        bridge=_bridge(sheet.fiscal_year, evidence, counts),
        partners=partners,
        log_entries=log[0],
        log_head=log[1],
    )


def _number(sheet: Sheet, evidence: Evidence) -> AnnexNumber:
    column = Column(evidence.fiscal_year, Basis.ACTUAL)
    fed = tuple(one for one in sheet.all_indicators() if one.count == evidence.count)
    published = (one.cell(column).published for one in fed)
    return AnnexNumber(evidence, fed, next((value for value in published if value is not None), None))


def _bridge(fiscal_year: int, evidence: Sequence[Evidence], counts: Counts) -> AnnexBridge | None:
    before, year = counts.year(fiscal_year - 1), counts.year(fiscal_year)
    if before is None or year is None:
        return None
    records = {one.count: one.records for one in evidence if one.fiscal_year == fiscal_year}
    came = records["organizations_new_by_agreement"]
    new = tuple(
        NewAgreement(one, tuple(body for body in came if body.source_id == one.id))
        for one in reversed(records["agreements_new"])
    )
    joined, merged = records["organizations_new_by_joining"], records["organizations_merged"]
    return AnnexBridge(bridge_of(before, year), new, joined, merged)
