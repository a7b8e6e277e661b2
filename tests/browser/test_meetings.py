"""Meetings in a real browser: each deed in its normal way and with its commonest mistake, with and without script."""

import csv
import io
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import WIDTHS, choose_english, scrolls_sideways, violations

pytestmark = pytest.mark.browser

PARTNER = "青葉野信用金庫"


def recorded(reader: Page, subject: str, day: str = "12/3", *, status: str = "実施") -> str:
    """A meeting of one's own, by the form in full; its address."""
    reader.goto("/meetings/new")
    reader.get_by_role("combobox", name="相手方").press_sequentially("あおばのしんよう")
    reader.get_by_role("option", name=PARTNER).click()
    reader.get_by_label("開催日").fill(day)
    reader.get_by_label(status, exact=True).check()
    reader.get_by_label("件名").fill(subject)
    reader.get_by_role("button", name="記録する").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(subject)
    return reader.url


def deed(reader: Page, name: str) -> None:
    reader.get_by_role("main").get_by_role("link", name=name, exact=True).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(name)


def test_a_meeting_is_planned_and_its_result_is_entered(reader):
    recorded(reader, "融資の説明会", "R4.2.1", status="予定")
    expect(reader.get_by_text("予定のため、実施を記録するまで計上しません。")).to_be_visible()
    deed(reader, "結果を入力")
    reader.get_by_label("内容").fill("次回は4月")
    reader.get_by_role("button", name="実施を記録する").click()
    summary = reader.get_by_role("alert")
    expect(summary).to_contain_text("開催日が今日より先です。実施した後で記録してください。")
    expect(summary).to_be_focused()
    reader.get_by_label("開催日").fill("12/10")
    reader.get_by_label("内容").press("Control+Enter")
    expect(reader.get_by_role("status").first).to_have_text("実施を記録しました。")
    expect(reader.get_by_text("実施済みで、相手方が参加し、計上する種類の協議です。")).to_be_visible()
    expect(reader.get_by_text("次回は4月", exact=True)).to_be_visible()


def test_a_meeting_is_cancelled_with_a_reason_and_moved_to_another_day(reader):
    recorded(reader, "取りやめた会", "R4.2.2", status="予定")
    deed(reader, "中止にする")
    reader.get_by_role("button", name="中止にする").click()
    expect(reader.get_by_role("alert")).to_contain_text("中止の理由: 理由を入力してください。")
    reader.get_by_label("中止の理由").fill("先方の都合")
    reader.get_by_role("button", name="中止にする").click()
    expect(reader.get_by_text("理由：先方の都合")).to_be_visible()
    deed(reader, "日を変更")
    reader.get_by_label("新しい開催日").fill("2/30")
    reader.get_by_role("button", name="変更する").click()
    expect(reader.get_by_role("alert")).to_contain_text("新しい開催日")
    reader.get_by_label("新しい開催日").fill("R4.3.1")
    reader.get_by_role("button", name="変更する").click()
    expect(reader.get_by_role("status").first).to_have_text("開催日を変更しました。")
    expect(reader.locator(".head-facts")).to_contain_text("令和4年3月1日（火）")


def test_a_correction_against_the_type_asks_for_its_reason(reader):
    recorded(reader, "式典の打合せ")
    reader.get_by_role("link", name="訂正", exact=True).click()
    expect(reader.locator(".foresight")).to_contain_text("回のままです。")
    reader.get_by_label("計上しない（×）").check()
    expect(reader.locator(".foresight")).to_contain_text(re.compile(r"\d+ → \d+回 になります。"))
    reader.get_by_role("button", name="訂正を保存する").click()
    expect(reader.get_by_role("alert")).to_contain_text("同じ種類の協議と扱いが違うため、理由を入力してください。")
    reader.get_by_label("計上理由").fill("式典のみ")
    reader.get_by_role("button", name="訂正を保存する").click()
    expect(reader.get_by_text("「計上しない」としています。")).to_be_visible()
    expect(reader.get_by_text("理由：式典のみ")).to_be_visible()


