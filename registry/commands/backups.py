"""The office's whole copy: written while others work, read back, and noted as a good one."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO
from zipfile import is_zipfile

from registry.commands.audit import record_entry
from registry.commands.schema import check_revision
from registry.database import db, writing
from registry.domain.backups import Manifest, NotOverwritten
from registry.domain.deed import Deed
from registry.domain.progress import NOBODY, Progress
from registry.exports.backups import BackupWriter
from registry.imports.backups import BackupReader
from registry.models import Backup
from registry.queries.attachments import file_store, names_of_stored_files
from registry.queries.audit import ChainReport, verify_chain
from registry.queries.backups import StoredFile, count_rows, kept_tables, one_state, rows_of, stored_files
from registry.whole_file import whole_file


@dataclass(frozen=True)
class BackupMade:
    """``size`` in bytes, ``log`` the audit log in it, ``lost`` the names of files that were not found as they came."""

    rows: int
    files: int
    size: int
    log: ChainReport
    lost: tuple[str, ...]


def make_backup(deed: Deed, *, file: Path, progress: Progress = NOBODY) -> BackupMade:
    """Write the whole registry to a file, whole or not at all; raises NotOverwritten, NotMigrated, OSError.

    A file that was lost or altered does not stop it: the rest is worth keeping all the more.
    """
    if file.is_file() and not is_zipfile(file):
        raise NotOverwritten(name=file.name)
    with whole_file(file, private=True) as out:
        made = _write(deed, out, progress)
        with closing(BackupReader(out, file.name)) as backup:
            backup.check(progress)
    with writing():
        _note(deed, file.name, made)
        file_store().sweep(names_of_stored_files(), at=deed.at)
    return made


def _write(deed: Deed, out: BinaryIO, progress: Progress) -> BackupMade:
    with closing(BackupWriter(out)) as backup:
        with one_state():
            revision, log, files = check_revision(), verify_chain(), stored_files()
            tables = kept_tables(db.session.connection())
            progress.begin(2 * (count_rows(tables) + len(files)))
            for table in tables:
                backup.add_table(table.name, table.columns.keys(), rows_of(table), progress)
        lost = tuple(_add_files(backup, files, progress))
        manifest = Manifest(
            revision=revision,
            made_at=deed.at,
            entries=log.head.entries,
            head=log.head.hash,
            rows=backup.rows,
            members=backup.members,
            lost=tuple(file.stored_as for file in lost),
        )
        backup.finish(manifest)
    names = tuple(file.file_name for file in lost)
    return BackupMade(sum(backup.rows.values()), len(files) - len(lost), out.seek(0, SEEK_END), log, names)


def _note(deed: Deed, file_name: str, made: BackupMade) -> None:
    head = made.log.head.hash
    backup = Backup(made_at=deed.at, made_by=deed.actor, file_name=file_name[:300], size=made.size, head=head)
    db.session.add(backup)
    record_entry(deed, action="back_up", record=backup)


def _add_files(backup: BackupWriter, files: list[StoredFile], progress: Progress) -> Iterator[StoredFile]:
    """Add the files, which nobody overwrites or deletes meanwhile; returns those that are not as they came."""
    for file in files:
        data = file_store().read(file.stored_as, sha256=file.sha256)
        if data is None:
            yield file
        else:
            backup.add_file(file.stored_as, data)
        progress.step()
