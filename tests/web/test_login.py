"""Logging in: by password and by one-time link."""

import pytest

from registry.commands.users import invite_user
from registry.database import writing
from registry.domain.deed import Deed
from registry.domain.users import UserDraft
from registry.domain.vocabulary import Role
from tests.web.conftest import NOW, PASSWORD, log_in, token_of


def deed() -> Deed:
    return Deed("test", NOW)


def new_link(site) -> str:
    with site.app_context(), writing():
        return f"/links/{invite_user(deed(), draft=UserDraft('田中 美咲', Role.SECRETARIAT))}"


def choose(client, address, password, again):
    data = {"csrf_token": token_of(client, address), "password": password, "again": again}
    return client.post(address, data=data)


def is_logged_in(client) -> bool:
    return client.get("/counts").status_code == 200


def test_the_page_that_was_asked_for_comes_after_the_login(site):
    client = site.test_client()
    asked = client.get("/sheets/2020?severity=error")
    assert asked.location == "/login?next=/sheets/2020?severity%3Derror"
    assert log_in(client, "viewer", address=asked.location).location == "/sheets/2020?severity=error"


def test_a_wrong_password_is_told_above_the_form_without_saying_what_was_wrong(site):
    client = site.test_client()
    unknown = log_in(client, "nobody", password="whatever it is")
    wrong = log_in(client, "viewer", password="whatever it is")
    assert (unknown.status_code, wrong.status_code) == (422, 422)
    assert "エラー:" in wrong.text
    assert unknown.text.replace("nobody", "").count("error-summary") == wrong.text.count("error-summary") == 1
    assert not is_logged_in(client)


def test_blank_fields_are_named_and_tied_to_their_errors(site):
    answer = site.test_client()
    page = log_in(answer, "", password="").text
    assert '<a href="#name">利用者名: 利用者名を入力してください。</a>' in page
    assert 'aria-describedby="name-error"' in page
    assert 'aria-invalid="true"' in page


def test_five_failures_make_a_pause_even_for_the_right_password(site, clock):
    client = site.test_client()
    for _attempt in range(5):
        log_in(client, "viewer", password="guess after guess")
    assert log_in(client, "viewer").status_code == 422
    assert log_in(client, "chief").status_code == 302
    clock.passes(minutes=16)
    assert log_in(site.test_client(), "viewer").status_code == 302


def test_many_attempts_in_a_minute_are_not_even_looked_at(site):
    client = site.test_client()
    token = token_of(client)
    answers = [client.post("/login", data={"csrf_token": token, "name": "", "password": ""}) for _ in range(21)]
    assert [answer.status_code for answer in answers] == [422] * 20 + [429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60


def test_a_link_lets_its_user_choose_a_password_once(site):
    address, client = new_link(site), site.test_client()
    assert "田中 美咲" in client.get(address).text
    assert choose(client, address, PASSWORD, PASSWORD).location == "/"
    assert is_logged_in(client)
    assert client.get(address).status_code == 404
    assert log_in(site.test_client(), "田中 美咲").status_code == 302


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("short", "short", "10文字以上"),
        (PASSWORD, "another sentence", "2つのパスワードが一致しません"),
        ("", "", "新しいパスワードを入力してください"),
    ],
)
def test_a_password_that_will_not_do_leaves_the_link_open(site, password, again, said):
    address, client = new_link(site), site.test_client()
    refused = choose(client, address, password, again)
    assert refused.status_code == 422
    assert said in refused.text
    assert client.get(address).status_code == 200


def test_the_cookie_is_hidden_from_scripts_and_secure_over_https(site):
    plain = site.test_client().get("/login").headers["Set-Cookie"]
    secure = site.test_client().get("/login", base_url="https://localhost").headers["Set-Cookie"]
    assert "HttpOnly" in plain
    assert "SameSite=Lax" in plain
    assert "Secure" not in plain
    assert "Secure" in secure
