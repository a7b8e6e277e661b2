"""``flask user`` and ``flask audit``, as a person uses them."""

import re

import pytest

from registry.database import db, writing
from registry.queries.audit import get_head
from registry.queries.users import find_user_by_name
from tests.office import organization

LINK = re.compile(r"^https://city\.example/\S+/([A-Za-z0-9_-]{43})\n$")


@pytest.fixture
def run(sqlite_app):
    def invoke(*arguments: str, typed: str = ""):
        return sqlite_app.test_cli_runner().invoke(args=list(arguments), input=typed)

    return invoke


def test_a_user_is_added_with_the_password_from_standard_input(run, sqlite_app):
    result = run("user", "add", "鈴木", "--role", "chief", "--password-stdin", typed="縁側で静かに眠る三毛猫\n")
    assert (result.exit_code, result.stdout) == (0, "")
    with sqlite_app.app_context():
        assert find_user_by_name("鈴木").role == "chief"


def test_a_typed_password_is_asked_twice_and_not_shown(run):
    result = run("user", "add", "鈴木", "--role", "viewer", typed="縁側で静かに眠る三毛猫\n縁側で静かに眠る三毛猫\n")
    assert result.exit_code == 0
    assert "三毛猫" not in result.output


def test_a_second_user_of_the_name_and_a_short_password_are_refused(run):
    for _ in range(2):
        result = run("user", "add", "鈴木", "--role", "viewer", "--password-stdin", typed="縁側で静かに眠る三毛猫\n")
    assert result.exit_code == 1
    assert run("user", "add", "田中", "--role", "viewer", "--password-stdin", typed="短い\n").exit_code == 1
    assert run("user", "add", "田中", "--role", "boss", "--password-stdin", typed="x\n").exit_code == 2


def test_links_stand_alone_on_standard_output(run):
    for arguments in (("invite", "鈴木", "--role", "viewer"), ("reset", "鈴木"), ("first-administrator",)):
        result = run("user", *arguments, "--base-url", "https://city.example/")
        assert result.exit_code == 0
        assert LINK.match(result.stdout)


def test_once_somebody_can_log_in_there_is_no_first_administrator(run):
    run("user", "add", "鈴木", "--role", "administrator", "--password-stdin", typed="縁側で静かに眠る三毛猫\n")
    result = run("user", "first-administrator")
    assert (result.exit_code, result.output) == (0, "")


def test_disabling_says_so(run):
    run("user", "invite", "鈴木", "--role", "viewer")
    assert run("user", "disable", "鈴木").exit_code == 0
    assert run("user", "disable", "誰か").exit_code == 1


def test_the_log_is_verified_against_a_printed_head(run, sqlite_app):
    with sqlite_app.app_context(), writing():
        organization("甲")
    with sqlite_app.app_context():
        head = get_head().hash
    result = run("audit", "verify", "--head", head)
    assert result.exit_code == 0
    assert head in result.stdout


def test_each_broken_entry_is_a_line_and_exit_1(run, sqlite_app):
    with sqlite_app.app_context():
        with writing():
            for name in "甲乙丙":
                organization(name)
        with db.engine.begin() as connection:
            connection.exec_driver_sql("DROP TRIGGER tr_audit_entries_UPDATE")
            connection.exec_driver_sql("UPDATE audit_entries SET actor = 'x' WHERE id IN (1, 3)")
    result = run("audit", "verify", "--head", "0" * 63 + "1")
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert len(lines) == 4
    assert ["1" in lines[0], "3" in lines[1], "3" in lines[2], "3" in lines[3]] == [True] * 4
