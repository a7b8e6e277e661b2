"""Letting somebody in, in a real browser: the invitation, the link, the password."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NAME, logged_in, watched
from tests.browser.test_pages import WIDTHS, choose_english, scrolls_sideways, violations
from tests.web.conftest import PASSWORD

pytestmark = pytest.mark.browser

PAGES = (
    "/users",
    "/users?state=invited&role=viewer",
    "/users/1",
    "/users/2",
    "/users/2/edit",
    "/users/invite",
    "/account",
)


def invite(page, name: str) -> str:
    """The link that is shown for them."""
    page.goto("/users")
    page.get_by_role("link", name="利用者を招待").click()
    page.get_by_label("利用者名").fill(name)
    page.get_by_label("秘書政策課").check()
    page.get_by_role("button", name="一度だけ使えるリンクを発行").click()
    return page.get_by_label(f"{name} さんのリンク").input_value()


def test_somebody_is_invited_and_chooses_the_password(administrator, browser, address):
    link = invite(administrator, "山本 花子")
    expect(administrator.get_by_role("status").first).to_have_text("「山本 花子」を招待しました。")
    expect(administrator.get_by_label("山本 花子 さんのリンク")).not_to_be_editable()
    assert link.startswith(f"{address}/links/")
    assert not violations(administrator)
    theirs = browser.new_context(locale="ja-JP").new_page()
    theirs.goto(link)
    expect(theirs.get_by_label("利用者名")).to_have_value("山本 花子")
    theirs.get_by_label("新しいパスワード", exact=True).fill(PASSWORD)
    theirs.get_by_label("新しいパスワード（確認）").fill(PASSWORD)
    theirs.get_by_role("button", name="保存してログイン").click()
    expect(theirs.get_by_role("heading", level=1)).to_have_text("令和2年度の状況")
    theirs.context.close()
    administrator.get_by_role("link", name="完了").click()
    expect(administrator.get_by_role("heading", level=1)).to_have_text("山本 花子")
    expect(administrator.locator(".head-facts")).to_contain_text("利用中")


def test_a_name_that_is_taken_is_told_at_its_field(administrator):
    administrator.goto("/users/invite")
    administrator.get_by_label("利用者名").fill(NAME)
    administrator.get_by_role("button", name="一度だけ使えるリンクを発行").click()
    summary = administrator.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_text("利用者名: この利用者名はすでに使われています。")
    expect(administrator.get_by_label("利用者名")).to_have_value(NAME)
    assert not violations(administrator)


def test_ones_own_password_is_changed_from_the_menu(browser, administrator, page, address):
    link = invite(administrator, "小林 次郎")
    context = browser.new_context(base_url=address, locale="ja-JP")
    mine = context.new_page()
    mine.goto(link)
    for label in ("新しいパスワード", "新しいパスワード（確認）"):
        mine.get_by_label(label, exact=True).fill(PASSWORD)
    mine.get_by_role("button", name="保存してログイン").click()
    mine.locator(".me summary").click()
    mine.locator(".me").get_by_role("link", name="アカウント").click()
    mine.get_by_role("button", name="新しいパスワードを保存").click()
    expect(mine.get_by_role("alert")).to_be_focused()
    assert not violations(mine)
    mine.get_by_label("今のパスワード").fill(PASSWORD)
    for label in ("新しいパスワード", "新しいパスワード（確認）"):
        mine.get_by_label(label, exact=True).fill("another long sentence")
    mine.get_by_role("button", name="新しいパスワードを保存").click()
    expect(mine.get_by_role("status")).to_contain_text("新しいパスワードを保存しました。")
    context.close()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_break_no_rule_of_accessibility(administrator, width):
    administrator.set_viewport_size({"width": width, "height": 900})
    for address in PAGES:
        administrator.goto(address)
        assert not violations(administrator), address


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_page_scrolls_sideways_at_any_width(administrator, language):
    if language == "en":
        choose_english(administrator)
    wide = []
    for width in WIDTHS:
        administrator.set_viewport_size({"width": width, "height": 900})
        for address in PAGES:
            administrator.goto(address)
            if scrolls_sideways(administrator):
                wide.append((address, width))
    assert not wide


def test_a_user_is_shut_out_and_let_in_again(administrator):
    invite(administrator, "清水 三郎")
    administrator.get_by_role("link", name="完了").click()
    administrator.get_by_role("button", name="利用を停止").click()
    expect(administrator.locator(".head-facts")).to_have_text(re.compile("停止中"))
    administrator.get_by_role("button", name="利用を再開").click()
    expect(administrator.locator(".head-facts")).to_have_text(re.compile("パスワード未設定"))


def test_a_user_gets_another_role_is_logged_out_everywhere_and_chooses_a_new_password(browser, address, administrator):
    link = invite(administrator, "松本 四郎")
    with watched(browser, address) as theirs:
        theirs.goto(link)
        for label in ("新しいパスワード", "新しいパスワード（確認）"):
            theirs.get_by_label(label, exact=True).fill(PASSWORD)
        theirs.get_by_role("button", name="保存してログイン").click()
        expect(theirs.get_by_role("heading", level=1)).to_have_text("令和2年度の状況")
        administrator.get_by_role("link", name="完了").click()
        administrator.get_by_role("button", name="すべてログアウトさせる").click()
        expect(administrator.locator(".side")).to_contain_text("この利用者名でログイン中の人はいません。")
        theirs.goto("/counts")
        expect(theirs.get_by_role("heading", level=1)).to_have_text("ログイン")
    administrator.get_by_role("link", name="利用者情報を変更").click()
    administrator.get_by_label("課長").check()
    administrator.get_by_role("button", name="変更を保存").click()
    expect(administrator.locator(".head-facts")).to_contain_text("課長")
    administrator.get_by_role("button", name="一度だけ使えるリンクを発行").click()
    assert administrator.get_by_label("松本 四郎 さんのリンク").input_value() != link


def test_ones_other_browsers_are_logged_out(browser, address, reader):
    with watched(browser, address) as other:
        logged_in(other, NAME)
        reader.goto("/account")
        reader.get_by_role("button", name="ほかのブラウザーからログアウトする").click()
        expect(reader.get_by_role("heading", level=1)).to_have_text("アカウント")
        other.goto("/counts")
        expect(other.get_by_role("heading", level=1)).to_have_text("ログイン")
