"""Each deed whose form stands on an agreement's page in a real browser: its normal way, and its commonest mistake."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_agreements import conclude

pytestmark = pytest.mark.browser


def open_deed(page: Page, name: str) -> None:
    page.get_by_text("変更・終了など").click()
    page.locator(".act-menu").get_by_role("link", name=name).click()
    expect(page.locator("#deed")).to_be_visible()


def test_an_end_is_recorded_after_its_effect_was_seen_and_not_before_the_conclusion(reader):
    conclude(reader, "終わる協定")
    open_deed(reader, "協定の終了を記録")
    box = reader.locator("#deed")
    box.get_by_label("終了日").fill("R3.5.9")
    box.get_by_label("理由").fill("相手方の解散")
    box.get_by_role("button", name="終了を記録する").click()
    expect(reader.get_by_role("alert")).to_contain_text(
        "終了日: 令和3年5月9日 は、始まりの 令和3年5月10日 より前です。"
    )
    box.get_by_label("終了日").fill("R3.11.30")
    box.get_by_role("button", name="影響を確認").click()
    expect(box).to_contain_text("有効な協定")
    expect(box.get_by_role("alert")).to_have_count(0)
    expect(box.get_by_label("理由")).to_have_value("相手方の解散")
    box.get_by_role("button", name="終了を記録する").click()
    expect(reader.locator("#state")).to_contain_text("令和3年11月30日で終了しました。")


def test_an_amendment_is_recorded_corrected_and_taken_back(reader):
    conclude(reader, "変わる協定")
    open_deed(reader, "変更協定を記録")
    box = reader.locator("#deed")
    box.get_by_label("変更日").fill("R3.6.1")
    box.get_by_role("button", name="変更協定を記録する").click()
    expect(reader.get_by_role("alert")).to_contain_text("変更する内容を入力してください。")
    box.get_by_label("変更内容").fill("分野に防災を追加")
    box.get_by_role("button", name="変更協定を記録する").click()
    amendments = reader.locator("#amendments")
    expect(amendments).to_contain_text("分野に防災を追加")
    amendments.get_by_role("link", name=re.compile("訂正.*令和3年6月1日")).click()
    box.get_by_label("変更内容").fill("分野に環境を追加")
    box.get_by_role("button", name="訂正を保存する").click()
    expect(amendments).to_contain_text("分野に環境を追加")
    amendments.get_by_role("link", name=re.compile("取り消す.*令和3年6月1日")).click()
    box.get_by_role("button", name="取り消す").click()
    expect(amendments).to_contain_text("変更協定はありません。")


def test_one_joins_but_not_twice_and_leaves_on_a_day_on_which_it_is_there(reader):
    conclude(reader, "加わる協定")
    parties, box = reader.locator("#parties"), reader.locator("#deed")
    parties.get_by_role("link", name="参加を記録").click()
    box.get_by_role("combobox", name="相手方").press_sequentially("くまもと")
    reader.get_by_role("option", name="熊本大学").click()
    box.get_by_label("参加日").fill("7/1")
    expect(box.locator(".understood")).to_contain_text("令和3年7月1日（木）")
    box.get_by_role("button", name="参加を記録する").click()
    expect(reader.get_by_role("alert")).to_contain_text("相手方: この相手方は、既に協定に加わっています。")
    box.get_by_role("button", name="熊本大学を外す").click()
    box.get_by_role("combobox", name="相手方").press_sequentially("あおばのしょうこう")
    reader.get_by_role("option", name="青葉野商工会").click()
    box.get_by_role("button", name="参加を記録する").click()
    expect(parties.get_by_role("row", name=re.compile("青葉野商工会"))).to_contain_text("令和3年7月1日")
    parties.get_by_role("link", name="脱退を記録").click()
    box.get_by_label("青葉野商工会").check()
    box.get_by_label("脱退日").fill("R3.6.30")
    box.get_by_role("button", name="脱退を記録する").click()
    expect(reader.get_by_role("alert")).to_contain_text("その日には、この相手方は協定に加わっていません。")
    box.get_by_label("脱退日").fill("R3.9.30")
    box.get_by_role("button", name="脱退を記録する").click()
    expect(parties.get_by_role("row", name=re.compile("青葉野商工会"))).to_contain_text("令和3年9月30日")


def test_notice_is_recorded_with_its_day(reader):
    conclude(reader, "自動で延びる協定", 満了日="R4.3.31", 自動更新="12", 更新しないときの予告="３")
    open_deed(reader, "更新しない旨の予告を記録")
    box = reader.locator("#deed")
    box.get_by_role("button", name="予告を記録する").click()
    expect(reader.get_by_role("alert")).to_contain_text("予告日: 日を入力してください。")
    box.get_by_label("予告日").fill("昨日")
    expect(box.locator(".understood")).to_contain_text("令和3年12月19日（日）")
    box.get_by_role("button", name="予告を記録する").click()
    expect(reader.locator("#state")).to_contain_text("令和3年12月19日に予告があったため、令和4年3月31日に満了します。")


def test_a_deletion_is_confirmed_and_taken_back_and_one_that_is_renewed_stays(reader):
    conclude(reader, "消える協定")
    open_deed(reader, "協定を削除")
    expect(reader.locator("#deed")).to_contain_text("包括連携協定の累計")
    reader.get_by_role("button", name="削除する", exact=True).click()
    expect(reader.locator(".gone")).to_contain_text("この協定は削除されています。")
    reader.get_by_role("button", name="復元する").click()
    expect(reader.locator(".gone")).to_have_count(0)
    reader.goto("/agreements?q=H28-01")
    reader.get_by_role("link", name="地域づくりの連携に関する包括協定（第3期）").click()
    open_deed(reader, "協定を削除")
    reader.get_by_role("button", name="削除する", exact=True).click()
    expect(reader.get_by_role("alert")).to_contain_text("R3-01")
