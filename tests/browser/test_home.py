"""The home page in a real browser: its lines, months and bars lead to what they stand for, on a screen and on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def part(page: Page, title: str):
    return page.locator("section").filter(has=page.get_by_role("heading", name=title, exact=True))


def test_a_line_of_what_is_to_do_leads_to_where_it_is_settled(reader):
    todo = part(reader, "やること")
    expect(todo.get_by_role("row").filter(has_text="満了")).to_contain_text("81日超過")
    todo.get_by_role("link", name=re.compile("災害への備え")).click()
    expect(reader.get_by_role("heading", level=1)).to_contain_text("災害への備えに関する包括連携協定")
    reader.go_back()
    todo.get_by_role("link", name=re.compile("ものづくり教育")).click()
    expect(reader.get_by_text("動きのない期間").first).to_be_visible()
    expect(reader.locator("main tbody tr").filter(has_text="ものづくり教育")).to_be_visible()


def test_all_that_has_a_day_is_one_step_away(reader):
    part(reader, "やること").get_by_role("link", name="すべて見る").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("期限一覧")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_month_leads_to_its_meetings_at_both_widths(reader, width):
    reader.set_viewport_size({"width": width, "height": 900})
    charts = part(reader, "協議回数の進み").locator("svg:visible")
    expect(charts).to_have_count(1)
    charts.get_by_role("link", name="2月 7回").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("協議")
    expect(reader.locator("main tbody tr")).to_have_count(7)


def test_the_charts_can_be_walked_with_the_keyboard(reader):
    first = part(reader, "協議回数の進み").locator("svg:visible").get_by_role("link", name="4月 1回")
    first.focus()
    expect(first).to_have_css("outline-style", "solid")
    reader.keyboard.press("Tab")
    expect(part(reader, "協議回数の進み").locator("svg:visible").get_by_role("link", name="5月 0回")).to_be_focused()
    reader.keyboard.press("Shift+Tab")
    reader.keyboard.press("Enter")
    expect(reader.locator("main tbody tr")).to_have_count(1)


def test_a_bar_of_the_projects_has_its_records_behind_its_number(reader):
    part(reader, "状態ごとの連携事業").get_by_role("row", name=re.compile("実施中")).get_by_role("link").click()
    expect(reader.locator(".huge")).to_have_text("3")


def test_the_months_stand_in_a_table_too(reader):
    part(reader, "協議回数の進み").get_by_role("link", name="表で見る").click()
    table = reader.get_by_role("table", name="令和2年度の月別の協議回数")
    expect(table.get_by_role("row")).to_have_count(13)
    expect(table).to_be_in_viewport()


def test_paper_has_what_is_to_do_and_one_drawing_of_each_chart(reader):
    reader.emulate_media(media="print")
    expect(part(reader, "やること").get_by_role("table")).to_be_visible()
    expect(reader.locator("svg.chart:visible")).to_have_count(2)
    expect(part(reader, "やること").get_by_role("link", name="すべて見る")).to_be_hidden()
