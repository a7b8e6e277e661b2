"""A backup put in the place of whatever the registry holds: all of it, or nothing is changed."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from registry.commands.schema import bring_up, is_known_revision, make_tables_anew, newest_revision
from registry.commands.table_loading import load_tables
from registry.database import migrating
from registry.domain.backups import BrokenLog, NewerBackup, NotEmpty
from registry.domain.progress import NOBODY, Progress
from registry.imports.backups import BackupReader
from registry.queries.attachments import file_store
from registry.queries.audit import ChainReport, verify_chain
from registry.queries.backups import one_state, registry_is_empty, stored_files


@dataclass(frozen=True)
class Restored:
    """``log`` is the audit log as it was checked, ``lost`` how many attached files the backup does not have."""

    rows: int
    files: int
    log: ChainReport
    lost: int


def restore_backup(
    file: Path, *, replace: bool = False, accept_broken_log: bool = False, progress: Progress = NOBODY
) -> Restored:
    """Let the registry hold what the backup holds, and log everybody out.

    ``replace`` allows a registry that is not empty. An older backup is migrated. The log gets no entry: its head is
    that of the backup. Raises an UnusableBackup, NotEmpty, NotMigrated, FilesUnusable, DatabaseUnusable, OSError.
    """
    with file.open("rb") as stream, closing(BackupReader(stream, file.name)) as backup:
        manifest = backup.manifest
        if not is_known_revision(manifest.revision):
            raise NewerBackup(name=file.name, version=manifest.revision[:100])
        with one_state():
            _check_target(replace=replace)
        progress.begin(2 * backup.steps)
        backup.check(progress)
        with _files_in_place(backup, progress), migrating() as connection:
            _check_target(replace=replace)
            make_tables_anew(connection, manifest.revision)
            load_tables(connection, backup, progress)
            bring_up(newest_revision())
            _check_files(backup)
            log = _checked_log(backup, accept_broken=accept_broken_log)
    return Restored(sum(manifest.rows.values()), len(backup.files), log, len(manifest.lost))


def _check_target(*, replace: bool) -> None:
    if not replace and not registry_is_empty():
        raise NotEmpty


@contextmanager
def _files_in_place(backup: BackupReader, progress: Progress) -> Iterator[None]:
    """Put the attached files where they belong, beside those that are there; on any exception the new ones go again.

    Those of the registry before stay until they are swept: until the end it may still need them.
    """
    store, new = file_store(), []
    try:
        for name, sha256 in backup.files.items():
            if store.read(name, sha256=sha256) is None:
                new.append(name)
                store.put(name, backup.read_file(name))
            progress.step()
        yield
    except BaseException:
        for name in new:
            store.remove(name)
        raise


def _check_files(backup: BackupReader) -> None:
    """Every file that a record names is in the backup as it came, or known to be lost; and no other one."""
    named = {file.stored_as: file.sha256 for file in stored_files()}
    lost = set(backup.manifest.lost)
    if {name: sha256 for name, sha256 in named.items() if name not in lost} != backup.files:
        raise backup.damaged("files")


def _checked_log(backup: BackupReader, *, accept_broken: bool) -> ChainReport:
    log = verify_chain()
    if (log.head.entries, log.head.hash) != (backup.manifest.entries, backup.manifest.head):
        raise backup.damaged("audit_entries")
    if log.broken and not accept_broken:
        raise BrokenLog(name=backup.name, entry=log.broken[0].entry_id)
    return log
