from dataclasses import replace
from decimal import Decimal

from registry.domain.vocabulary import Basis, IndicatorKind, SheetState, Slot
from registry.evaluation.indicators import Column
from registry.evaluation.next_sheet import next_sheet
from registry.evaluation.sheet import ReportLine
from registry.evaluation.sheet_assembly import assemble, years_to_count
from registry.evaluation.sheet_names import names, with_values
from tests.evaluation.seed_sheet import counts, published, seed_sheet

FY2018, FY2020 = Column(2018, Basis.ACTUAL), Column(2020, Basis.ACTUAL)


def cell(sheet, kind, column):
    return sheet.indicator(kind).cell(column)


def test_a_published_sheet_prints_its_own_figures_beside_the_computed_ones():
    found = cell(seed_sheet(), IndicatorKind.POPULATION, FY2018)
    assert (found.value, found.computed, found.published, found.difference) == (43, 47, 43, 4)


def test_a_target_is_never_computed():
    found = cell(seed_sheet(), IndicatorKind.OUTCOME, Column(2020, Basis.TARGET))
    assert (found.value, found.computed, found.difference) == (55, None, None)


def test_a_blank_published_figure_stays_blank():
    sheet = assemble(with_values(published(), {"indicators.outcome.ア.actual.2020": None}), counts=counts())
    found = cell(sheet, IndicatorKind.OUTCOME, FY2020)
    assert (found.value, found.computed, found.published, found.difference) == (None, 49, None, None)


def test_a_draft_prints_what_was_published_before_else_what_is_computed():
    draft = replace(published(), state=SheetState.DRAFT)
    sheet = assemble(draft, counts=counts(), published={"indicators.population.ア.actual.2018": Decimal(43)})
    before = cell(sheet, IndicatorKind.POPULATION, FY2018)
    assert (before.value, before.computed, before.published) == (43, 47, 43)
    now = cell(sheet, IndicatorKind.POPULATION, FY2020)
    assert (now.value, now.computed, now.published) == (49, 49, None)


def test_a_draft_does_not_print_what_somebody_typed_over_a_count():
    draft = replace(published(), state=SheetState.DRAFT)
    typed = with_values(draft, {"indicators.outcome.ア.actual.2020": Decimal(99)})
    assert cell(assemble(typed, counts=counts()), IndicatorKind.OUTCOME, FY2020).value == 49


def test_an_indicator_without_a_count_prints_what_was_typed():
    draft = with_values(replace(published(), state=SheetState.DRAFT), {"indicators.outcome.イ.actual.2020": Decimal(7)})
    found = assemble(draft, counts=counts()).indicator(IndicatorKind.OUTCOME, Slot.SECOND).cell(FY2020)
    assert (found.value, found.computed, found.published) == (7, None, None)


def test_a_year_that_has_not_begun_is_not_computed():
    later = next_sheet(published(), 2021)
    found = cell(assemble(later, counts=counts()), IndicatorKind.OUTCOME, Column(2021, Basis.ACTUAL))
    assert (found.value, found.computed) == (None, None)


def test_the_years_to_count_are_those_of_the_actual_columns():
    assert years_to_count(published()) == (2018, 2019, 2020)


REPORTS = (
    ReportLine("健康講座", "健康課", "3回開いた。\n受講者は124人。"),
    ReportLine("農業体験", "農政課", "1回開いた。"),
)
IN_WORDS = "健康講座（健康課）：3回開いた。 受講者は124人。\n農業体験（農政課）：1回開いた。"


def test_a_draft_reads_a_line_of_each_accepted_report_and_what_was_published_keeps_its_own():
    draft = replace(published(), state=SheetState.DRAFT)
    assert dict(names(assemble(draft, counts=counts(), reports=REPORTS)))["do.reports"] == IN_WORDS
    stored = with_values(published(), {"do.reports": "確定時の本文"})
    for sheet, text in ((published(), ""), (stored, "確定時の本文")):
        assert assemble(sheet, counts=counts(), reports=REPORTS).do.reports == text


def test_a_sheet_without_reports_has_no_cell_for_them():
    assert "do.reports" not in dict(names(assemble(published(), counts=counts())))
