"""Forms in a real browser: what is typed survives, is understood while it is typed, and is sent by the keyboard."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_what_is_typed_survives_a_reload_and_can_be_discarded(reader):
    reader.goto("/organizations/new")
    reader.get_by_label("名称").fill("株式会社ひだまり")
    reader.get_by_label("学術機関").check()
    expect(reader.locator("[data-draft-state]")).to_contain_text("下書きを保存しました")
    reader.reload()
    expect(reader.get_by_label("名称")).to_have_value("株式会社ひだまり")
    expect(reader.get_by_label("学術機関")).to_be_checked()
    expect(reader.locator("[data-draft-state]")).to_contain_text("下書きを復元しました")
    reader.get_by_role("button", name="下書きを破棄").click()
    expect(reader.get_by_label("名称")).to_have_value("")
    reader.reload()
    expect(reader.get_by_label("名称")).to_have_value("")
    expect(reader.locator("[data-draft-state]")).to_have_text("")


def test_a_saved_form_leaves_no_draft(reader):
    reader.goto("/organizations/new")
    reader.get_by_label("名称").fill("株式会社こかげ")
    expect(reader.locator("[data-draft-state]")).to_contain_text("下書きを保存しました")
    reader.get_by_label("名称").press("Control+Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text("株式会社こかげ")
    expect(reader.locator("[data-saved]")).to_have_text("相手方を登録しました。")
    reader.goto("/organizations/new")
    expect(reader.get_by_label("名称")).to_have_value("")


def test_a_form_with_errors_keeps_what_was_typed_and_the_focus_is_on_the_summary(reader):
    reader.goto("/organizations/new")
    reader.get_by_label("対象開始日").fill("令和3年2月29日")
    reader.get_by_role("button", name="登録する").click()
    summary = reader.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_text(
        ["名称: 名称を入力してください。", "対象開始日: 令和3年2月29日という日はありません。"]
    )
    expect(reader).to_have_title("エラー: 相手方を登録 - 連携協定台帳")
    summary.get_by_role("link", name="対象開始日").click()
    field = reader.get_by_label("対象開始日")
    expect(field).to_be_focused()
    expect(field).to_have_value("令和3年2月29日")
    expect(field).to_have_accessible_description("この日から対象指標に数えます 令和3年2月29日という日はありません。")


def test_a_day_is_understood_while_it_is_typed(reader):
    reader.goto("/organizations/new")
    field = reader.get_by_label("対象開始日")
    field.press_sequentially("Ｒ２／４／１")
    expect(reader.locator("#target_from-understood")).to_have_text("令和2年4月1日（水）")
    field.fill("そのうち")
    expect(reader.locator("#target_from-understood")).to_be_hidden()


def test_drafts_go_with_the_logout(reader):
    reader.goto("/organizations/new")
    reader.get_by_label("名称").fill("株式会社ひだまり")
    expect(reader.locator("[data-draft-state]")).to_contain_text("下書きを保存しました")
    reader.locator(".me summary").click()
    reader.locator(".me").get_by_role("button", name="ログアウト").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("ログイン")
    assert reader.evaluate("Object.keys(localStorage)") == []
