"""Writes a file whole or not at all, and safe on the disk before anybody relies on it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

PARTIAL = ".partial"


def write_whole(file: Path, data: bytes) -> None:
    """Put the bytes where the file is; what was there stays until all of them are written.

    What is no file, such as a pipe, is written to directly. An OSError names the file that was asked for.
    """
    if file.exists() and not file.is_file():
        file.write_bytes(data)
    else:
        with whole_file(file) as out:
            out.write(data)


@contextmanager
def whole_file(file: Path, *, private: bool = False) -> Iterator[BinaryIO]:
    """A stream, to write and to read back, that takes the file's place at the end; on any exception it leaves no trace.

    A new file may be read by whom the system says, a ``private`` one by its owner only. An OSError names the file
    that was asked for.
    """
    target = file.resolve()
    partial = target.with_name(f".{token_hex(8)}{PARTIAL}")
    try:
        try:
            with os.fdopen(os.open(partial, _NEW, 0o600 if private else 0o666), "w+b") as out:
                yield out
                out.flush()
                os.fsync(out.fileno())
            if target.exists():
                shutil.copymode(target, partial)
            partial.replace(target)
        finally:
            partial.unlink(missing_ok=True)
        sync_folder(target.parent)
    except OSError as error:
        if error.filename in {None, str(partial)}:
            error.filename, error.filename2 = str(file), None
        raise


_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)


def sync_folder(folder: Path) -> None:
    """See that the disk knows the names in a folder; Windows does so by itself."""
    if os.name != "nt":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
