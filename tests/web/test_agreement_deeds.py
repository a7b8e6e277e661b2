"""The page of an agreement, and the deeds whose form stands on it, without script."""

import re

import pytest
import sqlalchemy as sa

from registry.commands.agreements import amend_agreement, delete_agreement
from registry.commands.organizations import rename_organization
from registry.database import db, writing
from registry.domain.drafts import PartyDraft
from registry.domain.vocabulary import PartyRole, Role
from registry.models import Agreement, Organization
from tests.office import SATO, agreement, day, meeting, organization, project
from tests.web.form_sending import form_on
from tests.web.test_pages import text_of


@pytest.fixture
def clerk(browser_of):
    return browser_of(Role.SECRETARIAT)


@pytest.fixture
def known(site) -> str:
    """The address of an agreement that renews itself, with a party and an observer."""
    with site.app_context(), writing():
        host, guest = organization("主たる大学", kind="academic"), organization("客たる銀行", kind="financial")
        parties = (PartyDraft(host.id), PartyDraft(guest.id, PartyRole.OBSERVER))
        term = {"expires_on": day("2021-03-31"), "auto_renewal_months": 12, "notice_months": 3}
        made = agreement(*parties, number="R2-70", title="見守り協定", department="福祉課", fields=("防災",), **term)
        return f"/agreements/{made.id}"


def record_of(site, address: str) -> Agreement:
    return db.session.get_one(Agreement, int(address.rpartition("/")[2]))


def done(client, address: str, name: str, **values: str):
    """The answer to the form of a deed, filled in."""
    query = {"amendment": values.pop("amendment")} if "amendment" in values else {}
    page = client.get(address, query_string={"deed": name, **query}).text
    return client.post(f"{address}/{name}", query_string=query, data=form_on(page, within="deed") | values)


def page_after(client, answer) -> str:
    assert answer.status_code == 303, text_of(answer.text)
    return text_of(client.get(answer.location).text)


# the page


def test_the_page_says_the_state_and_what_comes_next(viewer, known):
    page = text_of(viewer.get(known).text)
    assert "見守り協定 更新時期 R2-70 包括連携協定 防災" in page
    assert (
        "令和2年5月1日から有効です。 今の期間は令和4年3月31日までです。 "
        "令和3年12月31日までに予告がなければ、さらに1年延びます。" in page
    )
    assert "主たる大学 学術機関 当事者 締結時から ― 客たる銀行 金融機関 オブザーバー 締結時から ―" in page
    assert "予告期間 3か月前まで 担当課 福祉課" in page


def test_who_only_reads_is_offered_no_deed(viewer, known):
    page = viewer.get(f"{known}?deed=end").text
    assert 'id="deed"' not in page
    assert "/edit" not in page
    assert not re.search(r'href="[^"]*[?]deed=', page)


def test_a_party_stands_with_its_former_name_and_the_chain_and_the_records_are_linked(site, viewer):
    with site.app_context(), writing():
        body = organization("旧の名")
        first = agreement(body, concluded="2015-05-01", number="H27-70", title="はじめ")
        second = agreement(body, concluded="2020-05-01", number="R2-71", title="つづき", renews_id=first.id)
        rename_organization(SATO, organization_id=body.id, name="新の名", kana="", on=day("2018-04-01"))
        for place in range(11):
            meeting(body, held=f"2021-05-{place + 1:02}", agreements=(second.id,), subject=f"協議の{place}")
        project("ある事業", agreements=(second.id,))
        address, number = f"/agreements/{first.id}", second.id
    page = text_of(viewer.get(address).text)
    assert "新の名 参加時の名称 旧の名" in page
    assert "更新の経過 有効 H27-70 はじめ 平成27年5月1日から 有効 R2-71 つづき" in page
    later = viewer.get(f"/agreements/{number}").text
    assert "協議 11 すべて見る" in text_of(later)
    assert f"/meetings?agreement={number}" in later
    assert "協議の10" in later
    assert "協議の0<" not in later
    assert "ある事業" in later


def test_one_that_never_was_is_not_there(viewer):
    assert viewer.get("/agreements/9999").status_code == 404


# deeds


def test_an_end_is_recorded_with_its_reason(site, clerk, known):
    page = page_after(clerk, done(clerk, known, "end", ended_on="R3.11.30", end_reason="相手方の解散"))
    assert "協定の終了を記録しました。" in page
    assert "令和3年11月30日で終了しました。 理由：相手方の解散" in page
    assert "deed=end" not in clerk.get(known).text


