"""The years in which one project counts are those whose evidence names it."""

from datetime import date

import pytest

from registry.commands.projects import delete_project
from registry.domain.rules import CountingRules
from registry.domain.vocabulary import ProjectState
from registry.queries.counting import get_evidence
from registry.queries.counting.project_years import COUNTS, list_years_of_project
from tests.office import SATO, agreement, day, organization, project

AS_OF = day("2021-12-20")
YEARS = range(2017, 2023)
UNDER, OUTSIDE = COUNTS


def years_of(one) -> list[tuple[int, str, ProjectState]]:
    return [(each.fiscal_year, each.count, each.state) for each in list_years_of_project(one.id, YEARS, as_of=AS_OF)]


def evidence_of(one) -> list[tuple[int, str]]:
    return [
        (year, count)
        for year in reversed(YEARS)
        for count in COUNTS
        if year <= 2021
        and any(record.id == one.id for record in get_evidence(count, year, as_of=AS_OF, rules=CountingRules()).records)
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, [(2021, "active"), (2020, "active"), (2019, "active")]),
        ({"state": "suspended"}, [(2021, "suspended"), (2020, "suspended"), (2019, "suspended")]),
        ({"state": "proposed"}, []),
        ({"state": "cancelled"}, []),
        ({"state": "cancelled", "ended_on": date(2020, 4, 1)}, [(2020, "cancelled"), (2019, "active")]),
        ({"state": "completed", "ended_on": date(2020, 3, 31)}, [(2019, "completed")]),
    ],
)
def test_under_an_agreement_and_outside_any(session, values, expected):
    values = values | {"state": ProjectState(values.get("state", "active"))}
    contract = agreement(organization("甲"))
    under = project("甲", started="2019-10-01", agreements=(contract.id,), **values)
    outside = project("乙", started="2019-10-01", **values)
    assert years_of(under) == [(year, UNDER, ProjectState(state)) for year, state in expected]
    assert years_of(outside) == [(year, OUTSIDE, ProjectState(state)) for year, state in expected]
    assert evidence_of(under) == [(year, count) for year, count, _state in years_of(under)]
    assert evidence_of(outside) == [(year, count) for year, count, _state in years_of(outside)]


def test_one_that_has_not_begun_or_was_deleted_counts_in_no_year(session):
    assert years_of(project("甲", started="2021-12-21")) == []
    gone = project("乙", started="2019-10-01")
    delete_project(SATO, project_id=gone.id)
    assert years_of(gone) == []
    assert list_years_of_project(gone.id, range(0), as_of=AS_OF) == []
