"""A registry in which somebody has something to be told, a mail server, and the command that tells it."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from registry.commands.audit import record_entry
from registry.commands.users import add_user
from registry.config import MailServer
from registry.database import writing
from registry.domain.vocabulary import Role
from registry.models import User
from tests.architecture.tree import ROOT
from tests.departments_loop import department as made_department
from tests.mail_servers import Mailbox, mail_server
from tests.office import SATO, agreement, day, organization

NOW = datetime(2021, 2, 11, 22, 0, tzinfo=UTC)
"""Seven in the morning of 12 February 2021 in the office."""
PASSWORD = "縁側で静かに眠る三毛猫"
ADDRESS = "{}@city.example.jp"


class Clock:
    def __init__(self) -> None:
        self.moment = NOW

    def __call__(self) -> datetime:
        return self.moment

    def passes(self, **time: int) -> None:
        self.moment += timedelta(**time)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def box() -> Mailbox:
    return Mailbox()


@pytest.fixture
def server(box) -> Iterator[MailServer]:
    with mail_server(box) as server:
        yield server


@pytest.fixture
def office(app, server, clock) -> Iterator[Flask]:
    """On each kind of database: nobody and nothing yet."""
    set_up(app, server, clock)
    with app.app_context():
        yield app


@pytest.fixture
def sqlite_office(sqlite_app, server, clock) -> Iterator[Flask]:
    set_up(sqlite_app, server, clock)
    with sqlite_app.app_context():
        yield sqlite_app


def set_up(app: Flask, server: MailServer, clock: Clock) -> None:
    app.config["SETTINGS"] = replace(
        app.config["SETTINGS"], mail_server=server, base_url="https://renkei.city.example.jp"
    )
    app.config["CLOCK"] = clock


def person(name: str, role: Role = Role.SECRETARIAT, *, department: str = "", shown: str = "", **values) -> User:
    """Somebody with a mail address, suzuki@city.example.jp."""
    with writing():
        if department:
            made_department(department)
        user = add_user(SATO, name=shown or name, role=role, department=department, password=PASSWORD)
        user.mail = ADDRESS.format(name)
        for field, value in values.items():
            setattr(user, field, value)
        record_entry(SATO, action="change", record=user)
    return user


def expiring(title: str = "見守り協定", *, on: str = "2021-03-31", **values) -> None:
    with writing():
        agreement(organization(f"{title}の相手方"), title=title, expires_on=day(on), **values)


@pytest.fixture
def remind() -> Callable:
    """``remind(app)`` runs the command; where ``code`` is given, it must end so."""

    def run(app, code: int | None = 0):
        result = app.test_cli_runner().invoke(args=["remind"])
        assert code in (None, result.exit_code), result.output
        return result

    return run


@contextmanager
def schedulers() -> Iterator[Callable[..., list[int]]]:
    """``run(app, clock, ends)`` starts as many processes as there are ends, and waits for them."""
    command = [sys.executable, "-m", "tests.reminders.scheduler"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:

        def run(app, clock, ends: list[int | None]) -> list[int]:
            settings = app.config["SETTINGS"]
            asked = {"url": settings.database_url, "folder": str(settings.instance_path), "ends": ends}
            more = {"port": settings.mail_server.port, "at": clock().isoformat()}
            process.stdin.write(json.dumps(asked | more) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield run
        process.stdin.close()
