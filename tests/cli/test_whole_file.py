import errno
import os
import threading
from pathlib import Path

import pytest

from registry.cli.whole_file import write_whole


def test_a_file_is_replaced_and_keeps_who_may_read_it(tmp_path):
    file = tmp_path / "sheet.pdf"
    file.write_bytes(b"older and longer")
    file.chmod(0o640)
    write_whole(file, b"new")
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o640)
    assert list(tmp_path.iterdir()) == [file]


def test_a_new_file_may_be_read_by_whom_the_system_says(tmp_path):
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "sheet.pdf", b"new")
    finally:
        os.umask(before)
    assert (tmp_path / "sheet.pdf").stat().st_mode & 0o777 == 0o640


def test_a_write_that_fails_half_way_leaves_what_was_there(tmp_path, monkeypatch):
    file = tmp_path / "sheet.pdf"
    file.write_bytes(b"older")
    written = Path.write_bytes

    def full(path, data):
        written(path, data[:1])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space") as raised:
        write_whole(file, b"new")
    assert raised.value.filename == str(file)
    assert (file.read_bytes(), list(tmp_path.iterdir())) == (b"older", [file])


def test_a_link_stays_a_link(tmp_path):
    file, link = tmp_path / "sheet.pdf", tmp_path / "newest.pdf"
    file.write_bytes(b"older")
    link.symlink_to(file)
    write_whole(link, b"new")
    assert (link.is_symlink(), file.read_bytes()) == (True, b"new")


def test_a_pipe_is_written_to(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    write_whole(pipe, b"new")
    reader.join(timeout=5)
    assert (read, pipe.is_fifo()) == ([b"new"], True)
