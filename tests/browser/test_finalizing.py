"""The chief's year: an error stands with a reason; the sheet is signed, corrected later, and signed again."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from registry.commands.organizations import rename_organization
from registry.commands.users import add_user
from registry.database import writing
from registry.domain.deed import Deed
from registry.domain.vocabulary import Role
from tests.browser.conftest import Served, logged_in, serving, watched
from tests.browser.test_pages import choose_english, scrolls_sideways, violations
from tests.finalizing import TODAY, drafted, drafted_again, finalized, overruled
from tests.office import SATO, agreement, day, organization
from tests.web.conftest import NOW, PASSWORD

pytestmark = pytest.mark.browser
CHIEF = "課長 一郎"
SHEET = "/sheets/2020"
TICKED = f"{SHEET}/findings/ticked_achieved_below_target/check.1.achieved"


@pytest.fixture
def own(sqlite_files, tmp_path) -> Iterator[Served]:
    """A demonstration of its own, whose sheet is a draft."""
    with serving(sqlite_files, tmp_path) as served:
        with served.app.app_context(), writing():
            add_user(Deed("test", NOW), name=CHIEF, role=Role.CHIEF, password=PASSWORD)
            drafted_again()
        yield served


@pytest.fixture
def chief(browser, own) -> Iterator[Page]:
    with watched(browser, own.address) as page:
        yield logged_in(page, CHIEF)


def let_the_others_stand(own: Served) -> None:
    with own.app.app_context(), writing():
        overruled(as_of=TODAY)


def sign(chief: Page) -> None:
    chief.goto(SHEET)
    chief.get_by_role("link", name="確定する").click()
    chief.get_by_role("button", name="確定する").click()


def test_a_sheet_is_signed_corrected_reopened_and_signed_again(chief, own):
    let_one_stand(chief)
    let_the_others_stand(own)
    sign_first(chief)
    signed = chief.request.get(f"{SHEET}.pdf").body()
    with own.app.app_context(), writing():
        agreement(organization("遅れた団体", kind="company"), concluded="2020-12-01")
    look_at_drift(chief)
    assert chief.request.get(f"{SHEET}.pdf").body() == signed
    reopen(chief)
    let_the_others_stand(own)
    sign_again(chief)
    compare(chief)
    assert chief.request.get(f"{SHEET}/revisions/1.pdf").body() == signed


def let_one_stand(chief: Page) -> None:
    chief.goto(SHEET)
    finding = chief.locator(".findings li").filter(has_text="「達成した」とありますが")
    finding.get_by_role("link", name="説明を書く").click()
    assert not violations(chief)
    chief.get_by_label("理由").fill("目標の考え方を次の計画で改めるため")
    chief.get_by_role("button", name="この理由で了承する").click()
    expect(chief.get_by_text("説明を保存しました。")).to_be_visible()
    expect(chief.get_by_text("理由を付けて了承")).to_be_visible()


def sign_first(chief: Page) -> None:
    chief.goto(f"{SHEET}/finalize")
    expect(chief.get_by_text("ありません。確定できます。")).to_be_visible()
    chief.get_by_label("決裁文書番号").fill("秘政第12号")
    chief.get_by_role("button", name="確定する").click()
    expect(chief.get_by_role("heading", level=1)).to_have_text("令和2年度のシートの版")
    expect(chief.get_by_text("秘政第12号")).to_be_visible()


def look_at_drift(chief: Page) -> None:
    chief.goto(SHEET)
    expect(chief.locator('[id="indicators.outcome.ア.actual.2020"]')).to_contain_text("再計算 50")
    chief.get_by_role("link", name=re.compile("確定の後に変わった記録: [1-9]")).click()
    expect(chief.get_by_role("link", name="遅れた団体")).to_be_visible()
    expect(chief.locator("main")).to_contain_text("佐藤")


def reopen(chief: Page) -> None:
    chief.goto(SHEET)
    chief.get_by_role("link", name="差し戻す").click()
    chief.get_by_label("理由").fill("協定の登録漏れ")
    chief.get_by_role("button", name="差し戻す").click()
    expect(chief.get_by_text("下書き", exact=True)).to_be_visible()


def sign_again(chief: Page) -> None:
    chief.goto(f"{SHEET}/finalize")
    expect(chief.get_by_label("再び確定する理由")).to_have_value("協定の登録漏れ")
    chief.get_by_role("button", name="確定する").click()
    expect(chief.get_by_role("heading", name="第2版")).to_be_visible()


def compare(chief: Page) -> None:
    chief.get_by_role("link", name="第1版と比べる").click()
    row = chief.locator(".compared tr").filter(has_text="成果指標 ア 2年度 実績")
    expect(row).to_contain_text("49")
    expect(row).to_contain_text("50 +1")


def test_the_commonest_mistake_is_to_sign_while_an_error_is_open(chief):
    sign(chief)
    summary = chief.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("誤りが6件")
    assert not violations(chief)
    chief.locator("main").get_by_role("link", name="理由を付けて了承").first.click()
    expect(chief.get_by_role("button", name="この理由で了承する")).to_be_visible()
    chief.goto(SHEET)
    expect(chief.get_by_text("下書き", exact=True)).to_be_visible()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_page_around_a_signed_sheet_breaks_a_rule_of_accessibility(chief, own, language):
    with own.app.app_context(), writing():
        drafted(2019)
        finalized(as_of=TODAY, document_number="秘政第12号")
        agreement(organization("遅れた団体", kind="company"), concluded="2020-12-01")
        rename_organization(SATO, organization_id=1, name="新しい名の大学", kana="", on=day("2021-06-01"))
    if language == "en":
        choose_english(chief)
    kept = f"{SHEET}/revisions/1"
    pages = [SHEET, f"{SHEET}/drift", f"{SHEET}/reopen", f"{SHEET}/revisions", kept, f"{kept}/compare/1"]
    pages += [f"{kept}/evidence/organizations_cumulative/2020", "/sheets/2019/finalize", "/sheets/2019/published"]
    broken = {}
    for width in (390, 1280):
        chief.set_viewport_size({"width": width, "height": 900})
        for address in pages:
            chief.goto(address)
            if found := violations(chief) or ("scrolls sideways" if scrolls_sideways(chief) else ""):
                broken[address, width] = found
    assert not broken, str(broken)
