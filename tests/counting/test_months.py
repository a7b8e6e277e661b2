"""The meetings of a year by month add up to the year's count, by either rule."""

import pytest

from registry.domain.rules import CountingRules, MeetingBasis
from registry.domain.vocabulary import MeetingStatus, MeetingType
from registry.queries.counting import count_of_year
from registry.queries.counting.meeting_months import count_meetings_by_month
from tests.office import day, meeting, organization

TODAY = day("2021-02-12")


@pytest.fixture
def year(session):
    one, other = organization("甲社", kind="company"), organization("乙社", kind="company")
    meeting(one, other, held="2020-04-01")
    meeting(one, held="2020-04-30")
    meeting(one, held="2021-01-31")
    meeting(one, held="2021-02-12")
    meeting(one, held="2021-02-13", status=MeetingStatus.PLANNED)
    meeting(one, held="2020-07-01", type=MeetingType.OTHER)
    meeting(held="2020-08-01")
    meeting(one, held="2020-03-31")
    meeting(one, held="2019-04-01")


@pytest.mark.usefixtures("year")
@pytest.mark.parametrize(
    ("basis", "by_month"),
    [(MeetingBasis.MEETING, {4: 2, 1: 1, 2: 1}), (MeetingBasis.PARTICIPATION, {4: 3, 1: 1, 2: 1})],
)
def test_only_what_counts_is_in_them_and_each_in_its_month(basis, by_month):
    rules = CountingRules(meeting_basis=basis)
    found = count_meetings_by_month(2020, as_of=TODAY, rules=rules)
    assert found == by_month
    assert sum(found.values()) == count_of_year("meetings", 2020, as_of=TODAY, rules=rules)


def test_a_year_that_has_not_begun_has_none(session):
    assert count_meetings_by_month(2022, as_of=TODAY, rules=CountingRules()) == {}
