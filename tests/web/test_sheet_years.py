"""Ten years at a glance, and two years side by side."""

import io
import re
from decimal import Decimal
from urllib.parse import unquote

import openpyxl
import pytest

from registry.commands.sheets import draft_sheet, revise_sheet
from registry.database import writing
from registry.evaluation.sheet_names import with_values
from registry.queries.sheets import get_stored_sheet, typed_sheet
from tests.office import SATO
from tests.web.test_pages import text_of

YEARS, COMPARE = "/sheets/2020/years", "/sheets/2020/compare/2021"


@pytest.fixture
def next_year(site):
    """A draft of the year after the published sheet, with some cells of its own."""
    with site.app_context(), writing():
        draft_sheet(SATO, fiscal_year=2021, from_year=2020)
        stored = get_stored_sheet(2021)
        sheet = typed_sheet(stored)
        changes = {
            "plan.flow": sheet.plan.flow.replace("協定", "新たな協定", 1) or "新たな協定を結ぶ。",
            "head.chief": "<b>新課長</b>",
            "indicators.outcome.ア.target.2022": Decimal(60),
            "check.3.room": True,
            "costs.total.actual.2021": Decimal(7000),
        }
        revise_sheet(SATO, content=with_values(sheet, changes), version=stored.version)


def rows_of(page: str) -> list[str]:
    return [" ".join(text_of(row).split()) for row in re.findall(r"<tr.*?</tr>", page, re.DOTALL)]


def test_each_indicator_has_its_years_with_what_was_published_and_what_is_counted(viewer):
    rows = rows_of(viewer.get(YEARS).text)
    assert "2年度 55 49 49 0 89.1% 14.3% 2年度" in rows
    assert "2年度 45 49 49 0 108.9% −33.3% 2年度" in rows
    assert "30年度 - 43 47 +4 - - 2年度" in rows
    assert "29年度 - - 43 - - - -" in rows
    assert "4年度 55 予定 - - - - - 2年度" in rows
    assert "6年度 55 見込 - - - - - 2年度" in rows


def test_each_figure_leads_to_its_records_or_to_the_cell_that_says_it(viewer):
    page = unquote(viewer.get(YEARS).text)
    assert 'href="/sheets/2020/evidence/organizations_cumulative/2020"' in page
    assert 'href="/sheets/2017/evidence/organizations_cumulative/2017"' in page
    assert 'href="/sheets/2020#indicators.outcome.ア.target.2021"' in page
    assert 'href="/sheets/2020#indicators.population.ア.actual.2018"' in page
    assert f'href="{YEARS}"' in viewer.get("/sheets/2020").text


def test_the_workbook_has_a_line_for_each_thing_and_a_column_for_each_year(viewer):
    answer = viewer.get(f"{YEARS}.xlsx")
    assert "10年の推移（令和2年度）.xlsx" in unquote(answer.headers["Content-Disposition"])
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.data)).active.values)
    years = [*(f"{year}年度" for year in range(23, 32)), *(f"{year}年度" for year in range(2, 7))]
    assert list(rows[0][4:]) == years
    outcome = {row[3]: row[4:] for row in rows if row[0] == "成果 ア"}
    assert outcome["目標"][9:] == (55, 55, 55, 55, 55)
    assert outcome["シートの値"][7:10] == (47, 48, 49)
    assert outcome["台帳の計算"][6:10] == (43, 47, 48, 49)
    assert outcome["達成率（%）"][9] == 89.1
    assert len(rows) == 1 + 3 * 7


def test_a_year_without_a_sheet_says_so_and_shows_what_others_say(viewer):
    page = viewer.get("/sheets/2019/years")
    assert "平成31年度の評価シートはありません。" in page.text
    assert "31年度 - 48 48 0 - - 2年度" in rows_of(page.text)
    assert viewer.get("/sheets/1999/years").status_code == 404
    assert viewer.get("/sheets/1999/years.xlsx").status_code == 404


