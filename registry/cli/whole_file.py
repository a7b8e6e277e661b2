"""Writes a file whole or not at all."""

import shutil
from pathlib import Path
from secrets import token_hex


def write_whole(file: Path, data: bytes) -> None:
    """Put the bytes where the file is; what was there stays until all of them are written.

    What is no file, such as a pipe, is written to directly. An OSError names the file that was asked for.
    """
    try:
        if file.exists() and not file.is_file():
            file.write_bytes(data)
        else:
            _replace(file.resolve(), data)
    except OSError as error:
        error.filename, error.filename2 = str(file), None
        raise


def _replace(file: Path, data: bytes) -> None:
    partial = file.with_name(f".{token_hex(8)}.partial")
    try:
        partial.write_bytes(data)
        if file.exists():
            shutil.copymode(file, partial)
        partial.replace(file)
    finally:
        partial.unlink(missing_ok=True)
