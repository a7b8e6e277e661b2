"""確定: what a sheet becomes when it is signed, and which errors stand in the way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from registry.domain.message import Message
from registry.domain.vocabulary import Severity, SheetState
from registry.evaluation.checks import check
from registry.evaluation.counts import Counts
from registry.evaluation.findings import Finding
from registry.evaluation.sheet import Explanation, Sheet

Say = Callable[[Message], str]
"""Puts a sentence into Japanese, in which the reason of the chief names it."""


def signed(sheet: Sheet) -> Sheet:
    """A reckoned draft as it is once it is signed: what it prints is published, and no text is only carried over."""
    indicators = tuple(
        replace(one, cells=tuple(replace(cell, published=cell.value) for cell in one.cells))
        for one in sheet.all_indicators()
    )
    return replace(sheet, state=SheetState.FINALIZED, indicators=indicators, carried={})


def overruling(sheet: Sheet, finding: Finding, *, say: Say) -> Explanation | None:
    """The reason with which the chief lets an error stand; it holds only while the error says what it said then."""
    same = (one for one in sheet.explanations if (one.code, one.cell) == (finding.code, finding.cell))
    return next((one for one in same if one.overruled and one.finding == say(finding.message)), None)


def open_errors(sheet: Sheet, findings: Sequence[Finding], *, say: Say) -> tuple[Finding, ...]:
    """The errors that are neither mended nor overruled."""
    errors = (one for one in findings if one.severity is Severity.ERROR)
    return tuple(one for one in errors if overruling(sheet, one, say=say) is None)


def all_findings(sheet: Sheet) -> tuple[Finding, ...]:
    """The findings, those among them that an explanation has settled, each with its explanation."""
    texts = {(one.code, one.cell): one.text for one in sheet.explanations}
    found = check(replace(sheet, explanations=()))
    return tuple(replace(one, explanation=texts.get((one.code, one.cell))) for one in found)


def settled_findings(sheet: Sheet, given: Sequence[Finding]) -> tuple[Finding, ...]:
    """Those that are given no more because somebody has explained them."""
    still = {(one.code, one.cell) for one in given}
    return tuple(one for one in all_findings(sheet) if one.explanation and (one.code, one.cell) not in still)


def as_signed(counts: Counts, numbers: Mapping[int, Mapping[str, int]]) -> Counts:
    """Today's counts with those in their place that were signed, by fiscal year: what the texts of then speak of."""
    years = (replace(one, numbers={**one.numbers, **numbers.get(one.fiscal_year, {})}) for one in counts.years)
    return replace(counts, years=tuple(years))


def counted_figures(sheet: Sheet) -> dict[str, Decimal]:
    """What the sheet prints in the cells that the registry counts, by their stable names."""
    return {
        one.cell_name(cell.column): cell.value
        for one in sheet.all_indicators()
        for cell in one.cells
        if one.count is not None and cell.column.is_actual and cell.value is not None
    }
