"""An import is all or nothing whatever happens: killed anywhere, a wrong row anywhere, a full disk, a lost server."""

import json
import random
import signal
import subprocess
import sys

import pytest
import sqlalchemy as sa

from registry import database
from registry.commands.imports import carry_out_import, plan_import
from registry.database import SQLITE, db
from registry.domain.errors import DatabaseUnusable
from registry.models import AuditEntry, Department, Meeting, Organization
from registry.models.meetings import meeting_organizations
from registry.queries.audit import verify_chain
from tests.architecture.tree import ROOT
from tests.databases import running_app
from tests.imports.files import request
from tests.imports.killed import MEETINGS, ROWS
from tests.office import SATO

KILLS = 50
"""On each kind of database: a hundred in all."""
TABLES = (Organization.id, Department.id, Meeting.id, meeting_organizations.c.meeting_id, AuditEntry.id)
NOTHING = (0, 0, 0, 0, 0)
ALL = (47, 5, ROWS, 2 * ROWS, 47 + ROWS + 1)
"""40 banks and 7 universities, 5 departments, two bodies at each meeting; an entry for each record and for the file."""
HEADING, *LINES = MEETINGS.splitlines(keepends=True)


def sizes() -> tuple[int, ...]:
    db.session.rollback()
    counted = [sa.select(sa.func.count(column)).scalar_subquery() for column in TABLES]
    return tuple(db.session.execute(sa.select(*counted)).one())


def import_meetings(text=MEETINGS):
    return carry_out_import(SATO, plan=plan_import(request("meetings", text)))


@pytest.fixture(scope="module")
def killer():
    """Imports, each in a process of its own; ``killer(url, after)`` waits for its end, and says which it was."""
    command = [sys.executable, "-m", "tests.imports.killed"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:

        def answer(url: str, after: float | None) -> dict:
            process.stdin.write(json.dumps({"url": url, "after": after}) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield answer
        process.stdin.close()


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timer that ends a process")
def test_an_import_killed_anywhere_leaves_nothing_or_everything(databases, tmp_path, killer):
    chance = random.Random(2020)  # noqa: S311 - no secret
    with databases.fresh() as url:
        whole = killer(url, None)
    assert whole["code"] == 0
    moments = iter([chance.uniform(0.001, whole["seconds"]) for _ in range(KILLS)])
    outcomes = []
    while len(outcomes) < KILLS:
        with databases.fresh() as url, running_app(url, tmp_path) as app, app.app_context():
            for moment in moments:
                outcomes.append((killer(url, moment)["killed"], sizes()))
                assert verify_chain().broken == ()
                if outcomes[-1][1] != NOTHING:  # the next one needs an empty registry again
                    break
    assert {size for _, size in outcomes} <= {NOTHING, ALL}
    assert (True, NOTHING) in outcomes
    assert all(size == ALL for killed, size in outcomes if not killed)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timer that ends a process")
def test_the_import_goes_through_after_one_was_killed(databases, tmp_path, killer):
    with databases.fresh() as url:
        whole = killer(url, None)
    with databases.fresh() as url:
        killer(url, whole["seconds"] / 2)
        assert killer(url, None)["code"] == 0
        with running_app(url, tmp_path) as app, app.app_context():
            assert sizes()[:4] == ALL[:4]
            assert verify_chain().broken == ()


class Interrupted(Exception):
    """What befalls the import at one of its statements."""


def comes_to_an_end(statements: int) -> bool:
    """Import, but fail at the statement after so many; whether there was none any more."""
    left = iter(range(statements))

    def fail(*_about):
        if next(left, None) is None:
            raise Interrupted

    sa.event.listen(db.engine, "before_cursor_execute", fail)
    try:
        return import_meetings().written
    except Interrupted:
        return False
    finally:
        sa.event.remove(db.engine, "before_cursor_execute", fail)


def test_a_fault_at_any_of_its_statements_leaves_nothing(databases, tmp_path):
    with databases.fresh() as url, running_app(url, tmp_path) as app, app.app_context():
        statements = 0
        while not comes_to_an_end(statements):
            statements += 1
            assert sizes() == NOTHING, f"statement {statements}"
        assert sizes() == ALL
        assert statements > len(TABLES)


def test_a_wrong_cell_in_any_row_is_named_and_nothing_is_written(sqlite_app):
    with sqlite_app.app_context():
        for place in range(200):
            lines = LINES[:200]
            number, _day, rest = lines[place].split(",", 2)
            lines[place] = f"{number},2021-02-29,{rest}"
            report = import_meetings("".join([HEADING, *lines]))
            assert [(each.row, each.column, each.code) for each in report.errors] == [
                (place + 2, "開催日", "no_such_day")
            ]
            assert (report.written, report.created) == (False, 199)
        assert sizes() == NOTHING


@pytest.mark.parametrize("pages", [0, 1, 8, 20, 40])
def test_a_full_disk_is_told_in_a_sentence_and_nothing_is_written(sqlite_url, tmp_path, pages):
    with running_app(sqlite_url, tmp_path) as app, app.app_context():

        def leave_room(connection, _entry):
            used = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {used + pages}")

        sa.event.listen(db.engine, "connect", leave_room)
        with pytest.raises(DatabaseUnusable, match="full"):
            import_meetings()
        sa.event.remove(db.engine, "connect", leave_room)
        db.session.remove()
        db.engine.dispose()
        assert sizes() == NOTHING
        assert import_meetings().written
        assert sizes() == ALL


def test_an_import_is_done_although_its_log_cannot_be_copied_into_the_file_yet(sqlite_app, monkeypatch):
    tell = database._tell_sqlite

    def tell_or_fail(connection, *settings):
        if any("wal_checkpoint" in setting for setting in settings):
            raise SQLITE.OperationalError("disk I/O error")
        tell(connection, *settings)

    monkeypatch.setattr(database, "_tell_sqlite", tell_or_fail)
    with sqlite_app.app_context():
        assert import_meetings().written
        assert sizes() == ALL


def test_a_lost_server_is_told_in_a_sentence_and_nothing_is_written(postgresql, tmp_path):
    with postgresql.fresh() as url, running_app(url, tmp_path) as app, app.app_context():
        plan = plan_import(request("meetings", MEETINGS))
        name = sa.engine.make_url(url).database
        lose = sa.text(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name AND pid <> pg_backend_pid()"
        )

        def lose_it(done: int) -> None:
            with db.engine.connect() as other:
                other.execute(lose, {"name": name})

        with pytest.raises(DatabaseUnusable):
            carry_out_import(SATO, plan=plan, progress=lose_it)
        assert sizes() == NOTHING
        assert import_meetings().written
