"""The counting rules in a real browser: what a choice would change is seen before it is made, and can be left."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import WIDTHS, scrolls_sideways, violations

pytestmark = pytest.mark.browser
ADDRESS = "/administration/rules"


def test_a_rule_is_changed_after_its_effects_were_seen_and_changed_back(administrator):
    for value, said in (("参加した団体ごとに1回", "1回の協議を1回 →"), ("1回の協議を1回", "→ 1回の協議を1回")):
        administrator.goto(ADDRESS)
        administrator.get_by_label(value).check()
        administrator.get_by_role("button", name="変わる数を確かめる").click()
        preview = administrator.locator("#preview")
        expect(preview).to_contain_text(said)
        expect(preview).to_be_in_viewport()
        expect(preview.get_by_role("table", name="令和2年度、今と保存後")).to_contain_text("アプローチ・協議回数")
        administrator.get_by_role("button", name="この内容に変更する").click()
        expect(administrator.get_by_role("status")).to_have_text("計上の決まりを変更しました。")
        expect(administrator.get_by_label(value)).to_be_checked()


def test_who_only_looked_and_leaves_has_changed_nothing(administrator):
    """The commonest mistake: taking the preview for the change."""
    administrator.goto(ADDRESS)
    administrator.get_by_label("発効日").check()
    administrator.get_by_role("button", name="変わる数を確かめる").click()
    expect(administrator.get_by_label("発効日")).to_be_checked()
    administrator.get_by_role("link", name="やめる").click()
    expect(administrator.get_by_label("締結日")).to_be_checked()
    administrator.get_by_role("button", name="変わる数を確かめる").click()
    expect(administrator.get_by_text("今の決まりと同じため、変わるものはありません。")).to_be_visible()


def test_the_page_is_usable_by_everybody_at_every_width(administrator):
    for width in WIDTHS:
        administrator.set_viewport_size({"width": width, "height": 900})
        administrator.goto(f"{ADDRESS}?agreement_date=effective&meeting_basis=participation")
        for closed in administrator.locator(".effects details").all():
            closed.locator("summary").click()
        assert not scrolls_sideways(administrator), width
        assert not violations(administrator)
