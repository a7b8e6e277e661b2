"""確定の後の変化: what is behind the numbers of a finalized sheet now, against what was when it was signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from registry.domain.fiscal_year import FiscalYear
from registry.evaluation.drift import CountDrift, RecordDrift, drift_of, drifted_records
from registry.models import SheetRevision
from registry.queries.counting import get_evidence
from registry.queries.drift_reasons import Reasons, list_reasons
from registry.queries.sheet_revisions import (
    find_document,
    find_newest_revision,
    list_evidence_of,
    records_of,
    rules_in,
    signed_data,
)
from registry.queries.unchanged import while_unchanged


@dataclass(frozen=True)
class Drift:
    """``counts`` are the numbers behind which something has changed since the revision was signed.

    ``reasons`` are the entries of the log since then that have to do with a record, the newest first.
    """

    revision: int
    counts: tuple[CountDrift, ...]
    reasons: Mapping[tuple[str, int], Reasons]

    @property
    def records(self) -> dict[tuple[str, int], list[tuple[CountDrift, RecordDrift]]]:
        """Each record that was added, removed or changed, with the numbers in which it was."""
        return drifted_records(self.counts)


def find_drift(fiscal_year: int) -> Drift | None:
    """What has changed since a year's sheet was finalized last, found once in each state of the registry.

    None where it never was. A statement for each number that was kept, and ten more.
    """
    revision = find_newest_revision(fiscal_year)
    return None if revision is None else while_unchanged(("drift", revision.id), lambda: _drift(revision))


def _drift(revision: SheetRevision) -> Drift:
    counts = tuple(one for one in _counts(revision) if one.records or one.published != one.recomputed)
    reasons = list_reasons(drifted_records(counts), since=revision.log_entries) if counts else {}
    return Drift(revision.number, counts, reasons)


def _counts(revision: SheetRevision) -> Sequence[CountDrift]:
    """Each number that was signed, reckoned again by the rules and as of the day of then."""
    document = find_document(revision, "json")
    if document is None:
        return ()
    rules, found = rules_in(signed_data(document)), []
    for kept in list_evidence_of(revision):
        last_day = FiscalYear(kept.fiscal_year).last_day
        present = get_evidence(kept.count, kept.fiscal_year, as_of=last_day, rules=rules)
        drifted = drift_of(records_of(kept), present.records)
        found.append(CountDrift(kept.count, kept.fiscal_year, kept.number, present.number, drifted))
    return found
