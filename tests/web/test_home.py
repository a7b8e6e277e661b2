"""The home page for each of its readers: what waits, and where each line, month and bar leads."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient

from registry.commands.report_calls import call_for_reports
from registry.commands.settings import set_sleeping_months
from registry.commands.users import add_user
from registry.database import writing
from registry.domain.report_drafts import CallDraft
from registry.domain.vocabulary import MeetingStatus, Role
from tests.office import SATO, meeting, organization
from tests.web.conftest import PASSWORD, log_in
from tests.web.test_pages import text_of

FEBRUARY = datetime(2021, 2, 12, 3, 0, tzinfo=UTC)
RENEWED = "H27-06 特産品の加工と販売に関する包括連携協定（更新）"
IN_MARCH = "予告がなければ1年延びて令和5年3月31日までになります。"
IN_MAY = "予告がなければ1年延びて令和5年5月17日までになります。"
OFFICE = (Role.SECRETARIAT, Role.CHIEF, Role.ADMINISTRATOR)
ROW = re.compile(r"<tr>(.*?)</tr>", re.DOTALL)
LINK = re.compile(r'<a href="([^"]+)"[^>]*>(.*?)</a>', re.DOTALL)


def part_of(page: str, title: str) -> str:
    """The section with this heading."""
    found = [part for part in page.split("<section>") if f">{title}</h2>" in part]
    return found[0].partition("</section>")[0] if found else ""


def words_of(part: str) -> str:
    return text_of(part).strip()


def lines_of(page: str) -> dict[str, str]:
    """The words of each line of the to-do list, and where it leads."""
    rows = [row for row in ROW.findall(part_of(page, "やること")) if 'class="kind-of"' in row]
    return {words_of(row): LINK.search(row)[1] for row in rows}


@pytest.fixture
def farm_of(site) -> Callable[[], FlaskClient]:
    """A browser of somebody of 農政課."""

    def logged_in() -> FlaskClient:
        with site.app_context(), writing():
            add_user(SATO, name="農政", role=Role.DEPARTMENT, department="農政課", password=PASSWORD)
        client = site.test_client()
        assert log_in(client, "農政").status_code == 302
        return client

    return logged_in


@pytest.mark.parametrize("role", OFFICE)
def test_the_office_sees_what_waits_and_each_line_leads_to_where_it_is_settled(browser_of, role):
    client = browser_of(role)
    lines = lines_of(client.get("/").text)
    assert list(lines) == [
        "9月30日 81日超過 満了 H27-04 災害への備えに関する包括連携協定 自動更新はありません。 見本飲料株式会社",
        f"12月31日 あと11日 予告期限 H25-01 農業の担い手育成に関する包括連携協定 {IN_MARCH} 株式会社架空ファーム青葉野",
        f"12月31日 あと11日 予告期限 {RENEWED} {IN_MARCH} 株式会社見本フーズ",
        f"2月17日 あと59日 予告期限 H19-01 農業の振興と特産品開発に関する包括連携協定 {IN_MAY} 青葉野農業協同組合",
        "― 動きなし H21-01 ものづくり教育の連携に関する包括協定 12か月以上、協議も事業もありません。 ほか2件",
        "― 検算の指摘 令和2年度シート 誤り7、注意6、参考13",
    ]
    assert {client.get(address).status_code for address in lines.values()} == {200}


def test_the_groups_say_how_many_they_have(browser_of):
    words = words_of(part_of(browser_of(Role.SECRETARIAT).get("/").text, "やること"))
    assert words.startswith("やること 8件 すべて見る")
    assert [one in words for one in ("期限を過ぎています 1件", "60日以内 3件", "期限なし 4件")] == [True] * 3


def test_of_a_long_group_the_first_are_shown_and_the_others_are_one_step_away(site, browser_of):
    with site.app_context(), writing():
        body = organization("追加の会", kind="association")
        for day in range(1, 8):
            meeting(body, held=f"2021-12-0{day}", status=MeetingStatus.PLANNED, subject=f"第{day}回")
    page = browser_of(Role.SECRETARIAT).get("/").text
    words = words_of(part_of(page, "やること"))
    assert "期限を過ぎています 8件" in words
    assert "第4回" in words
    assert "第5回" not in words
    assert '<a href="/deadlines">ほか3件</a>' in page


def test_what_only_comes_is_not_asked_of_anybody(site, browser_of):
    with site.app_context(), writing():
        meeting(organization("追加の会"), held="2021-12-24", status=MeetingStatus.PLANNED, subject="年末の懇談")
    assert "年末の懇談" not in part_of(browser_of(Role.SECRETARIAT).get("/").text, "やること")


def test_a_line_of_many_leads_to_the_list_that_has_just_them(site, browser_of):
    client = browser_of(Role.SECRETARIAT)
    with site.app_context(), writing():
        organization("区分のない会")
        organization("区分のない社")
    lines = lines_of(client.get("/").text)
    (incomplete,) = [line for line in lines if "補完が必要" in line]
    assert incomplete == "― 補完が必要 区分のない会 ほか1件（全体のうち未分類2件）"
    for address, total in ((lines[incomplete], 2), ("/agreements?sleeping=12", 3)):
        assert f"{total}件" in text_of(client.get(address).text)
    assert [line for line, address in lines.items() if address == "/agreements?sleeping=12"]


def test_two_records_that_may_be_one_are_named_and_compared(site, browser_of):
    client = browser_of(Role.SECRETARIAT)
    with site.app_context(), writing():
        organization("株式会社はなみずき", kind="company")
        organization("はなみずき株式会社", kind="company")
    (line,) = [line for line in lines_of(client.get("/").text) if "重複の疑い" in line]
    assert line == "― 重複の疑い 「株式会社はなみずき」と「はなみずき株式会社」"
    assert client.get(lines_of(client.get("/").text)[line]).status_code == 200


def test_the_administrator_says_how_long_a_partnership_may_be_silent(site, browser_of):
    with site.app_context(), writing():
        set_sleeping_months(SATO, months=120)
    assert "動きなし" not in part_of(browser_of(Role.SECRETARIAT).get("/").text, "やること")


def test_a_department_sees_its_own_first_and_nothing_of_others(farm_of):
    client = farm_of()
    page = client.get("/").text
    lines = lines_of(page)
    assert ["予告期限 H19-01" in line or "予告期限 H25-01" in line for line in lines] == [True, True]
    assert "/deadlines?department=" in part_of(page, "やること")
    assert page.index(">やること<") < page.index('<div class="figs">')
    bars = part_of(page, "自課の連携事業")
    assert words_of(bars).startswith("自課の連携事業 農政課が主管し、または関わる事業です。")
    for address, number in LINK.findall(bars):
        assert f"{number}件" in text_of(client.get(address.replace("&amp;", "&")).text)


def test_who_belongs_to_no_department_and_who_only_reads_have_figures_and_charts_alone(browser_of):
    for role in (Role.VIEWER, Role.DEPARTMENT):
        page = browser_of(role).get("/").text
        assert "やること" not in page
        assert "自課の連携事業" not in page
        assert "協議回数の進み" in page


def test_a_past_year_asks_nothing(browser_of):
    client = browser_of(Role.SECRETARIAT)
    assert ["やること" in client.get(f"/years/{year}").text for year in (2019, 2020, 2021)] == [False, True, True]


def test_nothing_to_do_is_said_in_a_sentence(sqlite_app, clock):
    sqlite_app.config["CLOCK"] = clock
    with sqlite_app.app_context(), writing():
        add_user(SATO, name="secretariat", role=Role.SECRETARIAT, password=PASSWORD)
    client = sqlite_app.test_client()
    log_in(client, "secretariat")
    page = client.get("/").text
    sentence = "やることはありません。期限を過ぎたものも、60日以内に期限が来るものもありません。"
    assert sentence in part_of(page, "やること")
    assert "この年度に計上する協議は、まだありません。" in page
    assert "協定を締結した団体は、まだありません。" in page


def test_the_pace_is_said_as_it_is_drawn(browser_of, clock):
    """41 held by 12 February, 318 of 365 days: 47 by 31 March; the line is at 50 × (10 + 12/28) ÷ 12 = 43."""
    clock.moment = FEBRUARY
    page = browser_of(Role.VIEWER).get("/years/2020").text
    pace = part_of(page, "協議回数の進み")
    assert "2月12日までに41回。目標の線を2回下回っています。最も下回ったのは7月末の9回です。" in text_of(pace)
    assert "このペースなら3月末に47回。</desc>" in pace
    assert "目標 50" in pace
    assert "見込 47" in pace


def test_the_figure_foretells_the_end_of_a_running_year(browser_of):
    """34 of 50 in 264 of 365 days: 47."""
    words = text_of(browser_of(Role.VIEWER).get("/years/2021").text)
    assert "このペースなら3月末に47回。目標まであと16回です。" in words.replace("に 47回 。", "に47回。")


def test_in_april_nothing_is_foretold_and_nothing_is_held_to_last_year(browser_of, clock):
    clock.moment = datetime(2021, 4, 20, 3, 0, tzinfo=UTC)
    page = browser_of(Role.VIEWER).get("/years/2021").text
    assert "このペースなら" not in page
    assert "減りました" not in page
    assert "4月20日までに2回。目標の線を1回下回っています。" in page


def test_each_month_leads_to_its_meetings_and_the_months_to_the_year(viewer):
    pace = part_of(viewer.get("/years/2020").text, "協議回数の進み").partition('class="narrow"')[0]
    months = re.findall(r'<a href="([^"]+)" aria-label="([^ ]+) (\d+)回">', pace)
    assert [name for _address, name, _number in months[:2]] == ["4月", "5月"]
    assert sum(int(number) for _address, _name, number in months) == 50
    for address, _name, number in months:
        page = text_of(viewer.get(address.replace("&amp;", "&")).text)
        assert f"{number}件" in page if number != "0" else "条件に合う" in page


def test_the_table_of_the_months_adds_up_to_the_evidence(viewer):
    table = viewer.get("/counts/2020").text.partition('id="months"')[2].partition("</section>")[0]
    rows = [LINK.findall(row) for row in ROW.findall(table)][1:]
    assert len(rows) == 12
    assert rows[-1][1] == ("/sheets/2020/evidence/meetings/2020", "50")
    address, total = rows[5][1]
    assert f"{total}件" in text_of(viewer.get(address.replace("&amp;", "&")).text)


def test_each_bar_of_the_projects_leads_to_as_many_records(viewer):
    page = viewer.get("/years/2020").text
    for title in ("主管課ごとの連携事業", "状態ごとの連携事業"):
        rows = LINK.findall(part_of(page, title))
        assert rows
        for address, number in rows:
            assert f'class="huge">{number}<' in viewer.get(address).text


def test_the_new_agreements_are_named_with_whom(viewer):
    words = words_of(part_of(viewer.get("/years/2020").text, "件数と団体数の動き"))
    assert words.endswith("+2件の内訳 R2-01 既存の相手方（熊本大学） R2-02 初めての相手方（kuru-lab㈱）")


def test_the_target_of_a_running_year_is_that_of_the_sheet_before_it(viewer):
    words = text_of(viewer.get("/years/2021").text)
    assert "34 回 目標 50 前年度 50 達成率 68.0%" in words


def test_both_charts_say_what_they_are(viewer):
    page = viewer.get("/years/2020").text
    assert page.count('role="group" aria-labelledby=') == 4
    assert page.count("<desc id=") == 4


def test_the_reports_that_several_departments_owe_are_one_line_for_the_office(site, browser_of, farm_of):
    with site.app_context(), writing():
        call = CallDraft(date(2021, 12, 1), date(2022, 1, 14))
        call_for_reports(SATO, fiscal_year=2021, draft=call)
    (line,) = [line for line in lines_of(browser_of(Role.SECRETARIAT).get("/").text) if "実績報告" in line]
    assert "秘書政策課、高齢者支援課、農政課 ほか3課 6事業のうち6事業" in line
    (own,) = [line for line in lines_of(farm_of().get("/").text) if "実績報告" in line]
    assert "1事業のうち1事業" in own
