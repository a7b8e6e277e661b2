"""Users: who is let in, how, and for how long."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from registry.commands.users import (
    accept_link,
    add_user,
    disable_user,
    invite_user,
    log_in,
    make_first_administrator,
    reset_user,
)
from registry.database import writing
from registry.domain.deed import Deed
from registry.domain.errors import InvalidDraft, LastAdministrator, LinkUsedUp, NoSuchUser
from registry.domain.vocabulary import Role
from registry.models import AuditEntry, LoginFailure, User, UserLink
from registry.queries.users import find_link
from tests.office import SATO

PASSWORD = "三毛猫は縁側で静かに眠る"
HERE, ELSEWHERE = "192.0.2.1", "192.0.2.2"


def after(**time) -> Deed:
    return Deed("佐藤", SATO.at + timedelta(**time))


def add(name: str = "鈴木", role: Role = Role.SECRETARIAT) -> User:
    with writing():
        return add_user(SATO, name=name, role=role, password=PASSWORD)


def login(name="鈴木", password=PASSWORD, address=HERE, deed=SATO) -> str:
    attempt = log_in(deed, name=name, password=password, address=address)
    return type(attempt.refusal).__name__ if attempt.refusal else attempt.user.name


def test_the_right_password_lets_in_under_the_name_in_any_width(session):
    add("Suzuki")
    assert login("Ｓｕｚｕｋｉ") == login("suzuki") == "Suzuki"


@pytest.mark.parametrize(
    ("name", "password"), [("鈴木", "三毛猫は縁側で起きる"), ("誰か", PASSWORD), ("", ""), ("鈴木", "")]
)
def test_a_wrong_password_and_an_unknown_name_are_refused_alike(session, name, password):
    add()
    assert login(name, password) == "WrongPassword"


def test_an_unknown_name_costs_a_hash_too(session, monkeypatch):
    add()
    verified = []
    monkeypatch.setattr(
        "argon2.PasswordHasher.verify", lambda _hasher, known, _password: verified.append(known.split("$")[:4])
    )
    login("誰か")
    login("鈴木")
    assert len(verified) == 2
    assert verified[0] == verified[1]


def test_five_failures_of_a_name_from_an_address_make_a_pause_of_a_quarter_of_an_hour(session):
    add()
    for minute in range(5):
        assert login(password="x" * 12, deed=after(minutes=minute)) == "WrongPassword"
    assert login(deed=after(minutes=5)) == "TooManyFailures"
    attempt = log_in(after(minutes=5), name="鈴木", password=PASSWORD, address=HERE)
    assert attempt.refusal.values == {"minutes": 11}
    assert login(deed=after(minutes=5), address=ELSEWHERE) == "鈴木"
    assert login(deed=after(minutes=16)) == "鈴木"


def test_failures_stay_written_although_the_person_is_refused_and_old_ones_go(session):
    add()
    login(password="x" * 12)
    session.rollback()
    assert session.scalar(sa.select(sa.func.count(LoginFailure.id))) == 1
    login(password="x" * 12, deed=after(minutes=20))
    assert session.scalar(sa.select(sa.func.count(LoginFailure.id))) == 1


def test_a_success_forgets_the_failures_before_it(session):
    add()
    for _ in range(4):
        login(password="x" * 12)
    assert login() == "鈴木"
    for _ in range(4):
        assert login(password="x" * 12) == "WrongPassword"
    assert login() == "鈴木"


@pytest.mark.parametrize(
    ("password", "code"),
    [("九文字のあいことば"[:9], "too_short"), ("ｌｏｎｇｓｕｚｕｋｉ", "same_as_name"), ("x" * 201, "too_long")],
)
def test_a_password_is_long_and_not_the_name(session, password, code):
    with pytest.raises(InvalidDraft) as refused:
        add_user(SATO, name="longsuzuki", role=Role.VIEWER, password=password)
    assert [(each.field, each.code) for each in refused.value.problems] == [("password", code)]


@pytest.mark.parametrize(
    ("name", "code"), [("", "required"), ("　", "required"), ("あ" * 101, "too_long"), ("ＳＵＺＵＫＩ", "name_taken")]
)
def test_a_name_is_filled_in_and_used_once(session, name, code):
    add("suzuki")
    with pytest.raises(InvalidDraft) as refused:
        invite_user(SATO, name=name, role=Role.VIEWER)
    assert [(each.field, each.code) for each in refused.value.problems] == [("name", code)]


def test_a_link_lets_choose_a_password_once(session):
    with writing():
        token = invite_user(SATO, name="鈴木", role=Role.VIEWER)
    assert login() == "WrongPassword"
    with writing():
        assert accept_link(SATO, token=token, password=PASSWORD).name == "鈴木"
    assert login() == "鈴木"
    with pytest.raises(LinkUsedUp):
        accept_link(SATO, token=token, password="また別のあいことばを")


def test_a_link_opens_for_seven_days(session):
    token = invite_user(SATO, name="鈴木", role=Role.VIEWER)
    assert find_link(token, at=SATO.at + timedelta(days=7) - timedelta(seconds=1)) is not None
    with pytest.raises(LinkUsedUp):
        accept_link(after(days=7), token=token, password=PASSWORD)


def test_only_the_hash_of_a_token_is_kept(session):
    token = invite_user(SATO, name="鈴木", role=Role.VIEWER)
    kept = session.scalars(sa.select(UserLink.token_hash)).one()
    assert len(token) >= 43
    assert token not in kept
    assert token not in str(session.execute(sa.select(AuditEntry.__table__)).all())


def test_a_bad_password_does_not_use_up_the_link(session):
    with writing():
        token = invite_user(SATO, name="鈴木", role=Role.VIEWER)
    with pytest.raises(InvalidDraft), writing():
        accept_link(SATO, token=token, password="短い")
    with writing():
        accept_link(SATO, token=token, password=PASSWORD)


def test_a_new_link_kills_the_older_ones(session):
    older = invite_user(SATO, name="鈴木", role=Role.VIEWER)
    newer = reset_user(SATO, name="鈴木")
    assert find_link(older, at=SATO.at) is None
    assert find_link(newer, at=SATO.at) is not None


def test_resetting_ends_the_password_and_all_sessions(session):
    user = add()
    before = user.session_key
    with writing():
        reset_user(SATO, name="鈴木")
    assert login() == "WrongPassword"
    assert user.session_key != before


def test_a_disabled_user_is_shut_out_at_once_until_reset(session):
    user = add()
    before = user.session_key
    with writing():
        open_link = reset_user(SATO, name="鈴木")
    with writing():
        disable_user(SATO, name="鈴木")
    assert login() == "WrongPassword"
    assert user.session_key != before
    assert find_link(open_link, at=SATO.at) is None
    with writing():
        accept_link(SATO, token=reset_user(SATO, name="鈴木"), password=PASSWORD)
    assert login() == "鈴木"


def test_the_last_administrator_who_can_log_in_is_not_disabled(session):
    add("一", Role.ADMINISTRATOR)
    invite_user(SATO, name="二", role=Role.ADMINISTRATOR)
    with pytest.raises(LastAdministrator):
        disable_user(SATO, name="一")
    add_user(SATO, name="三", role=Role.ADMINISTRATOR, password=PASSWORD)
    assert disable_user(SATO, name="一").disabled_at == SATO.at


def test_who_is_not_there_cannot_be_reset_or_disabled(session):
    for deed in (reset_user, disable_user):
        with pytest.raises(NoSuchUser, match="誰か"):
            deed(SATO, name="誰か")


def test_the_first_administrator_gets_new_links_until_one_is_used(session):
    first, second = make_first_administrator(SATO), make_first_administrator(SATO)
    assert find_link(first, at=SATO.at) is None
    user = accept_link(SATO, token=second, password=PASSWORD)
    assert (user.name, user.role) == ("administrator", Role.ADMINISTRATOR)
    assert make_first_administrator(SATO) is None


def test_choosing_a_password_is_the_users_own_deed(session):
    accept_link(SATO, token=invite_user(SATO, name="鈴木", role=Role.VIEWER), password=PASSWORD)
    newest = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (newest.actor, newest.action, newest.label) == ("鈴木", "choose_password", "鈴木")
