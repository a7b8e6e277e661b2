"""How long the office's pages take, beside the same rows by bare SQL and on a bare Flask page.

    .venv/bin/python -m bench.pages

makes 5,000 organizations, 4,000 agreements, 100,000 meetings with their audit entries, 2,000 projects and 200 users in
a SQLite file of its own, logs an administrator in, and asks for list pages (first and deep), searches and record pages,
and records meetings, each in turn with the bare work (bench/bare.py). It prints the processor's time of each request,
the fastest of many tries, with the ratios; "anew" is the same request as the first one after a meeting was recorded,
when nothing that was found may be kept, and the texts of meetings are brought up to date. It exits with 1 where a list
page takes more than 8 ms, a deep one more than 1.2 times the first, a search or a record page more than 15 ms,
recording a meeting with its audit entry more than 5 ms.
"""

import re
import secrets
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import quote

import flask_migrate
from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from bench.bare import LISTS, RECORDS, Bare, BareSite
from bench.data import AGREEMENTS, MEETINGS, ORGANIZATIONS, PROJECTS, fill, fill_office
from registry import create_app
from registry.commands.meetings import record_meeting
from registry.commands.users import add_user
from registry.config import Settings
from registry.database import SQLITE, db, writing
from registry.domain.deed import Deed
from registry.domain.drafts import MeetingDraft
from registry.domain.vocabulary import Role

TRIES = 40
LIST_MS, SEARCH_MS, RECORD_MS, RECORDING_MS, DEEP = 8.0, 15.0, 15.0, 5.0, 1.2
NOW, NAME, PASSWORD = datetime(2025, 12, 20, 3, tzinfo=UTC), "bench", "a long sentence"
DEEP_PAGES: Mapping[str, tuple[str, int]] = {
    "organizations": ("page=100", 2475),
    "agreements": ("page=80", 1975),
    "meetings": ("page=2000", 49_975),
    "projects": ("page=40", 975),
    "deadlines": ("page=50", 2450),
    "users": ("page=5", 100),
    "audit": ("before=50000", 50_000),
}
"""The middle of each list: as its address says it, and the rows before it."""
COMMON = "定員"
RARE = [f"協議{MEETINGS - 1 - number}" for number in range(TRIES + 1)]
NOWHERE = [f"どこにもない言葉{number}" for number in range(TRIES + 1)]
RECORDED = (("organization", 7), ("agreement", 1234), ("meeting", 50_000), ("project", 500))
Work = Callable[[], object]


class Browser:
    """Somebody who is logged in; requests go straight to the app, without a server in between."""

    def __init__(self, app: Flask) -> None:
        self.app, client = app, app.test_client()
        form = {"csrf_token": _token(client.get("/login").text), "name": NAME, "password": PASSWORD}
        answer = client.post("/login", data=form)
        self.agent = answer.request.headers["User-Agent"]
        self.token = _token(client.get("/meetings/quick").text)
        self.cookie = f"session={client.get_cookie('session').value}"  # type: ignore[union-attr]

    def ask(self, address: str, form: Mapping[str, str] | None = None) -> Work:
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

    def ask_each(self, addresses: Sequence[str]) -> Work:
        """Another one of these requests each time."""
        asks = cycle([self.ask(address) for address in addresses])

        def send() -> object:
            ask = next(asks)
            return ask()

        return send


