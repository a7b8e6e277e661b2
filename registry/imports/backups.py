"""Reads a backup, and believes nothing that it says of itself: every part is unpacked, measured and summed first."""

import hashlib
import json
import re
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO

from registry.domain.backups import FILES, LINES, MANIFEST, TABLES, DamagedBackup, Manifest, NoBackup, read_manifest
from registry.domain.progress import NOBODY, Progress
from registry.imports.archives import UNREADABLE_ARCHIVE

LARGEST_MANIFEST = 1 << 26
LONGEST_LINE = 1 << 26
DENSEST = 200
"""How many times its own size a backup may unpack to; tables of text reach 30."""
_PART = re.compile(rf"{TABLES}[a-z_]{{1,63}}{re.escape(LINES)}|{FILES}[0-9a-f]{{32}}")
_PACKING = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_AT_ONCE = 1 << 20


class BackupReader:
    """A backup that lies in ``file`` and is called ``name``; raises NoBackup, NewerBackup, DamagedBackup.

    What comes out of it is only to be used once ``check`` has come to its end.
    """

    def __init__(self, file: BinaryIO, name: str) -> None:
        self.name = name
        self._file = file
        try:
            self._archive = zipfile.ZipFile(file)
            self._parts = {part.filename: part for part in self._archive.infolist()}
        except UNREADABLE_ARCHIVE as error:
            raise NoBackup(name=name) from error
        self.manifest = self._read_manifest()

    def close(self) -> None:
        """Let go of the archive; the file stays open."""
        self._archive.close()

    @property
    def steps(self) -> int:
        """Its rows and files."""
        return sum(self.manifest.rows.values()) + len(self.files)

    @property
    def tables(self) -> list[str]:
        """The names of its tables."""
        return [path[len(TABLES) : -len(LINES)] for path in self.manifest.members if path.startswith(TABLES)]

    @property
    def files(self) -> dict[str, str]:
        """The SHA-256 of each attached file, by its name."""
        members = self.manifest.members.items()
        return {path[len(FILES) :]: member.sha256 for path, member in members if path.startswith(FILES)}

    def check(self, progress: Progress = NOBODY) -> None:
        """Unpack every part once, and see that it is what the manifest says; raises DamagedBackup.

        A step is a row or a file.
        """
        self._check_parts()
        for path, member in self.manifest.members.items():
            digest, lines = hashlib.sha256(), 0
            for piece in self._pieces(path):
                digest.update(piece)
                lines += piece.count(b"\n")
            rows = self.manifest.rows.get(path[len(TABLES) : -len(LINES)], 0) if path.startswith(TABLES) else None
            if digest.hexdigest() != member.sha256 or rows not in {None, lines - 1}:
                raise self.damaged(path)
            progress.step(1 if rows is None else rows)

    def read_table(self, name: str) -> tuple[list[str], Iterator[list[Any]]]:
        """The columns of a table, and its rows one by one; raises DamagedBackup."""
        path = f"{TABLES}{name}{LINES}"
        lines = self._lines(path)
        columns = next(lines, None)
        if not isinstance(columns, list) or not all(isinstance(column, str) for column in columns):
            raise self.damaged(path)
        return columns, self._rows(path, lines, len(columns))

    def read_file(self, name: str) -> Iterator[bytes]:
        """The pieces of an attached file; raises DamagedBackup."""
        return self._pieces(f"{FILES}{name}")

    def damaged(self, part: str) -> DamagedBackup:
        """The refusal that names the part where something is wrong."""
        return DamagedBackup(name=self.name, part=part)

    def _read_manifest(self) -> Manifest:
        if MANIFEST not in self._parts:
            raise NoBackup(name=self.name)
        text = b""
        for piece in self._pieces(MANIFEST):
            text += piece
            if len(text) > LARGEST_MANIFEST:
                raise self.damaged(MANIFEST)
        return read_manifest(text, name=self.name)

    def _check_parts(self) -> None:
        """The parts are those of the manifest, each once, packed as we pack, and no bomb."""
        members = self.manifest.members
        names = self._archive.namelist()
        strange = {*names} ^ {*members, MANIFEST} or {path for path in members if not _PART.fullmatch(path)}
        if strange or len(names) > len(self._parts):
            raise self.damaged(min(strange, default=names[-1])[:100])
        for path, member in members.items():
            part = self._parts[path]
            if part.file_size != member.size or part.compress_type not in _PACKING:
                raise self.damaged(path)
        if sum(member.size for member in members.values()) > DENSEST * self._file.seek(0, 2):
            raise self.damaged(MANIFEST)

    def _rows(self, path: str, lines: Iterator[Any], width: int) -> Iterator[list[Any]]:
        for row in lines:
            if not isinstance(row, list) or len(row) != width:
                raise self.damaged(path)
            yield row

    def _lines(self, path: str) -> Iterator[Any]:
        try:
            with self._archive.open(path) as part:
                while line := part.readline(LONGEST_LINE):
                    yield json.loads(line)
        except UNREADABLE_ARCHIVE as error:
            raise self.damaged(path) from error

    def _pieces(self, path: str) -> Iterator[bytes]:
        try:
            with self._archive.open(path) as part:
                while piece := part.read(_AT_ONCE):
                    yield piece
        except UNREADABLE_ARCHIVE as error:
            raise self.damaged(path) from error