def test_an_end_before_the_conclusion_or_without_a_reason_stands_at_its_field(site, clerk, known):
    missing = done(clerk, known, "end", ended_on="", end_reason="")
    assert missing.status_code == 422
    assert "終了日: 終了日を入力してください。" in text_of(missing.text)
    assert "理由: 理由を入力してください。" in text_of(missing.text)
    early = done(clerk, known, "end", ended_on="R2.4.30", end_reason="解散")
    assert "終了日: 令和2年4月30日 は、始まりの 令和2年5月1日 より前です。" in text_of(early.text)
    assert 'id="ended_on-error"' in early.text
    assert 'value="R2.4.30"' in early.text


def test_what_an_end_changes_is_shown_first(site, clerk, known):
    form = {"ended_on": "R3.3.30", "end_reason": "解散", "foresee": "1"}
    shown = done(clerk, known, "end", **form)
    assert shown.status_code == 200
    assert "令和2年度 今 変更後 有効な協定のある団体 48 47 有効な協定 42 41" in text_of(shown.text)
    with site.app_context():
        assert record_of(site, known).ended_on is None


def test_of_two_who_end_it_the_second_sees_both_days(site, clerk, browser_of, known):
    other = browser_of(Role.CHIEF)
    mine = form_on(clerk.get(f"{known}?deed=end").text, within="deed")
    done(other, known, "end", ended_on="R3.10.31", end_reason="合併")
    told = clerk.post(f"{known}/end", data=mine | {"ended_on": "R3.11.30", "end_reason": "解散"})
    assert told.status_code == 409
    assert "終了日 令和3年10月31日 令和3年11月30日 理由 合併 解散" in text_of(told.text)


def test_an_amendment_is_recorded_corrected_and_taken_back(site, clerk, known):
    page = page_after(
        clerk, done(clerk, known, "amend", amended_on="R3.2.1", effective_on="R3.4.1", summary="分野を追加")
    )
    assert "令和3年2月1日 令和3年4月1日発効" in page
    with site.app_context():
        number = str(record_of(site, known).amendments[0].id)
    shown = clerk.get(f"{known}?deed=revise_amendment&amendment={number}").text
    assert form_on(shown, within="deed")["summary"] == "分野を追加"
    page = page_after(clerk, done(clerk, known, "revise_amendment", amendment=number, summary="分野に防災を追加"))
    assert "分野に防災を追加" in page
    late = form_on(shown, within="deed") | {"summary": "遅れた訂正"}
    told = clerk.post(f"{known}/revise_amendment", query_string={"amendment": number}, data=late)
    assert (told.status_code, "分野に防災を追加" in told.text) == (409, True)
    page = page_after(clerk, done(clerk, known, "remove_amendment", amendment=number))
    assert "変更協定はありません。" in page
    assert "変更協定の削除" in page  # in the history


def test_an_amendment_before_the_conclusion_is_refused(clerk, known):
    answer = done(clerk, known, "amend", amended_on="R2.4.1", effective_on="", summary="分野を追加")
    assert answer.status_code == 422
    assert "この協定の締結日は令和2年5月1日です。" in text_of(answer.text)


def test_an_amendment_of_another_agreement_is_not_there(site, clerk, known):
    with site.app_context(), writing():
        other = agreement(organization("ほか"))
        amendment = amend_agreement(
            SATO, agreement_id=other.id, amended_on=day("2021-01-01"), effective_on=None, summary="変更"
        )
        number = amendment.id
    assert clerk.get(f"{known}?deed=revise_amendment&amendment={number}").status_code == 404


def test_an_organization_joins_even_one_that_is_registered_on_the_spot(site, clerk, known):
    answer = done(clerk, known, "join", organization="new:株式会社あおぞら", joined_on="R3.7.1")
    assert "株式会社あおぞら 企業 当事者 令和3年7月1日" in page_after(clerk, answer)
    with site.app_context():
        made = db.session.scalar(sa.select(Organization).where(Organization.name == "株式会社あおぞら"))
        assert made.incomplete


def test_an_observer_becomes_a_party(site, clerk, known):
    answer = done(clerk, known, "join", **{"organization-typed": "客たる銀行", "joined_on": "R3.7.1"})
    page = page_after(clerk, answer)
    assert "客たる銀行 金融機関 オブザーバー 締結時から 令和3年6月30日" in page
    assert "客たる銀行 金融機関 当事者 令和3年7月1日 ―" in page


def test_who_is_a_party_already_does_not_join_again(clerk, known):
    answer = done(clerk, known, "join", **{"organization-typed": "主たる大学", "joined_on": "R3.7.1"})
    assert answer.status_code == 422
    assert "相手方: この相手方は、既に協定に加わっています。" in text_of(answer.text)


def test_an_organization_leaves(site, clerk, known):
    with site.app_context():
        host = str(record_of(site, known).parties[0].organization_id)
    page = page_after(clerk, done(clerk, known, "leave", organization=host, left_on="R3.9.30"))
    assert "主たる大学 学術機関 当事者 締結時から 令和3年9月30日" in page
    assert (
        "主たる大学"
        not in text_of(clerk.get(f"{known}?deed=leave").text).partition("影響を確認")[0].partition("脱退日")[0]
    )


