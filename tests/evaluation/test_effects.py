"""What differs between the counts before and after a deed."""

from datetime import date

from registry.domain.rules import CountingRules
from registry.evaluation.counts import Counts, YearCounts
from registry.evaluation.effects import Change, changes

DAY = date(2021, 3, 31)


def counts(**years: dict[str, int]) -> Counts:
    listed = (YearCounts(int(year[1:]), year, DAY, numbers) for year, numbers in years.items())
    return Counts(DAY, CountingRules(), tuple(listed))


def test_only_what_differs_is_a_change():
    before = counts(y2019={"meetings": 40, "agreements_new": 1}, y2020={"meetings": 41, "agreements_new": 2})
    after = counts(y2019={"meetings": 40, "agreements_new": 1}, y2020={"meetings": 42, "agreements_new": 2})
    assert changes(before, after) == (Change(2020, "meetings", 41, 42),)
    assert changes(before, before) == ()


def test_a_part_that_comes_or_goes_is_none_on_the_other_side():
    before = counts(y2020={"projects_by_department.農政課": 1})
    after = counts(y2020={"projects_by_department.環境課": 1})
    assert changes(before, after) == (
        Change(2020, "projects_by_department.農政課", 1, 0),
        Change(2020, "projects_by_department.環境課", 0, 1),
    )
