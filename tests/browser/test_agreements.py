"""Agreements in a real browser: concluded, renewed and corrected, with mistakes, without script, at every width.

What is recorded here lies in FY2021: other tests count FY2020.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import WIDTHS, choose_english, scrolls_sideways, violations

pytestmark = pytest.mark.browser

LONG = (
    "特定非営利活動法人子育て支援・高齢者福祉・地域防災まちづくりネットワーク推進協議会連絡調整センター東部支所第一分室"
)


def party(page: Page, place: int):
    return page.get_by_role("combobox", name=f"相手方 {place}", exact=True)


def choose_party(page: Page, place: int, typed: str, name: str) -> None:
    party(page, place).press_sequentially(typed)
    page.get_by_role("option", name=name).click()
    expect(page.get_by_role("button", name=f"{name}を外す")).to_be_visible()


def conclude(page: Page, title: str, **days: str) -> str:
    """The address of a fresh agreement with 熊本大学."""
    page.goto("/agreements/new")
    page.get_by_label("協定名").fill(title)
    page.get_by_label("締結日").fill("R3.5.10")
    for label, day in days.items():
        page.get_by_label(label).fill(day)
    choose_party(page, 1, "くまもと", "熊本大学")
    page.get_by_role("button", name="協定を締結する").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    return page.url


# conclude, correct, renew


def test_an_agreement_is_concluded_with_two_parties_by_the_keyboard(reader):
    reader.goto("/agreements/new")
    reader.get_by_label("協定名").fill("見守りに関する協定")
    reader.get_by_label("締結日").press_sequentially("Ｒ３／５／１０")
    expect(reader.locator("#concluded_on-understood")).to_have_text("令和3年5月10日（月）")
    choose_party(reader, 1, "くまもと", "熊本大学")
    expect(reader.locator("#beside")).to_contain_text("包括連携協定の累計")
    expect(reader.locator("#beside")).to_contain_text("同じ相手方。")
    reader.get_by_role("button", name="当事者を追加").click()
    expect(party(reader, 2)).to_be_focused()
    choose_party(reader, 2, "あおばのしょうこう", "青葉野商工会")
    reader.get_by_label("役割 2").select_option("オブザーバー")
    expect(reader.locator("#beside")).to_contain_text("オブザーバーは数えません。")
    reader.keyboard.press("Control+Enter")
    expect(reader.get_by_role("heading", level=1)).to_have_text("見守りに関する協定")
    expect(reader.get_by_role("row", name=re.compile("青葉野商工会"))).to_contain_text("オブザーバー")


def test_wrong_input_is_named_and_only_the_wrong_controls_are_marked(reader):
    reader.goto("/agreements/new")
    reader.get_by_label("協定名").fill("買い物支援に関する協定")
    reader.get_by_label("締結日").fill("令和3年2月29日")
    reader.get_by_label("満了日").fill("令和5年3月")
    party(reader, 1).fill("熊本大学")
    reader.get_by_role("button", name="当事者を追加").click()
    expect(party(reader, 2)).to_be_focused()
    party(reader, 2).fill("青葉野商工")
    reader.get_by_role("button", name="協定を締結する").click()
    summary = reader.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("link")).to_have_text(
        [
            "締結日: 令和3年2月29日という日はありません。",
            "満了日: 日まで入力してください（例 R5.3.31）。",
            "相手方 2: 「青葉野商工」は登録されていません。候補から選んでください。",
        ]
    )
    expect(reader.locator("[aria-invalid]")).to_have_count(3)
    assert not violations(reader)
    summary.get_by_role("link", name="相手方 2").click()
    expect(party(reader, 2)).to_be_focused()
    reader.locator(".candidates").get_by_text("青葉野商工会").click()
    expect(reader.get_by_role("button", name="青葉野商工会を外す")).to_be_visible()
    reader.get_by_label("締結日").fill("R3.5.10")
    expect(reader.locator("#concluded_on-error")).to_be_hidden()
    reader.get_by_label("満了日").fill("R5.3.31")
    reader.get_by_role("button", name="協定を締結する").click()
    expect(reader.get_by_role("row", name=re.compile("青葉野商工会"))).to_be_visible()


def test_an_organization_is_registered_on_the_spot(reader):
    reader.goto("/agreements/new")
    reader.get_by_label("協定名").fill("個別の協定")
    reader.get_by_label("個別協定").check()
    reader.get_by_label("締結日").fill("R3.5.11")
    party(reader, 1).press_sequentially("ひかり印刷")
    reader.get_by_role("option", name="「ひかり印刷」を新しい相手方として登録").click()
    reader.get_by_role("button", name="協定を締結する").click()
    reader.get_by_role("link", name="ひかり印刷").click()
    expect(reader.locator(".head")).to_contain_text("補完が必要")


def test_rows_and_what_is_in_them_survive_a_reload(reader):
    reader.goto("/agreements/new")
    choose_party(reader, 1, "くまもと", "熊本大学")
    for place in (2, 3):
        reader.get_by_role("button", name="当事者を追加").click()
        expect(party(reader, place)).to_be_focused()
    party(reader, 3).fill("途中まで")
    reader.get_by_label("参加日 2").fill("R3.7.1")
    reader.get_by_role("button", name=re.compile("外す.*相手方 2")).click()
    expect(reader.get_by_role("button", name=re.compile("外す.*相手方"))).to_have_count(2)
    expect(party(reader, 2)).to_have_value("途中まで")
    kept = "Object.values(localStorage).some((draft) => draft.includes('途中まで') && !draft.includes('parties-2-'))"
    assert any(reader.evaluate(kept) for _time in range(5000))
    reader.reload()
    expect(party(reader, 2)).to_have_value("途中まで")
    expect(reader.get_by_role("button", name="熊本大学を外す")).to_be_visible()
    reader.get_by_role("button", name="下書きを破棄").click()


def test_a_similar_agreement_is_renewed_instead_and_what_was_typed_stays(reader):
    reader.goto("/agreements/new")
    reader.get_by_label("協定名").fill("創業の支援に関する協定（更新）")
    reader.get_by_label("締結日").fill("R3.12.1")
    choose_party(reader, 1, "かくうしん", "架空信用組合")
    reader.get_by_role("button", name=re.compile("更新として登録.*H26-03")).click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("協定を更新")
    expect(reader.get_by_label("協定名")).to_have_value("創業の支援に関する協定（更新）")
    reader.get_by_role("button", name="協定を締結する").click()
    expect(reader.get_by_label("協定の基本情報")).to_contain_text("H26-03")


def test_a_mistake_is_corrected_and_a_blank_title_is_not_saved(reader):
    address = conclude(reader, "訂正する協定")
    reader.get_by_role("link", name="訂正", exact=True).click()
    reader.get_by_label("協定名").fill("")
    reader.get_by_role("button", name="訂正を保存する").click()
    expect(reader.get_by_role("alert")).to_contain_text("協定名: 協定名を入力してください。")
    reader.get_by_label("協定名").fill("訂正した協定")
    reader.get_by_role("button", name="訂正を保存する").click()
    expect(reader).to_have_url(address)
    expect(reader.get_by_role("heading", level=1)).to_have_text("訂正した協定")
    expect(reader.locator("#history")).to_contain_text("訂正する協定 → 訂正した協定")


def test_a_renewal_is_a_new_agreement_in_the_same_chain(reader):
    conclude(reader, "更新される協定", 満了日="R4.3.31")
    reader.get_by_role("link", name="更新", exact=True).click()
    expect(reader.get_by_label("発効日")).to_have_value("令和4年4月1日")
    reader.get_by_role("button", name="協定を締結する").click()
    expect(reader.get_by_role("alert")).to_contain_text("締結日: 締結日を入力してください。")
    reader.get_by_label("締結日").fill("R3.12.10")
    reader.get_by_role("button", name="協定を締結する").click()
    expect(reader.get_by_label("協定の基本情報").get_by_role("link", name="更新される協定")).to_be_visible()


# without script, and at every width


def test_without_script_an_agreement_is_concluded_row_by_row(plain):
    plain.goto("/agreements/new")
    plain.get_by_label("協定名").fill("手で入れた協定")
    plain.get_by_label("締結日").fill("R3.5.12")
    plain.get_by_label("相手方 1").fill("熊本大学")
    plain.get_by_role("button", name="当事者を追加").click()
    expect(plain.get_by_label("相手方 2")).to_be_focused()
    expect(plain.get_by_label("相手方 1")).to_have_value("熊本大学")
    plain.get_by_label("相手方 2").fill("青葉野商工")
    plain.get_by_label("相手方 2").press("Enter")
    expect(plain.get_by_role("alert")).to_contain_text("相手方 2: 「青葉野商工」は登録されていません。")
    plain.get_by_label("相手方 2").fill("")
    plain.get_by_label("青葉野商工会").check()
    plain.get_by_role("button", name="影響を確認").click()
    expect(plain.locator("#beside")).to_contain_text("包括連携協定の累計")
    plain.get_by_label("協定名").press("Enter")
    expect(plain.get_by_role("heading", level=1)).to_have_text("手で入れた協定")
    plain.get_by_role("link", name="脱退を記録").click()
    plain.get_by_label("青葉野商工会").check()
    plain.get_by_label("脱退日").fill("R3.9.30")
    plain.get_by_role("button", name="脱退を記録する").click()
    expect(plain.get_by_role("row", name=re.compile("青葉野商工会"))).to_contain_text("令和3年9月30日")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_of_agreements_is_usable_by_everybody_at_every_width(reader, language):
    reader.goto("/agreements?q=R2-02")
    reader.get_by_role("link", name="健康データの活用に関する包括連携協定").click()
    record = reader.url
    if language == "en":
        choose_english(reader)
    pages = [
        "/agreements?state=renewal_due&year=H28-R2",
        "/agreements?q=nowhere",
        record,
        *(f"{record}?deed={name}" for name in ("end", "amend", "join", "leave", "delete")),
        "/agreements/new?organization=1",
        f"{record}/edit",
        "/deadlines",
        "/deadlines?department=議会事務局",
    ]
    faults, wide = [], []
    for width in WIDTHS:
        reader.set_viewport_size({"width": width, "height": 900})
        for one in pages:
            reader.goto(one)
            wide += [(one, width)] if scrolls_sideways(reader) else []
            faults += [(one, width, found)] if width in (390, 1280) and (found := violations(reader)) else []
    assert not faults
    assert not wide


def test_twenty_parties_with_names_of_sixty_characters_fit(reader):
    reader.goto("/agreements/new")
    reader.get_by_label("協定名").fill(LONG)
    reader.get_by_label("個別協定").check()
    reader.get_by_label("締結日").fill("R3.5.13")
    for place in range(1, 21):
        if place > 1:
            reader.get_by_role("button", name="当事者を追加").click()
            expect(party(reader, place)).to_be_focused()
        party(reader, place).fill(f"{LONG}{place:03}")
        reader.get_by_role("option", name="新しい相手方として登録").click()
    wide = []

    def look(where: str) -> None:
        for width in WIDTHS:
            reader.set_viewport_size({"width": width, "height": 900})
            wide.extend([(where, width)] if scrolls_sideways(reader) else [])

    look("form")
    reader.get_by_role("button", name="協定を締結する").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text(LONG)
    look("page")
    reader.goto(f"/agreements?q={LONG}")
    look("list")
    assert not wide
