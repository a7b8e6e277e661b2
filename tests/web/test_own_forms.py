"""The page of a form of the city's own: uploaded, looked through, filled, taken over; and the names to copy."""

import io
import re
from urllib.parse import unquote

import pytest

from registry.commands.own_forms import CheckedForm, upload_own_form
from registry.commands.sheets import draft_sheet
from registry.database import writing
from registry.domain.attached_files import LARGEST_ATTACHMENT
from registry.domain.vocabulary import Role
from registry.evaluation.layout_names import form_values
from registry.queries.own_forms import list_own_forms
from tests.evaluation.seed_sheet import seed_sheet
from tests.exports.own_forms import WITH_MACROS, book, parts_of, texts
from tests.imports.test_own_forms import old_workbook
from tests.office import SATO
from tests.web.conftest import token_of
from tests.web.form_sending import form_to

PAGE = "/sheets/2020/form"
ROWS = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
DATA = book(ROWS, "<t>{{head.title}} {{head.titel}}</t>", "<t>{{costs.total.actual.2020}}</t>")
NAMES, OF_ROWS_TOO = form_values(seed_sheet()), 6
"""All names; an indicator has one with its row, of which nobody needs both."""
IN_FORMULA = book('<row r="9"><c r="D9"><f>"{{head.title}}"</f></c></row>')


@pytest.fixture
def secretariat(browser_of):
    return browser_of(Role.SECRETARIAT)


def send(client, name: str = "様式.xlsx", data: bytes = DATA, address: str = PAGE):
    form = form_to(client.get(address).text, address) | {"file": (io.BytesIO(data), name)}
    return client.post(address, data=form, content_type="multipart/form-data")


def press(client, address: str):
    return client.post(address, data={"csrf_token": token_of(client, "/counts")})


def uploaded(site, year: int = 2020, name: str = "様式.xlsx", data: bytes = DATA) -> int:
    with site.app_context(), writing():
        return upload_own_form(SATO, fiscal_year=year, form=CheckedForm(name, data)).id


def words_of(text: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", text).split())


def test_an_uploaded_form_is_shown_with_what_it_is_filled_with(secretariat):
    assert send(secretariat).location == PAGE
    page = words_of(secretariat.get(PAGE).text)
    assert "様式を登録しました。" in page
    assert "head.titel 様式!A1 {{head.title}}" in page
    assert "記入されるセル: 2" in page
    assert "様式!B1 costs.total.actual.2020 15,099" in page
    assert f"様式で使われていない名前: {len(NAMES) - OF_ROWS_TOO - 2}" in page


def test_the_filled_form_is_saved_under_the_name_of_the_sheet(site, browser_of):
    uploaded(site)
    answer = browser_of(Role.VIEWER).get(f"{PAGE}.xlsx")
    assert texts(answer.data) == {"A1": "産学官連携推進事業 {{head.titel}}", "B1": 15099}
    assert "事務事業マネジメントシート_令和2年度_産学官連携推進事業.xlsx" in unquote(
        answer.headers["Content-Disposition"]
    )


def test_a_form_with_macros_is_given_back_as_one(site, secretariat):
    data = book(ROWS, "<t>{{head.title}}</t>", "", kind=WITH_MACROS, parts={"xl/vbaProject.bin": b"macro"})
    assert send(secretariat, "様式.xlsx", data).status_code == 303
    answer = secretariat.get(f"{PAGE}.xlsm")
    assert answer.mimetype == "application/vnd.ms-excel.sheet.macroEnabled.12"
    assert parts_of(answer.data)["xl/vbaProject.bin"] == b"macro"
    assert secretariat.get(f"{PAGE}.xlsx").status_code == 404
    assert f'href="{PAGE}.xlsm"' in secretariat.get(PAGE).text


def test_the_workbook_itself_comes_back_as_it_was_sent(site, secretariat):
    number = uploaded(site)
    assert secretariat.get(f"{PAGE}/{number}").data == DATA
    assert secretariat.get(f"{PAGE}/{number + 1}").status_code == 404


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        (
            "様式.xls",
            old_workbook(),
            "「様式.xls」は古い形式（.xls）のブックです。Excel で開き、.xlsx で保存し直してください。",
        ),
        ("様式.pdf", b"%PDF-1.7", "「様式.pdf」は Excel ブックではありません。"),
        ("様式.xlsx", IN_FORMULA, "数式の中に名前があります: 様式!D9。"),
        ("様式.xlsx", b"PK\x03\x04" + bytes(LARGEST_ATTACHMENT), "「様式.xlsx」は 20 MB を超えています。"),
    ],
)
def test_a_file_that_cannot_be_filled_is_refused_at_its_field_and_not_kept(site, secretariat, name, data, words):
    answer = send(secretariat, name, data)
    assert answer.status_code == 422
    error = re.search(r'<p class="error" id="file-error">.*?<span>(.*?)</span>', answer.text)[1]
    assert error.startswith(words)
    with site.app_context():
        assert list_own_forms(2020) == []


