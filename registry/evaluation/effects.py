"""What a deed does to the yearly counts: the numbers that differ before and after it."""

from dataclasses import dataclass

from registry.evaluation.counts import Counts, YearCounts


@dataclass(frozen=True)
class Change:
    """One number of a fiscal year that is another one afterwards; a part that was or will not be there is 0."""

    fiscal_year: int
    count: str
    before: int
    after: int


def changes(before: Counts, after: Counts) -> tuple[Change, ...]:
    """The numbers that differ, years ascending, each year's in the order of the counts."""
    pairs = ((year, after.year(year.fiscal_year)) for year in before.years)
    return tuple(change for one, other in pairs if other is not None for change in _of_year(one, other))


def _of_year(before: YearCounts, after: YearCounts) -> tuple[Change, ...]:
    names = dict.fromkeys((*before.numbers, *after.numbers))
    every = (
        Change(before.fiscal_year, name, before.numbers.get(name, 0), after.numbers.get(name, 0)) for name in names
    )
    return tuple(change for change in every if change.before != change.after)
