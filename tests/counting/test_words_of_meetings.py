"""What a page says about a meeting is what the counting does with it, over generated registries, on both databases."""

import hypothesis
from hypothesis import HealthCheck, given

from registry.domain.fiscal_year import FiscalYear
from registry.domain.lists import ListQuery, Window
from registry.domain.rules import CountingRules
from registry.queries.counting import count_of_year, get_evidence
from registry.queries.meeting_list import list_meeting_rows
from tests.counting.load import recorded
from tests.counting.registries import YEARS, as_of_days, registries

examples = hypothesis.settings(
    max_examples=hypothesis.settings().max_examples // 2,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def listed(day, **values):
    return list_meeting_rows(ListQuery(values=values), Window(), day=day).rows


@examples
@given(registry=registries(), as_of=as_of_days)
def test_the_meetings_said_to_count_are_those_of_the_evidence(counted, registry, as_of):
    with recorded(counted, registry):
        rows = [*listed(as_of), *listed(as_of, record="deleted")]
        begun = [year for year in YEARS if FiscalYear(year).first_day <= as_of]
        evidence = {
            one.id
            for year in begun
            for one in get_evidence("meetings", year, as_of=as_of, rules=CountingRules()).records
        }
        assert len(rows) == len(registry.meetings)
        assert {row.id for row in rows if row.why_not(as_of) is None} == evidence
        assert {row.id for row in listed(as_of, counted="yes")} == evidence
        alive = {one.id for one in registry.meetings if not one.deleted}
        assert {row.id for row in listed(as_of, counted="no")} == alive - evidence


@examples
@given(registry=registries(), as_of=as_of_days)
def test_one_count_of_one_year_is_as_many_as_its_evidence_has(counted, registry, as_of):
    with recorded(counted, registry):
        for year in (2019, 2020, 2021):
            number = count_of_year("meetings", year, as_of=as_of, rules=CountingRules())
            begun = FiscalYear(year).first_day <= as_of
            evidence = get_evidence("meetings", year, as_of=as_of, rules=CountingRules()).records if begun else ()
            assert number == len(evidence)
