"""The page of an organization in a real browser: the quick log on it, its timeline, its former names, its successor."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_organizations import choose_deed, registered
from tests.browser.test_pages import choose_english, violations

pytestmark = pytest.mark.browser


def test_a_meeting_is_recorded_on_the_page_and_its_effect_follows_what_is_typed(reader):
    address = registered(reader, "株式会社ひとこと")
    box = reader.locator(".quick-box")
    expect(box.locator(".foresight")).to_contain_text("計上する")
    expect(box.locator(".foresight")).to_contain_text("令和3年度")
    box.get_by_label("開催日").fill("R2.5.1")
    expect(box.locator(".foresight")).to_contain_text("令和2年度")
    expect(box.locator(".understood")).to_have_text("令和2年5月1日（金）")
    box.get_by_label("開催日").fill("12/1")
    expect(box.locator(".understood")).to_have_text("令和3年12月1日（水）")
    box.get_by_label("内容を1行で").fill("次年度の日程")
    reader.keyboard.press("Control+Enter")
    expect(reader.locator("main")).to_contain_text("次年度の日程")
    expect(reader).to_have_url(address)
    expect(reader.locator(".timeline-year").filter(has_text="令和3年度")).to_contain_text("計上する協議 1回")


def test_a_quick_line_without_words_comes_back_with_its_error(reader):
    registered(reader, "株式会社むごん")
    box = reader.locator(".quick-box")
    box.get_by_label("開催日").fill("そのうち")
    box.get_by_role("button", name="記録する").click()
    expect(reader.get_by_role("alert")).to_be_focused()
    expect(reader.get_by_label("開催日")).to_have_value("そのうち")
    expect(reader.locator(".pick")).to_have_text("株式会社むごん")
    assert not violations(reader)


def test_the_timeline_is_narrowed_down_and_its_older_years_are_shown_on_demand(reader):
    reader.goto("/organizations/4")
    reader.locator("main").get_by_role("link", name=re.compile("以前の経過")).click()
    expect(reader).to_have_url(re.compile(r"all=1"))
    expect(reader.locator(".timeline .is-agreements a").first).to_have_css("font-weight", "700")
    reader.locator(".chips").get_by_role("link", name=re.compile("^協定")).click()
    expect(reader.locator(".timeline li")).to_have_count(1)
    expect(reader.locator(".chips [aria-current]")).to_contain_text("協定")
    expect(reader.locator(".timeline li")).to_contain_text("この協定から、累計の団体数に数えます。")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_form_with_many_former_names_breaks_no_rule(reader, language):
    address = registered(reader, "株式会社あらため")
    if language == "en":
        choose_english(reader)
    reader.goto(f"{address}/edit")
    for rows in (2, 3):
        reader.locator(".former-names ~ button").click()
        expect(reader.locator(".former-names tbody tr")).to_have_count(rows)
    for width in (390, 1280):
        reader.set_viewport_size({"width": width, "height": 900})
        assert not violations(reader)


def test_former_names_are_added_taken_out_and_saved_by_the_keyboard(reader):
    address = registered(reader, "株式会社うつろい")
    reader.goto(f"{address}/edit")
    reader.get_by_label("旧名称 1", exact=True).fill("うつろい商店")
    reader.get_by_role("button", name="旧名称を追加").press("Enter")
    expect(reader.get_by_label("旧名称 2", exact=True)).to_be_focused()
    expect(reader.get_by_label("旧名称 1", exact=True)).to_have_value("うつろい商店")
    reader.keyboard.type("まちがい")
    reader.locator(".former-names tbody button").last.press("Enter")
    expect(reader.locator(".former-names tbody tr")).to_have_count(1)
    reader.get_by_label("使用した最後の日 1").fill("H31.3.31")
    reader.locator("#name").press("Enter")
    expect(reader.locator(".head-facts").last).to_contain_text("旧 うつろい商店（平成31年3月31日まで）")


def test_the_effect_of_a_merger_is_shown_before_it_is_recorded_and_it_can_be_undone(reader):
    later = registered(reader, "株式会社のちのち")
    registered(reader, "株式会社まえまえ")
    choose_deed(reader, "合併")
    expect(reader.locator("[data-name=organizations] .pick")).to_have_text("株式会社まえまえ")
    reader.get_by_role("button", name="影響を確認").click()
    expect(reader.get_by_role("alert")).to_contain_text("承継する相手方を選んでください。")
    reader.locator("#successor").fill("のちのち")
    expect(reader.get_by_role("option").first).to_contain_text("株式会社のちのち")
    reader.keyboard.press("Enter")
    reader.get_by_label("この日から").fill("R3.4.1")
    reader.get_by_role("button", name="影響を確認").click()
    expect(reader.locator(".effects")).to_contain_text("変わりません")
    assert not violations(reader)
    reader.get_by_role("button", name="記録する", exact=True).click()
    link = reader.locator("#facts + dl").get_by_role("link", name="株式会社のちのち")
    expect(link).to_have_attribute("href", "/organizations/" + later.rpartition("/")[2])
    reader.locator("#facts + dl").get_by_role("button").click()
    expect(link).to_have_count(0)


def test_without_script_a_former_name_and_a_meeting_are_recorded(plain):
    address = registered(plain, "株式会社そぼく")
    plain.goto(f"{address}/edit")
    plain.get_by_role("button", name="旧名称を追加").click()
    expect(plain.locator(".former-names tbody tr")).to_have_count(2)
    plain.get_by_label("旧名称 2", exact=True).fill("そぼく商店")
    plain.get_by_role("button", name="訂正を保存").click()
    expect(plain.locator(".head-facts").last).to_contain_text("旧 そぼく商店")
    plain.get_by_label("内容を1行で").fill("顔合わせ")
    plain.get_by_role("button", name="記録する").click()
    expect(plain.locator("main")).to_contain_text("顔合わせ")
