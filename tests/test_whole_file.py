import errno
import os
import threading

import pytest

from registry.whole_file import whole_file, write_whole


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


def test_a_write_that_fails_half_way_leaves_what_was_there(tmp_path):
    file = tmp_path / "sheet.pdf"
    file.write_bytes(b"older")
    with pytest.raises(OSError, match="No space") as raised, whole_file(file):
        raise OSError(errno.ENOSPC, "No space left on device")
    assert raised.value.filename == str(file)
    assert (file.read_bytes(), list(tmp_path.iterdir())) == (b"older", [file])


def test_a_file_that_cannot_be_made_is_named(tmp_path):
    with pytest.raises(FileNotFoundError) as raised:
        write_whole(tmp_path / "nowhere" / "sheet.pdf", b"new")
    assert raised.value.filename == str(tmp_path / "nowhere" / "sheet.pdf")


def test_what_is_written_may_be_read_back_before_it_counts(tmp_path):
    file = tmp_path / "backup.zip"
    with whole_file(file, private=True) as out:
        out.write(b"new")
        out.seek(0)
        assert (out.read(), file.exists()) == (b"new", False)
    assert (file.read_bytes(), file.stat().st_mode & 0o777) == (b"new", 0o600)


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
