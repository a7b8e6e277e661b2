"""The folder of attached files: each lies under a random name, is never overwritten, and is safe before it is named."""

import hashlib
import re
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from registry.domain.errors import FilesUnusable
from registry.whole_file import PARTIAL, whole_file

STORED_AS = re.compile("[0-9a-f]{32}")
LEFT_ALONE = timedelta(days=1)
"""So long a file that no record names may still be one whose record is just being written."""


class FileStore:
    """The files in a folder, which is made with the first one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, data: bytes) -> str:
        """Write a new file, safe on the disk; returns the name under which it lies. Raises FilesUnusable."""
        name = token_hex(16)
        self.put(name, [data])
        return name

    def put(self, name: str, pieces: Iterable[bytes]) -> None:
        """Write a file under a name that it had elsewhere; raises FilesUnusable, ValueError for any other name."""
        path = self._path(name)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            with whole_file(path, private=True) as out:
                out.writelines(pieces)
        except OSError as error:
            raise FilesUnusable(reason=f"{error.filename}: {error.strerror}") from error

    def open(self, name: str) -> BinaryIO:
        """The file, for reading; raises FileNotFoundError where it was lost."""
        return self._path(name).open("rb")

    def read(self, name: str, *, sha256: str) -> bytes | None:
        """All bytes of the file; None where it was lost, or they are not those that it came with."""
        try:
            data = self._path(name).read_bytes()
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == sha256 else None

    def remove(self, name: str) -> None:
        """Delete a file that no record has ever named."""
        self._path(name).unlink(missing_ok=True)

    def sweep(self, named: Collection[str], *, at: datetime) -> None:
        """Delete what a broken-off upload left behind: files that no record names, and that are a day old."""
        for path in self._left_behind(named):
            if path.stat().st_mtime < (at - LEFT_ALONE).timestamp():
                path.unlink(missing_ok=True)

    def _left_behind(self, named: Collection[str]) -> Iterator[Path]:
        if self._folder.is_dir():
            for path in self._folder.iterdir():
                if path.suffix == PARTIAL or (STORED_AS.fullmatch(path.name) and path.name not in named):
                    yield path

    def _path(self, name: str) -> Path:
        if not STORED_AS.fullmatch(name):
            raise ValueError(f"{name!r} is no name of a stored file")
        return self._folder / name
