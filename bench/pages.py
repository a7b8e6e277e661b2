"""How long the office's pages take, beside the same rows by bare SQL and on a bare Flask page.

    .venv/bin/python -m bench.pages

makes 5,000 organizations, 4,000 agreements, 100,000 meetings and 2,000 projects in a SQLite file of its own, logs
somebody of the secretariat in, and asks for list pages (first and deep), searches and record pages, and records
meetings, each in turn with the bare work (bench/bare.py). It prints the server's time of each, the fastest of many
tries, and the ratios; what other work on the machine adds is nobody's. It exits with 1 where a list page takes more
than 8 ms, a deep one more than 1.2 times the first, a search or a record page more than 15 ms, recording a meeting with
its audit entry more than 5 ms.
"""

import re
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import flask_migrate
from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from bench.bare import LISTS, RECORDS, Bare, BareSite
from bench.data import AGREEMENTS, MEETINGS, ORGANIZATIONS, PROJECTS, fill
from registry import create_app
from registry.commands.users import add_user
from registry.config import Settings
from registry.database import SQLITE, db, writing
from registry.domain.deed import Deed
from registry.domain.vocabulary import Role

TRIES = 40
LIST_MS, SEARCH_MS, RECORD_MS, RECORDING_MS, DEEP = 8.0, 15.0, 15.0, 5.0, 1.2
NOW, NAME, PASSWORD = datetime(2025, 12, 20, 3, tzinfo=UTC), "bench", "a long sentence"
DEEP_PAGES: Mapping[str, int] = {
    "organizations": ORGANIZATIONS // 25 // 2,
    "agreements": AGREEMENTS // 25 // 2,
    "meetings": MEETINGS // 25 // 2,
    "projects": PROJECTS // 25 // 2,
}
COMMON, RARE, NOWHERE = "定員", "協議99999", "どこにもない言葉"


class Browser:
    """Somebody who is logged in; requests go straight to the app, without a server in between."""

    def __init__(self, app: Flask) -> None:
        self.app, client = app, app.test_client()
        form = {"csrf_token": _token(client.get("/login").text), "name": NAME, "password": PASSWORD}
        answer = client.post("/login", data=form)
        self.agent = answer.request.headers["User-Agent"]
        self.token = _token(client.get("/meetings/quick").text)
        self.cookie = f"session={client.get_cookie('session').value}"  # type: ignore[union-attr]

    def ask(self, address: str, form: Mapping[str, str] | None = None) -> Callable[[], bytes]:
        """A request, ready to be sent as often as one likes."""
        path, _, query = address.partition("?")
        headers = {"Cookie": self.cookie, "User-Agent": self.agent}
        values: dict[str, Any] = {"method": "POST", "data": dict(form)} if form else {}
        environ = EnvironBuilder(path=path, query_string=query, headers=headers, **values).get_environ()
        environ["REMOTE_ADDR"] = "127.0.0.1"
        wanted = "303" if form else "200"

        def send() -> bytes:
            body, status, _headers = run_wsgi_app(self.app.wsgi_app, dict(environ), buffered=True)
            if not status.startswith(wanted):
                sys.exit(f"{address} was answered with {status}.")
            return b"".join(body)

        return send


