"""A day without a year is the one nearest to today."""

from datetime import date

import pytest

from registry.domain.japanese_dates import DATE_INCOMPLETE, NO_SUCH_DAY, UNREADABLE_DATE, UnreadableDate
from registry.domain.near_days import read_day_near

TODAY = date(2021, 2, 14)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("2/12", date(2021, 2, 12)),
        ("２／１２", date(2021, 2, 12)),
        ("2月12日", date(2021, 2, 12)),
        ("２．１２", date(2021, 2, 12)),
        ("12/28", date(2020, 12, 28)),
        ("8/20", date(2020, 8, 20)),
        ("今日", TODAY),
        (" きのう ", date(2021, 2, 13)),
        ("Tomorrow", date(2021, 2, 15)),
        ("R3.2.12", date(2021, 2, 12)),
        ("2019-05-01", date(2019, 5, 1)),
    ],
)
def test_what_clerks_type_about_these_days(typed, expected):
    assert read_day_near(typed, TODAY).day == expected


def test_a_leap_day_is_that_of_the_next_leap_year_within_reach():
    assert read_day_near("2/29", date(2023, 12, 1)).day == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("typed", "why"),
    [("2/30", NO_SUCH_DAY), ("2/29", NO_SUCH_DAY), ("13/1", DATE_INCOMPLETE), ("ある日", UNREADABLE_DATE)],
)
def test_what_is_no_day_near_today_is_refused_with_what_is_wrong(typed, why):
    with pytest.raises(UnreadableDate) as refused:
        read_day_near(typed, date(2021, 6, 1))
    assert refused.value.code == why