def test_a_deleted_meeting_says_so_and_comes_back(reader):
    address = recorded(reader, "誤った記録")
    reader.get_by_role("link", name="削除する", exact=True).click()
    expect(reader.locator(".foresight")).to_contain_text(re.compile(r"\d+ → \d+回 になります。"))
    reader.get_by_role("button", name="削除する", exact=True).click()
    expect(reader.get_by_text("この協議は削除されています。")).to_be_visible()
    reader.get_by_role("button", name="復元").click()
    expect(reader.get_by_role("status").first).to_have_text("協議を復元しました。")
    expect(reader).to_have_url(address)


def test_agreements_and_projects_are_chosen_by_what_they_are_called(reader):
    recorded(reader, "協定の見直し")
    reader.get_by_role("link", name="訂正", exact=True).click()
    reader.get_by_role("combobox", name="協定任意").press_sequentially("信用金庫")
    reader.get_by_role("listbox", name="協定任意").get_by_role("option").first.click()
    reader.get_by_role("button", name="訂正を保存する").click()
    expect(reader.get_by_role("heading", name="協定", exact=True)).to_be_visible()


def test_two_records_of_one_meeting_become_one(reader):
    reader.goto("/meetings/new")
    reader.get_by_role("combobox", name="相手方").press_sequentially("かくうかんきょう")
    reader.get_by_role("option", name="一般財団法人架空環境科学研究所").click()
    reader.get_by_label("開催日").fill("12/20")
    reader.get_by_label("件名").fill("同じ会の記録")
    reader.get_by_role("button", name="記録する").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("すでに同じ日の記録があります")
    reader.get_by_role("button", name="別の協議として記録").click()
    expect(reader.get_by_text("二重の記録かもしれません。").first).to_be_visible()
    reader.get_by_role("link", name="比べてまとめる").first.click()
    expect(reader.get_by_role("columnheader", name="同じ会の記録")).to_be_visible()
    assert not violations(reader)
    reader.get_by_role("button", name="一つにまとめる").click()
    expect(reader.get_by_role("status").first).to_have_text("2件の記録を一つにまとめました。")
    expect(reader.locator(".record > div > section").first).to_contain_text("同じ会の記録")
    expect(reader.get_by_text("二重の記録かもしれません。")).to_have_count(0)


def test_rows_are_recorded_together_and_an_error_stands_at_its_cell(reader):
    reader.goto("/meetings/several")
    for place, day in ((1, "12/6"), (2, "R3.2.29")):
        reader.get_by_label(f"開催日 {place}", exact=True).fill(day)
        reader.get_by_role("combobox", name=f"相手方 {place}", exact=True).press_sequentially("くまもと")
        reader.get_by_role("option", name="熊本大学").click()
        reader.get_by_label(f"内容を1行で {place}", exact=True).fill(f"まとめた記録{place}")
    reader.get_by_role("button", name="すべて記録する").click()
    summary = reader.get_by_role("alert")
    expect(summary).to_contain_text("開催日 2: R3.2.29という日はありません。")
    summary.get_by_role("link").click()
    day = reader.get_by_label("開催日 2", exact=True)
    expect(day).to_be_focused()
    assert not violations(reader)
    day.fill("12/7")
    day.press("Control+Enter")
    expect(reader.get_by_role("status").first).to_have_text("2件の協議を記録しました。")


def test_rows_pasted_from_a_spreadsheet_are_looked_at_and_recorded(reader):
    reader.goto("/meetings/paste")
    field = reader.get_by_label("Excelからコピーした行")
    field.fill("R3.11.30\t熊本大学\t協議\t貼り付けた件\nR3.2.29\t熊本大学\t協議\t誤った日")
    reader.get_by_role("button", name="内容を確かめる").click()
    expect(reader.get_by_role("heading", name="記録する内容の確認")).to_be_focused()
    expect(reader.get_by_role("row", name=re.compile("2 開催日 R3.2.29"))).to_be_visible()
    expect(reader.get_by_role("button", name=re.compile("記録する（"))).to_have_count(0)
    field.fill("R3.11.30\t熊本大学\t協議\t貼り付けた件\nR3.11.29\t謎の会\t協議\t正した日")
    reader.get_by_role("button", name="内容を確かめる").click()
    write = reader.get_by_role("button", name="記録する（2件）")
    write.click()
    expect(reader.get_by_role("alert")).to_contain_text(
        "確認事項を読み、このまま取り込むときはチェックを入れてください。"
    )
    reader.get_by_label("確認事項を読みました。このまま取り込みます").check()
    write.click()
    expect(reader.get_by_role("status").first).to_have_text("2件の協議を登録・更新しました。")


