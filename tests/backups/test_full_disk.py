"""A full disk is told in a sentence: no backup is left half written, and a restore changes nothing."""

import errno
import os

import pytest
import sqlalchemy as sa

from registry.commands.backups import make_backup
from registry.commands.restores import restore_backup
from registry.database import db
from registry.domain.errors import DatabaseUnusable, FilesUnusable
from registry.queries.backups import find_last_backup
from tests.backups.test_round_trip import back_up, restore
from tests.backups.whole import everything, rows
from tests.office import SATO


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
