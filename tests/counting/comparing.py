"""Whether the counting in the database says what the recount says, number by number and record by record."""

from collections import Counter
from datetime import date

from registry.domain.rules import CountingRules
from registry.evaluation.counts import Counts, YearCounts
from registry.queries.counting import count_years, get_evidence, list_evidence
from tests.counting.records import DEPARTMENTS, Registry
from tests.counting.recount import STATES, Ids, Recount, recount

ALWAYS = {
    "meetings",
    "population",
    "organizations_cumulative",
    "organizations_by_kind.company",
    "organizations_by_kind.academic",
    "organizations_by_kind.financial",
    "organizations_by_kind.association",
    "organizations_in_force",
    "organizations_new",
    "organizations_new_by_agreement",
    "organizations_new_by_joining",
    "organizations_merged",
    "agreements_cumulative",
    "agreements_new",
    "agreements_new_with_new",
    "agreements_new_with_existing_only",
    "agreements_in_force",
    "projects",
    "projects_outside_agreements",
}
"""What contract.md promises for every year; other parts stand there where they are not zero."""
SOMETIMES = {
    "organizations_by_kind.unclassified",
    *(f"projects_by_department.{department}" for department in DEPARTMENTS),
    *(f"projects_by_state.{state}" for state in STATES),
}
ONLY_WHERE_THERE_IS_ONE = ("organizations_by_kind.unclassified", "projects_by_department.")


def same_numbers(registry: Registry, years: tuple[int, ...], as_of: date, rules: CountingRules) -> Counts:
    """The database's counts of these years, each number held against the recount's."""
    counts = count_years(years, as_of=as_of, rules=rules)
    again = {year: recount(registry, year, as_of=as_of, rules=rules) for year in years}
    assert [year.fiscal_year for year in counts.years] == [year for year in years if again[year] is not None]
    assert (counts.as_of, counts.rules) == (as_of, rules)
    for year in counts.years:
        same_year(year, again[year.fiscal_year])
    return counts


def same_year(year: YearCounts, again: dict[str, Ids]) -> None:
    expected = {name: len(ids) for name, ids in again.items() if ids or name in ALWAYS}
    given = {name: number for name, number in year.numbers.items() if number or name in ALWAYS}
    differ = sorted(name for name in given.keys() | expected.keys() if given.get(name) != expected.get(name))
    said = ", ".join(f"{name} {given.get(name)} instead of {expected.get(name)}" for name in differ)
    assert not differ, f"fiscal year {year.fiscal_year}: {said}"
    zero = [name for name, number in year.numbers.items() if not number and name.startswith(ONLY_WHERE_THERE_IS_ONE)]
    assert not zero


def same_records(registry: Registry, fiscal_year: int, as_of: date, rules: CountingRules, names: set[str]) -> None:
    """The evidence of these counts has the recount's records, as many as the number says."""
    year = Recount(registry, fiscal_year, as_of, rules)
    again = recount(registry, fiscal_year, as_of=as_of, rules=rules)
    numbers = count_years([fiscal_year], as_of=as_of, rules=rules).years[0].numbers
    for name in sorted(names & numbers.keys()):
        evidence = get_evidence(name, fiscal_year, as_of=as_of, rules=rules)
        found = [record.id for record in evidence.records]
        assert (evidence.count, evidence.fiscal_year) == (name, fiscal_year)
        assert (evidence.as_of, evidence.rules) == (year.day, rules)
        assert numbers[name] == evidence.number == len(found), name
        if name == "organizations_merged":
            assert_merged(year, found)
        else:
            assert Counter(found) == Counter(again[name]), name


def same_evidence_of_years(years: tuple[int, ...], as_of: date, rules: CountingRules, names: set[str]) -> None:
    """The evidence of several counts and years at once is that of each by itself."""
    begun = count_years(years, as_of=as_of, rules=rules).years
    wanted = [(name, year.fiscal_year) for year in begun for name in sorted(names & year.numbers.keys())]
    found = list_evidence(wanted, as_of=as_of, rules=rules)
    assert found == tuple(get_evidence(name, year, as_of=as_of, rules=rules) for name, year in wanted)


def assert_merged(year: Recount, found: Ids) -> None:
    """Of opening organizations that became one all but one are gone; never the one that they became."""
    assert len(set(found)) == len(found)
    opening = year.organizations_on(year.eve)
    assert set(found) <= set(opening)
    stayed = [year.identity(one, year.day) for one in opening if one not in found]
    assert sorted(stayed) == sorted({year.identity(one, year.day) for one in opening})
    assert not [one for one in found if year.identity(one, year.day) == one]
