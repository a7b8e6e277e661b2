"""The lock files hold names, versions and hashes, and nothing of the machine that made them."""

import re

import pytest

from tests.architecture.tree import ROOT

LOCKS = ("requirements.txt", "requirements-test.txt")
PIN = re.compile(r"[a-z0-9][a-z0-9.-]*(\[[a-z0-9,-]+\])?==[0-9][0-9a-z.+!-]*( ; [^/\\]+)? \\")
HASH = re.compile(r"    --hash=sha256:[0-9a-f]{64}( \\)?")
ORIGIN = re.compile(r"    # (via)?(  )?( ?(-r )?[a-z0-9.\[\],-]+)?")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_holds_pins_and_hashes_only(lock):
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    strange = [line for line in lines if not any(pattern.fullmatch(line) for pattern in (PIN, HASH, ORIGIN))]
    assert not strange, f"{lock}: {strange[:5]}. Remedy: make it by the command in docs/development.md."


def test_the_tests_run_with_the_pins_of_the_program():
    program, tests = (pins(lock) for lock in LOCKS)
    different = {name: version for name, version in program.items() if tests.get(name) != version}
    assert not different, f"{different}. Remedy: make both lock files by the commands in docs/development.md."


def pins(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    return dict(re.findall(r"^([a-z0-9.-]+)(?:\[[^]]*\])?==([^ ]+)", text, flags=re.MULTILINE))
