"""How long the counts of eight years take, beside the same questions in SQL written by hand for this one case.

    .venv/bin/python -m bench.counts

makes 5,000 organizations, 4,000 agreements and 100,000 meetings in a SQLite file of its own, checks that both sides
give the same numbers, and prints the ratio of their times (median of pairs measured in turn) and the number of SQL
statements. It exits with 1 where the ratio is 2 or more.
"""

import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import flask_migrate
from sqlalchemy import event

from bench.data import AGREEMENTS, MEETINGS, ORGANIZATIONS, fill
from registry import create_app
from registry.config import Settings
from registry.database import SQLITE, db
from registry.domain.rules import CountingRules
from registry.evaluation.counts import Counts
from registry.queries.counting import count_years

YEARS, AS_OF, PAIRS, AT_MOST = range(2018, 2026), date(2025, 12, 20), 25, 2.0
BY_HAND = Path(__file__).with_name("counts_by_hand.sql").read_text(encoding="utf-8")
SQL = "\n".join(line for line in BY_HAND.splitlines() if not line.startswith("--"))
STATEMENTS = [statement for statement in SQL.split(";") if statement.strip()]


def by_hand(connection: Any) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of each statement, by the comment above it."""
    titles = [line.removeprefix("-- ").partition(":")[0] for line in BY_HAND.splitlines()[3:] if line[:3] == "-- "]
    return {title: connection.execute(sql).fetchall() for title, sql in zip(titles, STATEMENTS, strict=True)}


def numbers_by_hand(rows: dict[str, list[tuple[Any, ...]]], year: int) -> dict[str, int]:
    """What the rows say about one year, in the names of the counts."""
    firsts = rows["firsts"]
    members = [n for part, since, n in rows["population"] if part == 0 and since <= year]
    targets = [n for part, when, n in rows["population"] if part == 1 and when == year]
    under = [n for when, _department, _state, has_agreement, n in rows["projects"] if when == year and has_agreement]
    new = [(by_agreement, n) for since, _kind, by_agreement, n in firsts if since == year]
    return {
        "meetings": dict(rows["meetings"])[year],
        "population": sum(members) + sum(targets),
        "organizations_cumulative": sum(n for since, _kind, _by, n in firsts if since <= year),
        "organizations_by_kind.company": sum(
            n for since, kind, _by, n in firsts if since <= year and kind == "company"
        ),
        "organizations_in_force": dict(rows["organizations in force"])[year],
        "organizations_new_by_agreement": sum(n for by_agreement, n in new if by_agreement),
        "organizations_new_by_joining": sum(n for by_agreement, n in new if not by_agreement),
        "agreements_cumulative": sum(n for when, n in rows["agreements cumulative and new"] if when <= year),
        "agreements_new": dict(rows["agreements cumulative and new"])[year],
        "agreements_new_with_new": dict(rows["new agreements that bring a new organization"])[year],
        "agreements_in_force": dict(rows["agreements in force"])[year],
        "projects": sum(under),
        "projects_by_state.active": sum(
            n for when, _d, s, a, n in rows["projects"] if (when, s, a) == (year, "active", 1)
        ),
    }


def seconds(work: Callable[[], object]) -> float:
    """The time that the work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(counts: Counts, rows: dict[str, list[tuple[Any, ...]]]) -> None:
    """Stop where the two sides answer differently."""
    for year in counts.years:
        for name, number in numbers_by_hand(rows, year.fiscal_year).items():
            if year.numbers[name] != number:
                sys.exit(f"{name} {year.fiscal_year}: {year.numbers[name]} counted, {number} by hand")


def connect_by_hand(file: Path) -> Any:
    """A connection with the settings that the program's own has, and the years as a table."""
    connection = SQLITE.connect(file)
    connection.execute("PRAGMA cache_size = -32768")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("CREATE TEMP TABLE years (fiscal_year INTEGER, first_day TEXT, day TEXT)")
    days = [(year, f"{year}-04-01", min(f"{year + 1}-03-31", AS_OF.isoformat())) for year in YEARS]
    connection.executemany("INSERT INTO years VALUES (?, ?, ?)", days)
    return connection


def measure(file: Path) -> float:
    """Print the figures; the ratio is the answer."""
    hand, rules, statements = connect_by_hand(file), CountingRules(), []
    event.listen(db.engine, "before_cursor_execute", lambda _c, _cursor, sql, *_rest: statements.append(sql))
    ours = count_years(YEARS, as_of=AS_OF, rules=rules)
    number_of_statements = sum(not sql.startswith("BEGIN") for sql in statements)
    compare(ours, by_hand(hand))
    pairs = [
        (seconds(lambda: count_years(YEARS, as_of=AS_OF, rules=rules)), seconds(lambda: by_hand(hand)))
        for _ in range(PAIRS)
    ]
    ratio = statistics.median(ours / theirs for ours, theirs in pairs)
    print(f"{ORGANIZATIONS:,} organizations, {AGREEMENTS:,} agreements, {MEETINGS:,} meetings, {len(YEARS)} years")
    print(f"all counts:        {statistics.median(ours for ours, _ in pairs) * 1000:7.1f} ms in "
          f"{number_of_statements} statement(s)")  # fmt: skip
    print(f"by hand:           {statistics.median(theirs for _, theirs in pairs) * 1000:7.1f} ms in "
          f"{len(STATEMENTS)} statements")  # fmt: skip
    print(f"ratio:             {ratio:7.2f} (at most {AT_MOST})")
    return ratio


def main() -> int:
    """Make the file, measure, and say by the exit code whether the ratio holds."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.sqlite3"
        settings = Settings(
            database_url=f"sqlite:///{file.as_posix()}", secret_key=secrets.token_hex(), instance_path=Path(folder)
        )
        app = create_app(settings)
        with app.app_context():
            flask_migrate.upgrade(directory="migrations")
            db.engine.dispose()
            connection = SQLITE.connect(file, isolation_level=None)
            fill(connection)
            connection.close()
            ratio = measure(file)
            db.session.remove()
            db.engine.dispose()
    return int(ratio >= AT_MOST)


if __name__ == "__main__":
    sys.exit(main())
