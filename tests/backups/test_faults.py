"""Whatever happens meanwhile: a backup is whole or not there, and a restore leaves the old registry or the new one."""

import errno
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from registry.commands import backups as backup_commands
from registry.commands.backups import make_backup
from registry.commands.restores import restore_backup
from registry.database import db, writing
from registry.domain.backups import NotEmpty, NotOverwritten
from registry.domain.errors import DatabaseUnusable, FilesUnusable, NotMigrated
from registry.domain.progress import Progress
from registry.imports.backups import BackupReader
from registry.models import Meeting, Organization
from registry.queries import backups as backup_queries
from registry.queries.audit import verify_chain
from registry.queries.backups import find_last_backup
from tests.architecture.tree import ROOT
from tests.backups.test_round_trip import back_up, restore
from tests.backups.whole import everything, rows
from tests.office import SATO, meeting, organization

KILLS = 12
"""On each kind of database."""


class Writer(threading.Thread):
    """Somebody who records a body and a meeting with it in one transaction, again and again."""

    def __init__(self, app) -> None:
        super().__init__()
        self.app, self.done, self.ended = app, 0, threading.Event()

    def run(self) -> None:
        while not self.ended.is_set():
            with self.app.app_context():
                with writing():
                    meeting(organization(f"追加{self.done}株式会社"), subject="追加")
                db.session.remove()
            self.done += 1


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_backup_taken_while_others_write_is_of_one_moment(registry, file, kind):
    app, other = registry(kind, "demonstration"), registry("sqlite")
    writer = Writer(app)
    writer.start()
    try:
        while not writer.done:
            time.sleep(0.01)
        for _ in range(3):
            before = writer.done
            back_up(app, file)
            assert writer.done > before, "the writer waited for the backup"
            restore(other, file, replace=True)
            with other.app_context():
                pairs = [
                    db.session.scalar(sa.select(sa.func.count(model.id)).where(column.startswith("追加")))
                    for model, column in ((Organization, Organization.name), (Meeting, Meeting.subject))
                ]
                assert pairs[0] == pairs[1] > 0
                assert verify_chain().broken == ()
    finally:
        writer.ended.set()
        writer.join()


def test_without_a_write_ahead_log_writers_wait_in_their_queue_and_fail_not(sqlite_app, file, monkeypatch):
    monkeypatch.setattr(backup_queries, "wal_is_sound", lambda _version: False)
    with sqlite_app.app_context():
        db.engine.dispose()
        sa.event.listen(db.engine, "connect", lambda one, _entry: one.execute("PRAGMA journal_mode = DELETE").close())
        db.engine.dispose()
    writer = Writer(sqlite_app)
    writer.start()
    while not writer.done:
        time.sleep(0.01)
    back_up(sqlite_app, file)
    writer.ended.set()
    writer.join()
    with sqlite_app.app_context():
        assert verify_chain().broken == ()
        assert find_last_backup() is not None


