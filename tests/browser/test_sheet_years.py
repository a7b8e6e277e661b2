"""From the sheet to its annex, to ten years of its indicators, and to another year beside it."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_the_annex_is_saved_from_the_sheet(reader):
    reader.goto("/sheets/2020")
    for link, form in (("根拠資料", "pdf"), ("根拠資料（Excel）", "xlsx")):
        with reader.expect_download() as saved:
            reader.get_by_role("link", name=link, exact=True).click()
        assert saved.value.suggested_filename == f"根拠資料 令和2年度 産学官連携推進事業.{form}"


def test_ten_years_lead_to_the_records_and_to_the_cell_that_says_so(reader):
    reader.goto("/sheets/2020")
    reader.get_by_role("link", name="10年の推移").click()
    part = reader.locator('[id="indicators.outcome.ア"]')
    expect(part).to_contain_text("達成率は89.1%です")
    row = part.get_by_role("row").filter(has=reader.get_by_role("rowheader", name="3年度", exact=True))
    row.get_by_role("link", name="55").click()
    expect(reader.locator('[id="indicators.outcome.ア.target.2021"]')).to_have_css(
        "background-color", "rgb(255, 246, 207)"
    )
    reader.go_back()
    part.get_by_role("group").first.get_by_role("link", name="平成29年度").click()
    expect(reader.locator(".huge")).to_have_text("43")


def test_another_year_is_chosen_and_everything_shown(reader):
    reader.goto("/sheets/2020/years")
    reader.get_by_role("link", name="2つの年度を比べる").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("平成31年度と令和2年度の比較")
    expect(reader.get_by_role("rowheader", name="統合された団体")).to_have_count(0)
    reader.get_by_role("link", name="すべて表示").click()
    expect(reader.get_by_role("rowheader", name="統合された団体")).to_have_count(1)
    reader.get_by_role("link", name="30年度", exact=True).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("平成30年度と令和2年度の比較")
