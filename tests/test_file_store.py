"""The folder of attached files: written whole, never under another name, and swept only of what nobody names."""

import os
from datetime import UTC, datetime, timedelta

import pytest

from registry.domain.errors import FilesUnusable
from registry.file_store import FileStore

NOW = datetime(2021, 4, 1, 9, 30, tzinfo=UTC)


@pytest.fixture
def store(tmp_path) -> FileStore:
    return FileStore(tmp_path / "attachments")


def names(store) -> set[str]:
    return {path.name for path in store._folder.iterdir()}


def test_a_kept_file_is_there_with_its_bytes_and_its_owner_alone_may_read_it(store):
    name = store.keep(b"signed")
    with store.open(name) as file:
        assert file.read() == b"signed"
    path = store._folder / name
    assert (path.stat().st_mode & 0o777, store._folder.stat().st_mode & 0o777) == (0o600, 0o700)
    assert names(store) == {name}


def test_two_files_with_the_same_bytes_lie_apart(store):
    assert store.keep(b"same") != store.keep(b"same")


@pytest.mark.parametrize("name", ["../registry.sqlite3", "/etc/passwd", "", "A" * 32, "0" * 31, "0" * 32 + "\n"])
def test_no_name_leads_out_of_the_folder(store, name):
    with pytest.raises(ValueError, match="no name"):
        store.open(name)
    with pytest.raises(ValueError, match="no name"):
        store.put(name, [b"x"])


def test_a_write_that_breaks_off_leaves_nothing(store):
    def breaking():
        yield b"half"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        store.put("0" * 32, breaking())
    assert names(store) == set()


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "attachments").write_bytes(b"no folder")
    with pytest.raises(FilesUnusable, match="attachments"):
        FileStore(tmp_path / "attachments").keep(b"x")


def test_sweeping_takes_what_nobody_names_and_is_a_day_old(store):
    named, young, old = store.keep(b"1"), store.keep(b"2"), store.keep(b"3")
    (store._folder / ".0123456789abcdef.partial").write_bytes(b"broken off")
    (store._folder / "notes of the administrator.txt").write_bytes(b"not ours")
    ages = {path: timedelta(hours=25) for path in store._folder.iterdir()} | {
        store._folder / young: timedelta(hours=23)
    }
    for path, age in ages.items():
        os.utime(path, times=((NOW - age).timestamp(),) * 2)
    store.sweep({named}, at=NOW)
    assert names(store) == {named, young, "notes of the administrator.txt"}
    assert old not in names(store)


def test_sweeping_without_a_folder_is_nothing(store):
    store.sweep(set(), at=NOW)


def test_a_file_is_read_only_with_the_bytes_that_it_came_with(store):
    name = store.keep(b"")
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert store.read(name, sha256=empty) == b""
    (store._folder / name).write_bytes(b"altered")
    assert store.read(name, sha256=empty) is None
    assert store.read("0" * 32, sha256=empty) is None
