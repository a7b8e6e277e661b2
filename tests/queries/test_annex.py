"""The records behind all numbers of a sheet, in a fixed number of statements."""

from datetime import date

import pytest

from registry.commands.organizations import succeed_organizations
from registry.commands.sheets import draft_sheet
from registry.domain.rules import CountingRules
from registry.queries.annex import list_all_evidence
from registry.queries.counting import count_years, get_evidence, list_evidence
from registry.queries.sheets import get_sheet
from tests.counting.test_statements import statements
from tests.office import SATO, agreement, organization

AS_OF, RULES = date(2021, 12, 20), CountingRules()
STATEMENTS = 12


@pytest.fixture
def office(demonstration):
    with demonstration.app_context():
        yield


def all_evidence(fiscal_year=2020, as_of=AS_OF, rules=RULES):
    return list_all_evidence(get_sheet(fiscal_year, as_of=as_of, rules=rules), as_of=as_of, rules=rules)


@pytest.mark.usefixtures("office")
def test_the_seed_s_numbers_are_as_many_as_their_records():
    found = {(one.count, one.fiscal_year): one for one in all_evidence()}
    kinds = {kind: f"organizations_by_kind.{kind}" for kind in ("company", "academic", "financial", "association")}
    assert [found[name, 2020].number for name in kinds.values()] == [27, 12, 5, 5]
    expected = {
        ("organizations_cumulative", 2018): 47,
        ("organizations_cumulative", 2019): 48,
        ("organizations_cumulative", 2020): 49,
        ("population", 2018): 47,
        ("meetings", 2019): 50,
        ("meetings", 2020): 50,
        ("agreements_cumulative", 2020): 43,
        ("agreements_new", 2020): 2,
        ("organizations_new", 2020): 1,
        ("organizations_merged", 2020): 0,
    }
    assert {key: found[key].number for key in expected} == expected
    assert all(len(one.records) == one.number for one in found.values())
    for kind, name in kinds.items():
        assert {record.kind for record in found[name, 2020].records} == {kind}


@pytest.mark.usefixtures("office")
def test_it_is_every_number_of_the_year_and_what_feeds_an_indicator_before():
    found = [(one.count, one.fiscal_year) for one in all_evidence()]
    own = count_years([2020], as_of=AS_OF, rules=RULES).years[0].numbers
    fed = ("meetings", "population", "organizations_cumulative")
    assert found == [(name, year) for year in (2018, 2019) for name in fed] + [(name, 2020) for name in own]
    assert "projects_by_department.農政課" in own
    assert "projects_outside_agreements" in own


@pytest.mark.usefixtures("office")
def test_it_is_what_the_evidence_page_shows():
    for one in all_evidence():
        assert one == get_evidence(one.count, one.fiscal_year, as_of=AS_OF, rules=RULES)


@pytest.mark.usefixtures("office")
def test_it_asks_as_much_for_any_number_of_records():
    sheet = get_sheet(2020, as_of=AS_OF, rules=RULES)
    for as_of in (AS_OF, date(2020, 4, 1)):
        with statements() as sent:
            list_all_evidence(sheet, as_of=as_of, rules=RULES)
        assert len(sent) == STATEMENTS


def test_an_empty_registry_has_numbers_without_records(session):
    draft_sheet(SATO, fiscal_year=2020)
    session.flush()
    found = all_evidence()
    assert len(found) == len(count_years([2020], as_of=AS_OF, rules=RULES).years[0].numbers)
    assert {one.number for one in found} == {0}


def test_a_year_that_has_not_begun_has_none(session):
    draft_sheet(SATO, fiscal_year=2020)
    session.flush()
    assert all_evidence(as_of=date(2018, 3, 31)) == ()


def test_an_agreement_of_a_later_year_explains_nothing_in_an_earlier_one(session):
    agreement(organization("甲社", target_from=date(2018, 4, 1)), concluded="2020-06-01")
    session.flush()
    wanted = [("population", year) for year in (2018, 2019, 2020)]
    found = [one.records[0] for one in list_evidence(wanted, as_of=AS_OF, rules=RULES)]
    assert [bool(record.source_id) for record in found] == [False, False, True]


def test_a_body_has_the_first_agreement_of_its_own_year_where_mergers_are_followed(session):
    old, new = organization("旧社"), organization("新社")
    agreement(new, concluded="2017-06-01", title="新社の協定")
    agreement(old, concluded="2016-06-01", title="旧社の協定")
    succeed_organizations(SATO, organization_ids=[old.id], successor_id=new.id, on=date(2019, 10, 1))
    session.flush()
    rules = RULES.with_values({"merged_organizations": "today"})
    found = list_evidence([("organizations_cumulative", year) for year in (2018, 2019)], as_of=AS_OF, rules=rules)
    assert [[record.source_label for record in one.records] for one in found] == [
        ["新社の協定", "旧社の協定"],
        ["旧社の協定"],
    ]
