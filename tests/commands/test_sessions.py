"""Sessions: how long one lasts, and what is kept of it."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from registry.commands.sessions import begin_session, end_session, log_out_everywhere, note_use
from registry.commands.users import add_user
from registry.database import writing
from registry.domain.errors import NoSuchRecord
from registry.domain.vocabulary import Role
from registry.models import AuditEntry, Department, User, UserSession
from registry.queries.sessions import find_session, list_sessions
from tests.office import SATO

START = SATO.at


@pytest.fixture
def user(session) -> User:
    with writing():
        session.add(Department(name="企画課"))
        return add_user(SATO, name="鈴木", role=Role.VIEWER, department="企画課", password="縁側で静かに眠る三毛猫")


def begin(user: User, **later: int) -> str:
    with writing():
        return begin_session(user, at=START + timedelta(**later))


def is_open(token: str, **later: int) -> bool:
    return find_session(token, at=START + timedelta(**later)) is not None


def use(token: str, **later: int) -> None:
    with writing():
        note_use(token, at=START + timedelta(**later))


def test_a_session_lasts_for_an_hour_after_its_last_use(user):
    token = begin(user)
    assert is_open(token, minutes=60)
    assert not is_open(token, minutes=60, seconds=1)
    use(token, minutes=50)
    assert is_open(token, minutes=110)
    assert not is_open(token, minutes=110, seconds=1)


def test_the_busiest_session_lasts_for_ten_hours(user):
    token = begin(user)
    use(token, hours=10)
    assert is_open(token, hours=10)
    assert not is_open(token, hours=10, seconds=1)


def test_a_session_that_has_ended_is_not_brought_back_by_its_use(user):
    token = begin(user)
    with writing():
        end_session(token)
    use(token, minutes=1)
    assert not is_open(token, minutes=1)


def test_the_token_is_random_and_only_its_hash_is_kept(session, user):
    first, second = begin(user), begin(user)
    kept = str(session.execute(sa.select(UserSession.__table__)).all())
    assert len(first) >= 43
    assert first != second
    assert first not in kept


def test_a_login_sweeps_away_what_has_ended(session, user):
    begin(user)
    still_used = begin(user)
    use(still_used, minutes=50)
    begin(user, minutes=70)
    assert session.scalar(sa.select(sa.func.count(UserSession.id))) == 2
    assert [each.seen_at - START for each in list_sessions(user.id, at=START + timedelta(minutes=70))] == [
        timedelta(minutes=70),
        timedelta(minutes=50),
    ]


def test_a_session_is_found_with_its_user_and_department_in_one_statement(session, user):
    token = begin(user)
    session.expunge_all()
    asked = []
    sa.event.listen(session.get_bind(), "before_cursor_execute", lambda *each: asked.append(each[2]))
    found = find_session(token, at=START)
    assert (found.name, found.department) == ("鈴木", "企画課")
    assert len([each for each in asked if "user_sessions" in each or "departments" in each]) == 1


def test_logging_somebody_out_everywhere_is_a_deed_that_the_log_keeps(session, user):
    mine, other = begin(user), begin(user)
    with writing():
        log_out_everywhere(SATO, user_id=user.id, but=mine)
    assert (is_open(mine), is_open(other)) == (True, False)
    with writing():
        log_out_everywhere(SATO, user_id=user.id)
    assert not is_open(mine)
    newest = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
    assert (newest.actor, newest.action, newest.label) == ("佐藤", "end_sessions", "鈴木")
    with pytest.raises(NoSuchRecord):
        log_out_everywhere(SATO, user_id=user.id + 1)
