"""Which counts the numbers in a sheet's prose tell, so that each of them can be opened like a figure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from registry.evaluation.counts import YearCounts
from registry.evaluation.narrative import quantities

_AGREEMENTS = ("agreements_cumulative", "agreements_in_force", "agreements_new")
_ORGANIZATIONS = ("organizations_cumulative", "organizations_by_kind.association", "organizations_new")
COUNTS_OF_UNITS: Mapping[str, tuple[str, ...]] = {
    "件": _AGREEMENTS,
    "協定": _AGREEMENTS,
    "団体": _ORGANIZATIONS,
    "機関": ("organizations_cumulative",),
    "企業": ("organizations_by_kind.company",),
    "学術機関": ("organizations_by_kind.academic",),
    "金融機関": ("organizations_by_kind.financial",),
    "回": ("meetings",),
    "事業": ("projects",),
}
"""What a number with this unit may tell, the likeliest first."""


@dataclass(frozen=True)
class Told:
    """The piece of a text from ``start`` to ``end`` that tells a COUNT."""

    start: int
    end: int
    count: str


def counts_told(text: str, year: YearCounts | None) -> tuple[Told, ...]:
    """The numbers of the text that are a count of the year, by unit and number; none without counts."""
    return tuple(_told(text, year)) if year is not None else ()


def _told(text: str, year: YearCounts) -> Iterator[Told]:
    for one in quantities(text):
        fitting = (name for name in COUNTS_OF_UNITS.get(one.unit, ()) if year.numbers.get(name) == one.number)
        name = next(fitting, None)
        if name is not None:
            yield Told(one.start, one.end, name)
