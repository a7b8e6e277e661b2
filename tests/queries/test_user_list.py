"""The list of users: their state, their last login, and the order, the same on both databases."""

from datetime import timedelta

import pytest

from registry.commands.logins import log_in
from registry.commands.users import add_user, disable_user, invite_user, revise_user
from registry.database import writing
from registry.domain.deed import Deed
from registry.domain.errors import NoSuchRecord
from registry.domain.lists import ListQuery, Window
from registry.domain.users import UserDraft, UserState
from registry.domain.vocabulary import Role
from registry.queries.user_list import get_user_row, list_user_rows
from tests.office import SATO

PASSWORD = "縁側で静かに眠る三毛猫"
LATER = SATO.at + timedelta(hours=3)


@pytest.fixture(autouse=True)
def users(session) -> None:
    """One who logged in twice, one who never did, one invited, one shut out who logged in between."""
    with writing():
        for name in ("b", "d", "a"):
            add_user(SATO, name=name, role=Role.VIEWER, password=PASSWORD)
        invite_user(SATO, draft=UserDraft("c", Role.CHIEF, mail="C.100%@lg-city.example.jp"))
    for name, hours in (("b", 1), ("d", 2), ("b", 3)):
        attempt = log_in(Deed(name, SATO.at + timedelta(hours=hours)), name=name, password=PASSWORD, address="x")
        assert attempt.token
    with writing():
        disable_user(SATO, user_id=user_id("d"))


def user_id(name: str) -> int:
    return next(row.id for row in list_user_rows(ListQuery(), Window()).rows if row.name == name)


def names(**asked) -> str:
    return "".join(row.name for row in list_user_rows(ListQuery(**asked), Window()).rows)


def test_state_and_last_login_are_told(session):
    rows = {row.name: (row.state, row.last_login) for row in list_user_rows(ListQuery(), Window()).rows}
    assert rows == {
        "a": (UserState.ACTIVE, None),
        "b": (UserState.ACTIVE, LATER),
        "c": (UserState.INVITED, None),
        "d": (UserState.DISABLED, SATO.at + timedelta(hours=2)),
    }
    assert get_user_row(user_id("b")).last_login == LATER
    with pytest.raises(NoSuchRecord):
        get_user_row(999)


def test_a_change_of_another_kind_is_no_login(session):
    with writing():
        revise_user(SATO, user_id=user_id("b"), draft=UserDraft("b", Role.CHIEF))
    assert get_user_row(user_id("b")).last_login == LATER


def test_the_order_is_by_name_or_by_last_login_with_who_never_came_at_the_quiet_end(session):
    assert names(sort="name") == "abcd"
    assert names(sort="name", descending=True) == "dcba"
    assert names(sort="login", descending=True) == "bdac"
    assert names(sort="login") == "acdb"


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"state": "active"}, "ab"),
        ({"state": "invited"}, "c"),
        ({"state": "disabled"}, "d"),
        ({"role": "viewer"}, "abd"),
    ],
)
def test_each_condition_narrows_down(session, values, found):
    assert names(values=values) == found


@pytest.mark.parametrize(
    ("text", "found"), [("Ｂ", "b"), ("100%", "c"), ("c.1 ＬＧ-City", "c"), ("_", ""), ("b d", "")]
)
def test_a_search_looks_into_names_and_mail_addresses(session, text, found):
    assert names(text=text) == found


def test_a_window_tells_how_many_there_are(session):
    found = list_user_rows(ListQuery(), Window(1, 2))
    assert ("".join(row.name for row in found.rows), found.total) == ("bc", 4)
