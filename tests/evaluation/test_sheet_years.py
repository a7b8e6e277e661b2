"""The indicators over the years: which sheet says what, and how far the targets were reached."""

from dataclasses import replace
from decimal import Decimal

from registry.domain.vocabulary import Basis, IndicatorKind, SheetState, Slot
from registry.evaluation.achievement import percent
from registry.evaluation.indicators import Indicator
from registry.evaluation.sheet import Sheet
from registry.evaluation.sheet_names import with_values
from registry.evaluation.sheet_years import KnownYears, indicator_years
from tests.evaluation.seed_sheet import counts, published

OUTCOME = "indicators.outcome.ア"
SEED = published()
BARE = tuple(replace(one, cells=()) for one in SEED.indicators)


def sheet_of(year: int, state: SheetState = SheetState.PUBLISHED, **figures: int) -> Sheet:
    """A sheet with figures of the outcome, written as ``target_2019=50``."""
    values = {f"{OUTCOME}.{name.replace('_', '.')}": Decimal(value) for name, value in figures.items()}
    return with_values(Sheet(year, state=state, indicators=BARE), values)


def years_of(*sheets: Sheet, years=range(2018, 2025), indicator=None, last=2020):
    known = KnownYears({one.fiscal_year: one for one in sheets}, counts(), last)
    found = indicator_years(indicator or SEED.indicator(IndicatorKind.OUTCOME), known, years)
    return {one.fiscal_year: one for one in found.years}


def figure(one):
    return one and (int(one.value), one.sheet_year, one.column.basis)


def test_the_seed_says_three_years_and_what_was_aimed_at():
    found = years_of(SEED)
    assert [figure(found[year].printed) for year in (2018, 2019, 2020)] == [
        (47, 2020, Basis.ACTUAL),
        (48, 2020, Basis.ACTUAL),
        (49, 2020, Basis.ACTUAL),
    ]
    assert [figure(one.target) for one in found.values()] == [
        None,
        None,
        (55, 2020, Basis.TARGET),
        (55, 2020, Basis.TARGET),
        (55, 2020, Basis.PLANNED),
        (55, 2020, Basis.FORECAST),
        (55, 2020, Basis.FORECAST),
    ]
    assert found[2021].printed is found[2021].computed is found[2021].actual is None


def test_a_year_is_held_against_its_target_and_against_the_year_before():
    found = years_of(SEED)
    # 49 of 55, and 1 of the 7 that were aimed at
    assert (percent(found[2020].achievement), percent(found[2020].achievement_over_baseline)) == ("89.1", "14.3")
    assert (found[2019].achievement, found[2019].achievement_over_baseline) == (None, None)
    assert found[2021].achievement is None


def test_what_is_counted_today_stands_beside_what_was_published():
    population = SEED.indicator(IndicatorKind.POPULATION)
    found = years_of(SEED, indicator=population, years=range(2017, 2021))
    assert [found[year].difference for year in (2017, 2018, 2019, 2020)] == [None, 4, 0, 0]
    assert (found[2017].actual, found[2017].printed) == (46, None)
    assert found[2018].actual == 43


def test_a_year_s_own_sheet_is_believed_before_later_ones_and_a_draft_has_published_nothing():
    own, later = sheet_of(2019, actual_2019=46, target_2019=50), sheet_of(2020, actual_2019=48, target_2020=55)
    draft = sheet_of(2021, SheetState.DRAFT, actual_2020=51, target_2021=60)
    found = years_of(own, later, draft, years=range(2019, 2022), last=2021)
    assert figure(found[2019].printed) == (46, 2019, Basis.ACTUAL)
    assert found[2020].printed is None
    assert found[2020].actual == 49
    assert figure(found[2021].target) == (60, 2021, Basis.TARGET)


def test_a_target_comes_from_the_year_s_own_sheet_else_from_the_latest_before():
    older, newer = sheet_of(2018, target_2019=49, planned_2020=51), sheet_of(2019, target_2019=50)
    found = years_of(older, newer, years=range(2019, 2021))
    assert figure(found[2019].target) == (50, 2019, Basis.TARGET)
    assert figure(found[2020].target) == (51, 2018, Basis.PLANNED)
    assert figure(years_of(older, years=range(2019, 2020))[2019].target) == (49, 2018, Basis.TARGET)


def test_of_years_to_come_only_the_sheets_up_to_the_shown_year_speak():
    later = sheet_of(2021, target_2021=70, target_2022=80)
    found = years_of(SEED, later)
    assert figure(found[2021].target) == (55, 2020, Basis.TARGET)
    assert figure(found[2022].target) == (55, 2020, Basis.PLANNED)


def test_what_another_count_fed_or_has_another_name_is_another_figure():
    other = replace(SEED.indicator(IndicatorKind.OUTCOME), count="population", cells=())
    assert all(one.printed is None for one in years_of(SEED, indicator=other).values())
    typed = Indicator(IndicatorKind.OUTCOME, Slot.SECOND, name="参加者数", unit="人")
    figures = {f"{typed.key}.actual.2020": Decimal("12.5"), f"{typed.key}.target.2020": Decimal(0)}
    sheet = with_values(Sheet(2020, indicators=(typed,)), figures)
    found = years_of(sheet, indicator=replace(typed, name="参加者 数"))
    assert (found[2020].actual, found[2020].achievement) == (Decimal("12.5"), None)
    assert years_of(sheet, indicator=replace(typed, name="講座数"))[2020].printed is None


def test_nothing_is_known_without_sheets_and_counts():
    typed = Indicator(IndicatorKind.ACTIVITY, Slot.SECOND, name="x")
    found = indicator_years(typed, KnownYears({}, counts(), 2020), range(2018, 2021))
    assert not found.is_known
    assert found.years[0].printed is found.years[0].target is None
