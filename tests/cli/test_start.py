"""``flask start`` as a person meets it: a fresh folder, one command, and the page is there."""

import os
import re
import socket
import subprocess
import sys
import urllib.request
from contextlib import contextmanager

import pytest

from tests.architecture.tree import ROOT

OURS = ("REGISTRY_", "DATABASE_URL", "SECRET_KEY")
NUMBERS_OF_THE_SHEET = ("47", "48", "49", "40", "41", "43", "27")
ROW_OF_THREE_YEARS = re.compile(r"\d+ +\d+ +\d+$")
SERVING = re.compile(r"http://127\.0\.0\.1:\d+")


def environment(folder):
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return {**kept, "REGISTRY_INSTANCE": str(folder), "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}


@contextmanager
def started(folder):
    """The running program, its address, and what it printed until it served."""
    command = [sys.executable, "-m", "flask", "--app", "wsgi", "start", "--port", "0"]
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "encoding": "utf-8"}
    with subprocess.Popen(command, cwd=ROOT, env=environment(folder), **options) as program:
        try:
            lines = []
            for line in program.stdout:
                lines.append(line)
                if "Ctrl+C" in line:
                    break
            printed = "".join(lines)
            assert "Ctrl+C" in printed, printed
            yield program, SERVING.search(lines[-1]).group(), printed
        finally:
            program.terminate()
            program.communicate(timeout=30)


def status(address):
    with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - an address that this test has made
        return answer.status


@pytest.fixture(scope="module")
def twice_started(tmp_path_factory):
    """What the first and the second start of one folder printed, and whether the first one served."""
    folder = tmp_path_factory.mktemp("instance")
    with started(folder) as (_program, address, first):
        healthy = status(f"{address}/healthz")
    with started(folder) as (_program, _address, second):
        pass
    return healthy, first, second


def test_it_serves(twice_started):
    assert twice_started[0] == 200


def test_it_prints_the_counts_of_the_sheet(twice_started):
    first = twice_started[1]
    assert [number for number in NUMBERS_OF_THE_SHEET if not re.search(rf"\b{number}\b", first)] == []


def test_it_prints_a_link_for_the_first_administrator_until_there_is_one(twice_started):
    for printed in twice_started[1:]:
        assert re.search(r"http://127\.0\.0\.1:\d+/\S{20,}", printed)


def test_a_second_start_prints_the_same_counts(twice_started):
    first, second = (
        [line for line in printed.splitlines() if ROW_OF_THREE_YEARS.search(line)] for printed in twice_started[1:]
    )
    assert first
    assert first == second


def test_a_port_that_is_taken_is_one_line_and_nothing_is_done(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        command = [sys.executable, "-m", "flask", "--app", "wsgi", "start", "--port", str(other.getsockname()[1])]
        done = subprocess.run(
            command, cwd=ROOT, env=environment(tmp_path), capture_output=True, text=True, encoding="utf-8", check=False
        )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1, done.stderr
    assert "REGISTRY_PORT" in done.stderr
    assert not list(tmp_path.glob("*.sqlite3"))


def test_a_port_that_is_no_number_is_refused(sqlite_app):
    result = sqlite_app.test_cli_runner().invoke(args=["start", "--port", "eighty"])
    assert result.exit_code == 2