def _token(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    return found[1] if found else sys.exit("There is no form on the page.")


@dataclass(frozen=True)
class Figure:
    """The times of one work in milliseconds: ours, the bare query's, the bare page's (0: there is none)."""

    name: str
    ours: float
    query: float
    page: float
    at_most: float

    @property
    def holds(self) -> bool:
        """Whether it is quick enough."""
        return self.ours <= self.at_most

    def told(self) -> str:
        """A line of the table."""
        page = f"{self.page:8.2f} {self.ours / self.page:6.1f}" if self.page else f"{'-':>8} {'-':>6}"
        mark = "" if self.holds else "  too slow"
        ratio = self.ours / self.query
        return f"{self.name:34}{self.ours:8.2f} {self.query:8.2f} {ratio:6.1f} {page} {self.at_most:8.1f}{mark}"


def milliseconds(work: Callable[[], object]) -> float:
    """The time that the work takes."""
    start = time.thread_time()
    work()
    return (time.thread_time() - start) * 1000


def figure(name: str, ours: Callable[[], object], bare: Bare, at_most: float) -> Figure:
    """The fastest of many tries of each, measured in turn."""
    ours(), bare.query(), bare.page()
    tries = [tuple(map(milliseconds, (ours, bare.query, bare.page))) for _ in range(TRIES)]
    return Figure(name, *map(min, zip(*tries, strict=True)), at_most=at_most)


def list_figures(browser: Browser, site: BareSite) -> Iterable[Figure]:
    """The first page of each list, and one in its middle."""
    for noun, page in DEEP_PAGES.items():
        first = figure(f"/{noun}", browser.ask(f"/{noun}"), site.bare(LISTS[noun], offset=0), LIST_MS)
        yield first
        deep = site.bare(LISTS[noun], offset=(page - 1) * 25)
        yield figure(f"/{noun}?page={page}", browser.ask(f"/{noun}?page={page}"), deep, min(LIST_MS, DEEP * first.ours))


def search_figures(browser: Browser, site: BareSite) -> Iterable[Figure]:
    """Words that many meetings have, one meeting, and none; and the search over everything."""
    for name, word in (("a common word", COMMON), ("a rare word", RARE), ("a word that is nowhere", NOWHERE)):
        bare = site.bare(LISTS["search"], word=word)
        yield figure(f"/meetings?q= {name}", browser.ask(f"/meetings?q={quote(word)}"), bare, SEARCH_MS)
    bare = site.bare(LISTS["search"], word=COMMON)
    yield figure("/search?q= a common word", browser.ask(f"/search?q={quote(COMMON)}"), bare, SEARCH_MS)


def record_figures(browser: Browser, site: BareSite) -> Iterable[Figure]:
    """The page of a record of each kind."""
    for noun, record_id in (("organization", 7), ("agreement", 1234), ("meeting", 50_000), ("project", 500)):
        address = f"/{noun}s/{record_id}"
        yield figure(address, browser.ask(address), site.bare(RECORDS[noun], id=record_id), RECORD_MS)


def recording_figures(browser: Browser, site: BareSite) -> Iterable[Figure]:
    """Recording a meeting in a line: the whole request with its audit entry, beside the bare rows in a transaction."""
    ours, theirs = [], []
    for number in range(TRIES):
        day, organization = f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}", str(100 + number)
        form = {
            "csrf_token": browser.token,
            "form_key": secrets.token_urlsafe(24),
            "held_on": day,
            "organizations": organization,
            "type": "consultation",
            "subject": f"次年度の計画{number}",
        }
        ours.append(milliseconds(browser.ask("/meetings/quick", form)))
        theirs.append(milliseconds(lambda number=number: site.record_meeting(number)))  # type: ignore[misc]
    yield Figure("recording a meeting", min(ours), min(theirs), 0, RECORDING_MS)


def measure(app: Flask, file: Path) -> bool:
    """Print the figures; whether they hold."""
    browser, site = Browser(app), BareSite(file)
    print(f"{ORGANIZATIONS:,} organizations, {AGREEMENTS:,} agreements, {MEETINGS:,} meetings, {PROJECTS:,} projects")
    print(f"{'milliseconds':34}{'ours':>8} {'SQL':>8} {'×':>6} {'Flask':>8} {'×':>6} {'at most':>8}")
    holds = True
    for group in (list_figures, search_figures, record_figures, recording_figures):
        for one in group(browser, site):
            print(one.told())
            holds = holds and one.holds
    site.connection.close()
    return holds


def main() -> int:
    """Make the registry, measure, and say by the exit code whether the figures hold."""
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
            with writing():
                add_user(Deed("bench", NOW), name=NAME, role=Role.SECRETARIAT, password=PASSWORD)
        holds = measure(app, file)
        with app.app_context():
            db.engine.dispose()
    return int(not holds)


if __name__ == "__main__":
    sys.exit(main())
