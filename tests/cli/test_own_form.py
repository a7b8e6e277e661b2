"""flask sheet --form: the city's own workbook, filled from the command line."""

import pytest

from registry.evaluation.layout_names import form_values
from registry.evaluation.sheet_names import ONLY_FILLED
from registry.exports.own_form_start import own_form_start
from tests.evaluation.seed_sheet import seed_sheet
from tests.exports.own_forms import WITH_MACROS, book, name, texts

ROWS = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
ITEMS = ("<t>{{head.title}} {{head.titel}}</t>", "<t>{{indicators.outcome.ア.actual.2020}}</t>")


@pytest.fixture
def run(demonstration):
    runner = demonstration.test_cli_runner()
    return lambda *arguments: runner.invoke(args=["sheet", "2020", *map(str, arguments)])


@pytest.fixture
def own(tmp_path):
    file = tmp_path / "様式.xlsx"
    file.write_bytes(book(ROWS, *ITEMS))
    return file


def test_the_workbook_is_filled_and_what_does_not_fit_is_told_in_a_line_each(run, own, tmp_path):
    out = tmp_path / "記入済み.xlsx"
    result = run("--format", "xlsx", "--form", own, "--out", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert texts(out.read_bytes()) == {"A1": "産学官連携推進事業 {{head.titel}}", "B1": 49}
    unknown, unused = result.stderr.splitlines()
    assert unknown == "評価シートにない名前（そのまま残しました）: head.titel (様式!A1)"
    assert unused.startswith("様式で使われていない名前: head.updated_on, ")
    assert "head.title," not in unused


def test_where_every_name_has_its_place_nothing_is_told(run, tmp_path):
    own, out = tmp_path / "標準.xlsx", tmp_path / "out.xlsx"
    own.write_bytes(own_form_start(seed_sheet()))
    result = run("--form", own, "--out", out)
    assert (result.exit_code, result.output) == (0, "")
    assert "産学官連携推進事業" in texts(out.read_bytes()).values()


def test_without_a_file_to_write_to_the_workbook_goes_into_the_pipe(run, own):
    result = run("--form", own)
    assert result.exit_code == 0
    assert texts(result.stdout_bytes)["B1"] == 49


def test_a_terminal_is_not_given_bytes(run, own, monkeypatch):
    monkeypatch.setattr("registry.cli.sheets.on_terminal", lambda: True)
    result = run("--form", own)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "--out" in result.stderr


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(600), "壊れている"),
        (b"%PDF-1.7", ".xlsx"),
        (book(ROWS, *ITEMS)[:-100], "壊れている"),
        (book('<row r="3"><c r="C3"><f>"{{head.title}}"</f></c></row>'), "様式!C3"),
        (book(names=name("head.title", "様式!$C$3")).replace(b"PK\x03\x04", b"XX\x03\x04", 1), ".xlsx"),
    ],
)
def test_a_file_that_cannot_be_filled_is_refused_in_one_line_and_nothing_is_written(run, tmp_path, data, word):
    own, out = tmp_path / "様式.xlsx", tmp_path / "out.xlsx"
    own.write_bytes(data)
    out.write_bytes(b"as before")
    result = run("--form", own, "--out", out)
    assert (result.exit_code, result.stdout) == (1, "")
    assert word in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert out.read_bytes() == b"as before"


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["--format", "pdf"], "--format xlsx"),
        (["--findings"], "--findings"),
        (["--names"], "--names"),
    ],
)
def test_wishes_that_do_not_go_with_a_form_are_refused(run, own, arguments, word):
    result = run("--form", own, *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert word in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_form_with_macros_is_not_written_under_a_name_that_excel_would_not_open(run, tmp_path):
    own = tmp_path / "様式.xlsm"
    own.write_bytes(book(ROWS, *ITEMS, kind=WITH_MACROS))
    refused = run("--form", own, "--out", tmp_path / "out.xlsx")
    assert refused.exit_code == 2
    assert ".xlsm" in refused.stderr
    assert run("--form", own, "--out", tmp_path / "out.xlsm").exit_code == 0
    assert not (tmp_path / "out.xlsx").exists()


def test_a_file_that_is_not_there_is_named(run):
    result = run("--form", "どこにもない.xlsx")
    assert result.exit_code == 2
    assert "どこにもない.xlsx" in result.stderr


def test_the_names_that_fill_a_form_are_those_that_the_command_lists(run):
    listed = {line.split("\t")[0] for line in run("--names").stdout.splitlines()}
    assert set(form_values(seed_sheet())) - listed == ONLY_FILLED
