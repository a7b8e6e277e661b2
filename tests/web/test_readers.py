"""The session of a browser: how long it lasts, and all that ends it, for whoever copied its cookie too."""

import pytest
from flask.testing import FlaskClient

from registry.commands.passwords import change_password
from registry.commands.sessions import log_out_everywhere
from registry.commands.users import disable_user, reset_user, revise_user
from registry.database import db, writing
from registry.domain.deed import Deed
from registry.domain.errors import DatabaseUnusable
from registry.domain.users import UserDraft
from registry.domain.vocabulary import Role
from registry.queries.users import get_user_by_name
from tests.web.conftest import NOW, PASSWORD, log_in, token_of
from tests.web.test_statements import asked

TEST = Deed("test", NOW)
ENDED = "ログインの有効時間が過ぎたか、別の操作でログインが終了しました"


def is_logged_in(client: FlaskClient) -> bool:
    return client.get("/counts").status_code == 200


def copy_of(site, client: FlaskClient) -> FlaskClient:
    """A browser that somebody gave the same cookie."""
    thief = site.test_client()
    thief.set_cookie("session", client.get_cookie("session").value)
    return thief


def log_out(client: FlaskClient) -> None:
    assert client.post("/logout", data={"csrf_token": token_of(client, "/counts")}).location == "/login"


def demote(deed: Deed, *, user_id: int) -> None:
    revise_user(deed, user_id=user_id, draft=UserDraft("secretariat", Role.VIEWER))


def choose_another(deed: Deed, *, user_id: int) -> None:
    change_password(deed, user_id=user_id, old=PASSWORD, new="another long sentence")


DEEDS = [disable_user, reset_user, demote, choose_another, log_out_everywhere]


@pytest.mark.parametrize("act", DEEDS)
def test_a_deed_on_a_user_ends_the_session_and_every_copy_of_its_cookie(site, browser_of, act):
    browser = browser_of("secretariat")
    thief = copy_of(site, browser)
    assert is_logged_in(browser)
    assert is_logged_in(thief)
    with site.app_context(), writing():
        act(TEST, user_id=get_user_by_name("secretariat").id)
    assert not is_logged_in(thief)
    assert not is_logged_in(browser)
    assert ENDED in browser.get("/login").text


def test_logging_out_ends_every_copy_of_the_cookie_and_no_other_session(site, browser_of):
    browser, at_home = browser_of("viewer"), browser_of("viewer")
    thief = copy_of(site, browser)
    log_out(browser)
    assert not is_logged_in(browser)
    assert not is_logged_in(thief)
    assert is_logged_in(at_home)


def test_an_hour_without_use_ends_the_session(viewer, clock):
    clock.passes(minutes=59)
    assert is_logged_in(viewer)
    clock.passes(minutes=59)
    assert is_logged_in(viewer)
    clock.passes(minutes=61)
    assert not is_logged_in(viewer)
    assert ENDED in viewer.get("/login").text


def test_ten_hours_end_the_session_of_the_busiest(viewer, clock):
    for _half_hour in range(20):
        clock.passes(minutes=30)
        assert is_logged_in(viewer)
    clock.passes(minutes=1)
    assert not is_logged_in(viewer)


def test_reading_writes_at_most_once_a_minute(site, viewer, clock):
    def writes() -> int:
        return len([each for each in asked(site, viewer, "/counts") if each == "BEGIN IMMEDIATE"])

    assert [writes() for _page in range(3)] == [0, 0, 0]
    clock.passes(seconds=59)
    assert writes() == 0
    clock.passes(seconds=1)
    assert [writes() for _page in range(3)] == [1, 0, 0]


def test_a_disk_that_is_full_keeps_nobody_from_reading(viewer, clock, monkeypatch):
    def full(*_arguments, **_more):
        raise DatabaseUnusable(reason="database or disk is full")

    monkeypatch.setattr("registry.commands.sessions.note_use", full)
    clock.passes(minutes=5)
    assert is_logged_in(viewer)


def test_a_login_begins_a_session_that_shares_nothing_with_the_one_before(site):
    client = site.test_client()
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
    before = token_of(client)
    log_in(client, "viewer")
    with client.session_transaction() as session:
        assert "planted" not in session
    assert client.post("/logout", data={"csrf_token": before}).status_code == 400
    assert is_logged_in(client)


def test_a_login_on_top_of_another_gives_a_token_of_its_own(site, viewer):
    thief = copy_of(site, viewer)
    token = token_of(viewer, "/counts")
    viewer.post("/login", data={"csrf_token": token, "name": "chief", "password": PASSWORD})
    assert "chief" in viewer.get("/counts").text
    assert "chief" not in thief.get("/counts").text


def test_the_cookie_of_another_browser_is_refused(site, viewer):
    cookie = viewer.get_cookie("session").value
    elsewhere = site.test_client()
    elsewhere.set_cookie("session", cookie)
    answer = elsewhere.get("/counts", headers={"User-Agent": "another browser"})
    assert answer.location == "/login?next=/counts"


def test_a_cookie_of_a_version_before_is_no_login(site):
    client = site.test_client()
    with client.session_transaction() as session:
        session.update(_user_id="1", _fresh=True, key="x", began=NOW.timestamp(), seen=NOW.timestamp())
    assert not is_logged_in(client)


def test_the_cookie_holds_no_users_id_and_the_table_no_token(site, viewer):
    with viewer.session_transaction() as session:
        token = session["_user_id"]
    assert len(token) >= 43
    with site.app_context():
        kept = db.session.execute(db.text("SELECT token_hash FROM user_sessions")).scalars().all()
    assert token not in kept
