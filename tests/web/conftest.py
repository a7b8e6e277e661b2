"""The demonstration as its readers see it: an app, its users, and browsers that are logged in."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from registry.commands.users import add_user
from registry.database import writing
from registry.domain.deed import Deed
from registry.domain.vocabulary import Role
from tests.conftest import SeparateClient
from tests.databases import running_app

NOW = datetime(2021, 12, 20, 3, 0, tzinfo=UTC)
"""The day on which the published sheet was last changed."""
PASSWORD = "a long sentence"
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Clock:
    """The app's time, set by hand."""

    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> datetime:
        return self.moment

    def passes(self, **time: int) -> None:
        self.moment += timedelta(**time)


def token_of(client: FlaskClient, address: str = "/login") -> str:
    return TOKEN.search(client.get(address).text)[1]


def log_in(client: FlaskClient, name: str, *, password: str = PASSWORD, address: str = "/login"):
    data = {"csrf_token": token_of(client, address), "name": name, "password": password}
    return client.post(address, data=data)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site(sqlite_files, tmp_path, clock) -> Iterator[Flask]:
    """The app with the demonstration and one user for each role, named by it."""
    with sqlite_files.fresh("demonstration") as url, running_app(url, tmp_path) as app:
        app.test_client_class = SeparateClient
        app.config["CLOCK"] = clock
        with app.app_context(), writing():
            for role in Role:
                add_user(Deed("test", NOW), name=role, role=role, password=PASSWORD)
        yield app


@pytest.fixture
def browser_of(site) -> Callable[[str], FlaskClient]:
    """A browser that is logged in as the user of that name."""

    def logged_in(name: str) -> FlaskClient:
        client = site.test_client()
        assert log_in(client, name).status_code == 302
        return client

    return logged_in


@pytest.fixture
def viewer(browser_of) -> FlaskClient:
    return browser_of(Role.VIEWER)
