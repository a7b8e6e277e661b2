"""The deeds on joint projects in a real browser: each one's normal way, and its commonest mistake."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import violations

pytestmark = pytest.mark.browser


def record(reader: Page, name: str, *, state: str = "実施中", first: str = "R3.10.1") -> None:
    """A project in the running year, under an agreement that is chosen by a part of its title."""
    reader.goto("/projects/new")
    reader.get_by_label("事業名").fill(name)
    agreements = reader.get_by_role("combobox", name="協定")
    agreements.press_sequentially("健康都市")
    reader.locator(".options-list li").first.click()
    reader.get_by_label("開始日").fill(first)
    reader.get_by_label(state, exact=True).check()
    reader.get_by_label("主管課").select_option("農政課")
    reader.get_by_role("button", name="記録する").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(name)


def tag(reader: Page):
    return reader.locator(".head .tag")


def test_a_project_is_recorded_with_an_agreement_chosen_by_typing(reader):
    record(reader, "市民農園の共同運営")
    expect(reader.get_by_role("status").first).to_contain_text("連携事業を記録しました。")
    expect(reader.locator(".side")).to_contain_text("健康都市")
    expect(reader.locator(".side")).to_contain_text("令和3年度")
    assert not violations(reader)


def test_a_project_without_its_lead_department_keeps_what_was_typed(reader):
    reader.goto("/projects/new")
    reader.get_by_label("事業名").fill("市民農園")
    reader.get_by_label("開始日").fill("令和3年2月29日")
    reader.get_by_role("button", name="記録する").click()
    summary = reader.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_text(
        ["主管課: 主管課を選んでください。", "開始日: 令和3年2月29日という日はありません。"]
    )
    expect(reader.get_by_label("事業名")).to_have_value("市民農園")
    assert not violations(reader)
    summary.get_by_role("link", name="主管課").click()
    expect(reader.get_by_label("主管課")).to_be_focused()


def test_an_agreement_that_is_typed_wrong_is_offered_as_candidates_without_script(browser, address, reader):
    cookies = reader.context.cookies()
    context = browser.new_context(base_url=address, java_script_enabled=False, locale="ja-JP")
    context.add_cookies(cookies)
    page = context.new_page()
    page.goto("/projects/new")
    page.get_by_label("事業名").fill("見守り巡回")
    page.get_by_label("開始日").fill("R3.10.1")
    page.get_by_label("主管課").select_option("福祉課")
    page.locator("#agreements").fill("健康都市")
    page.get_by_role("button", name="記録する").click()
    expect(page.get_by_role("alert")).to_contain_text("「健康都市」は登録されていません。候補から選んでください。")
    page.get_by_role("group", name="候補").get_by_role("checkbox").first.check()
    page.locator("#agreements").fill("")
    page.get_by_role("button", name="記録する").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("見守り巡回")
    expect(page.locator(".side")).to_contain_text("健康都市")
    context.close()


def test_a_project_is_completed_on_a_day_and_not_before_it_began(reader):
    record(reader, "出前講座")
    reader.get_by_role("link", name="完了する").click()
    day = reader.get_by_label("完了日")
    expect(day).to_have_value("令和3年12月20日")
    day.fill("R3.9.30")
    reader.get_by_role("button", name="完了する").click()
    expect(reader.get_by_role("alert")).to_be_focused()
    expect(reader.locator("#ended_on-error")).to_contain_text("令和3年10月1日")
    assert not violations(reader)
    day.fill("昨日")
    reader.get_by_role("button", name="完了する").click()
    expect(tag(reader)).to_have_text("完了")
    expect(reader.locator(".head-facts")).to_contain_text("令和3年10月1日～令和3年12月19日")


def test_a_project_rests_and_goes_on_by_two_clicks(reader):
    record(reader, "朝市")
    reader.get_by_text("その他の操作").click()
    reader.get_by_role("button", name="休止する").click()
    expect(tag(reader)).to_have_text("休止")
    reader.get_by_role("button", name="再開する").click()
    expect(tag(reader)).to_have_text("実施中")
    expect(reader.locator(".history > li")).to_have_count(3)


def test_a_proposal_begins_on_a_day(reader):
    record(reader, "芸術祭", state="提案")
    expect(reader.locator(".side")).to_contain_text("提案の段階のため、どの年度にも計上しません。")
    reader.get_by_role("link", name="開始する").click()
    expect(reader.get_by_label("開始日")).to_have_value("令和3年10月1日")
    reader.get_by_role("button", name="開始する").click()
    expect(tag(reader)).to_have_text("実施中")


def test_a_cancellation_shows_what_it_does_to_the_counts_and_asks_how_far_it_had_come(reader):
    record(reader, "共同仕入れ")
    reader.get_by_text("その他の操作").click()
    reader.get_by_role("link", name="連携事業を中止").click()
    side = reader.locator(".side")
    expect(side).to_contain_text("本日で中止した場合")
    expect(side).to_contain_text("始まる前に取りやめた場合")
    assert not violations(reader)
    reader.get_by_role("textbox", name="中止日").fill("")
    reader.get_by_role("button", name="連携事業を中止").click()
    expect(reader.get_by_role("alert")).to_contain_text("いつまで実施したか、中止日を入力してください。")
    reader.get_by_label("始まる前に取りやめた").check()
    reader.get_by_role("button", name="連携事業を中止").click()
    expect(tag(reader)).to_have_text("中止")
    expect(side).to_contain_text("始まる前に取りやめたため、どの年度にも計上しません。")


def test_a_deletion_is_asked_about_and_taken_back(reader):
    record(reader, "誤って記録した事業")
    reader.get_by_text("その他の操作").click()
    reader.get_by_role("link", name="削除する").click()
    expect(reader.locator(".side")).to_contain_text("削除すると変わる数")
    assert not violations(reader)
    reader.get_by_role("button", name="削除する").click()
    expect(reader.locator("main")).to_contain_text("この連携事業は削除されています。")
    assert not violations(reader)
    reader.get_by_role("button", name="復元する").click()
    expect(reader.locator("main")).not_to_contain_text("削除されています")


def test_the_second_of_two_editors_gets_both_versions(reader):
    record(reader, "合同防災訓練")
    reader.get_by_role("link", name="訂正").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("連携事業を訂正")
    other = reader.context.new_page()
    other.goto(reader.url)
    other.get_by_label("概要").fill("年一回、河川敷で行う")
    other.get_by_role("button", name="訂正を保存する").click()
    expect(other.get_by_role("heading", level=1)).to_have_text("合同防災訓練")
    other.close()
    reader.get_by_label("概要").fill("年二回")
    with reader.expect_response(re.compile("/edit$")) as answer:
        reader.get_by_role("button", name="訂正を保存する").click()
    assert answer.value.status == 409
    expect(reader.get_by_role("alert")).to_contain_text("年一回、河川敷で行う")
    expect(reader.get_by_label("概要")).to_have_value("年二回")
    reader.get_by_role("button", name="訂正を保存する").click()
    expect(reader.locator("main")).to_contain_text("年二回")


def test_the_list_is_narrowed_down_by_typing_a_part_of_an_agreement(reader):
    reader.goto("/projects")
    reader.locator("summary.chip", has_text="協定").last.click()
    reader.get_by_label("協定", exact=True).fill("特産品")
    reader.get_by_role("button", name="適用").click()
    expect(reader.locator(".chip.is-on")).to_contain_text("特産品")
    expect(reader.locator("tbody tr")).to_have_count(1)
    reader.get_by_role("link", name="主管課").click()
    expect(reader.get_by_role("columnheader", name="主管課")).to_have_attribute("aria-sort", "ascending")
