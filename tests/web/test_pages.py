"""What the pages say about the demonstration, whose numbers are those of the published sheet."""

import json
import re

import pytest

from registry.queries.counting import COUNTS, count_years
from registry.queries.counting.table import OPEN_GROUPS
from registry.queries.rules import get_rules
from tests.web.conftest import NOW


def text_of(page: str) -> str:
    """The words of a page, without its marks, with single spaces."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_home_shows_the_three_indicators_against_target_and_last_year(viewer):
    words = text_of(viewer.get("/years/2020").text)
    assert "50 回 目標 50 前年度 50 達成率 100.0%" in words
    assert "49 団体 目標 45 前年度 48 達成率 108.9%" in words
    assert "49 団体 目標 55 前年度 48 達成率 89.1%" in words
    assert "前年度から1団体増えました。目標まであと6団体です。" in words


def test_home_explains_why_two_agreements_are_one_organization_more(viewer):
    words = text_of(viewer.get("/years/2020").text)
    assert "協定 （件） 41 +2 ― ― 43" in words
    assert "団体 （団体） 48 +1 0 0 49" in words
    assert "新規の協定2件のうち、1件は初めての相手方を含み、1件は既に協定のある相手方だけとの協定です。" in words


def test_home_opens_with_the_newest_sheets_year(viewer):
    assert "令和2年度の状況" in viewer.get("/").text


def test_a_running_year_tells_its_day_and_its_pace(viewer):
    words = text_of(viewer.get("/years/2021").text)
    assert "令和3年12月20日現在（年度末まで101日）" in words


def test_the_chart_is_drawn_twice_with_links_and_a_target_line(viewer):
    page = viewer.get("/years/2020").text
    assert page.count('role="group"') == 4
    assert page.count('class="target"') == 4
    assert 'aria-label="令和2年度 実績49団体、目標55"' in page


def test_the_year_in_the_header_keeps_the_page(viewer):
    page = viewer.get("/counts/2020").text
    assert 'href="/counts/2019" aria-label="前の年度 (平成31年度)"' in page
    assert 'href="/counts/2021" aria-label="次の年度 (令和3年度)"' in page
    evidence = viewer.get("/sheets/2020/evidence/meetings/2020").text
    assert 'href="/sheets/2019/evidence/meetings/2019"' in evidence


def test_every_number_of_the_counts_leads_to_as_many_records(viewer):
    page = viewer.get("/counts/2020").text
    cells = re.findall(r'<td class="num now"><a href="([^"]+)">([\d,]+)</a>', page)
    assert len(cells) >= 20
    for address, number in cells:
        evidence = viewer.get(address).text
        assert f'<span class="huge">{number}</span>' in evidence
        rows = len(re.findall(r'<td class="num muted place">', evidence))
        assert rows == min(int(number.replace(",", "")), 25)


@pytest.mark.parametrize("count", [name for name in COUNTS if name not in OPEN_GROUPS])
def test_every_count_has_a_page_of_evidence(viewer, count):
    assert viewer.get(f"/sheets/2020/evidence/{count}/2020").status_code == 200


def test_every_department_of_the_year_has_a_page_of_evidence(site, viewer):
    with site.app_context():
        counts = count_years([2020], as_of=NOW.date(), rules=get_rules()).years[0]
    for department in counts.part("projects_by_department"):
        page = viewer.get(f"/sheets/2020/evidence/projects_by_department.{department}/2020")
        assert f"協定に基づく連携事業: {department}" in page.text


def test_evidence_stands_beside_the_published_value_the_target_and_last_year(viewer):
    words = text_of(viewer.get("/sheets/2020/evidence/organizations_cumulative/2020").text)
    assert "公表した値 49 一致 目標 55 −6 前年度 48 +1" in words
    assert "企業 27 + 学術機関 12 + 金融機関 5 + 団体 5 = 49" in words
    assert "令和2年度に加わったもの 1団体" in words
    assert "前年度から数えているもの 48団体" in words


def test_a_published_value_that_differs_is_marked(viewer):
    words = text_of(viewer.get("/sheets/2020/evidence/population/2018").text)
    assert "公表した値 43 +4" in words


def test_the_sheet_shows_its_findings_and_their_marks(viewer):
    page = viewer.get("/sheets/2020").text
    assert "再計算 47" in page
    assert 'id="indicators.population.ア.actual.2018"' in page
    for number in re.findall(r'href="#(finding-\d+)"', page):
        assert page.count(f'id="{number}"') == 1


def test_a_finding_leads_to_cells_that_are_there_once(viewer):
    page = viewer.get("/sheets/2020").text
    cells = {cell for cells in re.findall(r'data-cells="([^"]+)"', page) for cell in cells.split()}
    assert len(cells) > 10
    assert {cell: page.count(f' id="{cell}"') for cell in cells} == dict.fromkeys(cells, 1)


def test_no_name_stands_twice_on_a_page(viewer):
    for address in ("/years/2020", "/counts/2020", "/sheets/2020", "/sheets/2020/evidence/meetings/2020"):
        ids = re.findall(r'\sid="([^"]+)"', viewer.get(address).text)
        assert len(ids) == len(set(ids)), address


def test_findings_can_be_seen_by_weight(viewer):
    errors = viewer.get("/sheets/2020?severity=error").text
    assert 'class="severity weight-error"' in errors
    assert 'class="severity weight-notice"' not in errors
    assert viewer.get("/sheets/2020?severity=nonsense").status_code == 200


def test_json_is_the_sheet_of_the_command(site, viewer):
    shown = viewer.get("/sheets/2020.json")
    printed = site.test_cli_runner().invoke(args=["sheet", "2020", "--format", "json"]).stdout
    assert shown.mimetype == "application/json"
    assert shown.get_json()["indicators"] == json.loads(printed)["indicators"]


def test_the_demonstration_says_that_it_is_one(viewer, sqlite_app):
    assert "見本データ" in viewer.get("/").text
    assert "見本データ" not in sqlite_app.test_client().get("/login").text


def test_the_numbers_in_the_sheets_prose_lead_to_their_evidence(viewer):
    prose = re.search(r'<td[^>]* id="do\.actual".*?</td>', viewer.get("/sheets/2020").text, re.DOTALL)
    links = re.findall(r'<a href="/sheets/2020/evidence/([^"]+)">([^<]+)</a>', prose.group())

    assert links[:2] == [("agreements_cumulative/2020", "43件"), ("organizations_cumulative/2020", "49団体")]
    assert len(links) == 6
