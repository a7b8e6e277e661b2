"""Which years are counted, as of which day, and what is refused."""

from datetime import date

import pytest

from registry.domain.errors import UnknownCount, YearNotBegun
from registry.domain.rules import CountingRules
from registry.queries.counting import count_years, get_evidence
from tests.counting.load import recorded
from tests.counting.notation import written

RULES = CountingRules()


def test_years_not_begun_are_left_out(counted):
    counts = count_years([2019, 2020, 2021], as_of=date(2021, 3, 31), rules=RULES)
    assert [year.fiscal_year for year in counts.years] == [2019, 2020]
    counts = count_years([2019, 2020, 2021], as_of=date(2021, 4, 1), rules=RULES)
    assert [year.fiscal_year for year in counts.years] == [2019, 2020, 2021]
    assert count_years([2021], as_of=date(2021, 3, 31), rules=RULES).years == ()


def test_a_year_is_reckoned_as_of_the_earlier_of_its_last_day_and_the_day_asked(counted):
    counts = count_years([2019, 2020], as_of=date(2020, 12, 20), rules=RULES)
    assert [year.as_of for year in counts.years] == [date(2020, 3, 31), date(2020, 12, 20)]
    assert [year.label for year in counts.years] == ["31年度", "2年度"]


def test_years_come_in_order_and_once(counted):
    counts = count_years([2020, 2018, 2020], as_of=date(2021, 12, 20), rules=RULES)
    assert [year.fiscal_year for year in counts.years] == [2018, 2020]


def test_an_empty_registry_counts_nothing_and_shows_the_four_kinds(counted):
    (year,) = count_years([2020], as_of=date(2021, 12, 20), rules=RULES).years
    assert set(year.numbers.values()) == {0}
    assert set(year.part("organizations_by_kind")) == {"company", "academic", "financial", "association"}


def test_evidence_of_a_year_not_begun_is_refused(counted):
    with pytest.raises(YearNotBegun):
        get_evidence("population", 2021, as_of=date(2021, 3, 31), rules=RULES)


@pytest.mark.parametrize(
    "name", ["", "populations", "organizations_by_kind", "organizations_by_kind.bank", "meetings.1"]
)
def test_evidence_of_an_unknown_count_is_refused(counted, name):
    with pytest.raises(UnknownCount):
        get_evidence(name, 2020, as_of=date(2021, 12, 20), rules=RULES)


def test_evidence_names_the_day_from_which_a_record_counts(counted):
    text = "協定 H31-01 2019-04-01 : A B(加入=2020-05-07)"
    with recorded(counted, written(text).registry()):
        evidence = get_evidence("organizations_cumulative", 2020, as_of=date(2021, 12, 20), rules=RULES)
    assert {record.id: record.date for record in evidence.records} == {1: date(2019, 4, 1), 2: date(2020, 5, 7)}
    assert {record.noun for record in evidence.records} == {"organizations"}
