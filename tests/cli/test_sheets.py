"""flask sheet and flask check, on the demonstration with the published sheet."""

import json

import pytest

from registry.commands.sheets import explain_finding, record_published_sheet
from registry.database import writing
from tests.evaluation.clean_sheet import clean_sheet
from tests.evaluation.test_checks import AS_PUBLISHED
from tests.office import SATO


@pytest.fixture
def run(demonstration):
    runner = demonstration.test_cli_runner()
    return lambda *arguments: runner.invoke(args=arguments)


def test_the_published_sheet_is_checked_against_the_demonstration(run):
    result = run("check", "2020", "--format", "json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert found["fiscal_year"] == 2020
    assert [(one["severity"], one["code"], one["cell"]) for one in found["findings"]] == AS_PUBLISHED


def test_findings_are_told_to_people_in_japanese_with_their_sum(run):
    result = run("check", "令和2年度")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert lines[0].startswith("誤り\tindicators.outcome.ア.actual.2018\t30年度の成果47が、対象43を上回っています。")
    assert lines[-1] == "令和2年度: 誤り7件、注意6件、参考13件"


def test_a_check_without_an_error_ends_well(app):
    with app.app_context(), writing():
        record_published_sheet(SATO, content=clean_sheet())
    result = app.test_cli_runner().invoke(args=["check", "2020"])
    assert result.exit_code == 0, result.output
    assert "誤り0件" in result.stdout


def test_an_explanation_stands_below_its_finding(run, demonstration):
    with demonstration.app_context(), writing():
        about = {"code": "cost_column_missing", "cell": "costs.total.forecast.2024"}
        explain_finding(SATO, fiscal_year=2020, **about, explanation="6年度の予算は未定のため")
    assert "説明: 6年度の予算は未定のため" in run("check", "2020").stdout
    findings = json.loads(run("check", "2020", "--format", "json").stdout)["findings"]
    explained = [one for one in findings if one["explanation"]]
    assert [one["code"] for one in explained] == ["cost_column_missing"]


def test_the_sheet_as_json_prints_43_beside_the_computed_47(run):
    result = run("sheet", "R2", "--format", "json")
    assert result.exit_code == 0
    sheet = json.loads(result.stdout)
    cell = sheet["indicators"][2]["cells"][0]
    assert (cell["value"], cell["computed"], cell["published"], cell["difference"]) == (43, 47, 43, 4)
    assert len(sheet["findings"]) == 26


def test_the_sheet_as_html_is_a_whole_page(run):
    result = run("sheet", "2020", "--format", "html")
    assert result.exit_code == 0
    assert result.stdout.startswith("<!DOCTYPE html>")
    assert result.stdout.rstrip().endswith("</html>")


def test_the_sheet_is_written_to_a_file(run, tmp_path):
    out = tmp_path / "様式.html"
    result = run("sheet", "2020", "--format", "html", "--out", str(out))
    assert (result.exit_code, result.output) == (0, "")
    assert "産学官連携推進事業" in out.read_text(encoding="utf-8")


def test_every_name_is_listed_with_its_value(run):
    result = run("sheet", "2020", "--names")
    assert result.exit_code == 0
    listed = dict(line.split("\t") for line in result.stdout.splitlines())
    assert listed["head.title"] == "産学官連携推進事業"
    assert listed["indicators.outcome.ア.actual.2020"] == "49"
    assert listed["costs.total.actual.2020"] == "15,099"
    assert listed["check.1.achieved"] == "☑"
    assert listed["check.1.not_achieved"] == "☐"
    assert listed["do.bridge"] == ""
    assert listed["do.total_cost"] == "0"
    assert {cell for _severity, _code, cell in AS_PUBLISHED} <= set(listed)


@pytest.mark.parametrize(
    ("arguments", "exit_code", "word"),
    [
        (["sheet", "2020"], 2, "--format"),
        (["sheet", "2020", "--format", "pdf"], 2, "'json', 'html'"),
        (["sheet", "2020", "--names", "--format", "json"], 2, "--names"),
        (["sheet", "2031", "--names"], 1, "2031年度"),
        (["check", "昨年"], 2, "昨年"),
        (["check", "2031"], 1, "2031年度"),
        (["sheet", "2020", "--format", "json", "--out", "/nowhere/at/all.json"], 1, "/nowhere/at/all.json"),
    ],
)
def test_what_was_wrong_is_said_in_one_line(run, arguments, exit_code, word):
    result = run(*arguments)
    assert result.exit_code == exit_code
    assert result.stdout == ""
    assert word in result.stderr
    assert len(result.stderr.splitlines()) == 1
