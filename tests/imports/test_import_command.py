"""``flask import`` as a person types it: one line for what cannot be done, exit codes, the report, and a kill."""

import json
import os
import signal
import subprocess
import sys

import pytest
import sqlalchemy as sa

from registry.database import db
from registry.models import AuditEntry, Meeting, Organization
from registry.queries.audit import verify_chain
from tests.architecture.tree import ROOT
from tests.databases import running_app

GOOD = "締結日,相手方,謎\nR2.4.1,㈱試験,\n平成31年5月1日,試験大学,x\n"
ASKING = "名称\n謎の会\n"
WRONG = "締結日,相手方\n平成31年2月29日,㈱試験\n"
PLACES = {"warnings", "questions", "errors"}


@pytest.fixture
def command(sqlite_app, tmp_path):
    """Runs ``flask import`` on a text; returns the exit code, standard output and standard error."""

    def run(kind, text, *arguments, name="a.csv"):
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        result = sqlite_app.test_cli_runner().invoke(args=["import", kind, str(path), *arguments])
        return result.exit_code, result.stdout, result.stderr

    return run


def test_a_good_file_is_written_and_exits_with_0(command):
    assert command("agreements", GOOD)[0] == 0
    code, out, _ = command("agreements", GOOD, "--format", "json")
    assert (code, json.loads(out)["unchanged"]) == (0, 2)


def test_the_json_report_has_exactly_the_shape_of_the_contract(command):
    code, out, err = command("agreements", GOOD, "--format", "json")
    report = json.loads(out)
    assert (code, err) == (0, "")
    assert [(key, report[key]) for key in report if key not in PLACES] == [
        ("kind", "agreements"),
        ("file", "a.csv"),
        ("rows", 2),
        ("created", 2),
        ("updated", 0),
        ("unchanged", 0),
        ("written", True),
    ]
    assert list(report)[-3:] == ["warnings", "questions", "errors"]
    assert list(report["warnings"][1]) == ["row", "column", "value", "code", "message"]
    assert report["warnings"][1] | {"message": ""} == {
        "row": 3,
        "column": "締結日",
        "value": "平成31年5月1日",
        "code": "era_out_of_range",
        "message": "",
    }


def test_a_dry_run_writes_nothing_and_exits_as_the_real_run_would(command):
    code, out, _ = command("agreements", GOOD, "--dry-run", "--format", "json")
    report = json.loads(out)
    assert (code, report["created"], report["written"]) == (0, 2, False)
    assert command("organizations", ASKING, "--dry-run")[0] == 1
    assert command("organizations", ASKING, "--dry-run", "--accept-questions")[0] == 0
    assert command("agreements", WRONG, "--dry-run", "--accept-questions")[0] == 1
    _, out, _ = command("agreements", GOOD, "--format", "json")
    assert json.loads(out)["created"] == 2


def test_an_open_question_exits_with_1_and_is_written_when_accepted(command):
    code, out, _ = command("organizations", ASKING, "--format", "json")
    assert (code, json.loads(out)["written"]) == (1, False)
    code, out, _ = command("organizations", ASKING, "--accept-questions", "--format", "json")
    report = json.loads(out)
    assert (code, report["written"], len(report["questions"])) == (0, True, 1)


def test_an_error_exits_with_1_and_is_told_with_its_row_column_and_value(command):
    code, out, _ = command("agreements", WRONG)
    assert code == 1
    (line,) = (line for line in out.splitlines() if "2月29日" in line)
    assert "2" in line
    assert "締結日" in line


@pytest.mark.parametrize(
    ("kind", "text", "name"),
    [
        ("agreements", b"", "a.csv"),
        ("agreements", b"%PDF", "a.pdf"),
        ("agreements", b"PK\x03\x04", "a.xlsx"),
        ("agreements", b"a\0b", "a.csv"),
        ("people", b"x", "a.csv"),
    ],
)
def test_what_cannot_be_read_exits_with_2_and_one_line(command, kind, text, name):
    code, out, err = command(kind, text, name=name)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1


def test_a_file_that_is_not_there_exits_with_2_and_one_line(sqlite_app, tmp_path):
    result = sqlite_app.test_cli_runner().invoke(args=["import", "agreements", str(tmp_path / "none.csv")])
    assert (result.exit_code, len(result.stderr.splitlines())) == (2, 1)


ROWS = 20
KILLED = """
import os, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from sqlalchemy import event
from registry import create_app
from registry.commands.imports import carry_out_import, plan_import
from registry.database import db
from registry.domain.deed import Deed
from registry.domain.vocabulary import Noun
from registry.imports.plan import Request

moment, times = sys.argv[2], int(sys.argv[3])
seen = 0
def die_in_time(*_about):
    global seen
    seen += 1
    if seen == times:
        os.kill(os.getpid(), signal.SIGKILL)

path = Path(sys.argv[1])
with create_app().app_context():
    plan = plan_import(Request(Noun.MEETINGS, path.name, path.read_bytes()))
    if moment == "commit":
        event.listen(db.engine, "commit", die_in_time)
    if moment == "after commit":
        event.listen(db.session, "after_commit", die_in_time)
    told = die_in_time if moment == "progress" else lambda _done: None
    carry_out_import(Deed("x", datetime.now(UTC)), plan=plan, progress=told)
"""
"""An import that is killed when bodies (1) or meetings (2) wait to be taken over, when what waits (2) or the whole (3)
is about to be committed, or has just been."""


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
@pytest.mark.parametrize(
    ("moment", "meetings"),
    [
        ("progress 1", 0),
        ("progress 2", 0),
        ("commit 2", 0),
        ("after commit 2", 0),
        ("commit 3", 0),
        ("after commit 3", ROWS),
    ],
)
def test_killed_at_any_moment_an_import_leaves_all_or_nothing(sqlite_url, tmp_path, moment, meetings):
    path = tmp_path / "meetings.csv"
    rows = "".join(f"2020-04-01,㈱試験{number},{number}\n" for number in range(ROWS))
    path.write_text(f"開催日,相手方,件名\n{rows}", encoding="utf-8")
    environment = {**os.environ, "DATABASE_URL": sqlite_url, "REGISTRY_INSTANCE": str(tmp_path), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", KILLED, str(path), *moment.rsplit(" ", 1)]
    child = subprocess.run(command, cwd=ROOT, env=environment, check=False, timeout=120)
    assert child.returncode == -signal.SIGKILL
    assert written(sqlite_url, tmp_path) == (meetings, meetings, 2 * meetings + bool(meetings))


def written(url, folder):
    """Meetings, organizations and entries of the log, which must hold; the file must be whole."""
    with running_app(url, folder) as app, app.app_context():
        assert verify_chain().broken == ()
        assert db.session.scalar(sa.text("PRAGMA integrity_check")) == "ok"
        tables = (Meeting, Organization, AuditEntry)
        return tuple(db.session.scalar(sa.select(sa.func.count(table.id))) for table in tables)
