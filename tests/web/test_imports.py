"""Pasted rows and uploaded files: shown first, written as they were shown, all or nothing."""

import io

import pytest

from registry.database import db
from registry.domain.vocabulary import Role
from registry.models import Organization
from registry.web.throttle import limiter
from tests.imports.files import workbook
from tests.web.meeting_forms import keys_of, newest, number_of_meetings, recorded, sent
from tests.web.test_pages import text_of

PASTE, FILES, RUN = "/meetings/paste", "/imports", "/imports/run"
ROWS = "R3.12.1\t熊本大学\t協議\t講座\tよい返事\t農政課\nR3.12.2\t熊本大学、株式会社はじめて\tその他\t式典"


@pytest.fixture
def secretariat(browser_of):
    return browser_of(Role.SECRETARIAT)


def looked_at(client, text: str) -> dict[str, str]:
    """What the form of the preview sends."""
    answer = sent(client, PASTE, text=text, go="check")
    assert answer.status_code == 200
    return keys_of(answer.text) | {"text": text, "go": "write"}


def names(site) -> set[str]:
    with site.app_context():
        return {name for (name,) in db.session.query(Organization.name)}


def test_pasted_rows_are_shown_as_they_were_understood(site, secretariat):
    before = number_of_meetings(site)
    page = text_of(sent(secretariat, PASTE, text=ROWS, go="check").text)
    assert "2行のうち、新規2件、変更0件、変更なし0件。" in page
    assert "新しく登録する相手方: 株式会社はじめて" in page
    assert "令和3年12月1日（水） 熊本大学 講座 協議 実施 農政課" in page
    assert "熊本大学、株式会社はじめて 式典 その他 実施" in page
    assert number_of_meetings(site) == before


def test_what_was_shown_is_recorded_once(site, secretariat):
    before, form = number_of_meetings(site), looked_at(secretariat, ROWS)
    assert secretariat.post(PASTE, data=form).location == "/meetings"
    assert number_of_meetings(site) == before + 2
    assert "株式会社はじめて" in names(site)
    again = secretariat.post(PASTE, data=form)
    assert again.status_code == 422
    assert "すべて記録済みです。" in again.text
    assert number_of_meetings(site) == before + 2


def test_errors_stand_at_the_rows_as_they_were_pasted(site, secretariat):
    before = number_of_meetings(site)
    page = text_of(sent(secretariat, PASTE, text=f"{ROWS}\nR3.2.29\t熊本大学", go="check").text)
    assert "3 開催日 R3.2.29" in page
    assert "という日はありません。" in page
    assert "上の欄の行を直して、もう一度確かめてください。" in page
    with_headings = text_of(sent(secretariat, PASTE, text="日付\t相手方\nR3.2.29\t熊本大学", go="check").text)
    assert "2 日付 R3.2.29" in with_headings
    assert number_of_meetings(site) == before


def test_questions_are_explained_and_have_to_be_accepted(site, secretariat):
    text = "R3.12.1\t謎の会\t協議\t講座"
    before, form = number_of_meetings(site), looked_at(secretariat, text)
    shown = secretariat.post(PASTE, data=form)
    assert shown.status_code == 422
    assert "名称から区分がわからない相手方は、「未分類」になります。" in shown.text
    assert "確認事項を読み、このまま取り込むときはチェックを入れてください。" in shown.text
    assert number_of_meetings(site) == before
    assert secretariat.post(PASTE, data=form | {"accepted": "y"}).status_code == 303
    assert newest(site).organizations[0].kind == "unclassified"


def test_what_became_another_thing_meanwhile_is_shown_again(site, secretariat):
    form = looked_at(secretariat, "R3.12.20\t甲株式会社\t協議\t")
    recorded(site)
    before = number_of_meetings(site)
    answer = secretariat.post(PASTE, data=form)
    assert answer.status_code == 422
    assert "確かめた後で台帳が変わりました。" in answer.text
    assert number_of_meetings(site) == before


def test_nothing_pasted_and_a_broken_quotation_are_told_at_the_field(secretariat):
    assert "Excelでコピーした行を貼り付けてください。" in sent(secretariat, PASTE, text=" ", go="check").text
    broken = sent(secretariat, PASTE, text='R3.12.1\t"熊本大学', go="check")
    assert broken.status_code == 422
    assert "&#34;熊本大学" in broken.text


def uploaded(client, kind: str, name: str, data: bytes):
    page = client.get(FILES).text
    form = keys_of(page) | {"kind": kind, "file": (io.BytesIO(data), name)}
    return client.post(FILES, data=form, content_type="multipart/form-data")


ORGANIZATIONS = "名称,区分\n株式会社はじめて,企業\n".encode()


def test_a_file_is_looked_at_and_then_taken_in(site, secretariat):
    shown = uploaded(secretariat, "organizations", "一覧.csv", ORGANIZATIONS)
    assert "1行のうち、新規1件" in text_of(shown.text)
    assert "株式会社はじめて" not in names(site)
    done = secretariat.post(RUN, data=keys_of(shown.text))
    assert (done.status_code, done.location) == (303, "/organizations")
    assert "株式会社はじめて" in names(site)
    assert secretariat.post(RUN, data=keys_of(shown.text)).status_code == 422


def test_a_workbook_of_each_kind_is_read(site, secretariat):
    rows = {
        "agreements": [["協定名", "締結日", "相手方"], ["見守り協定", "R3.12.1", "熊本大学"]],
        "meetings": [["開催日", "相手方"], ["R3.12.1", "熊本大学"]],
        "projects": [["事業名", "開始日", "主管課"], ["見守り事業", "R3.12.1", "福祉課"]],
    }
    for kind, table in rows.items():
        shown = uploaded(secretariat, kind, "一覧.xlsx", workbook(表=table))
        assert "1行のうち、新規1件" in text_of(shown.text), kind
        assert secretariat.post(RUN, data=keys_of(shown.text)).location == f"/{kind}"


def test_what_is_no_table_is_refused_at_its_field(secretariat):
    for name, data, words in (
        ("一覧.docx", b"PK", "読み込める表ではありません"),
        ("一覧.csv", b"", "空です"),
        ("一覧.xlsx", b"<html>", "HTML"),
    ):
        answer = uploaded(secretariat, "meetings", name, data)
        assert answer.status_code == 422
        assert words in text_of(answer.text), name


def test_nobody_imports_a_file_that_somebody_else_has_looked_at(site, secretariat, browser_of):
    token = keys_of(uploaded(secretariat, "organizations", "一覧.csv", ORGANIZATIONS).text)
    limiter.reset()
    other = browser_of(Role.CHIEF)
    form = token | {"csrf_token": keys_of(other.get(FILES).text)["csrf_token"]}
    assert other.post(RUN, data=form).status_code == 422
    for made_up in ("", "x", token["upload"] + "x", "eyJ1c2VyIjoxfQ.AAAA"):
        assert secretariat.post(RUN, data=token | {"upload": made_up}).status_code == 422
    assert "株式会社はじめて" not in names(site)


def test_errors_of_a_file_offer_no_import(secretariat):
    shown = uploaded(secretariat, "agreements", "一覧.csv", "協定名,締結日,相手方\n見守り,R3.2.29,熊本大学\n".encode())
    assert "誤り（1件）" in shown.text
    assert "ファイルを直して、もう一度選んでください。" in shown.text
    assert 'name="seen"' not in shown.text