def _token(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    return found[1] if found else sys.exit("There is no form on the page.")


@dataclass(frozen=True)
class Figure:
    """The times of one work in milliseconds: ours, the same anew, the bare query's, the bare page's (0: none)."""

    name: str
    ours: float
    anew: float
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
        anew = f"{self.anew:8.2f}" if self.anew else f"{'-':>8}"
        query = f"{self.query:8.2f} {self.ours / self.query:6.1f}"
        mark = "" if self.holds else "  too slow"
        return f"{self.name:34}{self.ours:8.2f} {anew} {query} {page} {self.at_most:8.1f}{mark}"


def milliseconds(work: Work) -> float:
    """The processor's time that the work takes: the machine may be busy with other things."""
    start = time.thread_time()
    work()
    return (time.thread_time() - start) * 1000


def fastest(*works: Work) -> list[float]:
    """The fastest of many tries of each, one after the other and then in turn."""
    for work in works:
        work()
    return [min(times) for times in zip(*([milliseconds(work) for work in works] for _ in range(TRIES)), strict=True)]


def figure(browser: Browser, name: str, ours: Work, bare: Bare, at_most: float) -> Figure:
    """A page beside its bare work; the pages that are asked anew come last, so that they disturb no other."""
    quick, query, page = fastest(ours, bare.query, bare.page)
    return Figure(name, quick, fastest_anew(browser.app, ours), query, page, at_most)


def fastest_anew(app: Flask, work: Work) -> float:
    """The fastest of many tries, each right after a meeting was recorded, which takes time of its own."""
    times = []
    for number in range(TRIES):
        record(app, number)
        times.append(milliseconds(work))
    return min(times)


def list_figures(browser: Browser, site: BareSite) -> Iterable[Figure]:
    """The first page of each list, and one in its middle."""
    for noun, (middle, before) in DEEP_PAGES.items():
        first = figure(browser, f"/{noun}", browser.ask(f"/{noun}"), site.bare(LISTS[noun], offset=0), LIST_MS)
        yield first
        address, bare = f"/{noun}?{middle}", site.bare(LISTS[noun], offset=before)
        yield figure(browser, address, browser.ask(address), bare, first.ours * DEEP)


def search_figures(browser: Browser, site: BareSite) -> Iterable[Figure]:
    """Words that many meetings have, one meeting, and none, another one each time; in meetings and in everything."""
    for page in ("/meetings", "/search"):
        for name, words in (("a common word", [COMMON]), ("a rare word", RARE), ("a word nowhere", NOWHERE)):
            ours = browser.ask_each([f"{page}?q={quote(word)}" for word in words])
            yield figure(browser, f"{page}?q= {name}", ours, site.bare(LISTS["search"], word=words[0]), SEARCH_MS)


def record_figures(browser: Browser, site: BareSite) -> Iterable[Figure]:
    """The page of a record of each kind."""
    for noun, record_id in RECORDED:
        address = f"/{noun}s/{record_id}"
        yield figure(browser, address, browser.ask(address), site.bare(RECORDS[noun], id=record_id), RECORD_MS)


def recording_figures(browser: Browser, site: BareSite) -> Iterable[Figure]:
    """Recording a meeting, beside the bare rows in a transaction: the deed with its entry, and the whole request."""
    numbers = iter(range(10 * TRIES))
    requests = iter([browser.ask("/meetings/quick", form_of(browser, next(numbers))) for _ in range(TRIES + 1)])

    def send() -> object:
        ask = next(requests)
        return ask()

    deed, request, bare = fastest(
        lambda: record(browser.app, next(numbers)),
        send,
        lambda: site.record_meeting(next(numbers)),
    )
    yield Figure("recording a meeting", deed, 0, bare, 0, RECORDING_MS)
    yield Figure("the request that records one", request, 0, bare, 0, RECORDING_MS)


def record(app: Flask, number: int) -> None:
    """The deed from the draft to the commit."""
    draft = MeetingDraft(NOW.date(), organizations=(100 + number,), subject=f"次年度の計画{number}")
    with app.app_context(), writing():
        record_meeting(Deed(NAME, NOW), draft=draft)


def form_of(browser: Browser, number: int) -> Mapping[str, str]:
    """The quick log, filled in."""
    return {
        "csrf_token": browser.token,
        "form_key": secrets.token_urlsafe(24),
        "held_on": f"2025-{number % 12 + 1:02}-{number % 28 + 1:02}",
        "organizations": str(100 + number),
        "type": "consultation",
        "subject": f"次年度の計画{number}",
    }


def measure(app: Flask, file: Path) -> bool:
    """Print the figures; whether they hold."""
    browser, site = Browser(app), BareSite(file)
    print(f"{ORGANIZATIONS:,} organizations, {AGREEMENTS:,} agreements, {MEETINGS:,} meetings, {PROJECTS:,} projects")
    print(f"{'milliseconds':34}{'ours':>8} {'anew':>8} {'SQL':>8} {'×':>6} {'Flask':>8} {'×':>6} {'at most':>8}")
    holds = True
    for group in (list_figures, search_figures, record_figures, recording_figures):
        for one in group(browser, site):
            print(one.told(), flush=True)
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
            fill_office(connection)
            connection.close()
            with writing():
                add_user(Deed(NAME, NOW), name=NAME, role=Role.ADMINISTRATOR, password=PASSWORD)
        holds = measure(app, file)
        with app.app_context():
            db.engine.dispose()
    return int(not holds)


if __name__ == "__main__":
    sys.exit(main())
