"""Files and the backup in a real browser: sent, refused with the reason at the field, kept and never shown."""

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


def test_a_file_is_attached_and_the_reader_is_told(reader):
    send(reader, "協定書（署名済）.pdf", PDF)
    expect(reader.get_by_role("status").filter(has_text="ファイルを添付しました。")).to_be_visible()


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
    hint = "PDF・Office文書・画像・テキスト、20 MBまで。マクロやパスワードの付いたものは添付できません。"
    expect(field).to_have_accessible_description(f"{hint} {said}")
    assert not violations(reader)
    field.set_input_files({"name": "協定書.pdf", "mimeType": "", "buffer": PDF})
    field.press("Control+Enter")
    expect(reader.get_by_role("status").filter(has_text="ファイルを添付しました。")).to_be_visible()


def test_a_file_is_saved_under_its_name_and_never_shown(reader):
    send(reader, "㈱﨑山との協定書.pdf", PDF)
    expect(reader.get_by_role("status").filter(has_text="ファイルを添付しました。")).to_be_visible()
    number = 1
    while reader.request.head(f"/attachments/{number + 1}").status == 200:  # the newest one
        number += 1
    with reader.expect_download() as saving:
        reader.evaluate(f"location.assign('/attachments/{number}')")
    assert saving.value.suggested_filename == "㈱﨑山との協定書.pdf"
    assert saving.value.path().read_bytes() == PDF


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
