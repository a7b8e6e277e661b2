"""A request to a department in a real browser: asked, handed back without and with a reason, asked anew, accepted."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import scrolls_sideways, violations

pytestmark = pytest.mark.browser


def is_fine(page: Page) -> bool:
    """No rule of accessibility is broken and nothing scrolls sideways, on a desk and on a phone."""
    for width in (390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert not violations(page)
        assert not scrolls_sideways(page)
    return True


def test_a_department_hands_back_with_a_reason_and_accepts_what_is_asked_anew(reader, farmer):
    project = ask_for_the_lead(reader)
    hand_back(farmer, project)
    ask_for_help(reader, project)
    accept(farmer, project)


def ask_for_the_lead(reader: Page) -> str:
    """The first press shows what another lead changes; the second one asks. Gives the name of the project."""
    reader.goto("/projects/15")
    project = reader.get_by_role("heading", level=1).inner_text()
    reader.get_by_role("link", name="担当課に依頼").click()
    reader.get_by_label("依頼する課").select_option("農政課")
    reader.get_by_label("依頼の内容").fill("直売所での試験販売をお願いします。")
    reader.get_by_label("回答期限").fill("R4.1.31")
    reader.get_by_role("button", name="依頼する").click()
    expect(reader.get_by_text("まだ依頼していません。")).to_be_visible()
    expect(reader.get_by_role("heading", name="主管課が代わると変わる数")).to_be_visible()
    assert is_fine(reader)
    reader.get_by_role("button", name="依頼する").click()
    expect(reader.get_by_text("農政課の回答を待っています。")).to_be_visible()
    assert is_fine(reader)
    return project


def hand_back(farmer: Page, project: str) -> None:
    """First without a reason."""
    farmer.goto("/projects")
    farmer.get_by_role("link", name="担当課への依頼").click()
    farmer.get_by_role("link", name=project).click()
    farmer.get_by_role("link", name="差し戻す").click()
    farmer.get_by_role("button", name="差し戻す").click()
    expect(farmer.get_by_role("alert")).to_be_focused()
    assert is_fine(farmer)
    farmer.get_by_role("link", name="理由: 理由を入力してください。").click()
    expect(farmer.get_by_label("理由")).to_be_focused()
    farmer.get_by_label("理由").fill("年度内は人員が足りません。")
    farmer.get_by_role("button", name="差し戻す").click()
    expect(farmer.locator(".head-facts")).to_contain_text("差戻し")


def ask_for_help(reader: Page, project: str) -> None:
    reader.goto("/requests?state=to_decide")
    reader.get_by_role("link", name=project).click()
    expect(reader.locator("main")).to_contain_text("年度内は人員が足りません。")
    reader.get_by_role("link", name="改めて依頼する").click()
    expect(reader.get_by_label("依頼の内容")).to_have_value("直売所での試験販売をお願いします。")
    reader.get_by_label("依頼する課").select_option("農政課")
    reader.get_by_label("関係課として", exact=True).check()
    reader.get_by_role("button", name="依頼する").click()
    expect(reader.locator(".head-facts")).to_contain_text("依頼中")


def accept(farmer: Page, project: str) -> None:
    farmer.goto("/requests?state=asked")
    assert is_fine(farmer)
    farmer.get_by_role("link", name=project).click()
    farmer.get_by_role("link", name="受諾する").click()
    farmer.get_by_label("連絡事項").fill("担当は鈴木です。")
    farmer.get_by_role("button", name="受諾する").click()
    farmer.get_by_role("link", name=project).click()
    expect(farmer.locator("#requests")).to_contain_text("農政課が受諾しました。")
    expect(farmer.locator(".facts")).to_contain_text("農政課")
    assert is_fine(farmer)
