"""What the dates of an agreement ask for, on days reckoned by hand and in general."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from registry.domain.deadlines import Deadline, DeadlineKind, deadlines_of
from registry.domain.japanese_dates import add_months
from registry.domain.terms import Terms
from tests.domain.test_states import CONCLUDED, YEARLY, any_terms, day, days

NOTICE, RENEWAL, EXPIRY, END = DeadlineKind.NOTICE, DeadlineKind.RENEWAL, DeadlineKind.EXPIRY, DeadlineKind.END


@pytest.mark.parametrize(
    ("values", "on", "expected"),
    [
        ({"expires_on": "2023-09-30"}, "2023-09-30", [(EXPIRY, "2023-09-30", None)]),
        ({"expires_on": "2023-09-30"}, "2024-09-30", [(EXPIRY, "2023-09-30", None)]),
        ({"expires_on": "2023-09-30"}, "2024-10-01", []),
        ({"expires_on": "2023-09-30", "renewed": True}, "2023-09-01", []),
        ({"expires_on": "2023-09-30", "ended_on": "2022-03-31"}, "2022-03-01", [(END, "2022-03-31", None)]),
        ({"expires_on": "2023-09-30", "ended_on": "2022-03-31"}, "2022-04-01", []),
        ({}, "2021-01-01", []),
    ],
)
def test_a_fixed_term_has_its_last_day_and_is_held_up_for_a_year(values, on, expected):
    days_of = {name: day(value) if isinstance(value, str) else value for name, value in values.items()}
    found = deadlines_of(Terms(CONCLUDED, **days_of), day(on))
    assert found == tuple(Deadline(kind, day(when), until) for kind, when, until in expected)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2021-06-30", [(NOTICE, "2021-06-30", "2022-09-30")]),
        ("2021-07-01", [(RENEWAL, "2021-09-30", "2022-09-30"), (NOTICE, "2022-06-30", "2023-09-30")]),
        ("2021-10-01", [(NOTICE, "2022-06-30", "2023-09-30")]),
    ],
)
def test_one_that_renews_itself_has_its_day_for_notice_and_after_it_the_renewal(on, expected):
    assert deadlines_of(YEARLY, day(on)) == tuple(Deadline(kind, day(when), day(till)) for kind, when, till in expected)


def test_an_expiry_after_notice_is_no_overdue_one():
    told = Terms(CONCLUDED, None, day("2021-09-30"), 12, 3, notice_given_on=day("2021-06-30"))
    assert deadlines_of(told, day("2021-09-30")) == (Deadline(EXPIRY, day("2021-09-30")),)
    assert deadlines_of(told, day("2021-10-01")) == ()


@given(any_terms(), days)
def test_only_an_expiry_lies_in_the_past(terms, on):
    for deadline in deadlines_of(terms, on):
        if deadline.kind is EXPIRY:
            assert deadline.day >= add_months(on, -12)
        else:
            assert deadline.day >= on
        assert deadline.day - timedelta(days=1) < (terms.last_day or date.max)
