"""How long the pages of 100,000 meetings and the recording of one take on the server.

    .venv/bin/python -m bench.meetings

makes 5,000 organizations and 100,000 meetings in a SQLite file of its own and asks the app for pages of the list, for
searches, and to record meetings, each with its login, its transaction and its whole page. It prints milliseconds of the
processor (median), beside those of a bare Flask page of the same app, and the ratio of a deep page to the first one.
It exits with 1 where one takes longer than it may.
"""

import re
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import flask_migrate
from flask import Flask
from flask.testing import FlaskClient

from bench.data import MEETINGS, fill
from registry import create_app
from registry.commands.users import add_user
from registry.config import Settings
from registry.database import SQLITE, db, writing
from registry.domain.deed import Deed
from registry.domain.vocabulary import Role

NOW = datetime(2025, 12, 20, 3, 0, tzinfo=UTC)
TIMES = 30
PAGE, SEARCH, RECORDING, DEEP = 8.0, 15.0, 5.0, 1.2
"""Milliseconds; and how many times the first page a deep one may take."""
LAST = MEETINGS // 25
SEARCHES = {"a common word": "試作品", "a rare one": "協議49999", "nowhere": "どこにもない", "a name": "見本団体4999"}


def milliseconds(work: Callable[[], object]) -> float:
    """The processor's time that the work takes: the machine may be busy with other things."""
    work()
    spent = []
    for _ in range(TIMES):
        start = time.process_time()
        work()
        spent.append(time.process_time() - start)
    return statistics.median(spent) * 1000


def logged_in(app: Flask) -> FlaskClient:
    """A browser of somebody of the secretariat."""
    with app.app_context(), writing():
        password = secrets.token_hex()
        add_user(Deed("bench", NOW), name="bench", role=Role.SECRETARIAT, password=password)
    client = app.test_client()
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/login").text)
    data = {"csrf_token": token[1] if token else "", "name": "bench", "password": password}
    if client.post("/login", data=data).status_code != 302:
        sys.exit("The login failed.")
    return client


def page_of(client: FlaskClient, address: str) -> Callable[[], object]:
    """A page, which must be there."""

    def ask() -> None:
        if client.get(address).status_code != 200:
            sys.exit(f"{address} is not there.")

    return ask


def recording_by(client: FlaskClient) -> Callable[[], object]:
    """Recording one meeting in one line, with its audit entry; each is a form of its own."""
    page = client.get("/meetings/quick").text
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    values = {"csrf_token": token[1] if token else "", "organizations": "17", "held_on": "2025-12-19"}

    def record() -> None:
        if client.post("/meetings/quick", data=values | {"subject": secrets.token_hex()}).status_code != 303:
            sys.exit("Nothing was recorded.")

    return record


def measure(app: Flask) -> bool:
    """Print the figures; whether all of them are as they should be."""
    client = logged_in(app)
    bare = milliseconds(page_of(client, "/healthz"))
    first = milliseconds(page_of(client, "/meetings"))
    figures = [("a bare page", bare, 0.0), ("the list, first page", first, PAGE)]
    figures += [
        (f"page {number:,}", milliseconds(page_of(client, f"/meetings?page={number}")), first * DEEP)
        for number in (LAST // 4, LAST * 3 // 4, LAST)
    ]
    for name, word in SEARCHES.items():
        figures.append((f"search: {name}", milliseconds(page_of(client, f"/meetings?q={word}")), SEARCH))
    figures.append(("recording one", milliseconds(recording_by(client)), RECORDING))
    for name, spent, limit in figures:
        late = " too long" if limit and spent > limit else ""
        most = f"at most {limit:5.1f}" if limit else ""
        print(f"{name:24}{spent:7.1f} ms{spent / bare:7.1f} bare pages  {most}{late}")
    return not any(limit and spent > limit for _name, spent, limit in figures)


def main() -> int:
    """Make the file, measure, and say by the exit code whether everything is quick enough."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.sqlite3"
        settings = Settings(
            database_url=f"sqlite:///{file.as_posix()}", secret_key=secrets.token_hex(), instance_path=Path(folder)
        )
        app = create_app(settings)
        app.config["CLOCK"] = lambda: NOW
        with app.app_context():
            flask_migrate.upgrade(directory="migrations")
            db.engine.dispose()
            connection = SQLITE.connect(file, isolation_level=None)
            fill(connection)
            connection.close()
        quick = measure(app)
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
    return 0 if quick else 1


if __name__ == "__main__":
    sys.exit(main())
