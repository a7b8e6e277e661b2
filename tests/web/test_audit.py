"""The audit log's pages: what was done in sentences, narrowed down, as files, and the proof that nobody altered it."""

import io
from dataclasses import replace
from datetime import timedelta

import openpyxl
import pytest

from registry.commands.audit import Entry, record_entries
from registry.commands.meetings import revise_meeting
from registry.commands.organizations import revise_organization
from registry.commands.rules import set_rule
from registry.commands.settings import set_city
from registry.database import db, writing
from registry.domain.deed import Deed
from registry.domain.vocabulary import Noun, Role
from registry.queries.audit import get_head
from registry.queries.meetings import draft_of as meeting_draft
from registry.queries.organizations import draft_of
from registry.web import audit
from tests.office import meeting, organization
from tests.web.conftest import NOW
from tests.web.test_pages import text_of
from tests.web.test_statements import asked

HANAKO, SUZUKI = Deed("佐藤 花子", NOW), Deed("鈴木", NOW + timedelta(days=2))
LONG = "一行目\n" + "あ" * 100
FORMULA = "=cmd|' /C calc'!A0"


@pytest.fixture
def secretariat(browser_of):
    return browser_of(Role.SECRETARIAT)


@pytest.fixture
def told(site) -> None:
    """A body whose address and notes are corrected, a rule and a setting, by two people on two days."""
    with site.app_context(), writing():
        body = organization("ひだまり大学", address="学園町1番")
        draft = replace(draft_of(body), address="学園町1丁目1番", notes=LONG)
        revise_organization(HANAKO, organization_id=body.id, draft=draft, version=body.version)
        set_rule(SUZUKI, name="agreement_date", value="effective")
        set_city(SUZUKI, name="青葉野市")


def test_the_newest_entries_come_first_in_sentences(secretariat, told):
    words = text_of(secretariat.get("/audit").text)
    assert "令和3年12月22日 12:00 鈴木 設定 市の名称 設定 値: 青葉野市" in words
    assert "令和3年12月22日 12:00 鈴木 計上の決まり 協定の基準日 設定 値を変更: 締結日 → 発効日" in words
    assert "令和3年12月20日 12:00 佐藤 花子 相手方 ひだまり大学 訂正 所在地を訂正: 学園町1番 → 学園町1丁目1番" in words
    assert words.index("値: 青葉野市") < words.index("値を変更") < words.index("所在地を訂正")


def test_a_long_text_is_shown_whole_on_demand_and_the_record_is_a_link(secretariat, told):
    text = secretariat.get("/audit?q=ひだまり大学").text
    assert f'<p class="lines">{LONG}</p>' in text
    assert f"備考: 一行目 {'あ' * 55}…" in text
    assert "/organizations/" in text.partition("<tbody>")[2]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("actor=花子", 1),
        ("actor=鈴木", 2),
        ("actor=鈴木&noun=settings", 1),
        ("noun=rules", 1),
        ("q=ひだまり大学", 2),
        ("q=ひだまり大学&action=revise", 1),
        ("since=R3.12.22&until=R3.12.22", 2),
        ("since=令和3年12月20日&until=2021/12/21&noun=organizations", 1),
        ("since=R3.12.22&until=R3.12.22&action=revise", 0),
        ("q=%25", 0),
    ],
)
def test_conditions_narrow_it_down(secretariat, told, query, shown):
    text = secretariat.get(f"/audit?{query}").text
    assert text.partition("<tbody>")[2].count("<tr>") == shown
    assert ("条件に合う履歴はありません" in text) == (shown == 0)


def test_a_condition_that_is_not_understood_is_left_out(secretariat, told):
    whole = secretariat.get("/audit").text.count("<tr>")
    for query in ("since=someday", "noun=nothing", "action=nothing", "before=x", "since=" + "9" * 300):
        assert secretariat.get(f"/audit?{query}").text.count("<tr>") == whole


def test_pages_lead_on_by_the_entries_and_keep_the_conditions(site, secretariat):
    with site.app_context(), writing():
        record_entries(HANAKO, (Entry("revise", Noun.MEETINGS, 1, f"協議{number}") for number in range(120)))
    first = secretariat.get("/audit?q=協議").text
    assert "協議95" in first
    assert "協議94" not in first
    older = first.partition('<nav class="pager"')[2].partition('href="')[2].partition('"')[0].replace("&amp;", "&")
    assert older.startswith("/audit?q=")
    second = secretariat.get(older).text
    assert ("協議94" in second, "協議69" in second) == (True, False)
    assert "新しい履歴" in second


