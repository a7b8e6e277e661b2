"""The counts of one fiscal year and the evidence behind one of them, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from registry.domain.rules import CountingRules


@dataclass(frozen=True)
class YearCounts:
    """All counts of a fiscal year, reckoned as of ``as_of``.

    ``numbers`` maps a COUNT name to its number, parts included as ``organizations_by_kind.company``;
    a part that is named by the office's own data (a department) stands there only where it is not zero.
    """

    fiscal_year: int
    label: str
    as_of: date
    numbers: Mapping[str, int]

    def part(self, name: str) -> dict[str, int]:
        """The parts of a count: ``organizations_by_kind`` → {"company": 27, …}."""
        return {key.removeprefix(f"{name}."): n for key, n in self.numbers.items() if key.startswith(f"{name}.")}


@dataclass(frozen=True)
class Counts:
    """The yearly counts with the day and the rules they were reckoned by, years ascending."""

    as_of: date
    rules: CountingRules
    years: tuple[YearCounts, ...]

    def year(self, fiscal_year: int) -> YearCounts | None:
        """One year's counts, or None where that year was not asked for or has not begun."""
        return next((year for year in self.years if year.fiscal_year == fiscal_year), None)


@dataclass(frozen=True)
class EvidenceRecord:
    """One record behind a number: its key, table, what a reader knows it by, and the day from which it counts.

    ``remarks`` are codes (``ended``, ``left``, ``renamed``, ``expired``); ``source_*`` is the agreement that
    made an organization count.
    """

    id: int
    noun: str
    label: str
    date: date | None
    kind: str | None = None
    source_id: int | None = None
    source_label: str | None = None
    source_number: str | None = None
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Evidence:
    """The records behind one count of one year; ``number`` is always ``len(records)`` of the whole list."""

    count: str
    fiscal_year: int
    as_of: date
    number: int
    rules: CountingRules
    records: tuple[EvidenceRecord, ...]
