"""Logging in by a password: who gets in, and who has to wait."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from registry.commands import logins
from registry.commands.logins import log_in
from registry.commands.users import add_user, disable_user, reset_user
from registry.database import writing
from registry.domain.deed import Deed
from registry.domain.vocabulary import Role
from registry.models import AuditEntry, LoginFailure, User
from registry.queries.sessions import find_session
from tests.office import SATO

PASSWORD = "三毛猫は縁側で静かに眠る"
HERE, ELSEWHERE = "192.0.2.1", "192.0.2.2"


def after(**time) -> Deed:
    return Deed("佐藤", SATO.at + timedelta(**time))


def add(name: str = "鈴木") -> User:
    with writing():
        return add_user(SATO, name=name, role=Role.SECRETARIAT, password=PASSWORD)


def login(name="鈴木", password=PASSWORD, address=HERE, deed=SATO) -> str:
    attempt = log_in(deed, name=name, password=password, address=address)
    if attempt.refusal:
        return type(attempt.refusal).__name__
    return find_session(attempt.token, at=deed.at).name


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


def test_a_login_is_the_users_own_deed(session):
    user = add()
    login()
    newest = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (newest.actor, newest.actor_id, newest.action, newest.record_id) == ("鈴木", user.id, "log_in", user.id)
    assert newest.changes == "{}"


@pytest.mark.parametrize("act", [disable_user, reset_user])
def test_who_is_shut_out_while_the_password_is_checked_does_not_get_in(session, monkeypatch, act):
    user, check = add(), logins.is_password

    def checked_slowly(known, password):
        right = check(known, password)
        with writing():
            act(SATO, user_id=user.id)
        return right

    monkeypatch.setattr(logins, "is_password", checked_slowly)
    assert login() == "WrongPassword"


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
