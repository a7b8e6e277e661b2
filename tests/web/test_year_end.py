"""The check-list of the year's end: every line says how many wait, and leads to where they are settled."""

import re
from html import unescape

import pytest

from registry.commands.sheets import draft_sheet
from registry.database import writing
from registry.domain.vocabulary import MeetingStatus, OrganizationKind, Role
from tests.office import SATO, meeting, organization

ADDRESS = "/years/2020/check-list"


def lines(page: str) -> dict[str, tuple[str, str]]:
    """Name of a line -> its state, and the first address beside it."""
    found = {}
    for row in re.findall(r"<tr>(.*?)</tr>", page.partition("<tbody>")[2], re.DOTALL):
        state = re.search(r'class="tag [^"]+">([^<]+)<', row)
        name = re.search(r'class="name">([^<]+)<', row)
        if state and name:
            link = re.search(r'href="([^"]+)"', row)
            found[unescape(name[1])] = (state[1], unescape(link[1]) if link else "")
    return found


@pytest.fixture
def clerk(browser_of):
    return browser_of(Role.SECRETARIAT)


def test_the_published_year_waits_for_reports_and_shows_its_findings(clerk):
    found = lines(clerk.get(ADDRESS).text)
    assert found["結果が未入力の協議"] == ("済み", "")
    assert found["誤り"] == ("残り7件", "/sheets/2020?severity=error")
    assert found["注意"] == ("残り6件", "/sheets/2020?severity=warning")


def test_what_waits_leads_to_the_list_that_has_just_that(site, clerk):
    with site.app_context(), writing():
        body = organization("未分類の会", kind=OrganizationKind.UNCLASSIFIED)
        meeting(body, held="2021-03-30", status=MeetingStatus.PLANNED, subject="結果待ちの協議")
    found = lines(clerk.get(ADDRESS).text)
    assert found["結果が未入力の協議"][0] == found["未分類の相手方"][0] == "残り1件"
    assert "結果待ちの協議" in clerk.get(found["結果が未入力の協議"][1]).text
    assert "未分類の会" in clerk.get(found["未分類の相手方"][1]).text


def test_a_year_without_a_sheet_has_the_registrys_lines_only(clerk):
    page = clerk.get("/years/2021/check-list").text
    assert "この年度の評価シートはまだありません。" in page
    assert "誤り" not in lines(page)
    assert "年度は2022年3月31日まで" in page or "令和4年3月31日" in page


def test_a_new_draft_names_the_cells_that_wait(site, clerk):
    with site.app_context(), writing():
        draft_sheet(SATO, fiscal_year=2021)
    found = lines(clerk.get("/years/2021/check-list").text)
    assert found["8つの評価項目の回答"] == ("残り8件", "/sheets/2021#check.1.achieved")
    assert found["事業費・人件費・従事人数"][0] == "残り2件"


def test_a_year_that_nobody_knows_has_none(clerk):
    assert clerk.get("/years/1990/check-list").status_code == 404
