"""Fixtures for all tests, and the two rules that every test run obeys: none is skipped in CI, fast tests stay fast."""

import os
import time
from collections.abc import Iterator
from contextvars import Context
from pathlib import Path

import hypothesis
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session, scoped_session

from registry.database import db
from tests.databases import PostgresqlServer, SqliteFiles, postgresql_server, running_app

TESTS = Path(__file__).parent
PURE = (TESTS / "domain", TESTS / "evaluation")
PURE_SECONDS = 1.0
NEEDS_AN_APP = {"app", "demonstration", "sqlite_app", "session", "client", "database_url", "sqlite_url"}

hypothesis.settings.register_profile("suite", deadline=None, print_blob=True)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=1000)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


class SeparateClient(FlaskClient):
    """A client whose requests share nothing with the test: no app context, no ``g``, no database session.

    Without this a request inside a test's own app context would find the user of the request before it.
    """

    def open(self, *args, **kwargs):
        kwargs.setdefault("buffered", True)  # the answer is read to its end while its context is there
        return Context().run(super().open, *args, **kwargs)


@pytest.fixture(scope="session")
def sqlite_files(tmp_path_factory) -> SqliteFiles:
    return SqliteFiles(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory) -> Iterator[PostgresqlServer]:
    with postgresql_server(tmp_path_factory.mktemp("postgresql")) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def databases(request) -> SqliteFiles | PostgresqlServer:
    """Each kind of database in turn; ``empty()`` gives one without tables."""
    return request.getfixturevalue("sqlite_files" if request.param == "sqlite" else "postgresql")


@pytest.fixture
def database_url(databases) -> Iterator[str]:
    """A migrated database without records, on each kind of database in turn."""
    with databases.fresh() as url:
        yield url


@pytest.fixture
def sqlite_url(sqlite_files) -> Iterator[str]:
    with sqlite_files.fresh() as url:
        yield url


@pytest.fixture
def app(database_url, tmp_path) -> Iterator[Flask]:
    """The app on each kind of database in turn."""
    with running_app(database_url, tmp_path) as app:
        app.test_client_class = SeparateClient
        yield app


@pytest.fixture
def sqlite_app(sqlite_url, tmp_path) -> Iterator[Flask]:
    """The app on SQLite alone, for what does not depend on the database."""
    with running_app(sqlite_url, tmp_path) as app:
        app.test_client_class = SeparateClient
        yield app


@pytest.fixture
def demonstration(databases, tmp_path) -> Iterator[Flask]:
    """The app with the demonstration loaded, on each kind of database in turn."""
    with databases.fresh("demonstration") as url, running_app(url, tmp_path) as app:
        app.test_client_class = SeparateClient
        yield app


@pytest.fixture
def session(app) -> Iterator[scoped_session[Session]]:
    """The database session inside an app context; what a test leaves uncommitted is gone afterwards."""
    with app.app_context():
        yield db.session
        db.session.rollback()


@pytest.fixture
def client(app) -> FlaskClient:
    return app.test_client()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    return refused_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return refused_skip((yield))


def refused_skip(report):
    """In CI a skipped test is a failed one: whatever it needs must be installed."""
    if report.skipped and os.environ.get("CI"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"CI allows no skipped test. {reason}\nRemedy: install what it needs in .ci/run."
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Hold the tests of what is pure to what is pure: no app, no database, no second of work."""
    if not item.path.is_relative_to(PURE[0]) and not item.path.is_relative_to(PURE[1]):
        return (yield)
    asked = NEEDS_AN_APP.intersection(item.fixturenames)
    if asked:
        pytest.fail(f"A test of what is pure asks for {', '.join(sorted(asked))}. Remedy: move it to tests/queries.")
    started = time.process_time()
    result = yield
    spent = time.process_time() - started
    if spent > PURE_SECONDS and not getattr(item.obj, "is_hypothesis_test", False):
        pytest.fail(f"{spent:.1f} s of work in a test of what is pure. Remedy: fewer cases, or a smaller one.")
    return result
