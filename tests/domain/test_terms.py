import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.domain.japanese_dates import add_months
from registry.domain.terms import Terms, last_day_in_force

LAST_OF_MARCH = date(2021, 3, 31)
JUNE = date(2021, 6, 1)


def last_day(expires_on, *, months=None, notice_months=None, notice=None, ended_on=None):
    return last_day_in_force(
        expires_on=expires_on,
        ended_on=ended_on,
        auto_renewal_months=months,
        notice_months=notice_months,
        notice_given_on=notice,
    )


def expiry_on(on, expires_on, *, months):
    return Terms(expires_on, expires_on=expires_on, auto_renewal_months=months).term_on(on).expires_on


def test_without_any_end_there_is_none():
    assert last_day(None) is None


def test_without_renewal_it_ends_with_its_term():
    assert last_day(date(2021, 3, 31)) == date(2021, 3, 31)


def test_notice_does_nothing_without_renewal():
    assert last_day(date(2021, 3, 31), notice=date(2020, 1, 1)) == date(2021, 3, 31)


def test_an_end_before_the_expiry_counts():
    assert last_day(date(2021, 3, 31), ended_on=date(2020, 9, 30)) == date(2020, 9, 30)


def test_an_end_without_an_expiry_counts():
    assert last_day(None, ended_on=date(2020, 9, 30)) == date(2020, 9, 30)


def test_with_renewal_and_no_notice_there_is_no_end():
    assert last_day(date(2021, 3, 31), months=12) is None


def test_with_renewal_an_end_counts():
    assert last_day(date(2021, 3, 31), months=12, ended_on=date(2025, 6, 30)) == date(2025, 6, 30)


@pytest.mark.parametrize(
    ("notice", "end"),
    [
        (date(2015, 1, 1), date(2021, 3, 31)),
        (date(2020, 12, 31), date(2021, 3, 31)),  # 31 March less three months: that day is in time
        (date(2021, 1, 1), date(2022, 3, 31)),  # a day late: ends the next term
        (date(2021, 12, 31), date(2022, 3, 31)),
        (date(2022, 1, 1), date(2023, 3, 31)),
    ],
)
def test_notice_in_time_ends_the_term_and_late_notice_the_next(notice, end):
    assert last_day(date(2021, 3, 31), months=12, notice_months=3, notice=notice) == end


@pytest.mark.parametrize(
    ("notice", "end"), [(date(2021, 3, 31), date(2021, 3, 31)), (date(2021, 4, 1), date(2022, 3, 31))]
)
def test_a_blank_notice_period_allows_the_last_day(notice, end):
    assert last_day(date(2021, 3, 31), months=12, notice=notice) == end


@pytest.mark.parametrize(
    ("notice", "end"),
    [
        (date(2021, 2, 28), date(2021, 2, 28)),  # 31 January + 1 month, clamped
        (date(2021, 3, 1), date(2021, 3, 31)),  # + 2 months from the original: the 31st again
        (date(2021, 4, 30), date(2021, 4, 30)),
        (date(2024, 2, 29), date(2024, 2, 29)),
    ],
)
def test_terms_are_counted_from_the_original_expiry_and_clamped(notice, end):
    assert last_day(date(2021, 1, 31), months=1, notice=notice) == end


def test_the_notice_period_is_clamped_from_the_expiry():
    # Expiry 31 March; less one month is 28 February, not 3 March.
    assert last_day(date(2021, 3, 31), months=12, notice_months=1, notice=date(2021, 2, 28)) == date(2021, 3, 31)
    assert last_day(date(2021, 3, 31), months=12, notice_months=1, notice=date(2021, 3, 1)) == date(2022, 3, 31)


def test_the_earlier_of_end_and_final_expiry_counts():
    assert last_day(LAST_OF_MARCH, months=12, notice=JUNE, ended_on=date(2021, 12, 31)) == date(2021, 12, 31)
    assert last_day(LAST_OF_MARCH, months=12, notice=JUNE, ended_on=date(2022, 12, 31)) == date(2022, 3, 31)


@pytest.mark.parametrize(
    ("on", "expiry"),
    [
        (date(2019, 1, 1), date(2021, 3, 31)),
        (date(2021, 3, 31), date(2021, 3, 31)),
        (date(2021, 4, 1), date(2022, 3, 31)),
        (date(2026, 1, 1), date(2026, 3, 31)),
    ],
)
def test_a_day_lies_in_the_term_that_ends_next(on, expiry):
    assert expiry_on(on, date(2021, 3, 31), months=12) == expiry


@pytest.mark.parametrize(
    "known", [{"notice_given_on": JUNE}, {"auto_renewal_months": None}, {"ended_on": JUNE}, {"expires_on": None}]
)
def test_one_whose_last_day_is_known_or_that_has_none_lies_in_no_term_that_renews_itself(known):
    values = {"expires_on": LAST_OF_MARCH, "auto_renewal_months": 12} | known
    assert Terms(LAST_OF_MARCH, **values).term_on(date(2021, 3, 1)) is None


def test_terms_from_the_first_year_of_the_calendar_take_no_time():
    began = time.perf_counter()
    for _ in range(100):
        assert last_day(date(1, 1, 31), months=1, notice=date(2020, 2, 29)) == date(2020, 2, 29)
        assert expiry_on(date(2020, 2, 1), date(1, 1, 31), months=1) == date(2020, 2, 29)
    assert time.perf_counter() - began < 1


@pytest.mark.parametrize("notice_months", [0, 10**9])
def test_a_term_beyond_the_calendar_has_no_end(notice_months):
    assert last_day(date(9999, 6, 30), months=12, notice_months=notice_months, notice=date(9999, 7, 1)) is None


days = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@given(days, st.integers(1, 40), st.integers(0, 30), days)
def test_the_last_day_is_what_a_walk_through_the_terms_finds(expires_on, months, notice_months, notice):
    terms = 0
    while notice > add_months(add_months(expires_on, terms * months), -notice_months):
        terms += 1
    assert last_day(expires_on, months=months, notice_months=notice_months, notice=notice) == add_months(
        expires_on, terms * months
    )


@given(days, st.integers(1, 40), days)
def test_the_term_of_a_day_is_what_a_walk_through_the_terms_finds(expires_on, months, on):
    terms = 0
    while add_months(expires_on, terms * months) < on:
        terms += 1
    assert expiry_on(on, expires_on, months=months) == add_months(expires_on, terms * months)


@given(days, st.integers(-900, 900))
def test_adding_months_keeps_the_day_or_the_months_last_one(day, months):
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@pytest.mark.parametrize(("months", "day"), [(10**9, date.max), (-(10**9), date.min)])
def test_adding_months_stops_at_the_ends_of_the_calendar(months, day):
    assert add_months(date(2020, 1, 31), months) == day


@pytest.mark.parametrize(
    ("notice", "end"), [(date(2021, 1, 28), date(2021, 2, 28)), (date(2021, 1, 29), date(2021, 3, 31))]
)
def test_a_clamped_expiry_is_what_the_notice_period_is_taken_from(notice, end):
    # 31 January + 1 month is 28 February; less one month of notice is 28 January, not the 31st.
    assert last_day(date(2021, 1, 31), months=1, notice_months=1, notice=notice) == end
