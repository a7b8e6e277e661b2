"""A restore that is killed anywhere leaves the old registry or the new one."""

import json
import random
import signal
import subprocess
import sys

import pytest

from tests.architecture.tree import ROOT
from tests.backups.test_round_trip import back_up
from tests.backups.whole import rows

KILLS = 12
"""On each kind of database."""


@pytest.fixture(scope="module")
def killer():
    """Restores, each in a process of its own; ``killer(app, file, after)`` waits for its end, and says which it was."""
    command = [sys.executable, "-m", "tests.backups.killed"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:

        def answer(app, file, after: float | None = None) -> dict:
            settings = app.config["SETTINGS"]
            asked = {"url": settings.database_url, "folder": str(settings.instance_path), "file": str(file)}
            process.stdin.write(json.dumps(asked | {"after": after}) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        yield answer
        process.stdin.close()


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timer that ends a process")
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_restore_that_is_killed_leaves_the_old_registry_or_the_new_one(registry, filled, file, killer, kind):
    source, target = filled("sqlite"), registry(kind, "demonstration")
    new, old = rows(source), rows(target)
    back_up(source, file)
    whole = killer(registry(kind, "demonstration"), file)
    assert whole["code"] == 0
    chance, ends = random.Random(2020), []  # noqa: S311 - no secret
    while len(ends) < KILLS:
        killed = killer(target, file, chance.uniform(0.01, whole["seconds"]))["killed"]
        found = rows(target)
        assert found in (old, new)
        ends.append((killed, found == new))
        if found == new:
            target = registry(kind, "demonstration")
    assert (True, False) in ends
    assert all(is_new for killed, is_new in ends if not killed)
