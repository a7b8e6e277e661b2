"""The counting in the database against a plain recount, over generated registries, on both databases."""

import itertools
from datetime import date

import hypothesis
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from registry.domain.rules import CountingRules
from registry.evaluation.counts import YearCounts
from registry.queries.counting import count_years
from tests.counting.comparing import ALWAYS, SOMETIMES, same_evidence_of_years, same_numbers, same_records
from tests.counting.load import recorded
from tests.counting.registries import YEARS, as_of_days, begun_years, registries, rules

ORDINARY = hypothesis.settings().max_examples
crooked = hypothesis.settings(
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
examples = hypothesis.settings(crooked, max_examples=max(150, ORDINARY))
fewer_examples = hypothesis.settings(crooked, max_examples=ORDINARY // 2)
some_names = st.sets(st.sampled_from(sorted(ALWAYS | SOMETIMES)), min_size=3, max_size=4)
some_years = st.sampled_from([YEARS, YEARS, (2020,), (2018, 2020, 2021)])
LONG_AFTER = date(2030, 1, 1)


@examples
@given(registry=registries(), years=some_years, as_of=as_of_days, rules=rules)
def test_every_number_is_the_one_recounted_from_the_records(counted, registry, years, as_of, rules):
    with recorded(counted, registry):
        same_numbers(registry, years, as_of, rules)


@examples
@given(registry=registries(), asked=begun_years, names=some_names, rules=rules)
def test_evidence_holds_the_recounted_records(counted, registry, asked, names, rules):
    fiscal_year, as_of = asked
    with recorded(counted, registry):
        same_records(registry, fiscal_year, as_of, rules, names)


@fewer_examples
@given(registry=registries(), names=some_names, as_of=as_of_days, rules=rules)
def test_evidence_of_several_counts_and_years_is_that_of_each(counted, registry, names, as_of, rules):
    with recorded(counted, registry):
        same_evidence_of_years(YEARS, as_of, rules, names)


@fewer_examples
@given(registry=registries(), as_of=as_of_days, rules=rules)
def test_numbers_of_one_year_and_of_the_next_fit_each_other(counted, registry, as_of, rules):
    with recorded(counted, registry):
        years = count_years(YEARS, as_of=as_of, rules=rules).years
    for year in years:
        parts_sum_to_the_whole(year)
        assert year.numbers["population"] >= year.numbers["organizations_cumulative"]
        assert year.numbers["organizations_in_force"] <= year.numbers["organizations_cumulative"]
        if rules.agreement_date == "concluded":  # a renewal may take effect before what it renews
            assert year.numbers["agreements_in_force"] <= year.numbers["agreements_cumulative"]
    for before, year in itertools.pairwise(years):
        the_bridge_closes(before, year)
        one_year_leads_to_the_next(before, year, rules)


def parts_sum_to_the_whole(year: YearCounts) -> None:
    for whole, parts in {
        "organizations_cumulative": "organizations_by_kind",
        "projects": "projects_by_department",
    }.items():
        assert sum(year.part(parts).values()) == year.numbers[whole]
    assert sum(year.part("projects_by_state").values()) == year.numbers["projects"]
    new = year.numbers["agreements_new_with_new"] + year.numbers["agreements_new_with_existing_only"]
    assert new == year.numbers["agreements_new"]
    came = year.numbers["organizations_new_by_agreement"] + year.numbers["organizations_new_by_joining"]
    assert came == year.numbers["organizations_new"]
    assert year.numbers["organizations_new_by_agreement"] >= year.numbers["agreements_new_with_new"]


def the_bridge_closes(before: YearCounts, year: YearCounts) -> None:
    opening, closing = before.numbers["organizations_cumulative"], year.numbers["organizations_cumulative"]
    came = year.numbers["organizations_new_by_agreement"] + year.numbers["organizations_new_by_joining"]
    assert opening + came - year.numbers["organizations_merged"] == closing


def one_year_leads_to_the_next(before: YearCounts, year: YearCounts, rules: CountingRules) -> None:
    assert (
        year.numbers["agreements_cumulative"] - before.numbers["agreements_cumulative"]
        == year.numbers["agreements_new"]
    )
    if rules.merged_organizations == "as_concluded":
        assert year.numbers["organizations_merged"] == 0
        assert year.numbers["organizations_cumulative"] >= before.numbers["organizations_cumulative"]


@fewer_examples
@given(registry=registries(), as_of=as_of_days)
def test_a_year_that_is_over_no_longer_depends_on_the_day_it_is_asked(counted, registry, as_of):
    with recorded(counted, registry):
        over = [year for year in YEARS if date(year + 1, 3, 31) <= as_of]
        asked = count_years(over, as_of=as_of, rules=CountingRules()).years
        assert asked == count_years(over, as_of=LONG_AFTER, rules=CountingRules()).years
