"""Files and the backup in a real browser: sent, refused with the reason at the field, kept and never shown."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import scrolls_sideways, violations
from tests.imports.attached import HTML, PDF

pytestmark = pytest.mark.browser

NEW = "/agreements/3/files/new"


def send(page, name: str, data: bytes) -> None:
    page.goto(NEW)
    page.get_by_label("添付するファイル").set_input_files({"name": name, "mimeType": "", "buffer": data})
    page.get_by_role("button", name="ファイルを添付する").click()


def test_a_file_is_attached_replaced_removed_and_restored_on_the_page_of_its_record(reader):
    reader.goto("/agreements/4")
    files = reader.locator("#files")
    files.get_by_label("添付するファイル").set_input_files({"name": "㈱﨑山.pdf", "mimeType": "", "buffer": PDF})
    files.get_by_role("button", name="ファイルを添付する").click()
    expect(reader.get_by_role("status").filter(has_text="ファイルを添付しました。")).to_be_visible()
    with reader.expect_download() as saving:
        files.get_by_role("link", name="㈱﨑山.pdf", exact=True).click()
    assert (saving.value.suggested_filename, saving.value.path().read_bytes()) == ("㈱﨑山.pdf", PDF)
    files.get_by_role("link", name=re.compile("^差し替える")).click()
    reader.get_by_label("添付するファイル").set_input_files({"name": "訂正.pdf", "mimeType": "", "buffer": PDF})
    reader.get_by_role("button", name="ファイルを差し替える").click()
    files.get_by_text("以前のファイル（1件）").click()
    expect(files.get_by_role("link", name="㈱﨑山.pdf", exact=True)).to_be_visible()
    files.get_by_role("button", name=re.compile("^取り外す.*訂正")).click()
    expect(files).to_contain_text("ファイルはまだありません")
    files.get_by_text("取り外したファイル（1件）").click()
    files.get_by_role("button", name=re.compile("^復元する.*訂正")).click()
    expect(files.get_by_role("link", name="訂正.pdf", exact=True)).to_be_visible()
    assert not violations(reader)


def test_the_commonest_mistake_is_told_at_the_field_and_mended_by_choosing_another_file(reader):
    send(reader, "協定書.pdf", HTML)
    summary = reader.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(reader).to_have_title("エラー: ファイルを添付する - 連携協定台帳")
    summary.get_by_role("link", name="添付するファイル").click()
    field = reader.get_by_label("添付するファイル")
    expect(field).to_be_focused()
    said = (
        "「協定書.pdf」は、PDF・画像・Office文書・テキストのどれでもありません。"
        "PDFとして保存し、そのファイルを選んでください。"
    )
    hint = "PDF・Office文書・画像・テキスト、20MBまで。マクロやパスワードの付いたものは添付できません"
    expect(field).to_have_accessible_description(f"{hint} {said}")
    assert not violations(reader)
    field.set_input_files({"name": "協定書.pdf", "mimeType": "", "buffer": PDF})
    field.press("Control+Enter")
    expect(reader.get_by_role("status").filter(has_text="ファイルを添付しました。")).to_be_visible()


def test_a_backup_is_made_and_saved_and_its_date_is_shown(administrator):
    administrator.goto("/administration/backup")
    for _ in range(2):
        with administrator.expect_download() as saving:
            administrator.get_by_role("button", name="バックアップを取って保存する").click()
        assert saving.value.suggested_filename == "renkei-20211220-120000.zip"
    administrator.reload()
    expect(administrator.get_by_text("令和3年12月20日 12:00")).to_be_visible()


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("where", ["/administration/backup", NEW])
def test_the_pages_break_no_rule_of_accessibility_and_do_not_scroll_sideways(administrator, where, width):
    administrator.set_viewport_size({"width": width, "height": 900})
    administrator.goto(where)
    assert not violations(administrator)
    assert not scrolls_sideways(administrator)