def csv_of(*rows: tuple[str, ...]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def test_a_file_is_looked_at_and_taken_in(reader):
    reader.goto("/imports")
    reader.get_by_role("button", name="内容を確かめる").click()
    expect(reader.get_by_role("alert")).to_contain_text("ファイルを選んでください。")
    data = csv_of(("名称", "区分"), ("株式会社とりこみ", "企業"))
    reader.get_by_label("ファイル").set_input_files({"name": "一覧.csv", "mimeType": "text/csv", "buffer": data})
    reader.get_by_role("button", name="内容を確かめる").click()
    expect(reader.get_by_text("1行のうち、新規1件")).to_be_visible()
    assert not violations(reader)
    reader.get_by_role("button", name="取り込む（1件）").click()
    expect(reader.get_by_role("status").first).to_have_text("1件を登録し、0件を更新しました。")


def test_the_list_is_narrowed_down_searched_and_paged(reader):
    reader.goto("/meetings")
    reader.locator("summary", has_text="年度").last.click()
    reader.get_by_role("link", name="令和2年度", exact=True).click()
    reader.locator("summary", has_text=re.compile("^計上")).click()
    reader.get_by_role("link", name="計上する", exact=True).click()
    expect(reader.locator(".list-count")).to_contain_text("50件のうち 1–25件")
    reader.get_by_role("link", name="次のページ").click()
    expect(reader.locator(".list-count")).to_contain_text("50件のうち 26–50件")
    reader.locator("summary", has_text="相手方").last.click()
    reader.get_by_label("相手方").fill("どこにもない団体")
    reader.get_by_role("button", name="適用").click()
    expect(reader.get_by_text("条件に合う協議はありません")).to_be_visible()


def test_without_script_the_quick_log_is_a_page_that_offers_candidates(plain):
    plain.get_by_role("link", name="協議を記録").click()
    plain.get_by_label("相手方").fill("くまもと")
    plain.get_by_label("開催日").fill("12/9")
    plain.get_by_label("内容を1行で").fill("スクリプトなしの記録")
    plain.get_by_label("計上しない", exact=True).check()
    plain.get_by_label("計上しない理由").fill("練習のため")
    plain.get_by_role("button", name="記録する").click()
    plain.get_by_label("熊本大学").check()
    plain.get_by_role("textbox", name="相手方").fill("")
    plain.get_by_role("button", name="記録する").click()
    expect(plain.get_by_role("heading", level=1)).to_have_text("スクリプトなしの記録")
    expect(plain.get_by_text("理由：練習のため")).to_be_visible()


def test_without_script_rows_are_recorded_by_names(plain):
    plain.goto("/meetings/several")
    plain.get_by_label("開催日 1", exact=True).fill("12/8")
    plain.get_by_label("相手方 1", exact=True).fill("熊本大学、青葉野信用金庫")
    plain.get_by_label("内容を1行で 1", exact=True).fill("スクリプトなしの行")
    plain.get_by_role("button", name="すべて記録する").click()
    expect(plain.get_by_role("status").first).to_have_text("1件の協議を記録しました。")


PAGES = (
    "/meetings",
    "/meetings?q=どこにもない",
    "/meetings/1",
    "/meetings/1/edit",
    "/meetings/1/delete",
    "/meetings/new",
    "/meetings/quick",
    "/meetings/several",
    "/meetings/paste",
    "/imports",
)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_pages_are_usable_by_everybody_at_every_width(reader, language):
    if language == "en":
        choose_english(reader)
    wide, broken = [], {}
    for width in WIDTHS:
        reader.set_viewport_size({"width": width, "height": 900})
        for page in PAGES:
            reader.goto(page)
            if scrolls_sideways(reader):
                wide.append((page, width))
            if width in (390, 1280) and (found := violations(reader)):
                broken[page, width] = found
    assert not wide
    assert not broken
