"""What state an agreement is in, and until when somebody has to decide, on days reckoned by hand and in general."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from registry.domain.japanese_dates import add_months
from registry.domain.terms import Terms, renewal_horizon
from registry.domain.vocabulary import AgreementState

NOT_YET, IN_FORCE = AgreementState.NOT_YET, AgreementState.IN_FORCE
DUE, EXPIRED, ENDED = AgreementState.RENEWAL_DUE, AgreementState.EXPIRED, AgreementState.ENDED
CONCLUDED = date(2020, 10, 1)
FIXED = Terms(CONCLUDED, expires_on=date(2023, 9, 30))
YEARLY = Terms(CONCLUDED, expires_on=date(2021, 9, 30), auto_renewal_months=12, notice_months=3)


def day(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2020-09-30", NOT_YET),
        ("2020-10-01", IN_FORCE),
        ("2023-02-28", IN_FORCE),  # six months ahead is August; its end is before 30 September
        ("2023-03-01", DUE),
        ("2023-09-30", DUE),
        ("2023-10-01", EXPIRED),
    ],
)
def test_a_fixed_term_is_due_in_the_half_year_before_it_runs_out(on, state):
    assert FIXED.state_on(day(on)) is state


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2020-11-30", IN_FORCE),  # notice by 30 June, which lies after the end of May
        ("2020-12-01", DUE),
        ("2021-06-30", DUE),
        ("2021-07-01", IN_FORCE),  # too late for notice: it goes on until September 2022
        ("2021-12-01", DUE),
    ],
)
def test_one_that_renews_itself_is_due_until_its_day_for_notice_has_passed(on, state):
    assert YEARLY.state_on(day(on)) is state


@pytest.mark.parametrize(
    ("values", "on", "state"),
    [
        ({"effective_on": day("2021-04-01")}, "2021-03-31", NOT_YET),
        ({"effective_on": day("2021-04-01")}, "2021-04-01", IN_FORCE),
        ({"effective_on": day("2020-04-01")}, "2020-09-30", NOT_YET),  # it took effect backwards, when it was concluded
        ({"renewed": True, "expires_on": day("2021-03-31")}, "2021-03-01", IN_FORCE),
        ({"expires_on": day("2021-03-31"), "ended_on": day("2021-01-31")}, "2021-01-31", IN_FORCE),
        ({"expires_on": day("2021-03-31"), "ended_on": day("2021-01-31")}, "2021-02-01", ENDED),
        ({"expires_on": day("2021-03-31"), "ended_on": day("2021-03-31")}, "2021-04-01", ENDED),
        ({}, "2099-01-01", IN_FORCE),
    ],
)
def test_what_is_decided_or_has_no_end_is_not_due(values, on, state):
    assert Terms(CONCLUDED, **values).state_on(day(on)) is state


def test_notice_in_time_lets_it_run_out_and_settles_the_question():
    told = Terms(CONCLUDED, None, day("2021-09-30"), 12, 3, notice_given_on=day("2021-06-30"))
    assert told.state_on(day("2021-09-01")) is IN_FORCE
    assert told.state_on(day("2021-10-01")) is EXPIRED


days = st.dates(date(2019, 1, 1), date(2030, 12, 31))
maybe_days = st.none() | days


@st.composite
def any_terms(draw) -> Terms:
    expires = draw(maybe_days)
    return Terms(
        concluded_on=draw(days),
        effective_on=draw(maybe_days),
        expires_on=expires,
        auto_renewal_months=None if expires is None else draw(st.none() | st.sampled_from([1, 2, 3, 6, 12, 36])),
        notice_months=draw(st.none() | st.sampled_from([0, 1, 3, 6, 12, 13])),
        notice_given_on=draw(maybe_days),
        ended_on=draw(maybe_days),
        renewed=draw(st.booleans()),
    )


def all_terms(terms: Terms, until: date) -> list[tuple[date, date]]:
    """(last day, last day for notice) of each term, one after the other, of one that nobody stops."""
    ends, step = [], 0
    while not ends or ends[-1] <= until:
        ends.append(add_months(terms.expires_on, step * terms.auto_renewal_months))
        step += 1
    return [(end, add_months(end, -(terms.notice_months or 0))) for end in ends]


@given(any_terms(), days)
@example(Terms(day("2019-01-31"), None, day("2019-01-31"), 1, 1), day("2020-02-29"))
@example(Terms(day("2019-01-31"), None, day("2019-12-31"), 1, 13), day("2020-03-30"))
def test_the_next_day_for_notice_is_the_first_one_of_all_terms_that_has_not_passed(terms, on):
    if terms.last_day is not None or terms.auto_renewal_months is None:
        assert terms.term_on(on) is None
        assert terms.notice_term(on) is None
        return
    walked = all_terms(terms, add_months(max(on, terms.expires_on), 60))
    assert terms.term_on(on).expires_on == next(end for end, _by in walked if end >= on)
    end, by = next((end, by) for end, by in walked if by >= on)
    found = terms.notice_term(on)
    assert (found.expires_on, found.notice_by) == (end, by)
    assert found.renews_until == next(later for later, _by in walked if later > end)


@given(any_terms(), days)
def test_the_state_follows_from_the_days_in_force(terms, on):
    state, last = terms.state_on(on), terms.last_day
    begun = terms.concluded_on <= on and (terms.effective_on or terms.concluded_on) <= on
    assert (state is NOT_YET) == (not begun)
    assert (state in {EXPIRED, ENDED}) == (begun and last is not None and last < on)
    if state is DUE:
        assert on <= terms.decide_by(on) <= renewal_horizon(on)


def test_what_is_reckoned_beyond_the_calendar_comes_to_an_end():
    for months, notice in ((1, 1_000_000), (100_000, 0), (100_000, 200_000)):
        terms = Terms(CONCLUDED, None, date(2021, 1, 1), months, notice)
        assert terms.state_on(date(2021, 6, 1)) in {IN_FORCE, DUE}
