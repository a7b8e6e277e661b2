"""What went wrong is said in the look of the registry, in both languages, and as JSON where JSON was asked for."""

import re

import pytest

from registry.commands.organizations import delete_organization
from registry.database import writing
from registry.domain.vocabulary import Role
from registry.web import health
from tests.office import SATO, organization
from tests.web.conftest import token_of
from tests.web.test_pages import text_of


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/no-such-page", 404),
        ("/years/1200", 404),
        ("/years/2999", 404),
        ("/sheets/1999", 404),
        ("/sheets/2020/evidence/no_such_count/2020", 404),
        ("/sheets/2020/evidence/meetings/2999", 404),
        ("/sheets/2020/evidence/meetings/2020?page=99", 404),
        ("/sheets/2020/evidence/meetings/99999", 404),
        ("/sheets/2020/evidence/meetings/9999999999999999999", 404),
        ("/counts/99999", 404),
        ("/years/99999", 404),
        ("/logout", 405),
    ],
)
def test_what_is_not_there_is_said_in_the_frame_of_the_registry(viewer, address, status):
    answer = viewer.get(address)
    assert answer.status_code == status
    assert "連携協定台帳" in answer.text
    assert "ホームへ" in answer.text


def test_405_says_what_is_allowed(viewer):
    assert "POST" in viewer.get("/logout").headers["Allow"]


def test_json_gets_json(viewer):
    answer = viewer.get("/sheets/1999.json")
    assert answer.status_code == 404
    assert "1999" in answer.get_json()["error"]


def test_an_error_leads_back_to_the_page_from_which_the_reader_came(viewer):
    def ways(referer: str) -> list[str]:
        page = viewer.get("/no-such-page?q=1", headers={"Referer": referer}).text
        return re.findall(r'href="([^"]+)">前の画面に戻る', page)

    assert ways("http://localhost/organizations?page=2") == ["/organizations?page=2"]
    itself, elsewhere = "http://localhost/no-such-page?q=1", "http://evil.example/organizations"
    assert [ways(one) for one in (itself, elsewhere, "http://localhost//evil.example/", "javascript:1", "")] == [[]] * 5


def test_a_form_that_was_not_understood_can_be_opened_again(site):
    answer = site.test_client().post("/login", headers={"Referer": "http://localhost/login"})
    assert answer.status_code == 400
    assert 'href="/login">前の画面に戻る' in answer.text


def test_what_is_refused_says_that_nothing_was_changed_and_where_to_look(browser_of):
    told = text_of(browser_of(Role.SECRETARIAT).get("/meetings/1/hold").text)
    assert "エラー 409 実行できませんでした（変更はありません）" in told
    assert "この操作はできません。その記録の画面を開いて、現在の状態を確認してください。" in told


def test_a_page_number_that_is_none_is_the_first(viewer):
    address = "/sheets/2020/evidence/meetings/2020"
    for page in ("x", "-3", "0"):
        assert "50回のうち 1–25" in viewer.get(f"{address}?page={page}").text


def test_a_fault_of_the_program_shows_no_more_than_that(site, monkeypatch):
    def broken() -> bool:
        raise RuntimeError("secret detail")

    monkeypatch.setattr(health, "database_answers", broken)
    site.testing = False
    answer = site.test_client().get("/healthz")
    assert answer.status_code == 500
    assert "台帳で問題が発生しました" in answer.text
    assert "途中までの内容が保存されることはありません。" in answer.text
    assert "secret detail" not in answer.text


def test_an_unreachable_database_is_told_to_those_who_watch(site, monkeypatch):
    monkeypatch.setattr(health, "database_answers", lambda: False)
    assert site.test_client().get("/healthz").status_code == 503


def test_a_restoring_that_cannot_be_says_which_value_stands_against_it(site, browser_of):
    with site.app_context(), writing():
        first = organization("甲株式会社", corporate_number="9000000000000")
        delete_organization(SATO, organization_id=first.id)
        organization("乙株式会社", corporate_number="9000000000000")
    clerk = browser_of(Role.SECRETARIAT)
    keys = {"csrf_token": token_of(clerk, "/counts")}
    told = clerk.post(f"/organizations/{first.id}/restore", data=keys)
    assert told.status_code == 422
    assert ("入力に1件の問題" in told.text, "法人番号" in told.text) == (False, True)
