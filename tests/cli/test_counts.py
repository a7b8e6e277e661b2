import csv
import io
import json
from datetime import date
from itertools import product

import pytest

from registry.domain.rules import AgreementDate, CountingRules, MeetingBasis, MergedOrganizations
from registry.queries.counting import count_years, get_evidence

AS_OF = "2021-12-20"
ALL_RULES = [CountingRules(*values) for values in product(AgreementDate, MeetingBasis, MergedOrganizations)]


@pytest.fixture
def run(demonstration):
    runner = demonstration.test_cli_runner()
    return lambda *arguments: runner.invoke(args=arguments)


def counted(run, *arguments):
    result = run("counts", "--format", "json", "--as-of", AS_OF, *arguments)
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def test_without_years_the_counts_are_those_of_the_newest_sheet(run):
    assert [year["fiscal_year"] for year in counted(run)["years"]] == [2018, 2019, 2020]


def test_the_demonstration_gives_the_numbers_of_the_published_sheet(run):
    years = counted(run)["years"]

    assert [year["organizations_cumulative"] for year in years] == [47, 48, 49]
    assert [year["population"] for year in years] == [47, 48, 49]
    assert [year["agreements_cumulative"] for year in years] == [40, 41, 43]
    assert [year["meetings"] for year in years] == [50, 50, 50]
    assert years[2]["organizations_by_kind"] == {"company": 27, "academic": 12, "financial": 5, "association": 5}
    assert (years[2]["agreements_new"], years[2]["organizations_new"]) == (2, 1)
    assert (years[2]["agreements_new_with_new"], years[2]["agreements_new_with_existing_only"]) == (1, 1)


def test_the_counts_say_by_which_day_and_rules_they_were_reckoned(run):
    whole = counted(run, "--from", "R3", "--to", "令和3年度", "--rule", "agreement_date=effective")

    assert whole["as_of"] == "2021-12-20"
    assert whole["rules"] == {
        "agreement_date": "effective",
        "meeting_basis": "meeting",
        "merged_organizations": "as_concluded",
    }
    assert [(year["label"], year["as_of"]) for year in whole["years"]] == [("3年度", "2021-12-20")]


def test_concluded_on_31_march_and_effective_on_1_april_moves_to_the_new_year_with_the_rule(run):
    years = counted(run, "--rule", "agreement_date=effective")["years"]

    assert [year["organizations_cumulative"] for year in years] == [47, 47, 49]
    assert [year["agreements_new"] for year in years] == [3, 0, 3]


def test_the_first_year_alone_runs_to_the_current_one_and_the_last_alone_gives_three(run):
    assert [year["fiscal_year"] for year in counted(run, "--from", "31")["years"]] == [2019, 2020, 2021]
    assert [year["fiscal_year"] for year in counted(run, "--to", "2017")["years"]] == [2015, 2016, 2017]


def test_years_not_begun_are_left_out(run):
    assert [year["fiscal_year"] for year in counted(run, "--from", "2021", "--to", "2030")["years"]] == [2021]


def test_the_csv_has_a_column_for_each_year(run):
    rows = list(csv.reader(io.StringIO(run("counts", "--format", "csv", "--as-of", AS_OF).stdout)))

    assert rows[0] == ["count", "2018", "2019", "2020"]
    assert ["organizations_cumulative", "47", "48", "49"] in rows
    assert ["organizations_by_kind.company", "25", "26", "27"] in rows


def test_the_text_names_the_counts_in_the_sites_language_with_the_rules(run):
    text = run("counts", "--as-of", AS_OF).stdout

    assert "協定を締結した団体の累計" in text
    assert "協定の基準日: 締結日" in text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["counts", "--from", "2021", "--to", "2020"], "2021"),
        (["counts", "--from", "まだ"], "まだ"),
        (["counts", "--as-of", "令和2年2月30日"], "令和2年2月30日"),
        (["counts", "--rule", "colour=blue"], "colour"),
        (["counts", "--rule", "agreement_date=tomorrow"], "tomorrow"),
        (["evidence", "happiness", "2020"], "happiness"),
        (["evidence", "projects_by_department", "2020"], "projects_by_department"),
        (["evidence", "meetings", "2020", "--as-of", "2020-03-31"], "2020"),
    ],
)
def test_a_bad_argument_is_named_in_one_line_and_ends_with_2(run, arguments, said):
    result = run(*arguments)

    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1
    assert result.stdout == ""


def test_evidence_lists_the_records_with_the_newest_first(run):
    result = run("evidence", "agreements_new", "R2", "--as-of", AS_OF, "--format", "json")

    assert json.loads(result.stdout) == {
        "count": "agreements_new",
        "fiscal_year": 2020,
        "number": 2,
        "rules": CountingRules().as_dict(),
        "records": [
            {
                "id": 54,
                "noun": "agreements",
                "label": "R2-02 健康データの活用に関する包括連携協定",
                "date": "2020-12-01",
            },
            {"id": 53, "noun": "agreements", "label": "R2-01 健康都市の推進に関する包括連携協定", "date": "2020-10-01"},
        ],
    }


def test_a_part_that_the_office_names_has_its_evidence_too(run):
    result = run("evidence", "projects_by_department.秘書政策課", "2020", "--as-of", AS_OF, "--format", "csv")

    assert [row[2] for row in csv.reader(io.StringIO(result.stdout))] == ["label", "健康都市推進事業"]


@pytest.mark.parametrize("rules", ALL_RULES, ids=lambda rules: "-".join(rules.as_dict().values()))
def test_every_evidence_has_as_many_records_as_its_number(demonstration, rules):
    as_of = date(2021, 12, 20)
    with demonstration.app_context():
        for year in count_years([2018, 2020, 2021], as_of=as_of, rules=rules).years:
            for name, number in year.numbers.items():
                evidence = get_evidence(name, year.fiscal_year, as_of=as_of, rules=rules)
                assert (name, len(evidence.records), evidence.number) == (name, number, number)


def test_a_page_of_evidence_still_knows_the_whole_number(demonstration):
    with demonstration.app_context():
        asked = {"as_of": date(2021, 12, 20), "rules": CountingRules()}
        page = get_evidence("organizations_cumulative", 2020, **asked, offset=48, limit=12)
        behind = get_evidence("organizations_cumulative", 2020, **asked, offset=60, limit=12)

    assert (page.number, len(page.records)) == (49, 1)
    assert (behind.number, len(behind.records)) == (49, 0)


def test_a_remark_says_that_an_agreement_is_over_unless_it_was_renewed(demonstration):
    with demonstration.app_context():
        evidence = get_evidence("agreements_cumulative", 2020, as_of=date(2021, 12, 20), rules=CountingRules())
    over = {record.label.split()[0]: record.remarks for record in evidence.records if record.remarks}

    assert over == {"H24-03": ("expired",), "H26-05": ("ended",)}
