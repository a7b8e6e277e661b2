"""flask sheet and flask check, on the demonstration with the published sheet."""

import io
import json

import pytest
from pypdf import PdfReader

from registry.commands.findings import explain_finding
from registry.commands.sheets import record_published_sheet
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


@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF-"), ("xlsx", b"PK")])
def test_the_sheet_is_written_for_paper(run, tmp_path, form, begins):
    out = tmp_path / f"様式.{form}"
    result = run("sheet", "2020", "--format", form, "--out", str(out))
    assert (result.exit_code, result.output) == (0, "")
    piped = run("sheet", "2020", "--format", form)
    assert piped.stdout_bytes == out.read_bytes()
    assert piped.stdout_bytes.startswith(begins)


def test_with_its_findings_the_document_has_a_third_page_in_japanese(run):
    reader = PdfReader(io.BytesIO(run("sheet", "2020", "--format", "pdf", "--findings").stdout_bytes))
    last = "".join(reader.pages[-1].extract_text().split())
    assert len(reader.pages) == 3
    assert "検算の指摘誤り7件、注意6件、参考13件" in last
    assert "30年度の成果47が、対象43を上回っています。" in last


def test_the_findings_of_html_are_printed_where_they_are_asked_for(run):
    assert "検算の指摘" not in run("sheet", "2020", "--format", "html").stdout
    assert "検算の指摘" in run("sheet", "2020", "--format", "html", "--findings").stdout


def test_a_terminal_is_not_given_bytes(run, monkeypatch):
    monkeypatch.setattr("registry.cli.sheets.on_terminal", lambda: True)
    result = run("sheet", "2020", "--format", "pdf")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--out" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_character_that_no_font_has_is_named_and_the_document_still_comes_out(app):
    with app.app_context(), writing():
        record_published_sheet(SATO, content=clean_sheet(summary="外字\ue000を使う"))
    result = app.test_cli_runner().invoke(args=["sheet", "2020", "--format", "pdf"])
    assert result.exit_code == 0
    assert result.stdout_bytes.startswith(b"%PDF-")
    assert "U+E000" in result.stderr
    assert len(result.stderr.splitlines()) == 1


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
        (["sheet", "2020", "--format", "doc"], 2, "'json', 'html', 'xlsx', 'pdf'"),
        (["sheet", "2020", "--names", "--format", "json"], 2, "--names"),
        (["sheet", "2020", "--names", "--findings"], 2, "--names"),
        (["sheet", "2020", "--format", "json", "--findings"], 2, "--findings"),
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
