"""Possible duplicates in a real browser: comparing, merging, undoing, keeping apart, and what cannot be merged."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import WIDTHS, choose_english, scrolls_sideways, violations

pytestmark = pytest.mark.browser

KITA_NUMBER, MINAMI_NUMBER = "9000000000000", "8000000000001"


def register(reader: Page, name: str, number: str = "") -> None:
    reader.goto("/organizations/new")
    reader.get_by_label("名称").fill(name)
    reader.get_by_label("法人番号").fill(number)
    reader.get_by_role("button", name="登録する").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(name)


def compare(reader: Page, name: str, tab: str = "確認待ち") -> None:
    reader.goto("/duplicates")
    reader.get_by_role("navigation", name="状態").get_by_role("link", name=tab).click()
    reader.get_by_role("link", name=name).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("同じ団体かどうかの確認")


def test_two_records_of_one_body_are_merged_and_the_merger_is_undone(reader):
    register(reader, "株式会社きたかぜ")
    register(reader, "㈱きたかぜ")
    compare(reader, "株式会社きたかぜ")
    expect(reader.get_by_role("row", name="名称 異なる")).to_contain_text("㈱きたかぜ")
    expect(reader.get_by_role("heading", name="変わる数")).to_be_visible()
    reader.get_by_label("株式会社きたかぜ", exact=True).check()
    reader.get_by_role("button", name="名寄せする").click()
    expect(reader.get_by_role("status")).to_contain_text("2件の記録を名寄せしました。")
    compare(reader, "株式会社きたかぜ", "名寄せ済み")
    reader.get_by_role("button", name="名寄せを取り消す").click()
    expect(reader.get_by_role("status")).to_contain_text("元の2件に戻っています。")
    reader.get_by_role("button", name="別の団体として扱う").click()
    expect(reader.get_by_role("status")).to_contain_text("別の団体として扱います。")
    compare(reader, "株式会社きたかぜ", "別の団体")
    expect(reader.get_by_role("button", name="確認待ちに戻す")).to_be_visible()


def test_who_forgets_to_say_which_one_stays_is_led_to_the_question(reader):
    register(reader, "株式会社にしかぜ")
    register(reader, "㈱にしかぜ")
    compare(reader, "株式会社にしかぜ")
    reader.get_by_role("button", name="名寄せする").click()
    summary = reader.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link").click()
    expect(reader.get_by_role("group", name="残す記録")).to_be_focused()
    assert not violations(reader)
    reader.get_by_role("button", name="別の団体として扱う").click()


def test_two_corporate_numbers_are_explained_and_offer_no_merger(reader):
    """The commonest mistake: two companies of one name, each with a number of its own."""
    register(reader, "株式会社みなみかぜ", KITA_NUMBER)
    one = int(re.search(r"\d+$", reader.url)[0])
    register(reader, "㈱みなみかぜ", MINAMI_NUMBER)
    reader.goto(f"/duplicates/{one}/{one + 1}")
    expect(reader.get_by_text("法人番号が異なるため、同じ団体ではありません。")).to_be_visible()
    expect(reader.get_by_role("button", name="名寄せする")).to_have_count(0)
    reader.get_by_role("button", name="別の団体として扱う").click()
    expect(reader.get_by_role("status")).to_contain_text("別の団体として扱います。")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_pages_are_usable_by_everybody_at_every_width(reader, language):
    register(reader, f"株式会社ひがしかぜ{language}" + "長い名称の団体" * 6)
    register(reader, f"㈱ひがしかぜ{language}" + "長い名称の団体" * 6)
    reader.goto("/duplicates")
    if language == "en":
        choose_english(reader)
    reader.get_by_role("link", name=f"株式会社ひがしかぜ{language}").click()
    addresses = (reader.url, "/duplicates", "/duplicates?state=merged")
    for width in WIDTHS:
        reader.set_viewport_size({"width": width, "height": 900})
        for address in addresses:
            reader.goto(address)
            assert not scrolls_sideways(reader), (address, width)
            assert not violations(reader)
