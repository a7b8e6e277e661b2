"""Registries to copy from and to copy into."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from flask import Flask

from tests.backups.whole import fill_every_corner
from tests.databases import running_app


@pytest.fixture
def registry(sqlite_files, postgresql, tmp_path) -> Iterator[Callable[..., Flask]]:
    """Makes registries: ``registry("sqlite")`` or ``"postgresql"``, each with a folder of its own.

    ``prepared``: "migrated", "demonstration", or "empty" for a database without a table.
    """
    with ExitStack() as until_done:

        def make(kind: str, prepared: str = "migrated") -> Flask:
            server = sqlite_files if kind == "sqlite" else postgresql
            url = server.empty() if prepared == "empty" else until_done.enter_context(server.fresh(prepared))
            folder = tmp_path / f"{kind}-{len(list(tmp_path.iterdir()))}"
            folder.mkdir()
            return until_done.enter_context(running_app(url, folder))

        yield make


@pytest.fixture
def filled(registry) -> Callable[[str], Flask]:
    """Makes a registry with the demonstration and something in every corner."""

    def make(kind: str) -> Flask:
        app = registry(kind, "demonstration")
        with app.app_context():
            fill_every_corner()
        return app

    return make


@pytest.fixture
def file(tmp_path) -> Path:
    """Where the backup goes."""
    folder = tmp_path / "backups"
    folder.mkdir()
    return folder / "backup.zip"
