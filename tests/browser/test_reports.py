"""A department's yearly report in a real browser: its normal way, its commonest mistake, and what is being typed."""

import itertools
import re

import pytest
from playwright.sync_api import Page, expect

from registry.web.throttle import limiter
from tests.browser.conftest import FARMER, logged_in
from tests.browser.test_pages import violations

pytestmark = pytest.mark.browser
NUMBERS = itertools.count(1)


@pytest.fixture
def form(reader, farmer) -> str:
    """The address of the form for a project of the department's own, of which nothing was reported yet."""
    reader.goto("/projects/new")
    name = f"収穫体験{next(NUMBERS)}"
    reader.get_by_label("事業名").fill(name)
    reader.get_by_label("主管課").select_option("農政課")
    reader.get_by_label("開始日").fill("R2.4.1")
    reader.get_by_role("button", name="記録する").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(name)
    return f"{reader.url.partition('://')[2].partition('/')[2]}/reports/2020"


def opened(page: Page, form: str) -> Page:
    page.goto(f"/{form}")
    expect(page.get_by_role("heading", level=1)).to_have_text("令和2年度の実績報告")
    return page


def test_a_report_is_written_and_submitted(farmer, form):
    opened(farmer, form)
    farmer.get_by_label("一部実施した").check()
    farmer.get_by_label("実施の成果").fill("収穫体験を3回開いた。")
    farmer.get_by_label("指標 1").fill("参加者")
    farmer.get_by_label("値 1").fill("１２４")
    farmer.get_by_label("単位 1").fill("人")
    farmer.get_by_role("button", name="指標を追加").click()
    expect(farmer.get_by_label("指標 2")).to_be_focused()
    farmer.get_by_role("button", name=re.compile("外す.*指標 2")).click()
    expect(farmer.get_by_label("指標 2")).to_have_count(0)
    expect(farmer.get_by_label("指標 1")).to_be_focused()
    farmer.get_by_label("経費").fill("120千円")
    assert not violations(farmer)
    farmer.get_by_role("button", name="提出する").click()
    expect(farmer.get_by_role("heading", level=1)).to_have_text("令和2年度の実績報告")
    expect(farmer.get_by_role("status").first).to_have_text("報告を提出しました。")
    assert not violations(farmer)
    row = farmer.get_by_role("row").filter(has=farmer.locator(f'a[href="/{form}"]')).first
    expect(row).to_contain_text("提出済み")
    expect(row).to_contain_text("収穫体験を3回開いた。")
    row.get_by_role("link").first.click()
    expect(farmer.get_by_role("table")).to_contain_text("参加者: 124 人")
    expect(farmer.get_by_role("table")).to_contain_text("120,000円")
    assert not violations(farmer)


def test_submitting_without_saying_whether_it_was_done_keeps_what_was_typed(farmer, form):
    opened(farmer, form)
    farmer.get_by_label("実施の成果").fill("収穫体験を3回開いた。")
    farmer.get_by_role("button", name="提出する").click()
    summary = farmer.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_text(["実施状況: 実施状況を選んでください。"])
    expect(farmer.get_by_label("実施の成果")).to_have_value("収穫体験を3回開いた。")
    assert not violations(farmer)
    farmer.get_by_label("実施した", exact=True).check()
    farmer.get_by_role("button", name="提出する").click()
    expect(farmer.get_by_role("status").first).to_have_text("報告を提出しました。")


def test_what_is_typed_is_there_on_another_machine_and_goes_when_it_is_saved(browser, address, farmer, form):
    opened(farmer, form)
    farmer.get_by_label("実施の成果").fill("途中まで")
    expect(farmer.locator("[data-draft-state]")).to_contain_text("12:00", timeout=10_000)
    farmer.reload()
    expect(farmer.get_by_label("実施の成果")).to_have_value("途中まで")
    limiter.reset()
    context = browser.new_context(base_url=address, locale="ja-JP")
    elsewhere = opened(logged_in(context.new_page(), FARMER), form)
    expect(elsewhere.get_by_text("保存していなかった入力を戻しました。")).to_be_visible()
    expect(elsewhere.get_by_label("実施の成果")).to_have_value("途中まで")
    elsewhere.get_by_role("button", name="下書きを保存").last.click()
    expect(elsewhere.get_by_role("status").first).to_have_text("報告の下書きを保存しました。")
    expect(elsewhere.get_by_text("保存していなかった入力を戻しました。")).to_have_count(0)
    expect(elsewhere.get_by_label("実施の成果")).to_have_value("途中まで")
    context.close()


def test_what_was_typed_is_discarded_by_its_button(farmer, form):
    opened(farmer, form)
    farmer.get_by_label("実施の成果").fill("いらない")
    expect(farmer.locator("[data-draft-state]")).to_contain_text("12:00", timeout=10_000)
    farmer.reload()
    farmer.get_by_role("button", name="下書きを破棄").click()
    expect(farmer.get_by_label("実施の成果")).to_have_value("")
