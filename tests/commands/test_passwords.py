"""Passwords and one-time links: how one is chosen, and what it ends."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from registry.commands.passwords import accept_link, change_password, is_password
from registry.commands.sessions import begin_session
from registry.commands.users import add_user, invite_user, reset_user
from registry.database import writing
from registry.domain.deed import Deed
from registry.domain.errors import InvalidDraft, LinkUsedUp
from registry.domain.users import UserDraft
from registry.domain.vocabulary import Role
from registry.models import AuditEntry, User, UserLink
from registry.queries.sessions import find_session, list_sessions
from registry.queries.users import find_link, get_user_by_name
from tests.office import SATO, newest_entry

PASSWORD = "三毛猫は縁側で静かに眠る"
ANOTHER = "黒猫は屋根で月を見ている"


def invite(name: str = "鈴木") -> str:
    with writing():
        return invite_user(SATO, draft=UserDraft(name, Role.VIEWER))


def add() -> User:
    with writing():
        return add_user(SATO, name="鈴木", role=Role.VIEWER, password=PASSWORD)


@pytest.mark.parametrize(
    ("password", "code"),
    [("九文字のあいことば"[:9], "too_short"), ("ｌｏｎｇｓｕｚｕｋｉ", "same_as_name"), ("x" * 201, "too_long")],
)
def test_a_password_is_long_and_not_the_name(session, password, code):
    with pytest.raises(InvalidDraft) as refused:
        add_user(SATO, name="longsuzuki", role=Role.VIEWER, password=password)
    assert [(each.field, each.code) for each in refused.value.problems] == [("password", code)]


def test_a_link_lets_choose_a_password_once_and_lets_in(session):
    token = invite()
    with writing():
        opened = accept_link(SATO, token=token, password=PASSWORD)
    assert find_session(opened, at=SATO.at).name == "鈴木"
    assert is_password(get_user_by_name("鈴木").password_hash, PASSWORD)
    with pytest.raises(LinkUsedUp):
        accept_link(SATO, token=token, password=ANOTHER)


def test_a_link_opens_for_seven_days(session):
    token = invite()
    assert find_link(token, at=SATO.at + timedelta(days=7) - timedelta(seconds=1)) is not None
    with pytest.raises(LinkUsedUp):
        accept_link(Deed("佐藤", SATO.at + timedelta(days=7)), token=token, password=PASSWORD)


def test_only_the_hash_of_a_token_is_kept(session):
    token = invite()
    kept = session.scalars(sa.select(UserLink.token_hash)).one()
    assert len(token) >= 43
    assert token not in kept
    assert token not in str(session.execute(sa.select(AuditEntry.__table__)).all())


def test_a_bad_password_does_not_use_up_the_link(session):
    token = invite()
    with pytest.raises(InvalidDraft), writing():
        accept_link(SATO, token=token, password="短い")
    with writing():
        accept_link(SATO, token=token, password=PASSWORD)


def test_a_new_link_kills_the_older_ones(session):
    older = invite()
    newer = reset_user(SATO, user_id=get_user_by_name("鈴木").id)
    assert find_link(older, at=SATO.at) is None
    assert find_link(newer, at=SATO.at) is not None


def test_choosing_a_password_is_the_users_own_deed(session):
    accept_link(SATO, token=invite(), password=PASSWORD)
    newest = newest_entry(session)
    assert (newest.actor, newest.action, newest.label) == ("鈴木", "choose_password", "鈴木")


def test_another_password_needs_the_present_one_and_ends_every_other_session(session):
    user = add()
    with writing():
        old = begin_session(user, at=SATO.at)
    with writing():
        new = change_password(SATO, user_id=user.id, old=PASSWORD, new=ANOTHER)
    assert is_password(user.password_hash, ANOTHER)
    assert find_session(old, at=SATO.at) is None
    assert [each.id for each in list_sessions(user.id, at=SATO.at)] == [find_session(new, at=SATO.at).id]
    assert (newest_entry(session).action, newest_entry(session).actor) == ("choose_password", "佐藤")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [(ANOTHER, ANOTHER, ("old", "wrong")), (PASSWORD, "短い", ("password", "too_short"))],
)
def test_another_password_that_will_not_do_changes_nothing(session, old, new, problem):
    user = add()
    with writing():
        token = begin_session(user, at=SATO.at)
    with pytest.raises(InvalidDraft) as refused, writing():
        change_password(SATO, user_id=user.id, old=old, new=new)
    assert [(each.field, each.code) for each in refused.value.problems] == [problem]
    assert is_password(user.password_hash, PASSWORD)
    assert find_session(token, at=SATO.at) is not None
