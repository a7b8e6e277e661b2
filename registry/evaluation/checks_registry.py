"""Checks against the registry's own counts, and of the prose against them."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from registry.domain.fiscal_year import FiscalYear
from registry.domain.message import N_, message
from registry.domain.vocabulary import Basis, IndicatorKind, Slot
from registry.evaluation.achievement import achievement, achievement_over_baseline
from registry.evaluation.checks_indicators import Found
from registry.evaluation.counts import YearCounts
from registry.evaluation.indicators import Column, Indicator
from registry.evaluation.layout_words import figure
from registry.evaluation.narrative import as_on_the_sheet, new_agreements_said, quantities, speaks_of_last_year
from registry.evaluation.sheet import COST_ROWS, QUESTIONS, Sheet


def prose_number_differs(sheet: Sheet) -> Found:
    """A number with a unit in the DO text is neither in the table nor a count of the sheet's year."""
    sentence = N_("The text says %(number)s, which is neither in the table nor a count.")
    year = sheet.counts.year(sheet.fiscal_year) if sheet.counts else None
    if year is None:
        return
    known = {*_in_the_table(sheet), *_numbers(year)}
    last_year = _numbers(sheet.counts.year(sheet.fiscal_year - 1)) if sheet.counts else set()
    text = sheet.do.actual
    for one in quantities(text):
        allowed = known | last_year if speaks_of_last_year(text, one) else known
        if as_on_the_sheet(one) not in allowed:
            yield "do.actual", message(sentence, number=text[one.start : one.end])


def _numbers(year: YearCounts | None) -> set[Decimal]:
    return {Decimal(number) for number in year.numbers.values()} if year else set()


def _in_the_table(sheet: Sheet) -> Iterator[Decimal]:
    for indicator in sheet.all_indicators():
        for cell in indicator.cells:
            yield from (value for value in (cell.value, cell.computed) if value is not None)
    costs = (sheet.cost(row, column) for row in COST_ROWS for column in sheet.columns)
    yield from (value for value in costs if value is not None)
    for slot in Slot:
        yield from _rates(sheet, sheet.indicator(IndicatorKind.OUTCOME, slot))


def _rates(sheet: Sheet, outcome: Indicator) -> Iterator[Decimal]:
    """達成率 may be told in the text, too."""
    year = sheet.fiscal_year
    actual, target = outcome.value(Column(year, Basis.ACTUAL)), outcome.value(Column(year, Basis.TARGET))
    before = outcome.value(Column(year - 1, Basis.ACTUAL))
    rates = (achievement(actual, target), achievement_over_baseline(actual, target, before))
    yield from (rate for rate in rates if rate is not None)


def new_agreements_not_explained(sheet: Sheet) -> Found:
    """So many new agreements by the prose or the count, the outcome moved otherwise, and no bridge line says why.

    One finding: where the prose says it first, else at the outcome's actual figure.
    """
    sentence = N_("New agreements: %(new)s; the outcome went from %(before)s to %(after)s (%(growth)s).")
    moved = _movement(sheet)
    if sheet.do.bridge.strip() or moved is None:
        return
    outcome, before, after = moved
    for cell, new in _new_agreements(sheet, outcome):
        if new != after - before:
            growth = ("+" if after > before else "") + figure(after - before)
            about = {"before": figure(before), "after": figure(after), "growth": growth}
            yield cell, message(sentence, new=figure(new), **about)
            return


def _movement(sheet: Sheet) -> tuple[Indicator, Decimal, Decimal] | None:
    """The first outcome of organizations or agreements with the actual figures of last year and this one."""
    for slot in Slot:
        outcome = sheet.indicator(IndicatorKind.OUTCOME, slot)
        about = outcome.count is None or outcome.count.startswith(("organizations", "agreements"))
        before = outcome.value(Column(sheet.fiscal_year - 1, Basis.ACTUAL))
        after = outcome.value(Column(sheet.fiscal_year, Basis.ACTUAL))
        if about and before is not None and after is not None:
            return outcome, before, after
    return None


def _new_agreements(sheet: Sheet, outcome: Indicator) -> Iterator[tuple[str, Decimal]]:
    """(cell, number) wherever the sheet or the registry says how many agreements are new, in the form's order."""
    for cell, text in _prose(sheet).items():
        said = new_agreements_said(text)
        if said is not None:
            yield cell, said
    year = sheet.counts.year(sheet.fiscal_year) if sheet.counts else None
    if year is not None and "agreements_new" in year.numbers:
        actual = outcome.cell_name(Column(sheet.fiscal_year, Basis.ACTUAL))
        yield actual, Decimal(year.numbers["agreements_new"])


def _prose(sheet: Sheet) -> Mapping[str, str]:
    answers = {f"check.{question}.reason": sheet.answer(question).reason for question in QUESTIONS}
    return {"do.actual": sheet.do.actual, **answers, "summary": sheet.summary}


def published_differs_from_computed(sheet: Sheet) -> Found:
    """A published figure is not the registry's own count."""
    sentence = N_("%(year)s: %(published)s was published, the registry counts %(computed)s.")
    for indicator in sheet.all_indicators():
        for cell in indicator.cells:
            if cell.difference:
                about = {"published": figure(cell.published), "computed": figure(cell.computed)}
                year = FiscalYear(cell.column.fiscal_year)
                yield indicator.cell_name(cell.column), message(sentence, year=year, **about)


def unclassified_organizations(sheet: Sheet) -> Found:
    """A counted organization has no kind: the parts by kind do not tell all."""
    sentence = N_("Counted organizations without a kind: %(count)s.")
    return _doubted(sheet, sheet.doubts.unclassified, sentence)


def pending_duplicates(sheet: Sheet) -> Found:
    """A counted organization may be the same body as another: it may be counted twice."""
    sentence = N_("Counted organizations with the open question of being the same as another: %(count)s.")
    return _doubted(sheet, sheet.doubts.duplicates, sentence)


def _doubted(sheet: Sheet, doubts: Mapping[str, int], sentence: str) -> Found:
    for indicator in sheet.all_indicators():
        number = doubts.get(indicator.count or "", 0)
        if number:
            yield indicator.cell_name(Column(sheet.fiscal_year, Basis.ACTUAL)), message(sentence, count=number)
