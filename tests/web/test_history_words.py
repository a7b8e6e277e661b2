"""The audit log in sentences: each kind of change, in both languages."""

from contextvars import Context
from dataclasses import replace
from decimal import Decimal

import pytest

from registry.commands.agreements import amend_agreement, end_agreement, revise_agreement
from registry.commands.findings import explain_finding
from registry.commands.meetings import delete_meeting, restore_meeting, revise_meeting
from registry.commands.organizations import (
    merge_organizations,
    rename_organization,
    revise_organization,
    succeed_organizations,
)
from registry.commands.rules import set_rule
from registry.commands.settings import set_city
from registry.commands.sheets import draft_sheet, revise_sheet
from registry.commands.users import add_user, disable_user
from registry.domain.drafts import FormerNameDraft, PartyDraft
from registry.domain.vocabulary import PartyRole, Role
from registry.evaluation.sheet_names import with_values
from registry.queries import agreements, meetings, organizations
from registry.queries.audit_entries import Wanted, find_entries
from registry.queries.history import LoggedEntry
from registry.queries.sheets import get_stored_sheet, typed_sheet
from registry.web.history_words import LONGEST, changes_in_words, deed_in_words
from tests.office import SATO, agreement, day, meeting, organization, project

JAPANESE, ENGLISH = "ja", "en"


@pytest.fixture
def office(sqlite_app):
    """What the last entry says: a function of the language."""
    with sqlite_app.app_context():

        def said(locale: str = JAPANESE, *, with_internal_notes: bool = True) -> list[str]:
            [entry, *_older] = find_entries(Wanted(), limit=1).entries
            return in_words(sqlite_app, entry, locale, with_internal_notes=with_internal_notes)

        yield said


def in_words(app, entry: LoggedEntry, locale: str = JAPANESE, *, with_internal_notes: bool = True) -> list[str]:
    """The deed, then its sentences."""

    def say() -> list[str]:
        with app.test_request_context(headers={"Cookie": f"locale={locale}"}):
            changes = changes_in_words(entry, with_internal_notes=with_internal_notes)
            return [deed_in_words(entry), *(change.sentence for change in changes)]

    return Context().run(say)  # the language of a context is found once


def made_up(noun: str, action: str, **changes) -> LoggedEntry:
    return LoggedEntry(1, "2021-04-01T00:00:00.000000+00:00", "佐藤", action, noun, 1, "甲", changes, "0" * 64)


def revise(body, **values) -> None:
    draft = replace(organizations.draft_of(body), **values)
    revise_organization(SATO, organization_id=body.id, draft=draft, version=body.version, create_names=True)


def test_a_field_is_corrected_from_one_value_to_another(office):
    body = organization("青葉野大学", address="市内学園町1番")
    revise(body, address="市内学園町1丁目1番")
    assert office() == ["訂正", "所在地を訂正: 市内学園町1番 → 市内学園町1丁目1番"]
    assert office(ENGLISH) == ["Corrected", "Address corrected: 市内学園町1番 → 市内学園町1丁目1番"]


def test_a_field_is_filled_in_or_emptied_and_several_come_in_the_order_of_the_form(office):
    body = organization("青葉野大学", notes="古い備考")
    revise(body, notes="", target_from=day("2020-04-01"), kana="あおばのだいがく", inside_city=True)
    assert office() == [
        "訂正",
        "ふりがな: あおばのだいがく",
        "市内・市外: 市内",
        "対象開始日: 令和2年4月1日",
        "備考を削除: 古い備考",
    ]
    assert office(ENGLISH)[3:] == ["Target from set to 1 April 2020", "Notes removed: 古い備考"]


def test_choices_and_marks_are_said_by_their_names(office):
    body = organization("甲", kind="company", incomplete=True)
    revise(body, kind="academic", incomplete=False)
    assert office()[1:] == ["区分を訂正: 企業 → 学術機関", "登録の状態を訂正: 補完が必要 → 補完済み"]
    assert office(ENGLISH)[1:] == [
        "Kind corrected: Company → Academic institution",
        "Completeness corrected: to be completed → complete",
    ]


def test_a_new_record_tells_what_it_began_with(office):
    organization("甲", kind="company", groups=("東京ネットワーク", "会議所"))
    assert office() == ["登録", "名称: 甲", "区分: 企業", "グループ: 会議所、東京ネットワーク"]
    assert office(ENGLISH) == ["Registered", "Name: 甲", "Kind: Company", "Groups: 会議所, 東京ネットワーク"]


