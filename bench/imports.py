"""How long an import of 100,000 meetings takes, beside the same rows by bare executemany.

    .venv/bin/python -m bench.imports

registers the 5,000 organizations that bench/data.py invents, and imports its 100,000 meetings from a csv file, with an
entry in the audit log for each. It prints rows a second, how long the import held the lock that all writers share, and
the peak of memory; then the ratio to one transaction that inserts the same rows of the same tables, already at hand
as values, by executemany. It exits with 1 where the ratio is 6 or more, or memory above 500 MB.
"""

import csv
import io
import random
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import flask_migrate
import sqlalchemy as sa

from bench.data import MEETINGS, ORGANIZATIONS, meeting_lines, organization_lines
from registry import create_app
from registry.commands import imports as deeds
from registry.commands.imports import carry_out_import, plan_import
from registry.config import Settings
from registry.database import SQLITE, db
from registry.domain.deed import Deed
from registry.domain.vocabulary import Noun
from registry.imports.plan import Request
from registry.models import AuditEntry, Meeting

AT_MOST, MOST_MEMORY = 6.0, 500
DEED = Deed("bench", datetime(2026, 4, 1, tzinfo=UTC))
TABLES = ("meetings", "meeting_organizations")


def csv_file(rows: Iterator[list[str]]) -> bytes:
    """Rows as the bytes of a csv file."""
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def import_file(noun: Noun, data: bytes) -> None:
    """The whole work: from bytes to the commit."""
    report = carry_out_import(DEED, plan=plan_import(Request(noun, f"{noun}.csv", data)), accept_questions=True)
    if not report.written:
        sys.exit(f"{noun}: {report.errors[:3]}")


def seconds(work: Callable[[], object]) -> float:
    """The time that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@contextmanager
def watched(held: list[float]) -> Iterator[None]:
    """Note how long each transaction that writes has held the lock."""
    writing = deeds.writing

    @contextmanager
    def timed() -> Iterator[None]:
        with writing():
            start = time.perf_counter()
            yield
            db.session.commit()
            held.append(time.perf_counter() - start)

    deeds.writing = timed  # type: ignore[assignment]
    try:
        yield
    finally:
        deeds.writing = writing


def by_hand(file: Path, folder: Path) -> float:
    """Seconds for the same rows in one transaction, in a registry with the same organizations."""
    source = SQLITE.connect(file)
    rows = {table: source.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
    copy = folder / "by-hand.sqlite3"
    source.execute("VACUUM INTO ?", (str(copy),))
    source.close()
    target = SQLITE.connect(copy, isolation_level=None)
    for setting in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "cache_size = -32768"):
        target.execute(f"PRAGMA {setting}")
    for table in reversed(TABLES):
        target.execute(f"DELETE FROM {table}")
    target.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def insert() -> None:
        target.execute("BEGIN IMMEDIATE")
        for table, values in rows.items():
            places = ", ".join("?" for _ in values[0])
            target.executemany(f"INSERT INTO {table} VALUES ({places})", values)
        target.execute("COMMIT")

    return seconds(insert)


def peak_memory() -> int:
    """The most memory that this process has had, in MB; 0 where the system does not tell."""
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM")), 0)


def measure(file: Path, folder: Path) -> bool:
    """Print the figures; whether they hold."""
    import_file(Noun.ORGANIZATIONS, csv_file(organization_lines()))
    data, held = csv_file(meeting_lines(random.Random(2020))), []  # noqa: S311 - no secret
    with watched(held):
        ours = seconds(lambda: import_file(Noun.MEETINGS, data))
    memory = peak_memory()
    counted = [db.session.scalar(sa.select(sa.func.count(model.id))) for model in (Meeting, AuditEntry)]
    if counted != [MEETINGS, MEETINGS + ORGANIZATIONS + 2]:
        sys.exit(f"meetings and entries: {counted}")
    db.session.rollback()
    ratio = ours / by_hand(file, folder)
    print(f"{MEETINGS:,} meetings of {ORGANIZATIONS:,} organizations, {len(data) / 1e6:.0f} MB of csv")
    print(f"import:            {ours:7.2f} s, {MEETINGS / ours:,.0f} rows a second with their audit entries")
    print(f"lock held:         {max(held):7.2f} s")
    print(f"memory at most:    {memory:7} MB (at most {MOST_MEMORY})")
    print(f"by executemany:    {ours / ratio:7.2f} s")
    print(f"ratio:             {ratio:7.2f} (at most {AT_MOST})")
    return ratio < AT_MOST and memory < MOST_MEMORY


def main() -> int:
    """Make the registry, measure, and say by the exit code whether the figures hold."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.sqlite3"
        settings = Settings(
            database_url=f"sqlite:///{file.as_posix()}", secret_key=secrets.token_hex(), instance_path=Path(folder)
        )
        with create_app(settings).app_context():
            flask_migrate.upgrade(directory="migrations")
            holds = measure(file, Path(folder))
            db.session.remove()
            db.engine.dispose()
    return int(not holds)


if __name__ == "__main__":
    sys.exit(main())