@pytest.fixture(scope="module")
def killer():
    """Restores, each in a process of its own; ``killer(app, file, after)`` waits for its end, and says which it was."""
    command = [sys.executable, "-m", "tests.backups.killed"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:

        def answer(app, file, after: float | None = None) -> dict:
            settings = app.config["SETTINGS"]
            asked = {"url": settings.database_url, "folder": str(settings.instance_path), "file": str(file)}
            process.stdin.write(json.dumps(asked | {"after": after}) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield answer
        process.stdin.close()


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timer that ends a process")
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_restore_that_is_killed_leaves_the_old_registry_or_the_new_one(registry, filled, file, killer, kind):
    source, target = filled("sqlite"), registry(kind, "demonstration")
    new, old = rows(source), rows(target)
    back_up(source, file)
    whole = killer(registry(kind, "demonstration"), file)
    assert whole["code"] == 0
    chance, ends = random.Random(2020), []  # noqa: S311 - no secret
    while len(ends) < KILLS:
        killed = killer(target, file, chance.uniform(0.01, whole["seconds"]))["killed"]
        found = rows(target)
        assert found in (old, new)
        ends.append((killed, found == new))
        if found == new:
            target = registry(kind, "demonstration")
    assert (True, False) in ends
    assert all(is_new for killed, is_new in ends if not killed)


class Breaking(Progress):
    """Fails at a step."""

    def __init__(self, at: int, error: Exception) -> None:
        self.left, self.error = at, error

    def step(self, steps: int = 1) -> None:
        self.left -= steps
        if self.left < 0:
            raise self.error


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
@pytest.mark.parametrize("share", [0.1, 0.4, 0.52, 0.8, 0.99])
def test_a_restore_that_fails_anywhere_changes_nothing(registry, filled, file, kind, share):
    source = filled("sqlite")
    back_up(source, file)
    with file.open("rb") as stream, closing(BackupReader(stream, "x")) as backup:
        steps = 2 * backup.steps
    target = registry(kind, "demonstration")
    old = rows(target)
    with target.app_context(), pytest.raises(ZeroDivisionError):
        restore_backup(file, replace=True, progress=Breaking(int(share * steps), ZeroDivisionError()))
    assert rows(target) == old
    folder = target.config["SETTINGS"].instance_path / "attachments"
    assert not folder.exists() or list(folder.iterdir()) == []


@pytest.mark.parametrize("pages", [-40, -1, 3])
def test_a_restore_onto_a_full_disk_is_told_and_changes_nothing(registry, filled, file, pages):
    source, target = filled("sqlite"), registry("sqlite")
    back_up(source, file)
    restore(source, file, replace=True)
    with source.app_context():
        needed = db.session.connection().exec_driver_sql("PRAGMA page_count").scalar_one()
    old = rows(target)

    def leave_room(connection, _entry):
        connection.execute(f"PRAGMA max_page_count = {(needed + pages) // 2}")

    with target.app_context():
        db.engine.dispose()
        sa.event.listen(db.engine, "connect", leave_room)
        with pytest.raises(DatabaseUnusable, match="full"):
            restore_backup(file)
        sa.event.remove(db.engine, "connect", leave_room)
        db.session.remove()
        db.engine.dispose()
    assert rows(target) == old
    restore(target, file)


class FullDisk:
    """A stream whose writes fail once so many bytes are written to all such streams."""

    left = 0

    def __init__(self, descriptor: int, mode: str) -> None:
        self._file = FDOPEN(descriptor, mode)

    def __getattr__(self, name):
        return getattr(self._file, name)

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        self._file.close()

    def write(self, data):
        FullDisk.left -= len(data)
        if FullDisk.left < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return self._file.write(data)

    def writelines(self, pieces):
        for piece in pieces:
            self.write(piece)


FDOPEN = os.fdopen


def full_after(monkeypatch, size: int) -> None:
    monkeypatch.setattr(FullDisk, "left", size)
    monkeypatch.setattr("registry.whole_file.os.fdopen", FullDisk)


@pytest.mark.parametrize("size", [0, 1_000, 50_000])
def test_a_full_disk_leaves_no_backup_and_the_one_before_stays(registry, file, monkeypatch, size):
    app = registry("sqlite", "demonstration")
    back_up(app, file)
    before = file.read_bytes()
    with app.app_context():
        full_after(monkeypatch, size)
        with pytest.raises(OSError, match="No space") as raised:
            make_backup(SATO, file=file)
        noted = find_last_backup().size
    assert raised.value.filename == str(file)
    assert (list(file.parent.iterdir()), file.read_bytes(), noted) == ([file], before, len(before))


def test_a_disk_too_full_for_the_files_restores_nothing(registry, filled, file, monkeypatch):
    back_up(filled("sqlite"), file)
    target = registry("sqlite", "demonstration")
    old = everything(target)
    with target.app_context():
        full_after(monkeypatch, 10_000)
        with pytest.raises(FilesUnusable):
            restore_backup(file, replace=True)
    assert everything(target) == old
    assert list((target.config["SETTINGS"].instance_path / "attachments").iterdir()) == []


def test_a_backup_that_cannot_be_read_back_is_not_kept(registry, file, monkeypatch):
    app = registry("sqlite", "demonstration")

    class Forgetful(backup_commands.BackupWriter):
        def finish(self, manifest):
            super().finish(manifest)
            self._archive.filelist.pop(0)

    monkeypatch.setattr(backup_commands, "BackupWriter", Forgetful)
    with app.app_context():
        with pytest.raises(Exception, match="damaged"):
            make_backup(SATO, file=file)
        assert find_last_backup() is None
    assert list(file.parent.iterdir()) == []


def test_a_lost_or_altered_file_is_named_and_the_rest_is_kept(filled, registry, file):
    app = filled("sqlite")
    folder = app.config["SETTINGS"].instance_path / "attachments"
    lost, altered, *_ = sorted(folder.iterdir())
    count = len(list(folder.iterdir()))
    lost.unlink()
    altered.write_bytes(b"other")
    made = back_up(app, file)
    assert (len(made.lost), made.files) == (2, count - 2)
    before = everything(app)
    target = registry("sqlite")
    done = restore(target, file)
    assert (done.lost, done.files) == (2, count - 2)
    after = everything(target)
    assert (after["files"], after["attachments"]) == (before["files"], before["attachments"])


def test_nothing_but_a_backup_is_overwritten(sqlite_app, file):
    database = sqlite_app.config["SETTINGS"].database_url.removeprefix("sqlite:///")
    with sqlite_app.app_context():
        with pytest.raises(NotOverwritten):
            make_backup(SATO, file=Path(database))
        assert find_last_backup() is None


def test_a_registry_that_is_not_empty_is_left_alone(registry, filled, file):
    back_up(filled("sqlite"), file)
    for kind in ("sqlite", "postgresql"):
        target = registry(kind, "demonstration")
        old = everything(target)
        with target.app_context(), pytest.raises(NotEmpty):
            restore_backup(file)
        assert everything(target) == old


def test_a_database_without_tables_is_not_backed_up(registry, file):
    for kind in ("sqlite", "postgresql"):
        with registry(kind, "empty").app_context(), pytest.raises(NotMigrated):
            make_backup(SATO, file=file)
    assert list(file.parent.iterdir()) == []
