"""The quick log in a real browser: by the keyboard in a few steps, over any page, and nothing typed is lost."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import WIDTHS, choose_english, scrolls_sideways, violations

pytestmark = pytest.mark.browser

OTHERS_DAY, OTHERS = "12/20", "一般財団法人架空環境科学研究所"
"""The day and the partner of a meeting that the demonstration has: recorded by somebody else."""


class Keys:
    """Presses keys and counts them; there is no mouse."""

    def __init__(self, page: Page) -> None:
        self.keyboard, self.pressed = page.keyboard, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.keyboard.press(key)
            self.pressed += 1

    def say(self, text: str) -> None:
        """A word that comes out of the input method in one piece."""
        self.keyboard.insert_text(text)


def opened(reader: Page, key: str = "n") -> Page:
    reader.keyboard.press(key)
    expect(reader.get_by_role("combobox", name="相手方※必須")).to_be_focused()
    return reader


def choose(reader: Page, reading: str, name: str) -> None:
    reader.get_by_role("combobox", name="相手方").press_sequentially(reading)
    expect(reader.get_by_role("option", name=name)).to_be_visible()
    reader.get_by_role("option", name=name).click()


def line_of(reader: Page):
    return reader.locator("dialog .foresight")


def test_a_practised_clerk_records_a_meeting_in_six_keys_and_two_words(reader):
    reader.goto("/counts/2020")
    keys = Keys(reader)
    keys.press("n")
    field = reader.get_by_role("combobox", name="相手方")
    expect(field).to_be_focused()
    keys.say("くまもとだいがく")
    expect(reader.get_by_role("option", name="熊本大学").first).to_have_attribute("aria-selected", "true")
    keys.press("Enter", "Tab", "Tab", "Tab")
    expect(reader.get_by_label("内容を1行で")).to_be_focused()
    keys.say("公開講座の日程")
    keys.press("Control+Enter")
    expect(reader.get_by_role("status").first).to_contain_text("令和3年12月20日の協議を記録しました（熊本大学）")
    assert keys.pressed == 6
    expect(reader).to_have_url(re.compile("/counts/2020$"))


def test_it_opens_by_the_button_too_and_closing_gives_the_focus_back(reader):
    reader.goto("/organizations/new")
    button = reader.get_by_role("link", name="協議を記録")
    button.click()
    expect(reader.get_by_role("combobox", name="相手方")).to_be_focused()
    reader.keyboard.press("Escape")
    expect(reader.get_by_role("dialog")).to_have_count(0)
    expect(button).to_be_focused()
    help_link = reader.get_by_role("link", name="使い方")
    help_link.focus()
    opened(reader)
    reader.get_by_role("button", name="閉じる").click()
    expect(help_link).to_be_focused()


def test_what_was_typed_is_there_again_after_closing_and_on_other_pages(reader):
    opened(reader)
    choose(reader, "くまもと", "熊本大学")
    reader.get_by_label("内容を1行で").fill("まだ途中")
    reader.keyboard.press("Escape")
    expect(reader.get_by_role("dialog")).to_have_count(0)
    reader.goto("/agreements")
    opened(reader)
    expect(reader.get_by_role("button", name="熊本大学を外す")).to_be_visible()
    expect(reader.get_by_label("内容を1行で")).to_have_value("まだ途中")
    expect(reader.locator("dialog [data-draft-state]")).to_contain_text("下書きを復元しました")
    reader.get_by_role("button", name="下書きを破棄").click()
    expect(reader.get_by_label("内容を1行で")).to_have_value("")


def test_escape_closes_the_list_first_and_then_the_dialog(reader):
    opened(reader)
    reader.keyboard.insert_text("あおば")
    expect(reader.get_by_role("listbox")).to_be_visible()
    reader.keyboard.press("Escape")
    expect(reader.get_by_role("listbox")).to_be_hidden()
    expect(reader.get_by_role("dialog")).to_be_visible()
    reader.keyboard.press("Escape")
    expect(reader.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("key", ["Enter", "Escape"])
def test_keys_that_the_input_method_is_using_do_nothing_here(reader, key):
    opened(reader)
    field = reader.get_by_role("combobox", name="相手方")
    reader.keyboard.insert_text("あおば")
    expect(reader.get_by_role("listbox")).to_be_visible()
    field.evaluate(
        """(field, key) => field.dispatchEvent(
            new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true }))""",
        key,
    )
    expect(reader.get_by_role("listbox")).to_be_visible()
    expect(reader.locator("dialog .pick")).to_have_count(0)
    expect(reader.get_by_role("dialog")).to_be_visible()


def test_the_key_is_left_alone_while_somebody_types(reader):
    reader.goto("/meetings")
    field = reader.get_by_label("この一覧を検索")
    field.press_sequentially("nN")
    expect(field).to_have_value("nN")
    expect(reader.get_by_role("dialog")).to_have_count(0)


def test_on_its_own_page_the_key_leads_to_the_field(reader):
    reader.goto("/meetings/quick")
    reader.get_by_role("button", name="詳しく入力").focus()
    opened(reader, "N")
    expect(reader.get_by_role("dialog")).to_have_count(0)


def test_the_line_follows_the_day_the_type_and_the_mark(reader):
    opened(reader)
    line = line_of(reader)
    expect(line).to_contain_text("令和3年度の協議回数は")
    reader.get_by_label("開催日").fill("R2.5.1")
    expect(line).to_contain_text("令和2年度の協議回数は 50 → 51回 になります。")
    reader.get_by_label("その他").check()
    expect(line).to_contain_text("種類が「その他」の協議は計上しません。")
    reader.get_by_label("アプローチ").check()
    expect(line).to_contain_text("50 → 51回")
    expect(reader.get_by_label("計上しない理由")).to_be_hidden()
    reader.get_by_label("計上しない", exact=True).check()
    expect(line).to_contain_text("令和2年度の協議回数は50回のままです。")
    expect(reader.get_by_label("計上しない理由")).to_be_visible()
    reader.get_by_label("開催日").fill("明日")
    expect(line).to_contain_text("予定のため")


def test_what_was_forgotten_is_told_in_the_dialog_and_leads_to_its_field(reader):
    """The commonest mistake: the line was typed, and nobody chosen."""
    opened(reader)
    reader.get_by_label("内容を1行で").fill("公開講座の日程")
    reader.keyboard.press("Control+Enter")
    summary = reader.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(reader.get_by_label("内容を1行で")).to_have_value("公開講座の日程")
    assert not violations(reader)
    summary.get_by_role("link", name="相手方").click()
    expect(reader.get_by_role("combobox", name="相手方")).to_be_focused()
    choose(reader, "くまもと", "熊本大学")
    reader.get_by_role("button", name="記録する").click()
    expect(reader.get_by_role("status").first).to_contain_text("協議を記録しました（熊本大学）")
    opened(reader)
    expect(reader.get_by_label("内容を1行で")).to_have_value("")


def test_one_after_the_other_keeps_the_day_and_stays_open(reader):
    opened(reader)
    choose(reader, "くまもと", "熊本大学")
    reader.get_by_label("開催日").fill("12/16")
    reader.get_by_label("内容を1行で").fill("午前の部")
    reader.get_by_role("button", name="記録して続ける").click()
    expect(reader.get_by_role("dialog").get_by_role("status").first).to_contain_text("12月16日の協議を記録しました")
    expect(reader.get_by_role("combobox", name="相手方")).to_be_focused()
    expect(reader.get_by_label("開催日")).to_have_value("12/16")
    expect(reader.get_by_label("内容を1行で")).to_have_value("")
    expect(reader.locator("dialog .pick")).to_have_count(0)


def test_a_new_organization_is_registered_on_the_spot(reader):
    opened(reader)
    reader.keyboard.insert_text("合同会社ひとこと")
    expect(reader.get_by_role("option", name="「合同会社ひとこと」を新しい相手方として登録")).to_be_visible()
    reader.keyboard.press("Enter")
    reader.get_by_label("内容を1行で").fill("初めての打合せ")
    reader.keyboard.press("Control+Enter")
    expect(reader.get_by_role("status").first).to_contain_text("合同会社ひとこと")
    reader.goto("/organizations?incomplete=yes")
    expect(reader.get_by_role("link", name="合同会社ひとこと")).to_be_visible()


def test_the_full_form_goes_on_with_what_was_typed(reader):
    opened(reader)
    choose(reader, "くまもと", "熊本大学")
    reader.get_by_label("内容を1行で").fill("長い話になる")
    reader.get_by_label("担当者会議").check()
    reader.get_by_role("button", name="詳しく入力").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("協議を詳しく記録")
    expect(reader.get_by_role("button", name="熊本大学を外す")).to_be_visible()
    expect(reader.get_by_label("件名")).to_have_value("長い話になる")
    expect(reader.get_by_label("担当者会議")).to_be_checked()
    opened(reader)
    expect(reader.locator("dialog").get_by_label("内容を1行で")).to_have_value("")


def test_a_probable_double_is_shown_in_the_dialog_and_can_be_joined(reader):
    opened(reader)
    choose(reader, "かくうかんきょう", OTHERS)
    reader.get_by_label("開催日").fill(OTHERS_DAY)
    reader.get_by_label("内容を1行で").fill("公表の日取り")
    reader.get_by_role("button", name="記録する").click()
    question = reader.get_by_role("dialog", name="すでに同じ日の記録があります")
    expect(question.get_by_role("columnheader", name="調査結果の公表")).to_be_visible()
    assert not violations(reader)
    question.get_by_role("button", name="入力に戻る").click()
    expect(reader.get_by_label("内容を1行で")).to_have_value("公表の日取り")
    reader.get_by_role("button", name="記録する").click()
    question.get_by_role("button", name="この記録に加える").first.click()
    expect(reader.get_by_role("status").first).to_contain_text("記録に加えました")
    reader.goto("/meetings?q=公表の日取り")
    reader.get_by_role("link", name="調査結果の公表").click()
    expect(reader.get_by_text("公表の日取り").first).to_be_visible()


def test_the_question_closed_with_escape_loses_nothing(reader):
    opened(reader)
    choose(reader, "かくうかんきょう", OTHERS)
    reader.get_by_label("開催日").fill(OTHERS_DAY)
    reader.get_by_label("内容を1行で").fill("別の件")
    reader.get_by_role("button", name="記録する").click()
    expect(reader.get_by_role("dialog", name="すでに同じ日の記録があります")).to_be_visible()
    reader.keyboard.press("Escape")
    expect(reader.get_by_role("dialog")).to_have_count(0)
    opened(reader)
    expect(reader.get_by_label("内容を1行で")).to_have_value("別の件")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_dialog_is_usable_by_everybody_at_every_width(reader, language):
    if language == "en":
        choose_english(reader)
    for width in WIDTHS:
        reader.set_viewport_size({"width": width, "height": 900})
        reader.goto("/years/2020")
        reader.keyboard.press("n")
        box = reader.get_by_role("dialog").get_by_role("combobox")
        expect(box).to_be_focused()
        box.press_sequentially("あおば")
        expect(reader.get_by_role("option").first).to_be_visible()
        assert not scrolls_sideways(reader)
        assert not violations(reader)
        box.fill("")
        reader.keyboard.press("Escape")


def test_the_box_of_an_organizations_page_records_and_comes_back(reader):
    reader.goto("/organizations?q=熊本大学")
    reader.get_by_role("link", name="熊本大学").first.click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("熊本大学")
    reader.get_by_label("1行で").fill("画面からの記録")
    reader.get_by_label("1行で").press("Control+Enter")
    expect(reader.get_by_role("status").first).to_contain_text("協議を記録しました（熊本大学）")
    expect(reader.get_by_role("heading", level=1)).to_have_text("熊本大学")
    expect(reader.get_by_role("link", name="画面からの記録")).to_be_visible()
