"""Every command fails in one line, with the exit code that says whose fault it was."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from registry.cli.parameters import DATE, RULE, YEAR, operator_deed
from registry.cli.plain_errors import plain
from registry.database import writing
from registry.domain.errors import StillReferred, UnknownRule
from tests.office import organization

ROOT = Path(__file__).parent.parent.parent


def refuse_input() -> None:
    with writing():
        organization("")


FAILURES = {
    "refusal": (StillReferred(others="甲"), 1, "甲"),
    "argument": (UnknownRule(name="x", known="y"), 2, "x"),
    "usage": (click.UsageError("not so"), 2, "not so"),
    "file": (PermissionError(13, "Permission denied", "/out/sheet.xlsx"), 1, "/out/sheet.xlsx"),
    "interrupt": (KeyboardInterrupt(), 1, "Aborted!"),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_failure_is_one_line_on_standard_error(sqlite_app, name):
    error, code, said = FAILURES[name]

    @click.command()
    def fail() -> None:
        raise error

    sqlite_app.cli.add_command(plain(fail, sqlite_app), name)
    result = sqlite_app.test_cli_runner().invoke(args=[name])
    assert (result.exit_code, result.stdout) == (code, "")
    assert said in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError(errno.ENOENT, "No such file", "/a"), "/a：ファイルまたはフォルダーがありません\n"),
        (PermissionError(errno.EACCES, "Permission denied", "/a"), "/a：権限がありません\n"),
        (OSError(errno.ENOSPC, "No space left on device"), "ディスクに空きがありません\n"),
        (OSError(errno.EIO, "Input/output error", "/a"), "/a：Input/output error\n"),
    ],
)
def test_what_the_system_says_is_told_in_the_reader_s_language(sqlite_app, error, words):
    @click.command()
    def fail() -> None:
        raise error

    sqlite_app.cli.add_command(plain(fail, sqlite_app))
    assert sqlite_app.test_cli_runner().invoke(args=["fail"]).stderr == words


def test_refused_input_names_its_fields(sqlite_app):
    sqlite_app.cli.add_command(plain(click.command("fail")(refuse_input), sqlite_app))
    result = sqlite_app.test_cli_runner().invoke(args=["fail"])
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert "name: " in result.stderr


def test_a_fault_of_the_program_is_not_hidden(sqlite_app):
    @click.command()
    def fail() -> None:
        raise ZeroDivisionError

    sqlite_app.cli.add_command(plain(fail, sqlite_app))
    assert isinstance(sqlite_app.test_cli_runner().invoke(args=["fail"]).exception, ZeroDivisionError)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (YEAR, "R2", "2020"),
        (YEAR, "平成31年度", "2019"),
        (DATE, "令和2年4月1日", "2020-04-01"),
        (RULE, "agreement_date = effective", "('agreement_date', 'effective')"),
    ],
)
def test_years_days_and_rules_are_read_as_people_write_them(sqlite_app, kind, text, value):
    @click.command()
    @click.argument("given", type=kind)
    def show(given: object) -> None:
        click.echo(str(getattr(given, "year", given) if kind is YEAR else given))

    sqlite_app.cli.add_command(plain(show, sqlite_app))
    assert sqlite_app.test_cli_runner().invoke(args=["show", text]).stdout.strip() == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [(YEAR, "0"), (YEAR, "last"), (DATE, "平成31年2月29日"), (DATE, "2020"), (RULE, "x=y"), (RULE, "agreement_date")],
)
def test_what_cannot_be_read_is_one_line_and_exit_2(sqlite_app, kind, text):
    @click.command()
    @click.argument("given", type=kind)
    def show(given: object) -> None:
        click.echo(given)

    sqlite_app.cli.add_command(plain(show, sqlite_app))
    result = sqlite_app.test_cli_runner().invoke(args=["show", text])
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)


def test_a_closed_output_does_not_stop_the_work(sqlite_app, monkeypatch):
    done = []

    @click.command()
    def work() -> None:
        click.echo("said to nobody")
        done.append(True)

    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    plain(work, sqlite_app).main(args=[], standalone_mode=False)
    assert done == [True]


def test_the_machines_user_is_who_did_it(sqlite_app):
    with sqlite_app.test_request_context(), writing():
        deed = operator_deed()
    assert 0 < len(deed.actor) <= 100
    assert deed.at.utcoffset().total_seconds() == 0


def flask(*arguments: str, folder: Path, **environ: str) -> subprocess.CompletedProcess[bytes]:
    known = {name: value for name, value in os.environ.items() if name in {"PATH", "SYSTEMROOT", "TMPDIR"}}
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", *arguments],
        cwd=ROOT,
        env=known | {"REGISTRY_INSTANCE": str(folder)} | environ,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environ", "said"),
    [
        ({}, "db upgrade"),
        ({"DATABASE_URL": "sqlite://"}, "DATABASE_URL"),
        ({"DATABASE_URL": "mysql://a/b"}, "DATABASE_URL"),
        ({"DATABASE_URL": "sqlite:////nowhere/at/all.sqlite3"}, "unable to open"),
        ({"DATABASE_URL": "postgresql://a:b@127.0.0.1:1/c"}, "connection"),
        ({"REGISTRY_LOCALE": "fr"}, "REGISTRY_LOCALE"),
    ],
)
def test_a_set_up_that_cannot_work_is_told_in_one_line(tmp_path, environ, said):
    done = flask("audit", "verify", folder=tmp_path, **environ)
    assert (done.returncode, done.stdout) == (1, b"")
    assert said in done.stderr.decode()
    assert len(done.stderr.decode().strip().splitlines()) == 1


def test_japanese_is_utf_8_whatever_the_locale_says(tmp_path):
    folder = {"folder": tmp_path, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    assert flask("db", "upgrade", **folder).returncode == 0
    done = flask("user", "reset", "知らない人", **folder)
    assert done.returncode == 1
    assert "知らない人" in done.stderr.decode("utf-8")


def test_a_closed_pipe_is_no_error_to_tell(sqlite_app):
    @click.command()
    def fail() -> None:
        raise BrokenPipeError(32, "Broken pipe")

    sqlite_app.cli.add_command(plain(fail, sqlite_app))
    result = sqlite_app.test_cli_runner().invoke(args=["fail"])
    assert result.stderr == ""
