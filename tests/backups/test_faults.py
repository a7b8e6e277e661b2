"""Whatever happens meanwhile: a backup is whole or not there, and a restore leaves the old registry or the new one."""

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
from registry.domain.errors import NotMigrated
from registry.domain.progress import Progress
from registry.imports.backups import BackupReader
from registry.models import Meeting, Organization
from registry.queries import backups as backup_queries
from registry.queries.audit import verify_chain
from registry.queries.backups import find_last_backup
from tests.backups.test_round_trip import back_up, restore
from tests.backups.whole import everything, rows
from tests.office import SATO, meeting, organization


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