def test_a_form_sent_twice_is_kept_once(site, secretariat):
    form = form_to(secretariat.get(PAGE).text, PAGE)
    for _time in range(2):
        sent = form | {"file": (io.BytesIO(DATA), "様式.xlsx")}
        assert secretariat.post(PAGE, data=sent, content_type="multipart/form-data").status_code == 303
    with site.app_context():
        assert len(list_own_forms(2020)) == 1


def test_older_forms_stay_and_a_deleted_one_can_be_restored(site, secretariat):
    first, second = uploaded(site, name="旧様式.xlsx"), uploaded(site, name="新様式.xlsx")
    page = words_of(secretariat.get(PAGE).text)
    assert page.index("新様式.xlsx") < page.index("以前に登録した様式") < page.index("旧様式.xlsx")
    assert press(secretariat, f"{PAGE}/{second}/delete").status_code == 303
    page = words_of(secretariat.get(PAGE).text)
    assert page.index("旧様式.xlsx") < page.index("削除した様式: 1") < page.index("新様式.xlsx")
    assert press(secretariat, f"{PAGE}/{second}/restore").status_code == 303
    assert "削除した様式" not in words_of(secretariat.get(PAGE).text)
    assert press(secretariat, f"/sheets/2021/form/{first}/delete").status_code == 404


def test_the_form_of_the_year_before_is_taken_over_with_one_click(site, secretariat):
    uploaded(site)
    with site.app_context(), writing():
        draft_sheet(SATO, fiscal_year=2021, from_year=2020)
    page = secretariat.get("/sheets/2021/form").text
    assert "令和2年度には「様式.xlsx」があります。" in words_of(page)
    assert press(secretariat, "/sheets/2021/form/take-over").status_code == 303
    page = words_of(secretariat.get("/sheets/2021/form").text)
    assert "名前の中の年度は進めました。" in page
    assert "様式!B1 costs.total.actual.2021" in page
    assert "引き継ぐ" not in page


def test_a_form_that_no_longer_can_be_filled_says_why(site, secretariat):
    uploaded(site, data=IN_FORMULA)
    page = secretariat.get(PAGE)
    assert "数式の中に名前があります: 様式!D9" in page.text
    assert "記入した様式を保存" not in page.text
    assert secretariat.get(f"{PAGE}.xlsx").status_code == 409


def test_a_form_without_a_name_is_told_to_be_one(site, secretariat):
    uploaded(site, data=book(ROWS, "<t>様式</t>", "<t>様式</t>"))
    assert "評価シートの名前があるセルがないため、何も記入されません。" in secretariat.get(PAGE).text


def test_a_viewer_sees_the_form_and_changes_nothing(site, browser_of):
    uploaded(site)
    page = browser_of(Role.VIEWER).get(PAGE).text
    assert "記入した様式を保存" in page
    assert "登録する" not in page
    assert "削除する" not in page


def test_the_start_is_the_built_in_form_with_names(secretariat):
    held = texts(secretariat.get("/sheets/2020/form-start.xlsx").data).values()
    assert "{{head.title}}" in held
    assert "産学官連携推進事業" not in held


def test_all_names_are_listed_with_the_words_of_the_form_and_todays_values(viewer):
    page = words_of(viewer.get("/sheets/2020/names").text)
    assert "{{head.title}} 事務事業名 産学官連携推進事業" in page
    assert "{{costs.total.actual.2020}} トータルコスト(A)+(B) 2年度 実績 15,099" in page
    assert "{{check.1.achieved}} ① 2年度目標達成度評価 達成した ☑" in page
    assert "{{do.reports}} 担当課からの 実績報告 ―" in page
    assert len(re.findall(r'class="copyable"', viewer.get("/sheets/2020/names").text)) == len(NAMES)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("costs.total 15,099", 1),
        ("トータルコスト 見込", 2),
        ("HEAD.TITLE", 1),
        ("産学官連携推進事業", 1),
        ("ない言葉", 0),
    ],
)
def test_names_are_found_by_name_words_and_value(viewer, words, found):
    page = viewer.get("/sheets/2020/names", query_string={"q": words}).text
    assert page.count('class="copyable"') == found
    assert ("その言葉をすべて含む名前はありません。" in page) is not found


@pytest.mark.parametrize("address", ["form", "form.xlsx", "form-start.xlsx", "names"])
def test_a_year_without_a_sheet_has_no_such_page(viewer, address):
    assert viewer.get(f"/sheets/2031/{address}").status_code == 404


def test_a_year_without_a_form_has_nothing_to_save(viewer):
    assert viewer.get(f"{PAGE}.xlsx").status_code == 404