def test_of_a_list_is_told_what_was_added_and_what_was_taken_away(office):
    body = organization("甲", groups=("一", "二"))
    revise(body, groups=("二", "三", "四"))
    assert office()[1:] == ["グループから除外: 一", "グループに追加: 三、四"]
    assert office(ENGLISH)[1:] == ["Groups, taken away: 一", "Groups, added: 三, 四"]


def test_a_renaming_is_no_correction(office):
    body = organization("青葉野工業大学")
    rename_organization(SATO, organization_id=body.id, name="青葉野大学", kana="あおばのだいがく", on=day("2004-04-01"))
    assert office() == [
        "名称変更",
        "名称を変更: 青葉野工業大学 → 青葉野大学",
        "ふりがな: あおばのだいがく",
        "旧名称に追加: 青葉野工業大学（使用最終日 平成16年3月31日）",
    ]
    assert office(ENGLISH)[-1] == "Former names, added: 青葉野工業大学 (Last day of use 31 March 2004)"


def test_a_row_that_stays_tells_which_of_its_fields_changed(office):
    body = organization("甲", former_names=(FormerNameDraft("乙"), FormerNameDraft("丙")))
    revise(body, former_names=(FormerNameDraft("乙", day("2010-03-31")), FormerNameDraft("丁")))
    assert office()[1:] == [
        "乙の使用最終日: 平成22年3月31日",
        "旧名称から除外: 丙",
        "旧名称に追加: 丁",
    ]
    assert office(ENGLISH)[1] == "Last day of use of 乙 set to 31 March 2010"


def test_other_bodies_that_are_kept_by_their_id_are_said_by_their_name(office):
    one, other, whole = organization("甲銀行"), organization("乙銀行"), organization("丙銀行")
    succeed_organizations(SATO, organization_ids=[one.id], successor_id=whole.id, on=day("2021-10-01"))
    assert office() == ["合併・再編", "承継先: 丙銀行", "合併・再編の日: 令和3年10月1日"]
    merge_organizations(SATO, duplicate_id=other.id, into_id=whole.id)
    assert office() == ["名寄せ", "名寄せ先: 丙銀行"]
    assert office(ENGLISH) == ["Found to be the same body", "The same body as set to 丙銀行"]


def test_parties_join_leave_and_become_parties(office):
    one, two, three = organization("甲社"), organization("乙社"), organization("丙社")
    pact = agreement(one, PartyDraft(two.id, PartyRole.OBSERVER))
    parties = (
        PartyDraft(one.id, left_on=day("2021-03-31")),
        PartyDraft(two.id, PartyRole.PARTY),
        PartyDraft(three.id, PartyRole.OBSERVER, joined_on=day("2020-06-01")),
    )
    draft = replace(agreements.draft_of(pact), parties=parties)
    revise_agreement(SATO, agreement_id=pact.id, draft=draft, version=pact.version)
    assert sorted(office()[1:]) == [
        "乙社の役割を訂正: オブザーバー → 当事者",
        "当事者に追加: 丙社（役割 オブザーバー、参加日 令和2年6月1日）",
        "甲社の脱退日: 令和3年3月31日",
    ]
    assert "Left on of 甲社 set to 31 March 2021" in office(ENGLISH)
    draft = replace(draft, parties=parties[1:])
    revise_agreement(SATO, agreement_id=pact.id, draft=draft, version=pact.version)
    assert office() == ["訂正", "当事者から除外: 甲社（脱退日 令和3年3月31日）"]


def test_an_agreement_is_concluded_amended_and_ended(office):
    body = organization("甲社")
    pact = agreement(
        body, title="見守り協定", number="R2-01", expires_on=day("2022-03-31"), auto_renewal_months=12, fields=("防災",)
    )
    assert office() == [
        "締結",
        "番号: R2-01",
        "協定名: 見守り協定",
        "種別: 包括連携協定",
        "締結日: 令和2年5月1日",
        "満了日: 令和4年3月31日",
        "自動更新: 12か月",
        "連携分野: 防災",
        "当事者: 甲社",
    ]
    amend_agreement(SATO, agreement_id=pact.id, amended_on=day("2021-04-01"), effective_on=None, summary="期間を延長")
    assert office() == ["変更協定", "変更協定に追加: 令和3年4月1日（変更内容 期間を延長）"]
    end_agreement(SATO, agreement_id=pact.id, on=day("2021-09-30"), reason="事業の終了")
    assert office() == ["終了", "終了日: 令和3年9月30日", "終了理由: 事業の終了"]
    assert office(ENGLISH) == ["Ended", "Ended on set to 30 September 2021", "Reason for the end set to 事業の終了"]