def test_a_draft_is_told_as_such(viewer, next_year):
    rows = rows_of(viewer.get("/sheets/2021/years").text)
    assert "4年度 60 - - - - - 3年度（下書き）" in rows
    assert "3年度 55 - 50 - 90.9% 16.7% 3年度（下書き）" in rows
    assert "2年度 55 49 49 0 89.1% 14.3% 2年度" in rows


def test_two_years_are_compared_cell_by_cell(viewer, next_year):
    page = viewer.get(COMPARE).text
    rows = rows_of(page)
    assert "協定を締結した団体の累計 49 50 +1" in rows
    assert "協定を締結した団体の累計: 企業 27 28 +1" in rows
    assert "トータルコスト(A)+(B) 2年度 実績 → 3年度 実績 15,099 7,000 −8,099" in rows
    assert "③成果指標 ア: 連携協定を締結した機関・事業者等の累計数 3年度 目標 → 4年度 目標 55 60 +5" in rows
    assert not any("有効な協定のある団体" in row and "±" in row for row in rows)
    assert "&lt;b&gt;新課長&lt;/b&gt;" in page
    assert "<ins>" in page


def test_the_earlier_year_stands_left_whichever_is_chosen(viewer, next_year):
    pages = [viewer.get(f"/sheets/{one}/compare/{other}").text for one, other in ((2020, 2021), (2021, 2020))]
    titles = [re.search(r"<h1>(.*?)</h1>", page)[1] for page in pages]
    assert titles == ["令和2年度と令和3年度の比較"] * 2


def test_everything_is_shown_where_it_is_asked_for(viewer, next_year):
    few, whole = viewer.get(COMPARE).text, viewer.get(f"{COMPARE}?all=1").text
    assert 'href="/sheets/2020/compare/2021?all=1"' in few
    assert 'href="/sheets/2020/compare/2021"' in whole
    assert "金融機関 5 5 0" not in " ".join(rows_of(few))
    assert "協定を締結した団体の累計: 金融機関 5 5 0" in rows_of(whole)
    assert "トータルコスト(A)+(B) 2年度 目標 7,243" not in few
    assert len(rows_of(whole)) > len(rows_of(few))


def test_what_both_sheets_say_of_one_year_differs_only_where_they_disagree(viewer, site, next_year):
    title = "同じ年度についての数値"
    assert title not in viewer.get(COMPARE).text
    with site.app_context(), writing():
        stored = get_stored_sheet(2021)
        content = with_values(typed_sheet(stored), {"indicators.outcome.ア.target.2021": Decimal(52)})
        revise_sheet(SATO, content=content, version=stored.version)
    page = viewer.get(COMPARE).text
    assert title in page
    assert "③成果指標 ア: 連携協定を締結した機関・事業者等の累計数 3年度 目標 55 52 −3" in rows_of(page)


def test_where_a_year_has_no_sheet_the_counts_alone_are_compared(viewer):
    page = viewer.get("/sheets/2020/compare/2019").text
    assert "平成31年度の評価シートはありません。台帳の数だけを比べています。" in page
    assert "包括連携協定の累計 41 43 +2" in rows_of(page)
    assert "チェック欄" not in page


def test_a_year_does_not_differ_from_itself_and_an_unknown_one_has_no_page(viewer):
    assert "この2つの年度に違いはありません。" in viewer.get("/sheets/2020/compare/2020").text
    assert viewer.get("/sheets/2020/compare/1999").status_code == 404
    assert viewer.get("/sheets/1999/compare/2020").status_code == 404


@pytest.mark.parametrize("address", [YEARS, COMPARE, "/sheets/2020/compare/2019?all=1"])
def test_the_pages_are_in_english_too(viewer, next_year, address):
    viewer.set_cookie("locale", "en")
    page = viewer.get(address).text
    assert "FY2020" in page
    assert "年度末" not in page
