"""Users: who is let in, as what, and who can shut them out again."""

import json

import pytest

from registry.commands.passwords import accept_link, is_password
from registry.commands.sessions import begin_session
from registry.commands.users import (
    add_user,
    disable_user,
    enable_user,
    invite_user,
    make_first_administrator,
    reset_user,
    revise_user,
)
from registry.database import writing
from registry.domain.deed import Deed
from registry.domain.errors import InvalidDraft, LastAdministrator, NoSuchRecord, OwnAccount
from registry.domain.users import UserDraft
from registry.domain.vocabulary import Role
from registry.models import Department, User
from registry.queries.sessions import list_sessions
from registry.queries.users import find_link, get_user_by_name
from tests.office import SATO, newest_entry

PASSWORD = "三毛猫は縁側で静かに眠る"
NOBODY = 999


def add(name: str = "鈴木", role: Role = Role.SECRETARIAT) -> User:
    with writing():
        return add_user(SATO, name=name, role=role, password=PASSWORD)


def logged_in(user: User) -> User:
    with writing():
        begin_session(user, at=SATO.at)
    return user


def open_sessions(user: User) -> int:
    return len(list_sessions(user.id, at=SATO.at))


@pytest.mark.parametrize(
    ("name", "code"), [("", "required"), ("　", "required"), ("あ" * 101, "too_long"), ("ＳＵＺＵＫＩ", "name_taken")]
)
def test_a_name_is_filled_in_and_used_once(session, name, code):
    add("suzuki")
    with pytest.raises(InvalidDraft) as refused:
        invite_user(SATO, draft=UserDraft(name, Role.VIEWER))
    assert [(each.field, each.code) for each in refused.value.problems] == [("name", code)]


def test_a_department_that_is_not_there_is_refused(session):
    with pytest.raises(InvalidDraft) as refused:
        invite_user(SATO, draft=UserDraft("鈴木", Role.DEPARTMENT, department="どこか課"))
    assert [(each.field, each.code) for each in refused.value.problems] == [("department", "unknown_value")]


def test_all_that_is_known_of_a_user_can_be_changed(session):
    user = add()
    with writing():
        session.add(Department(name="企画課"))
        draft = UserDraft("鈴木 一郎", Role.DEPARTMENT, department="企画課", mail="suzuki@city.example.jp")
        revise_user(SATO, user_id=user.id, draft=draft)
    assert get_user_by_name("鈴木一郎").department.name == "企画課"
    entry = newest_entry(session)
    assert (entry.action, entry.label) == ("change", "鈴木 一郎")
    assert json.loads(entry.changes) == {
        "department": [None, "企画課"],
        "mail": ["", "suzuki@city.example.jp"],
        "name": ["鈴木", "鈴木 一郎"],
        "role": ["secretariat", "department"],
    }


def test_another_role_ends_the_sessions_and_another_name_does_not(session):
    user = logged_in(add())
    with writing():
        revise_user(SATO, user_id=user.id, draft=UserDraft("鈴木 一郎", Role.SECRETARIAT))
    assert open_sessions(user) == 1
    with writing():
        revise_user(SATO, user_id=user.id, draft=UserDraft("鈴木 一郎", Role.CHIEF))
    assert open_sessions(user) == 0


def test_another_users_name_is_refused_and_ones_own_in_another_width_is_not(session):
    add("suzuki")
    user = add("tanaka")
    with pytest.raises(InvalidDraft) as refused, writing():
        revise_user(SATO, user_id=user.id, draft=UserDraft("Ｓｕｚｕｋｉ", Role.SECRETARIAT))
    assert [(each.field, each.code) for each in refused.value.problems] == [("name", "name_taken")]
    with writing():
        revise_user(SATO, user_id=user.id, draft=UserDraft("Ｔａｎａｋａ", Role.SECRETARIAT))
    assert get_user_by_name("tanaka").name == "Ｔａｎａｋａ"


def test_resetting_ends_the_password_and_all_sessions(session):
    user = logged_in(add())
    with writing():
        reset_user(SATO, user_id=user.id)
    assert user.password_hash is None
    assert open_sessions(user) == 0


def test_a_disabled_user_is_shut_out_at_once_with_the_open_link_until_reset(session):
    user = add()
    with writing():
        open_link = reset_user(SATO, user_id=user.id)
    logged_in(user)
    with writing():
        disable_user(SATO, user_id=user.id)
    assert open_sessions(user) == 0
    assert find_link(open_link, at=SATO.at) is None
    with writing():
        accept_link(SATO, token=reset_user(SATO, user_id=user.id), password=PASSWORD)
    assert user.disabled_at is None


def test_a_user_who_is_let_in_again_has_the_password_of_before(session):
    user = add()
    with writing():
        disable_user(SATO, user_id=user.id)
    with writing():
        enable_user(SATO, user_id=user.id)
    assert user.disabled_at is None
    assert is_password(user.password_hash, PASSWORD)
    assert newest_entry(session).action == "enable"


def demote(deed: Deed, *, user_id: int) -> User:
    return revise_user(deed, user_id=user_id, draft=UserDraft("一", Role.CHIEF))


@pytest.mark.parametrize("act", [disable_user, demote])
def test_the_last_administrator_who_can_log_in_stays_one(session, act):
    last = add("一", Role.ADMINISTRATOR)
    invite_user(SATO, draft=UserDraft("二", Role.ADMINISTRATOR))
    with pytest.raises(LastAdministrator):
        act(SATO, user_id=last.id)
    add_user(SATO, name="三", role=Role.ADMINISTRATOR, password=PASSWORD)
    act(SATO, user_id=last.id)


@pytest.mark.parametrize("act", [disable_user, demote, reset_user])
def test_nobody_shuts_themselves_out(session, act):
    user = add("一", Role.ADMINISTRATOR)
    add("二", Role.ADMINISTRATOR)
    with pytest.raises(OwnAccount):
        act(Deed("一", SATO.at, user.id), user_id=user.id)


def test_ones_own_mail_can_be_changed(session):
    user = add("一", Role.ADMINISTRATOR)
    draft = UserDraft("一", Role.ADMINISTRATOR, mail="ichi@city.example.jp")
    assert revise_user(Deed("一", SATO.at, user.id), user_id=user.id, draft=draft).mail == "ichi@city.example.jp"


@pytest.mark.parametrize("act", [disable_user, enable_user, demote, reset_user])
def test_who_is_not_there_is_not_found(session, act):
    with pytest.raises(NoSuchRecord):
        act(SATO, user_id=NOBODY)


def test_the_first_administrator_gets_new_links_until_one_is_used(session):
    first, second = make_first_administrator(SATO), make_first_administrator(SATO)
    assert find_link(first, at=SATO.at) is None
    accept_link(SATO, token=second, password=PASSWORD)
    assert get_user_by_name("administrator").role is Role.ADMINISTRATOR
    assert make_first_administrator(SATO) is None
