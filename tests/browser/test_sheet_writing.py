"""The evaluation sheet in a real browser: begun, written with an offered sentence, saved; and a figure that is none."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Page, expect

from registry.commands.users import add_user
from registry.database import writing
from registry.domain.deed import Deed
from registry.domain.vocabulary import Role
from tests.browser.conftest import NAME, Served, logged_in, serving, watched
from tests.browser.test_pages import violations
from tests.web.conftest import NOW, PASSWORD

pytestmark = pytest.mark.browser
CHIEF = "課長 一郎"
ACTUAL = "①手段(主な活動) 3年度実績(3年度に行った主な活動)(DO)"
COST = "(A) 事業費計 3年度 実績"


@pytest.fixture
def served(sqlite_files, tmp_path) -> Iterator[Served]:
    """A demonstration of its own: the sheets that are begun here stand in nobody else's way."""
    with serving(sqlite_files, tmp_path) as served:
        with served.app.app_context(), writing():
            add_user(Deed("test", NOW), name=CHIEF, role=Role.CHIEF, password=PASSWORD)
        yield served


@pytest.fixture
def address(served) -> str:
    return served.address


def begin(page: Page) -> None:
    page.goto("/sheets/2021")
    page.get_by_role("link", name="評価シートを作成").click()
    page.get_by_role("button", name="シートを作成").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("令和3年度: DO")
    expect(page.get_by_role("status").first).to_have_text("令和3年度のシートを作成しました。")


def test_a_year_is_begun_written_and_saved(reader):
    begin(reader)
    actual = reader.get_by_role("textbox", name=ACTUAL)
    actual.fill("")
    offer = reader.locator(".offer").filter(has_text="令和3年度までに、44件(50団体:28企業").first
    offer.get_by_role("button").click()
    expect(actual).to_be_focused()
    expect(offer).to_be_hidden()
    reader.keyboard.type("新たな協議も始めた。")
    assert not violations(reader)
    reader.get_by_role("button", name="保存して「指標と費用」へ").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("令和3年度: 指標と費用")
    reader.get_by_label(COST).fill("１，２３４")
    reader.get_by_label("(B) 人件費計 3年度 実績").fill("6,000")
    assert not violations(reader)
    reader.keyboard.press("Control+Enter")
    expect(reader.get_by_role("status").first).to_have_text("シートを保存しました。")
    expect(reader.locator('[id="costs.total.actual.2021"]')).to_contain_text("7,234")
    cell = reader.locator('[id="do.actual"]')
    expect(cell).to_contain_text("5団体)との地域社会発展のための包括的連携協定を締結した。新たな協議も始めた。")
    expect(cell).not_to_contain_text("2年度の文のまま")
    expect(reader.locator('[id="do.next_plan"]')).to_contain_text("2年度の文のまま")
    assert not violations(reader)


def test_a_figure_that_is_none_takes_the_focus_to_its_cell_and_keeps_what_was_typed(reader):
    reader.goto("/sheets/2020/edit/figures")
    reader.get_by_label("(A) 事業費計 2年度 実績").fill("百円ほど")
    reader.get_by_role("button", name="保存する").last.click()
    summary = reader.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name="(A) 事業費計 2年度 実績: 数値ではありません。").click()
    field = reader.get_by_label("(A) 事業費計 2年度 実績")
    expect(field).to_be_focused()
    expect(field).to_have_value("百円ほど")
    assert not violations(reader)
    field.fill("116")
    reader.get_by_role("button", name="保存する").last.click()
    expect(reader.get_by_role("status").first).to_have_text("シートを保存しました。")


def test_a_finding_beside_the_part_leads_to_its_field(reader):
    reader.goto("/sheets/2020/edit/do")
    reader.locator(".findings").get_by_role("link", name="*③成果指標設定の理由と3年度目標値設定の根拠").click()
    expect(reader.locator('[id="do.rationale"]')).to_be_focused()


def test_two_who_write_the_same_part_are_told_of_each_other(browser, address, reader):
    reader.goto("/sheets/2020/edit/summary")
    with ExitStack() as browsers:
        chief = logged_in(browsers.enter_context(watched(browser, address)), CHIEF)
        chief.goto("/sheets/2020/edit/summary")
        chief.locator("textarea").fill("課長の総括")
        expect(chief.locator("[data-draft-state]")).to_contain_text("12:00", timeout=10_000)
        reader.locator("textarea").fill("係の総括")
        expect(reader.locator("[data-colleagues]")).to_have_text(f"{CHIEF}さんも入力中です。", timeout=10_000)
        chief.get_by_role("button", name="保存する").last.click()
        expect(chief.get_by_role("status").first).to_have_text("シートを保存しました。")
    reader.get_by_role("button", name="保存する").last.click()
    conflict = reader.get_by_role("alert")
    expect(conflict).to_be_focused()
    expect(conflict).to_contain_text("課長の総括")
    expect(reader.locator("textarea")).to_have_value("係の総括")
    assert not violations(reader)
    reader.get_by_role("button", name="保存する").last.click()
    expect(reader.locator('[id="summary"]')).to_contain_text("係の総括")


def test_a_sentence_is_added_and_a_text_confirmed_without_script(browser, address, reader):
    begin(reader)
    with watched(browser, address, java_script_enabled=False) as plain:
        logged_in(plain, NAME)
        plain.goto("/sheets/2021/edit/check")
        plain.get_by_role("textbox", name="① 3年度目標達成度評価").fill("")
        plain.locator(".offer").get_by_role("button").first.click()
        expect(plain.get_by_role("textbox", name="① 3年度目標達成度評価")).to_have_value(
            "令和3年度は新たに1件の連携協定を締結した。"
        )
        plain.get_by_label("このまま使う: ③成果の向上余地").check()
        plain.get_by_role("button", name="保存する").last.click()
        expect(plain.locator('[id="check.3.reason"]')).not_to_contain_text("2年度の文のまま")
        expect(plain.locator('[id="check.4.reason"]')).to_contain_text("2年度の文のまま")
