"""確定の後の変化: what is behind the numbers of a finalized sheet now, against what was when it was signed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from registry.domain.fiscal_year import FiscalYear
from registry.evaluation.drift import CountDrift, RecordDrift, drift_of, drifted_records
from registry.models import SheetRevision
from registry.queries.counting import list_evidence
from registry.queries.drift_reasons import Reasons, list_reasons
from registry.queries.sheet_revisions import (
    find_document,
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


def find_drift(revision: SheetRevision) -> Drift:
    """What has changed since a revision was signed, found once in each state of the registry.

    At most twenty-three statements, however many records and changes there are.
    """
    return while_unchanged(("drift", revision.id), lambda: _drift(revision))


def _drift(revision: SheetRevision) -> Drift:
    counts = tuple(one for one in _counts(revision) if one.records or one.published != one.recomputed)
    reasons = list_reasons(drifted_records(counts), since=revision.log_entries) if counts else {}
    return Drift(revision.number, counts, reasons)


def _counts(revision: SheetRevision) -> Sequence[CountDrift]:
    """Each number that was signed, reckoned again by the rules and as of the day of then."""
    document = find_document(revision, "json")
    if document is None:
        return ()
    stored = list_evidence_of(revision)
    years = [FiscalYear(one.fiscal_year).last_day for one in stored]
    wanted, rules = [(one.count, one.fiscal_year) for one in stored], rules_in(signed_data(document))
    found = list_evidence(wanted, as_of=max(years), rules=rules) if stored else ()
    return [
        CountDrift(was.count, was.fiscal_year, was.number, now.number, drift_of(records_of(was), now.records))
        for was, now in zip(stored, found, strict=True)
    ]
