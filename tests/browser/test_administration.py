"""Histories, the audit log, the administration and the guide in a real browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import WIDTHS, choose_english, scrolls_sideways, violations

pytestmark = pytest.mark.browser
PAGES = (
    "/administration",
    "/administration/city",
    "/audit",
    "/audit?noun=meetings&since=R2.4.1&actor=x",
    "/audit/verify",
    "/organizations/1/history",
    "/help",
    "/help/start",
    "/help/keyboard",
)


def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways_in_either_language(administrator):
    broken = {}
    for language in ("ja", "en"):
        if language == "en":
            choose_english(administrator)
        for address in PAGES:
            administrator.goto(address)
            administrator.set_viewport_size({"width": 1280, "height": 900})
            broken[language, address] = violations(administrator)
            for width in WIDTHS:
                administrator.set_viewport_size({"width": width, "height": 900})
                if scrolls_sideways(administrator):
                    broken[language, address] += f"wide at {width}"
            broken[language, address] += violations(administrator) if language == "ja" else ""
    assert not {place: what for place, what in broken.items() if what}


def test_a_correction_is_found_in_the_audit_log_by_person_and_period(administrator):
    administrator.goto("/organizations/2/edit")
    administrator.get_by_label("所在地").fill("市内学園町1丁目1番")
    administrator.get_by_label("備考").fill("長い備考です。" * 20)
    administrator.get_by_role("button", name="訂正を保存").click()
    administrator.goto("/audit")
    administrator.get_by_text("利用者", exact=True).first.click()
    administrator.get_by_label("利用者").fill("管理")
    administrator.get_by_role("button", name="適用").click()
    administrator.locator("summary", has_text="この日から").click()
    administrator.get_by_label("この日から").fill("r3.12.20")
    administrator.get_by_label("この日から").press("Enter")
    expect(administrator.get_by_role("link", name=re.compile("この日から.*令和3年12月20日"))).to_be_visible()
    row = administrator.get_by_role("row").filter(has_text="市内学園町1丁目1番").first
    expect(row).to_contain_text("所在地を訂正")
    expect(row).to_contain_text("管理 太郎")
    row.get_by_text("全文").click()
    expect(row.get_by_text("長い備考です。" * 20)).to_be_visible()
    row.get_by_role("link").click()
    expect(administrator).to_have_url(re.compile("/organizations/2$"))


def test_a_day_that_is_none_leaves_the_list_as_it_is(administrator):
    """The commonest mistake: half a date."""
    administrator.goto("/audit?since=R3.12")
    expect(administrator.get_by_role("row").nth(1)).to_be_visible()
    expect(administrator.locator("summary", has_text="この日から")).to_be_visible()


def test_the_proof_is_one_click_away_and_a_wrong_hash_is_told(administrator):
    administrator.goto("/administration")
    administrator.get_by_role("link", name="操作履歴").click()
    administrator.get_by_role("link", name="改ざんの有無を確認").click()
    expect(administrator.get_by_role("status")).to_contain_text("改ざんはありません。")
    kept = administrator.locator(".hash").inner_text()
    administrator.get_by_label("ハッシュ値").fill(kept)
    administrator.get_by_role("button", name="もう一度確かめる").click()
    expect(administrator.get_by_role("status")).to_contain_text("改ざんはありません。")
    administrator.get_by_label("ハッシュ値").fill(kept[:-1])
    administrator.get_by_role("button", name="もう一度確かめる").click()
    expect(administrator.get_by_label("ハッシュ値")).to_be_focused()
    expect(administrator.get_by_label("ハッシュ値")).to_have_accessible_description(re.compile("入力し直してください"))
    administrator.get_by_label("ハッシュ値").fill("1" * 64)
    administrator.get_by_role("button", name="もう一度確かめる").click()
    expect(administrator.get_by_role("status")).to_contain_text("操作履歴に改ざんがあります")


def test_the_city_is_named_and_unnamed_and_who_leaves_the_form_has_changed_nothing(administrator):
    administrator.goto("/administration")
    administrator.get_by_role("link", name="市の設定").click()
    administrator.get_by_label("市の名称").fill("別の市")
    administrator.get_by_role("link", name="やめる").click()
    expect(administrator.locator(".brand small")).to_have_text("試験市")
    for name, shown in (("青葉野市", "青葉野市"), ("", "試験市")):
        administrator.goto("/administration/city")
        administrator.get_by_label("市の名称").fill(name)
        administrator.get_by_role("button", name="保存する").click()
        expect(administrator.get_by_role("status")).to_have_text("市の設定を保存しました。")
        expect(administrator.locator(".brand small")).to_have_text(shown)


def test_help_opens_at_the_place_that_speaks_of_the_page_in_the_readers_language(reader):
    reader.goto("/organizations/new")
    reader.get_by_role("navigation", name="主な画面").get_by_role("link", name="使い方").click()
    expect(reader).to_have_url(re.compile("/help/organizations#register$"))
    expect(reader.get_by_role("heading", name="登録する")).to_be_in_viewport()
    choose_english(reader)
    expect(reader.get_by_role("heading", name="Register one")).to_be_visible()
    reader.get_by_role("link", name="possible duplicates", exact=True).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Possible duplicates")
    reader.get_by_role("link", name="a merger").click()
    expect(reader).to_have_url(re.compile("/help/organizations#merger$"))
