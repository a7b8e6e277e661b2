"""The pages in a real browser: usable by everybody, at every width, with the keyboard, and without script."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.conftest import NAME
from tests.web.conftest import PASSWORD

pytestmark = pytest.mark.browser

PAGES = {
    "home": "/years/2020",
    "a running year": "/years/2021",
    "counts": "/counts/2020",
    "sheet": "/sheets/2020",
    "ten years": "/sheets/2020/years",
    "two years": "/sheets/2020/compare/2020?all=1",
    "a year without a sheet": "/sheets/2020/compare/2019",
    "year-end check-list": "/years/2020/check-list",
    "new sheet": "/sheets/new",
    "year without a sheet": "/sheets/2021",
    "writing the head": "/sheets/2020/edit/head",
    "writing DO": "/sheets/2020/edit/do",
    "writing figures": "/sheets/2020/edit/figures",
    "writing CHECK": "/sheets/2020/edit/check",
    "writing ACTION": "/sheets/2020/edit/action",
    "evidence": "/sheets/2020/evidence/organizations_cumulative/2020",
    "own form": "/sheets/2020/form",
    "names for a form": "/sheets/2020/names?q=costs.total",
    "evidence of meetings": "/sheets/2020/evidence/meetings/2020?page=2",
    "projects": "/projects?year=R2&agreement=健康",
    "project": "/projects/14",
    "project form": "/projects/14/edit",
    "cancellation": "/projects/14/cancel",
    "deletion": "/projects/14/delete",
    "requests": "/requests",
    "request form": "/projects/14/requests/new",
    "reports": "/years/2020/reports",
    "report": "/projects/14/reports/2020",
    "call for reports": "/report-calls/2021",
    "departments": "/departments",
    "reorganization": "/departments/reorganize",
    "fields": "/fields",
    "deadlines": "/deadlines",
    "handover": "/handover",
    "list as of a day": "/agreements?as_of=R2.3.31",
    "list as of no day": "/agreements?as_of=x",
    "account": "/account",
    "no evidence": "/sheets/2020/evidence/organizations_merged/2020",
}
WIDTHS = (320, 390, 768, 1280)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def violations(page) -> str:
    found = Axe().run(page, options=RULES)
    return found.generate_report() if found.violations_count else ""


def scrolls_sideways(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


def choose_english(page) -> None:
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_breaks_no_rule_of_accessibility(reader, name, width):
    reader.set_viewport_size({"width": width, "height": 900})
    reader.goto(PAGES[name])
    assert not violations(reader)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_login_and_its_errors_break_none_either(page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/login")
    assert not violations(page)


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_page_scrolls_sideways_at_any_width(reader, language):
    if language == "en":
        choose_english(reader)
    wide = []
    for width in WIDTHS:
        reader.set_viewport_size({"width": width, "height": 900})
        for name, address in PAGES.items():
            reader.goto(address)
            if scrolls_sideways(reader):
                wide.append((name, width))
    assert not wide


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_breaks_a_rule_of_accessibility_in_english(reader, width):
    choose_english(reader)
    reader.set_viewport_size({"width": width, "height": 900})
    broken = {}
    for name, address in PAGES.items():
        reader.goto(address)
        if found := violations(reader):
            broken[name] = found
    assert broken == {}


def test_the_keyboard_alone_leads_from_the_login_to_the_evidence(page):
    page.goto("/sheets/2020")
    expect(page.get_by_label("利用者名")).to_be_focused()
    page.keyboard.type(NAME)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("産学官連携推進事業")
    figure = page.locator('[id="indicators.outcome.ア.actual.2020"] a').last
    for _step in range(200):
        page.keyboard.press("Tab")
        if figure.evaluate("link => link === document.activeElement"):
            break
    expect(figure).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("協定を締結した団体の累計")
    expect(page.locator(".huge")).to_have_text("49")


def test_errors_of_a_form_take_the_focus_and_lead_to_their_fields(page):
    page.goto("/login")
    page.get_by_role("button", name="ログイン").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name=re.compile("パスワード")).click()
    expect(page.get_by_label("パスワード", exact=True)).to_be_focused()
    assert not violations(page)


def test_the_password_can_be_shown(page):
    page.goto("/login")
    field = page.get_by_label("パスワード", exact=True)
    field.fill("what was typed")
    page.get_by_label("パスワードを表示").check()
    expect(field).to_have_attribute("type", "text")


def test_a_cell_and_its_finding_turn_yellow_together(reader):
    reader.goto("/sheets/2020")
    finding = reader.locator("#finding-1")
    finding.get_by_role("link", name="この欄へ").click()
    expect(finding).to_have_class(re.compile("is-here"))
    expect(reader.locator(":target")).to_have_css("background-color", "rgb(255, 246, 207)")


def test_the_years_open_with_the_keyboard_and_close_with_escape(reader):
    summary = reader.locator(".year summary")
    summary.focus()
    reader.keyboard.press("Enter")
    expect(reader.get_by_role("link", name="平成30年度 2018")).to_be_visible()
    reader.keyboard.press("Escape")
    expect(summary).to_be_focused()
    expect(reader.get_by_role("link", name="平成30年度 2018")).to_be_hidden()


def test_the_menu_of_a_phone_opens_without_script(browser, address):
    context = browser.new_context(
        base_url=address, viewport={"width": 390, "height": 900}, java_script_enabled=False, locale="ja-JP"
    )
    page = context.new_page()
    page.goto("/login")
    page.get_by_label("利用者名").fill(NAME)
    page.get_by_label("パスワード", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="ログイン").click()
    page.locator(".menu summary").click()
    page.locator(".menu").get_by_role("link", name="評価シート").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("産学官連携推進事業")
    context.close()


def test_paper_shows_the_form_and_its_findings_without_the_navigation(reader):
    reader.goto("/sheets/2020")
    reader.emulate_media(media="print")
    expect(reader.locator(".nav-row")).to_be_hidden()
    expect(reader.locator(".sheet")).to_be_visible()
    expect(reader.locator(".findings")).to_be_visible()
    expect(reader.get_by_text("見本データ")).to_be_visible()


def test_the_tinted_year_of_the_counts_leaves_room_at_its_edge(reader):
    reader.goto("/counts")
    for cell in reader.locator(".counts tbody tr:not(.group) .now").all():
        expect(cell).to_have_css("padding-right", "8px")


def test_a_quiet_deed_stands_on_the_left_edge_of_a_phone(reader):
    reader.set_viewport_size({"width": 390, "height": 800})
    reader.goto("/sheets/2020")
    icon = reader.get_by_role("link", name="PDF", exact=True).locator("svg").bounding_box()
    assert icon["x"] == reader.get_by_role("heading", level=1).bounding_box()["x"]
