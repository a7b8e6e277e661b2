"""A form of the city's own in a real browser: uploaded, looked at, saved; and what goes wrong most often."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_pages import violations
from tests.exports.own_forms import book, texts
from tests.imports.test_own_forms import old_workbook

pytestmark = pytest.mark.browser

PAGE = "/sheets/2020/form"
FIELD = "名前を入れた Excel ブック"
ROWS = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'


def send(page, data: bytes, name: str = "様式.xlsx") -> None:
    page.get_by_label(FIELD).set_input_files({"name": name, "mimeType": "", "buffer": data})
    page.get_by_role("button", name="登録する").click()


def test_a_name_is_copied_a_form_uploaded_and_saved_with_the_values(reader):
    reader.goto("/sheets/2020")
    reader.get_by_role("link", name="市の様式").click()
    reader.get_by_role("link", name="いまの値付きの名前の一覧").click()
    search = reader.get_by_label("名前を探す")
    search.fill("2年度 実績 トータルコスト")
    search.press("Enter")
    reader.get_by_role("button", name="コピー: {{costs.total.actual.2020}}").click()
    expect(reader.get_by_role("status")).to_contain_text("コピーしました: {{costs.total.actual.2020}}")
    search.fill("")
    search.press("Control+V")
    expect(search).to_have_value("{{costs.total.actual.2020}}")
    assert not violations(reader)
    reader.goto(PAGE)
    send(reader, book(ROWS, "<t>事業名: {{head.title}}</t>", "<t>{{costs.total.actual.2020}}</t>"))
    expect(reader.get_by_role("status").filter(has_text="様式を登録しました。")).to_be_visible()
    reader.get_by_text("記入されるセル: 2").click()
    expect(reader.get_by_role("row", name="様式!B1 costs.total.actual.2020 15,099")).to_be_visible()
    assert not violations(reader)
    with reader.expect_download() as saving:
        reader.get_by_role("link", name="記入した様式を保存").click()
    saved = saving.value
    assert saved.suggested_filename == "事務事業マネジメントシート_令和2年度_産学官連携推進事業.xlsx"
    assert texts(saved.path().read_bytes()) == {"A1": "事業名: 産学官連携推進事業", "B1": 15099}


def test_an_old_workbook_and_a_mistyped_name_are_told_with_what_to_do(reader):
    reader.goto(PAGE)
    send(reader, old_workbook(), "様式.xls")
    summary = reader.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text(
        "「様式.xls」は古い形式（.xls）のブックです。Excel で開き、.xlsx で保存し直してください。"
    )
    assert not violations(reader)
    send(reader, book(ROWS, "<t>{{head.titel}}</t>", "<t>{{head.section}}</t>"))
    expect(reader.get_by_role("row", name="head.titel 様式!A1 {{head.title}}")).to_be_visible()
    assert not violations(reader)
    send(reader, book(ROWS, "<t>{{head.title}}</t>", "<t>{{head.section}}</t>"))
    expect(reader.get_by_text("評価シートにない名前")).to_have_count(0)
    expect(reader.get_by_role("heading", name="以前に登録した様式")).to_be_visible()
    reader.get_by_role("button", name="削除する").first.click()
    expect(reader.get_by_role("row", name="head.titel")).to_be_visible()
    reader.get_by_text("削除した様式: 1").click()
    reader.get_by_role("button", name="元に戻す").or_(reader.get_by_role("button", name="復元する")).first.click()
    expect(reader.get_by_role("status").filter(has_text="様式を元に戻しました。")).to_be_visible()
    assert not violations(reader)


def test_without_script_a_name_can_be_marked_and_the_form_uploaded(plain):
    plain.goto("/sheets/2020/names?q=head.title")
    name = plain.get_by_text("{{head.title}}")
    expect(name).to_have_css("user-select", "all")
    expect(plain.get_by_role("button", name="コピー")).to_have_count(0)
    plain.goto(PAGE)
    send(plain, book(ROWS, "<t>{{head.title}}</t>", "<t>x</t>"))
    expect(plain.get_by_text("記入されるセル: 1")).to_be_visible()
