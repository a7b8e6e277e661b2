"""Organizations in a real browser: their list and page, each deed in its normal way and with its commonest mistake."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NAME, logged_in
from tests.browser.test_pages import WIDTHS, choose_english, scrolls_sideways, violations

pytestmark = pytest.mark.browser

PAGES = (
    "/organizations",
    "/organizations?kind=company&silent=12&q=青",
    "/organizations?q=どこにもない",
    "/organizations/2",
    "/organizations/new",
    "/organizations/2/edit",
    "/organizations/2/rename",
    "/organizations/2/succeed",
    "/organizations/2/delete",
    "/organizations/2/contacts/new",
    "/search?q=大学",
    "/search?q=どこにもない",
    "/views",
    "/views/organizations/new?query=kind%3Dcompany",
)


def registered(page: Page, name: str) -> str:
    """The address of a body that was registered just now."""
    page.goto("/organizations/new")
    page.get_by_label("名称").fill(name)
    page.get_by_role("button", name="登録する").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    return page.url


def choose_deed(page: Page, name: str) -> None:
    page.locator(".act-menu summary").click()
    page.locator(".act-menu").get_by_role("link", name=name).click()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_pages_break_no_rule_of_accessibility_and_scroll_no_way_aside(reader, language):
    if language == "en":
        choose_english(reader)
    faults = []
    for address in PAGES:
        reader.set_viewport_size({"width": 1280, "height": 900})
        reader.goto(address)
        faults += [(address, 1280, violations(reader))] if violations(reader) else []
        for width in WIDTHS:
            reader.set_viewport_size({"width": width, "height": 900})
            faults += [(address, width, "sideways")] if scrolls_sideways(reader) else []
        reader.set_viewport_size({"width": 390, "height": 900})
        faults += [(address, 390, violations(reader))] if violations(reader) else []
    assert not faults


def test_a_body_with_a_name_of_sixty_characters_fits_everywhere(reader):
    long = (
        "地域の見守りと買い物支援に関する地域防災まちづくりネットワーク推進協議会連絡調整連絡会あおば支部"
        + "あおば" * 5
    )
    long = (
        "特定非営利活動法人地域の見守りと買い物支援に関する地域防災まちづくりネットワーク推進協議会"
        "連絡調整センター連絡会あおば支部"
    )
    assert len(long) >= 60
    address = registered(reader, long)
    for where in (address, "/organizations?q=特定非営利活動法人地域", f"{address}/succeed", f"/search?q={long}"):
        for width in WIDTHS:
            reader.set_viewport_size({"width": width, "height": 900})
            reader.goto(where)
            expect(reader.get_by_text(long).first).to_be_visible()
            assert not scrolls_sideways(reader), (where, width)


def test_a_body_is_registered_and_one_without_a_name_is_not(reader):
    reader.goto("/organizations")
    reader.get_by_role("link", name="相手方を登録").click()
    reader.get_by_role("button", name="登録する").click()
    summary = reader.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="名称").click()
    reader.keyboard.type("株式会社さざなみ")
    reader.get_by_label("企業", exact=True).check()
    reader.get_by_label("ふりがな").fill("さざなみ")
    reader.keyboard.press("Control+Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text("株式会社さざなみ")
    expect(reader.get_by_role("status").first).to_contain_text("相手方を登録しました。")


def test_of_two_who_correct_one_record_the_second_sees_both_versions(reader, browser, address):
    place = registered(reader, "株式会社ふたり") + "/edit"
    context = browser.new_context(base_url=address, locale="ja-JP")
    other = logged_in(context.new_page(), NAME)
    other.goto(place)
    reader.goto(place)
    reader.get_by_label("所在地").fill("本町1番")
    reader.get_by_role("button", name="訂正を保存").click()
    expect(reader.get_by_role("status").first).to_contain_text("訂正を保存しました。")
    other.get_by_label("所在地").fill("栄町2番")
    other.get_by_role("button", name="訂正を保存").click()
    told = other.get_by_role("alert")
    expect(told).to_be_focused()
    expect(told.get_by_role("row", name="所在地")).to_have_text(re.compile("本町1番.*栄町2番", re.DOTALL))
    expect(other.get_by_label("所在地")).to_have_value("栄町2番")
    assert not violations(other)
    other.get_by_role("button", name="訂正を保存").click()
    expect(other.locator("#facts + dl")).to_contain_text("栄町2番")
    context.close()


def test_a_body_is_renamed_and_found_under_both_names(reader):
    registered(reader, "青梅商事株式会社")
    choose_deed(reader, "名称変更")
    reader.get_by_label("新しい名称").fill("株式会社オウメ")
    reader.get_by_role("button", name="名称変更を記録する").click()
    expect(reader.get_by_role("alert")).to_contain_text("新しい名称になる日を入力してください。")
    reader.get_by_label("この日から").fill("R3.10.1")
    reader.keyboard.press("Control+Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text("株式会社オウメ")
    reader.goto("/organizations?q=青梅商事㈱")
    expect(reader.get_by_role("link", name="株式会社オウメ")).to_be_visible()


def test_a_new_successor_is_named_by_the_keyboard_alone(reader):
    address = registered(reader, "株式会社つばき")
    reader.goto(f"{address}/succeed")
    field, picks = reader.locator("#successor"), reader.locator("[data-name=successor] .pick")
    field.focus()
    reader.keyboard.type("あおばのだい")
    expect(reader.get_by_role("option").first).to_contain_text("青葉野大学")
    reader.keyboard.press("Enter")
    expect(picks).to_have_text("国立大学法人青葉野大学")
    reader.keyboard.press("Backspace")
    expect(picks).to_have_count(0)
    reader.keyboard.type("株式会社さざんか")
    expect(reader.get_by_role("option")).to_have_count(1)
    reader.keyboard.press("Enter")
    reader.keyboard.press("Control+Enter")
    expect(reader.get_by_role("alert")).to_contain_text("日を入力してください")
    expect(picks).to_have_text("株式会社さざんか")
    reader.get_by_label("この日から").fill("令和3年4月1日")
    reader.keyboard.press("Control+Enter")
    expect(reader.get_by_role("status").first).to_be_visible()
    reader.locator("#facts + dl dd a").last.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("株式会社さざんか")
    expect(reader.locator(".head-facts").first).to_contain_text("補完が必要")


def test_a_contact_needs_a_name_or_a_post(reader):
    address = registered(reader, "株式会社れんらく")
    reader.goto(f"{address}/contacts/new")
    reader.get_by_role("button", name="追加").click()
    expect(reader.get_by_role("alert")).to_be_focused()
    reader.get_by_label("氏名").fill("佐伯 由里子")
    reader.get_by_label("メールアドレス").fill("saeki@aobano.example")
    reader.keyboard.press("Control+Enter")
    expect(reader.get_by_role("link", name="saeki@aobano.example")).to_be_visible()


def test_a_body_with_agreements_is_not_deleted_and_another_one_is_and_comes_back(reader):
    reader.goto("/organizations/2/delete")
    expect(reader.get_by_role("alert")).to_be_visible()
    registered(reader, "株式会社まちがい")
    choose_deed(reader, "削除する")
    reader.get_by_role("button", name="削除する").click()
    expect(reader.get_by_text("この相手方は削除されています。")).to_be_visible()
    assert not violations(reader)
    reader.get_by_role("button", name="復元する").click()
    expect(reader.get_by_text("この相手方は削除されています。")).to_have_count(0)


def test_the_search_is_reached_by_its_key_and_finds_every_kind(reader):
    reader.goto("/organizations/2")
    reader.keyboard.press("/")
    expect(reader.locator("#search-all")).to_be_focused()
    reader.keyboard.type("ﾀﾞｲｶﾞｸ")
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text("検索")
    expect(reader.get_by_role("heading", level=2, name="相手方")).to_be_visible()


def test_conditions_are_set_by_the_keyboard_kept_under_a_name_and_taken_off(reader):
    reader.goto("/organizations")
    menu = reader.locator(".chip-menu summary").first
    menu.focus()
    reader.keyboard.press("Enter")
    reader.keyboard.press("Escape")
    expect(menu).to_be_focused()
    reader.keyboard.press("Enter")
    reader.keyboard.press("Tab")
    reader.keyboard.press("Enter")
    chip = reader.locator(".chip.is-on")
    expect(chip).to_contain_text("企業")
    reader.get_by_role("link", name="この条件を保存").click()
    reader.get_by_role("button", name="保存").click()
    expect(reader.get_by_role("alert")).to_be_focused()
    reader.get_by_label("条件の名前").fill("企業だけ")
    reader.keyboard.press("Control+Enter")
    expect(reader.get_by_role("link", name="企業だけ")).to_have_attribute("aria-current", "page")
    reader.locator(".chip.is-on").click()
    expect(reader.locator(".chip.is-on")).to_have_count(0)
    reader.goto("/views")
    reader.get_by_role("button", name="削除").first.click()
    expect(reader.get_by_text("企業だけ")).to_have_count(0)


def test_without_script_a_body_is_registered_and_corrected(plain):
    registered(plain, "株式会社すっぴん")
    plain.get_by_role("link", name="訂正", exact=True).first.click()
    plain.get_by_label("対象開始日").fill("2月30日")
    plain.get_by_role("button", name="訂正を保存").click()
    expect(plain.get_by_label("対象開始日")).to_have_value("2月30日")
    plain.get_by_label("対象開始日").fill("Ｒ３．４．１")
    plain.get_by_role("button", name="訂正を保存").click()
    expect(plain.locator("#facts + dl")).to_contain_text("令和3年4月1日から")


def test_without_script_a_successor_is_typed_and_chosen_among_candidates(plain):
    address = registered(plain, "株式会社えらぶ")
    plain.goto(f"{address}/succeed")
    plain.get_by_label("承継する相手方").fill("青葉野大")
    plain.get_by_label("この日から").fill("R3.4.1")
    plain.get_by_role("button", name="記録する", exact=True).click()
    expect(plain.get_by_role("alert")).to_contain_text("「青葉野大」は登録されていません。")
    plain.get_by_label("国立大学法人青葉野大学").check()
    plain.get_by_label("承継する相手方").fill("")
    plain.get_by_role("button", name="記録する", exact=True).click()
    plain.locator("#facts + dl dd a").last.click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("国立大学法人青葉野大学")
