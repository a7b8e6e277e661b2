"""Drafts in a real browser: what was not saved is still there, whatever page came in between."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NAME
from tests.web.conftest import PASSWORD

pytestmark = pytest.mark.browser
SUBJECT = "講座の打合せ"


def log_out_elsewhere(page: Page) -> None:
    """The cookie of the session is gone, as after the time that a login lasts."""
    page.context.clear_cookies()


def log_in_again(page: Page) -> None:
    page.get_by_role("link", name="ログイン").click()
    page.get_by_label("利用者名").fill(NAME)
    page.get_by_label("パスワード", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="ログイン").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("令和2年度の状況")


def test_the_quick_log_after_the_login_has_ended_says_so_and_keeps_what_was_typed(reader):
    reader.goto("/counts")
    reader.locator("[data-quick-log]").click()
    dialog = reader.locator("dialog")
    dialog.locator("#log-subject").fill(SUBJECT)
    log_out_elsewhere(reader)
    dialog.locator(".quick-foot .btn-primary").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("ログインが終了しています")
    log_in_again(reader)
    reader.goto("/counts")
    reader.locator("[data-quick-log]").click()
    expect(dialog.locator("#log-subject")).to_have_value(SUBJECT)


def test_a_form_after_the_login_has_ended_is_there_when_it_is_opened_again(reader):
    reader.goto("/organizations/new")
    reader.get_by_label("名称").fill("株式会社ひだまり")
    log_out_elsewhere(reader)
    reader.get_by_role("button", name="登録する").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("ログインが終了しています")
    log_in_again(reader)
    reader.goto("/organizations/new")
    expect(reader.get_by_label("名称")).to_have_value("株式会社ひだまり")


def test_what_an_address_carries_over_is_not_overridden_by_an_old_draft(reader):
    reader.goto("/meetings/new")
    reader.locator("#subject").fill("古い下書き")
    expect(reader.locator("[data-draft-state]")).to_contain_text("下書きを保存しました")
    reader.goto("/meetings/new?subject=" + SUBJECT)
    expect(reader.locator("#subject")).to_have_value(SUBJECT)
