"""The history of a record on a page of its own, and as rows of a timeline."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask_login import login_user

from registry.commands.audit import Entry, record_entries
from registry.commands.meetings import delete_meeting, revise_meeting
from registry.commands.organizations import rename_organization, revise_organization
from registry.database import writing
from registry.domain.deed import Deed
from registry.domain.vocabulary import Noun, Role
from registry.queries.meetings import draft_of as meeting_draft
from registry.queries.organizations import draft_of
from registry.web.history import ON_A_PAGE, ChangeRow, changes_by_year, history_of
from registry.web.readers import Reader
from tests.office import day, meeting, organization
from tests.web.conftest import NOW
from tests.web.test_pages import text_of
from tests.web.test_statements import asked

TANAKA = "田中 美咲"


def revised(body, at: datetime, **values) -> None:
    draft = replace(draft_of(body), **values)
    revise_organization(Deed(TANAKA, at), organization_id=body.id, draft=draft, version=body.version)


@pytest.fixture
def noted(site) -> str:
    """A meeting whose subject and internal note were corrected, and which was then deleted; the page of its history."""
    with site.app_context(), writing():
        talk = meeting(organization("甲社"), subject="あいさつ")
        draft = replace(meeting_draft(talk), subject="担当者のあいさつ", internal_note="異動の予定")
        revise_meeting(Deed(TANAKA, NOW), meeting_id=talk.id, draft=draft, version=talk.version)
        delete_meeting(Deed(TANAKA, NOW), meeting_id=talk.id)
        return f"/meetings/{talk.id}/history"


def test_a_history_says_who_did_what_and_when_also_of_a_deleted_record(browser_of, noted):
    words = text_of(browser_of(Role.VIEWER).get(noted).text)
    assert "担当者のあいさつの操作履歴" in words
    assert (
        "令和3年12月20日 12:00 田中 美咲 削除 "
        "令和3年12月20日 12:00 田中 美咲 訂正 件名を訂正: あいさつ → 担当者のあいさつ "
    ) in words
    assert "令和3年4月1日 18:30 佐藤 記録 登録したときの内容" in words


@pytest.mark.parametrize("role", Role)
def test_internal_notes_are_told_to_who_may_see_them_and_to_nobody_else(browser_of, noted, role):
    told = "異動の予定" in browser_of(role).get(noted).text
    assert told == (role in {Role.SECRETARIAT, Role.CHIEF, Role.ADMINISTRATOR})


def test_a_long_history_goes_on_on_the_next_page(site, viewer):
    with site.app_context(), writing():
        body = organization("甲社")
        entries = [Entry("revise", Noun.ORGANIZATIONS, body.id, "甲社") for _ in range(ON_A_PAGE)]
        record_entries(Deed(TANAKA, NOW), entries)
        address = f"/organizations/{body.id}/history"
    first = viewer.get(address).text
    assert first.count("<b>訂正</b>") == ON_A_PAGE
    older = first.partition(f'href="{address}?before=')[2].partition('"')[0]
    second = viewer.get(f"{address}?before={older}").text
    assert (second.count("<b>訂正</b>"), second.count("<b>登録</b>")) == (0, 1)
    assert f'href="{address}"' in second


def test_a_record_that_never_was_has_no_history(viewer):
    assert viewer.get("/organizations/999999/history").status_code == 404
    assert viewer.get("/users/1/history").status_code == 404


def test_the_page_asks_as_much_for_a_long_history_as_for_a_short_one(site, viewer, noted):
    statements = len(asked(site, viewer, noted))
    with site.app_context(), writing():
        number = int(noted.split("/")[2])
        record_entries(Deed(TANAKA, NOW), [Entry("revise", Noun.MEETINGS, number, "x") for _ in range(40)])
    assert len(asked(site, viewer, noted)) == statements == 5


def test_changes_stand_in_a_timeline_by_the_fiscal_year_of_the_office(site):
    with site.app_context(), writing():
        body = organization("青葉野大学", address="市内学園町1番")
        midnight = datetime(2022, 3, 31, 15, 0, tzinfo=UTC)  # 1 April in the office
        revised(body, datetime(2022, 3, 31, 14, 59, tzinfo=UTC), address="市内学園町1丁目1番")
        revised(body, midnight, kana="あおばのだいがく", notes="備考")
        name = {"name": "青葉大学", "kana": "あおば", "on": day("2022-04-01")}
        rename_organization(Deed(TANAKA, midnight), organization_id=body.id, **name)
        number = body.id
    with site.test_request_context():
        login_user(Reader(1, "viewer", Role.VIEWER, None, "", ""))
        years = changes_by_year(Noun.ORGANIZATIONS, number)
        later = changes_by_year(Noun.ORGANIZATIONS, number, since=day("2022-04-01"))
        whole = history_of(Noun.ORGANIZATIONS, number)
    assert list(years) == [2022, 2021]
    assert years[2021] == (
        ChangeRow(day("2022-03-31"), "所在地を訂正", "市内学園町1番 → 市内学園町1丁目1番", TANAKA),
        ChangeRow(day("2021-04-01"), "登録", "", "佐藤"),
    )
    assert [row.title for row in years[2022]] == ["名称変更: 名称、ふりがな、旧名称", "訂正: ふりがな、備考"]
    assert years[2022][1].detail == "あおばのだいがく、備考"
    assert later == {2022: years[2022]}
    assert (len(whole.entries), whole.older) == (4, "")