def test_a_deletion_and_a_restoration_say_no_more_than_that(office):
    talk = meeting(organization("甲社"))
    delete_meeting(SATO, meeting_id=talk.id)
    assert (office(), office(ENGLISH)) == (["削除"], ["Deleted"])
    restore_meeting(SATO, meeting_id=talk.id)
    assert (office(), office(ENGLISH)) == (["復元"], ["Restored"])


def test_what_a_meeting_is_about_and_whether_it_counts(office):
    one, two = organization("甲社"), organization("乙社")
    pact, work = agreement(one, title="協定", number="R2-09"), project("健康講座")
    talk = meeting(one, type="approach")
    draft = replace(
        meetings.draft_of(talk),
        type="other",
        status="planned",
        channel="online",
        organizations=(two.id,),
        agreements=(pact.id,),
        projects=(work.id,),
        counted=False,
        counted_reason="打合せの日程だけ",
    )
    revise_meeting(SATO, meeting_id=talk.id, draft=draft, version=talk.version)
    assert office()[1:] == [
        "種類を訂正: アプローチ → その他",
        "状態を訂正: 実施 → 予定",
        "形式: オンライン",
        "相手方から除外: 甲社",
        "相手方に追加: 乙社",
        "協定に追加: R2-09 協定",
        "連携事業に追加: 健康講座",
        "計上: 計上しない",
        "計上理由: 打合せの日程だけ",
    ]


def test_an_internal_note_is_told_only_to_who_may_see_it(office):
    talk = meeting(organization("甲社"), internal_note="先方の担当者は異動の予定")
    draft = replace(meetings.draft_of(talk), internal_note="異動は来年", subject="顔合わせ")
    revise_meeting(SATO, meeting_id=talk.id, draft=draft, version=talk.version)
    note = "内部メモを訂正: 先方の担当者は異動の予定 → 異動は来年"
    assert office() == ["訂正", "件名: 顔合わせ", note]
    assert office(with_internal_notes=False) == ["訂正", "件名: 顔合わせ"]


def test_rules_settings_and_users(office):
    set_rule(SATO, name="agreement_date", value="effective")
    assert office() == ["設定", "値を変更: 締結日 → 発効日"]
    set_city(SATO, name="青葉野市")
    assert office() == ["設定", "値: 青葉野市"]
    suzuki = add_user(SATO, name="鈴木", role=Role.VIEWER, password="correct horse battery")
    assert office(ENGLISH) == ["Added", "User name: 鈴木", "Role: Viewer", "Daily mail: wanted"]
    disable_user(SATO, user_id=suzuki.id)
    assert office() == ["利用停止", "利用停止日時: 令和3年4月1日 18:30"]


def test_cells_of_a_sheet_are_called_as_the_form_calls_them(office):
    draft_sheet(SATO, fiscal_year=2020)
    stored = get_stored_sheet(2020)
    names = {"costs.project.actual.2020": Decimal(116), "check.1.achieved": True, "head.section": "秘書政策課"}
    revise_sheet(SATO, content=with_values(typed_sheet(stored), names), version=stored.version)
    assert office() == [
        "訂正",
        "① 2年度目標達成度評価 達成した: ☑",
        "(A) 事業費計 2年度 実績: 116",
        "所属課: 秘書政策課",
    ]
    cell = "indicators.outcome.ア.actual.2020"
    explain_finding(SATO, fiscal_year=2020, code="published_differs_from_computed", cell=cell, explanation="数え直した")
    assert office() == ["指摘への説明", "「成果 ア 2年度 実績」への説明: 数え直した"]
    assert office(ENGLISH) == ["Finding explained", "Explanation for: Outcome ア 2年度 実績 set to 数え直した"]


def test_a_long_value_is_shortened_and_kept_whole(sqlite_app):
    text = "あ" * LONGEST + "い"
    entry = made_up("organizations", "revise", notes=("短い", text), address=("一行目\n二行目", "三行目"))
    with sqlite_app.app_context(), sqlite_app.test_request_context(headers={"Cookie": "locale=ja"}):
        address, notes = changes_in_words(entry, with_internal_notes=True)
    assert notes.sentence == f"備考を訂正: 短い → {'あ' * (LONGEST - 1)}…"
    assert (notes.old, notes.new) == ("短い", text)
    assert address.sentence == "所在地を訂正: 一行目 二行目 → 三行目"
    assert (address.title, address.detail) == ("所在地を訂正", "一行目 二行目 → 三行目")
    assert address.old == "一行目\n二行目"
