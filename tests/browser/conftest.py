"""A real browser on the demonstration: a server, a page that fails on any complaint, and a reader who is logged in."""

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import waitress
from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from registry.commands.users import add_user
from registry.database import writing
from registry.domain.deed import Deed
from registry.domain.vocabulary import Role
from registry.web.throttle import limiter
from tests.databases import running_app
from tests.web.conftest import NOW, PASSWORD, Clock

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
NAME = "田中 美咲"
ADMINISTRATOR = "管理 太郎"
FARMER = "農政 花子"
"""Somebody of a department."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("needs a browser: apt-get install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass(frozen=True)
class Served:
    """The demonstration, and where it is served."""

    app: Flask
    address: str


@pytest.fixture(scope="session")
def served(sqlite_files, tmp_path_factory) -> Iterator[Served]:
    with serving(sqlite_files, tmp_path_factory.mktemp("served")) as served:
        yield served


@contextmanager
def serving(files: Any, folder: Path) -> Iterator[Served]:
    """A demonstration of its own, with somebody of the secretariat, an administrator and somebody of a department."""
    with files.fresh("demonstration") as url, running_app(url, folder) as app:
        app.config["CLOCK"] = Clock()
        with app.app_context(), writing():
            for name, role in ((NAME, Role.SECRETARIAT), (ADMINISTRATOR, Role.ADMINISTRATOR)):
                add_user(Deed("test", NOW), name=name, role=role, password=PASSWORD)
            values = {"role": Role.DEPARTMENT, "department": "農政課", "password": PASSWORD}
            add_user(Deed("test", NOW), name=FARMER, **values)
        listener = socket.create_server(("127.0.0.1", 0))
        server = waitress.create_server(app, sockets=[listener])
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        yield Served(app, f"http://127.0.0.1:{listener.getsockname()[1]}")
        server.close()
        thread.join(timeout=5)


@pytest.fixture(scope="session")
def address(served) -> str:
    """Where the demonstration is served."""
    return served.address


FORM_ANSWERS = ("status of 422", "status of 409", "status of 401")


def is_complaint(message: ConsoleMessage) -> bool:
    return message.type in {"error", "warning"} and not any(answer in message.text for answer in FORM_ANSWERS)


BREACHES = "addEventListener('securitypolicyviolation', (event) => console.error('CSP: ' + event.violatedDirective))"


@contextmanager
def watched(browser: Browser, address: str, **settings: Any) -> Iterator[Page]:
    """A page of a fresh browser; any console error, breach of the policy or request to elsewhere is a failure.

    The browser itself notes a form that was answered with its errors (422), with both versions (409), or after
    the login has ended (401); that is no fault of the page.
    """
    limiter.reset()  # each test logs in anew: together they are quicker than any person may be
    context = browser.new_context(base_url=address, viewport={"width": 1280, "height": 900}, locale="ja-JP", **settings)
    context.add_init_script(BREACHES)
    complaints: list[str] = []
    context.on("console", lambda one: complaints.append(one.text) if is_complaint(one) else None)
    context.on("weberror", lambda one: complaints.append(str(one.error)))
    context.on("request", lambda one: None if one.url.startswith(address) else complaints.append(one.url))
    yield context.new_page()
    context.close()
    assert not complaints


@pytest.fixture
def page(browser, address) -> Iterator[Page]:
    """A page that is watched."""
    with watched(browser, address) as page:
        yield page


def logged_in(page: Page, name: str) -> Page:
    page.goto("/login")
    page.get_by_label("利用者名").fill(name)
    page.get_by_label("パスワード", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="ログイン").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("令和.年度の状況"))
    page.wait_for_load_state()  # a key pressed before the scripts run is nobody's
    return page


@pytest.fixture
def reader(page) -> Page:
    """The page with somebody of the secretariat logged in."""
    return logged_in(page, NAME)


@pytest.fixture
def plain(browser, address) -> Iterator[Page]:
    """The same in a browser that runs no script."""
    with watched(browser, address, java_script_enabled=False) as page:
        yield logged_in(page, NAME)


@pytest.fixture
def farmer(browser, address) -> Iterator[Page]:
    """A page of a browser of its own with somebody of a department logged in."""
    with watched(browser, address) as page:
        yield logged_in(page, FARMER)


@pytest.fixture
def administrator(page) -> Page:
    """The page with an administrator logged in."""
    return logged_in(page, ADMINISTRATOR)
