"""Every number is a link to its records: the address of the evidence behind one count of one year."""

from dataclasses import dataclass

from flask import url_for

from registry.evaluation.counts import YearCounts
from registry.words import difference, number


@dataclass(frozen=True)
class LinkedNumber:
    """A number as text, with the address of its evidence; no address where there is nothing behind it."""

    text: str
    address: str | None = None


def evidence_address(count: str, fiscal_year: int, *, sheet_year: int | None = None) -> str:
    """Where the records behind a count of a year are listed; ``sheet_year`` is that of the sheet beside them."""
    return url_for("evidence.show_evidence", sheet_year=sheet_year or fiscal_year, count=count, fiscal_year=fiscal_year)


def linked(counts: YearCounts, count: str, *, sheet_year: int, signed: bool = False) -> LinkedNumber:
    """The year's number of a count; ``signed`` writes it as a change."""
    value = counts.numbers.get(count, 0)
    text = difference(value) if signed else number(value)
    return LinkedNumber(text, evidence_address(count, counts.fiscal_year, sheet_year=sheet_year))