def test_what_somebody_typed_is_text(site, secretariat):
    hostile = "<script>alert(1)</script>"
    with site.app_context(), writing():
        organization(f"{hostile}社", notes=hostile)
    text = secretariat.get("/audit").text
    assert hostile not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;社" in text


def test_the_files_hold_all_entries_that_meet_the_conditions(site, secretariat, told):
    with site.app_context(), writing():
        organization(FORMULA)
    csv = secretariat.get("/audit.csv?actor=花子").data.decode("utf-8-sig").splitlines()
    assert csv[0] == "№,日時,利用者,操作,記録の種類,記録,記録のID,変更内容,ハッシュ値"
    whole = secretariat.get("/audit.csv?actor=花子").data.decode("utf-8-sig")
    assert "令和3年12月20日 12:00,佐藤 花子,訂正,相手方,ひだまり大学," in whole
    assert LONG in whole
    assert f"'{FORMULA}" in secretariat.get("/audit.csv").data.decode("utf-8-sig")
    book = openpyxl.load_workbook(io.BytesIO(secretariat.get("/audit.xlsx").data))
    rows = list(book.active.values)
    with site.app_context():
        head = get_head()
    assert (rows[1][0], rows[1][8]) == (head.entries, head.hash)
    assert len(rows) == head.entries + 1
    assert rows[1][5] == FORMULA
    assert book.active["F2"].data_type == "s"


def test_internal_notes_stand_in_the_files_of_who_may_see_them(site, secretariat):
    with site.app_context(), writing():
        talk = meeting(organization("甲社"))
        draft = replace(meeting_draft(talk), internal_note="異動の予定")
        revise_meeting(HANAKO, meeting_id=talk.id, draft=draft, version=talk.version)
    assert "内部メモ: 異動の予定" in secretariat.get("/audit.csv?noun=meetings&action=revise").text


def test_too_many_rows_for_a_file_are_refused(secretariat, told, monkeypatch):
    monkeypatch.setattr(audit, "MOST_ROWS", 2)
    refused = secretariat.get("/audit.csv")
    assert refused.status_code == 409
    assert "一つのファイルに入るのは2行までです" in refused.text


def test_the_proof_says_that_the_log_is_whole_and_where_it_ends(site, secretariat):
    with site.app_context():
        head = get_head()
    text = secretariat.get("/audit/verify").text
    assert f"操作履歴{head.entries:,}件を確かめました。改ざんはありません。" in text
    assert head.hash in text
    assert "改ざんはありません" in secretariat.get(f"/audit/verify?head= {head.hash.upper()} ").text


def test_the_proof_names_what_was_altered_and_what_was_cut_off(site, secretariat):
    with site.app_context():
        db.session.connection().exec_driver_sql("DROP TRIGGER tr_audit_entries_UPDATE")
        db.session.connection().exec_driver_sql("UPDATE audit_entries SET label = 'x', at = 'never' WHERE id = 3")
        db.session.commit()
    text = secretariat.get(f"/audit/verify?head={'1' * 64}").text
    assert "操作履歴に改ざんがあります（2か所）。" in text
    assert "3" in text_of(text).partition("（2か所）。")[2][:20]
    assert 'class="tag tag-err"' in text
    assert secretariat.get("/audit?before=5").status_code == 200


def test_a_hash_that_was_mistyped_is_told_at_its_field_and_accuses_nobody(secretariat):
    answer = secretariat.get("/audit/verify?head=48d7fe6b8O25")
    assert answer.status_code == 422
    assert "改ざんはありません" in answer.text
    assert "改ざんあり" not in answer.text
    assert 'value="48d7fe6b8O25"' in answer.text
    assert 'aria-describedby="head-hint head-error" aria-invalid=true' in answer.text


def test_a_hash_copied_in_groups_is_understood(site, secretariat):
    with site.app_context():
        head = get_head().hash
    assert secretariat.get(f"/audit/verify?head={head[:32]} {head[32:]}").status_code == 200


@pytest.mark.parametrize("address", ["/audit", "/audit?actor=a&noun=meetings&since=R2.4.1&q=x", "/audit/verify"])
def test_a_page_asks_a_fixed_number_of_questions(site, secretariat, address):
    assert len(asked(site, secretariat, address)) == 6


def test_entries_that_name_other_organizations_ask_one_question_more(site, secretariat):
    with site.app_context(), writing():
        one = organization("甲")
        for number in range(5):
            other = organization(f"乙{number}")
            entry = Entry("merge", Noun.ORGANIZATIONS, other.id, other.name, {"merged_into_id": (None, one.id)})
            record_entries(HANAKO, [entry])
    assert len(asked(site, secretariat, "/audit")) == 7
