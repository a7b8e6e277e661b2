"""Writes a backup: tables and attached files into one archive, with the sum of each part in its manifest."""

import hashlib
import json
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from itertools import chain
from typing import BinaryIO

from registry.domain.backups import FILES, LINES, MANIFEST, TABLES, Manifest, Member, written_manifest
from registry.domain.progress import Progress


class BackupWriter:
    """An archive that is being written to ``out``; nothing in it depends on the time or the machine."""

    def __init__(self, out: BinaryIO) -> None:
        self._archive = zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED)
        self.members: dict[str, Member] = {}
        self.rows: dict[str, int] = {}

    def close(self) -> None:
        """End the archive."""
        self._archive.close()

    def add_table(
        self, name: str, columns: Sequence[str], rows: Iterable[Sequence[object]], progress: Progress
    ) -> None:
        """Write a table, a step for each row; they come one by one, so that it may be larger than the memory."""
        path, digest, size = f"{TABLES}{name}{LINES}", hashlib.sha256(), 0
        self.rows[name] = -1  # the line of its columns is no row
        with self._archive.open(_part(path, zipfile.ZIP_DEFLATED), "w", force_zip64=True) as part:
            for row in chain([columns], rows):
                line = f"{_as_json([*row])}\n".encode()
                digest.update(line)
                size += part.write(line)
                self.rows[name] += 1
                progress.step()
        self.members[path] = Member(size, digest.hexdigest())

    def add_file(self, name: str, data: bytes) -> None:
        """Write an attached file; most are compressed already."""
        path = f"{FILES}{name}"
        self._archive.writestr(_part(path, zipfile.ZIP_STORED), data)
        self.members[path] = Member(len(data), hashlib.sha256(data).hexdigest())

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest, which says what all the parts are; it comes last."""
        self._archive.writestr(_part(MANIFEST, zipfile.ZIP_DEFLATED), written_manifest(manifest))


def _part(path: str, packing: int) -> zipfile.ZipInfo:
    part = zipfile.ZipInfo(path)
    part.compress_type = packing
    part.external_attr = 0o600 << 16
    return part


def _plain(value: object) -> str:
    """Days and moments, which JSON does not know; a moment without a zone is in UTC, as SQLite keeps it."""
    if isinstance(value, datetime):
        return (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"a backup holds no {type(value).__name__}")


_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=_plain).encode