def test_a_leaving_says_who_and_when(clerk, known):
    page = text_of(done(clerk, known, "leave", left_on="").text)
    assert "相手方: いずれか1つを選んでください。" in page
    assert "脱退日: 日を入力してください。" in page


def test_notice_ends_the_renewals(clerk, known):
    page = page_after(clerk, done(clerk, known, "notice", notice_given_on="R3.12.15"))
    assert "令和3年12月15日に予告があったため、令和4年3月31日に満了します。" in page


def test_notice_of_an_agreement_that_does_not_renew_itself_is_not_offered_and_refused(site, clerk):
    with site.app_context(), writing():
        address = f"/agreements/{agreement(organization('甲')).id}"
    assert "deed=notice" not in clerk.get(address).text
    answer = done(clerk, address, "notice", notice_given_on="R3.12.15")
    assert "自動更新のない協定なので、予告は要りません。" in text_of(answer.text)


def test_a_deletion_is_confirmed_with_what_it_changes_and_can_be_taken_back(site, clerk, browser_of, known):
    asked = text_of(clerk.get(f"{known}?deed=delete").text)
    assert "この協定を削除しますか" in asked
    assert "包括連携協定の累計 45 44" in asked
    page = page_after(clerk, done(clerk, known, "delete"))
    assert "この協定は削除されています。" in page
    assert "どの年度にも数えません。" in page
    assert "復元する" not in browser_of(Role.VIEWER).get(known).text
    assert 'id="deed"' not in clerk.get(f"{known}?deed=end").text
    assert clerk.post(f"{known}/end", data=form_on(clerk.get(known).text)).status_code == 404
    restored = clerk.post(f"{known}/restore", data=form_on(clerk.get(known).text))
    page = page_after(clerk, restored)
    assert ("削除されています" in page, "協定を復元しました。" in page) == (False, True)


def test_one_that_others_name_is_not_deleted_and_says_who(site, clerk, known):
    with site.app_context(), writing():
        project("ある事業", agreements=(record_of(site, known).id,))
    answer = done(clerk, known, "delete")
    assert answer.status_code == 422
    assert "ある事業" in text_of(answer.text)


def test_a_deed_sent_twice_is_done_once(site, clerk, known):
    form = form_on(clerk.get(f"{known}?deed=amend").text, within="deed")
    form |= {"amended_on": "R3.2.1", "summary": "分野を追加"}
    answers = [clerk.post(f"{known}/amend", data=form) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    with site.app_context():
        assert len(record_of(site, known).amendments) == 1


def test_the_history_tells_the_deeds(clerk, known):
    done(clerk, known, "notice", notice_given_on="R3.12.15")
    done(clerk, known, "end", ended_on="R3.12.31", end_reason="解散")
    history = text_of(clerk.get(known).text.partition('id="history"')[2])
    assert history.index("終了") < history.index("更新しない旨の予告") < history.index("締結")


def test_a_correction_of_the_day_shows_the_year_that_the_agreement_leaves_too(clerk, known):
    form = form_on(clerk.get(f"{known}/edit").text) | {
        "concluded_on": "R3.5.1",
        "expires_on": "R4.3.31",
        "foresee": "1",
    }
    side = text_of(clerk.post(f"{known}/edit", data=form).text).partition("保存すると変わる数")[2]
    assert "令和2年度" in side
    assert "令和3年度" in side


def test_a_deleted_party_keeps_an_agreement_from_being_restored(site, clerk, known):
    with site.app_context(), writing():
        record = record_of(site, known)
        delete_agreement(SATO, agreement_id=record.id)
        record.parties[0].organization.deleted_at = SATO.at
        db.session.flush()
        db.session.info.get("unaudited", set()).clear()
    refused = clerk.post(f"{known}/restore", data=form_on(clerk.get(known).text))
    assert refused.status_code == 409
    assert "主たる大学" in text_of(refused.text)


def test_an_agreement_with_very_many_parties_is_corrected_whole(site, clerk):
    with site.app_context(), writing():
        made = agreement(*[organization(f"多数の団体{number}") for number in range(205)], number="R2-90")
        address = f"/agreements/{made.id}"
    form = form_on(clerk.get(f"{address}/edit").text) | {"title": "多数の協定"}
    assert clerk.post(f"{address}/edit", data=form).status_code == 303
    with site.app_context():
        assert len(record_of(site, address).parties) == 205
    many = {f"parties-{number}-role": "party" for number in range(1001)}
    refused = clerk.post(f"{address}/edit", data=form | many)
    assert (refused.status_code, "1,000件まで" in refused.text) == (409, True)
