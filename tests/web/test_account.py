"""One's own account: another password, and logins in other browsers."""

import re

from tests.web.conftest import PASSWORD, log_in, token_of
from tests.web.test_readers import copy_of, is_logged_in

ANOTHER = "another long sentence"


def change(client, **typed: str):
    data = {"old": PASSWORD, "password": ANOTHER, "again": ANOTHER} | typed
    return client.post("/account/password", data={"csrf_token": token_of(client, "/account")} | data)


def test_another_password_ends_all_logins_but_this_one(site, browser_of):
    here, elsewhere = browser_of("viewer"), browser_of("viewer")
    thief = copy_of(site, here)
    assert change(here).location == "/account"
    assert "新しいパスワードを保存しました" in here.get("/account").text
    assert not is_logged_in(elsewhere)
    assert not is_logged_in(thief)
    assert log_in(site.test_client(), "viewer").status_code == 422
    assert log_in(site.test_client(), "viewer", password=ANOTHER).status_code == 302


def test_a_password_that_will_not_do_is_told_at_its_field(site, browser_of):
    here, elsewhere = browser_of("viewer"), browser_of("viewer")
    for typed, field, said in (
        ({"old": ""}, "old", "今のパスワードを入力してください"),
        ({"old": "not this one"}, "old", "今のパスワードと一致しません"),
        ({"password": "short", "again": "short"}, "password", "10文字以上"),
        ({"again": PASSWORD}, "again", "2つのパスワードが一致しません"),
    ):
        refused = change(here, **typed)
        assert refused.status_code == 422
        assert re.search(rf'id="{field}-error"[^>]*>.*?{said}', refused.text, re.DOTALL)
    assert is_logged_in(elsewhere)


def test_the_present_password_cannot_be_guessed_by_trying(viewer):
    answers = [change(viewer, old="guess after guess").status_code for _attempt in range(21)]
    assert answers == [422] * 20 + [429]


def test_other_browsers_are_shown_and_logged_out(browser_of, clock):
    elsewhere = browser_of("viewer")
    clock.passes(minutes=20)
    here = browser_of("viewer")
    page = here.get("/account").text
    assert page.count("このブラウザー") == 1
    assert re.findall(r"(?:最後の使用|ログイン) 令和3年12月20日 (\d+:\d+)", page) == [
        "12:20",
        "12:20",
        "12:00",
        "12:00",
    ]
    ended = here.post("/account/end-sessions", data={"csrf_token": token_of(here, "/account")})
    assert ended.location == "/account"
    assert is_logged_in(here)
    assert not is_logged_in(elsewhere)


def test_the_account_is_reached_from_every_page(viewer):
    assert viewer.get("/counts").text.count('href="/account"') == 2


def choose(client, **typed: str):
    return client.post("/account/mails", data={"csrf_token": token_of(client, "/account")} | typed)


def is_ticked(page: str, name: str, value: str) -> bool:
    return bool(
        re.search(
            rf'<input[^>]*checked[^>]*name="{name}"[^>]*value="{value}"|'
            rf'<input[^>]*name="{name}"[^>]*value="{value}"[^>]*checked|'
            rf'<input[^>]*checked[^>]*id="{name}"',
            page,
        )
    )


def test_the_daily_mail_and_its_language_are_ones_own_choice(browser_of):
    client = browser_of("viewer")
    page = client.get("/account").text
    assert is_ticked(page, "wants_digest", "y")
    assert is_ticked(page, "language", "ja")
    assert choose(client, language="en").location == "/account"
    page = client.get("/account").text
    assert not is_ticked(page, "wants_digest", "y")
    assert is_ticked(page, "language", "en")
    assert "毎日のお知らせメール" in page
    assert "<dd>受け取らない</dd>" in re.sub(r"\s+", "", shown_to_administrator(browser_of))
    choose(client, language="en", wants_digest="y")
    assert "<dd>受け取る（英語）</dd>" in re.sub(r"\s+", "", shown_to_administrator(browser_of))


def shown_to_administrator(browser_of) -> str:
    client = browser_of("administrator")
    [address] = re.findall(r'href="(/users/\d+)">viewer<', client.get("/users").text)
    return client.get(address).text


def test_a_language_that_is_none_changes_nothing(viewer):
    refused = choose(viewer, language="fr", wants_digest="y")
    assert refused.status_code == 422
    assert 'id="language-error"' in refused.text
