"""Agreements: the list and its files, and the forms that conclude, renew and correct one, without script."""

import io
import re

import openpyxl
import pytest
import sqlalchemy as sa

from registry.database import db, writing
from registry.domain.drafts import PartyDraft
from registry.domain.vocabulary import PartyRole, Role
from registry.models import Agreement, Organization
from registry.queries.agreements import draft_of
from tests.office import agreement, day, organization
from tests.web.form_sending import form_on
from tests.web.test_pages import text_of

NEW = "/agreements/new"
LONG = (
    "特定非営利活動法人子育て支援・高齢者福祉・地域防災まちづくりネットワーク推進協議会連絡調整センター東部支所第一分室"
)
KUMAMOTO, CREDIT = "熊本大学", "架空信用組合"


@pytest.fixture
def clerk(browser_of):
    return browser_of(Role.SECRETARIAT)


def id_of(site, name: str) -> str:
    with site.app_context():
        return str(db.session.scalar(sa.select(Organization.id).where(Organization.name == name)))


def found(site, number: str) -> Agreement:
    return db.session.scalar(sa.select(Agreement).where(Agreement.number == number, Agreement.deleted_at.is_(None)))


def address_of(site, number: str) -> str:
    with site.app_context():
        return f"/agreements/{found(site, number).id}"


def typed(client, address: str = NEW, **values: str):
    form = form_on(client.get(address).text)
    for name, value in {"title": "見守りに関する包括連携協定", "concluded_on": "R3.2.12"}.items():
        form[name] = value
    for name, value in values.items():
        form[name.replace("__", "-")] = value
    return form


# the list


def test_the_list_shows_the_newest_first_with_the_state_and_the_term(viewer):
    page = text_of(viewer.get("/agreements").text)
    assert "57件のうち 1–25件を表示。締結日順" in page
    assert page.index("R3-02") < page.index("R3-01") < page.index("R2-03")
    assert "R3-02 次世代の移動手段に関する包括連携協定 包括連携協定 株式会社架空モビリティ 令和3年10月15日" in page
    assert "令和3年10月15日～令和6年10月14日 1年ごとに自動更新 防災交通課 有効" in page


def test_the_tabs_say_how_many_there_are_and_an_unknown_condition_is_left_out(viewer):
    page = text_of(viewer.get("/agreements?state=nonsense&year=nonsense").text)
    assert "すべて 57 有効 45 更新時期 13 満了・終了 12" in page
    assert "57件のうち" in page


def test_conditions_stand_as_chips_in_words(viewer):
    page = viewer.get("/agreements?state=over&year=H30-R2&kind=company").text
    chips = re.findall(r'<a class="chip is-on".*?</a>', page, re.DOTALL)
    assert [re.sub("<[^>]+>", " ", one).split()[:2] for one in chips] == [
        ["状態", "満了・終了"],
        ["締結年度", "平成30年度～令和2年度"],
        ["区分", "企業"],
    ]


def test_many_parties_are_shortened_on_the_page_and_whole_in_the_files(site, viewer):
    with site.app_context(), writing():
        bodies = [organization(f"{LONG[:57]}{place:02}号") for place in range(20)]
        agreement(*bodies, number="R3-99", concluded="2021-12-01", title=LONG)
    page = text_of(viewer.get("/agreements").text)
    assert f"{LONG[:57]}00号 {LONG[:57]}01号 ほか18団体" in page
    text = viewer.get("/agreements.csv").data.decode("utf-8-sig")
    assert all(f"{LONG[:57]}{place:02}号" in text for place in range(20))


def test_the_csv_is_the_list_that_cities_publish(viewer):
    answer = viewer.get("/agreements.csv?q=R2-01")
    assert answer.headers["Content-Disposition"].endswith("%E5%8D%94%E5%AE%9A%E4%B8%80%E8%A6%A7.csv")
    assert answer.data.decode("utf-8-sig") == (
        "№,協定名,締結先,締結年月日,有効期間,担当課,概要\r\n"
        "R2-01,健康都市の推進に関する包括連携協定,熊本大学,2020-10-01,"
        "令和2年10月1日～令和5年9月30日（1年ごとに自動更新）,秘書政策課,健康都市推進事業のための協定。見本の記載（実際の協定の内容ではない）。\r\n"
    )


def test_the_workbook_has_days_as_days_and_is_the_same_bytes_again(viewer):
    first, second = (viewer.get("/agreements.xlsx?q=R2-0&sort=number").data for _time in range(2))
    assert first == second
    sheet = openpyxl.load_workbook(io.BytesIO(first)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert sheet.title == "協定一覧"
    assert [row[0] for row in rows] == ["№", "R2-01", "R2-02", "R2-03"]
    assert rows[3][3].date() == day("2021-02-08")


def test_the_paper_is_the_list_with_the_day(viewer):
    page = text_of(viewer.get("/agreements/print?q=R2-01").text)
    assert "協定一覧 令和3年12月20日現在" in page
    assert "健康都市の推進に関する包括連携協定 熊本大学 令和2年10月1日" in page


def test_an_empty_list_says_what_to_do(viewer):
    page = text_of(viewer.get("/agreements?q=どこにもない").text)
    assert "条件に合う協定はありません。" in page
    assert "条件を外す" in page


# conclude


def test_a_concluded_agreement_has_the_next_number_of_its_year(site, clerk):
    form = typed(clerk, parties__0__body=id_of(site, KUMAMOTO))
    assert "空欄なら R3-03 になります" in clerk.get(NEW).text
    answer = clerk.post(NEW, data=form)
    assert answer.status_code == 303
    page = text_of(clerk.get(answer.location).text)
    assert "見守りに関する包括連携協定 有効 R2-04 包括連携協定" in page
    assert "協定を登録しました。" in page


def test_an_organization_is_registered_on_the_spot_as_to_be_completed(site, clerk):
    form = typed(clerk, parties__0__body="new:青葉野ひだまり銀行")
    assert clerk.post(NEW, data=form).status_code == 303
    with site.app_context():
        made = db.session.scalar(sa.select(Organization).where(Organization.name == "青葉野ひだまり銀行"))
        assert (made.kind, made.incomplete) == ("financial", True)


def test_of_a_refused_agreement_no_organization_is_left(site, clerk):
    form = typed(clerk, number="R2-01", parties__0__body="new:青葉野ひだまり銀行")
    answer = clerk.post(NEW, data=form)
    assert answer.status_code == 422
    assert "番号: この番号はすでに別の記録で使われています。" in text_of(answer.text)
    assert id_of(site, "青葉野ひだまり銀行") == "None"


def test_an_unknown_name_comes_back_with_candidates_and_the_offer_to_register_it(clerk):
    form = typed(clerk)
    form["parties-0-body-typed"] = "青葉野商工"
    answer = clerk.post(NEW, data=form)
    assert answer.status_code == 422
    page = text_of(answer.text)
    assert "相手方 1: 「青葉野商工」は登録されていません。" in page
    assert "青葉野商工会 あおばのしょうこうかい" in page
    assert "「青葉野商工」を新しい相手方として登録" in page
    assert 'value="青葉野商工"' in answer.text


def test_a_row_more_or_less_sends_the_form_back_with_all_that_was_typed_and_the_focus_on_it(site, clerk):
    form = typed(clerk, summary="書きかけ", concluded_on="R3.2", parties__0__joined_on="R3.7.1")
    form["parties-0-body-typed"] = "途中まで"
    more = clerk.post(NEW, data=form | {"parties-add": "1"})
    assert more.status_code == 200
    again = form_on(more.text)
    kept = ("title", "summary", "concluded_on", "parties-0-body-typed", "parties-0-joined_on")
    assert {name: again[name] for name in kept} == {name: form[name] for name in kept}
    assert "parties-1-body-typed" in again
    assert re.search(r'<input[^>]*id="parties-1-body"[^>]*autofocus', more.text)
    assert "error-summary" not in more.text
    less = clerk.post(NEW, data=again | {"parties-remove": "0"})
    assert form_on(less.text)["parties-0-body-typed"] == ""
    assert "途中まで" not in less.text


def test_twenty_parties_are_concluded_and_corrected_like_one(site, clerk):
    with site.app_context(), writing():
        ids = [str(organization(f"{LONG[:57]}{place:02}号").id) for place in range(20)]
    form = typed(clerk, number="R2-50")
    for place, one in enumerate(ids):
        form[f"parties-{place}-body"] = one
        form[f"parties-{place}-role"] = "observer" if place % 2 else "party"
    made = clerk.post(NEW, data=form).location
    again = form_on(clerk.get(f"{made}/edit").text)
    assert [again[f"parties-{place}-body"] for place in range(20)] == ids
    assert clerk.post(f"{made}/edit", data=again).status_code == 303
    with site.app_context():
        assert [party.role for party in found(site, "R2-50").parties] == [PartyRole.PARTY, PartyRole.OBSERVER] * 10
        assert found(site, "R2-50").version == 1


def test_what_saving_changes_is_shown_before_it_is_saved(site, clerk):
    form = typed(clerk, parties__0__body="new:株式会社ひのくに流通")
    shown = clerk.post(NEW, data=form | {"foresee": "1"})
    page = text_of(shown.text)
    assert shown.status_code == 200
    assert "包括連携協定の累計 43 44 協定を締結した団体の累計 49 50" in page
    assert "株式会社ひのくに流通にとって初めての協定です。" in page
    assert id_of(site, "株式会社ひのくに流通") == "None"


def test_what_saving_changes_is_shown_beside_the_errors_too(site, clerk):
    form = typed(clerk, concluded_on="令和3年2月29日", parties__0__body=id_of(site, KUMAMOTO))
    for extra, status in (({}, 422), ({"foresee": "1"}, 422), ({"foresee": "beside"}, 200)):
        answer = clerk.post(NEW, data=form | extra)
        page = text_of(answer.text)
        assert answer.status_code == status
        assert "包括連携協定の累計 44 45" in page
        assert "締結日が入るまでは、今日の締結として計算します。" in page


@pytest.mark.parametrize("concluded", ["0001-01-01", "1582-10-15", "9999-12-31", "明治元年1月1日", "-1", "9" * 999])
def test_days_at_the_ends_of_the_calendar_break_nothing(site, clerk, concluded):
    form = typed(clerk, concluded_on=concluded, expires_on=concluded, parties__0__body=id_of(site, KUMAMOTO))
    for months in ("1200", "0", "-5", "９９９９９"):
        answer = clerk.post(NEW, data=form | {"foresee": "1", "auto_renewal_months": months, "notice_months": months})
        assert answer.status_code in {200, 422}


def test_the_organization_of_the_address_is_the_first_party_and_its_agreements_may_be_renewed(site, clerk):
    page = clerk.get(f"{NEW}?organization={id_of(site, CREDIT)}")
    assert form_on(page.text)["parties-0-body"] == id_of(site, CREDIT)
    assert "H26-03 創業の支援に関する包括連携協定" in text_of(page.text)
    assert "令和3年8月2日に予告があったため、令和4年9月30日に満了します。" in text_of(page.text)
    asked = clerk.post(NEW, data=form_on(page.text) | {"renew": "H26-03", "title": "書きかけ"})
    form = form_on(asked.text)
    assert (form["renews_id"], form["title"]) == ("H26-03", "書きかけ")
    assert "H26-03 創業の支援に関する包括連携協定 の更新" in text_of(asked.text)


def test_a_renewal_carries_over_what_stays_and_is_one_chain(site, clerk):
    address = address_of(site, "R2-03")
    form = form_on(clerk.get(f"{NEW}?renews={address.rpartition('/')[2]}").text)
    assert (form["title"], form["type"]) == ("災害時における保険相談窓口に関する協定", "individual")
    assert (form["renews_id"], form["effective_on"], form["concluded_on"]) == ("R2-03", "令和6年2月8日", "")
    form["concluded_on"] = "R3.12.1"
    assert clerk.post(NEW, data=form).status_code == 303
    page = text_of(clerk.get(address).text)
    assert "更新の経過 有効 R2-03 災害時における保険相談窓口に関する協定" in page
    assert "発効前 R3-03" in page


def test_what_was_renewed_already_is_refused_at_its_field(site, clerk):
    form = typed(clerk, renews_id="Ｈ２８－０１", parties__0__body=id_of(site, KUMAMOTO))
    assert "更新元の協定: H28-01" in text_of(clerk.post(NEW, data=form).text)
    form["renews_id"] = "H99-01"
    assert "更新元の協定: 番号「H99-01」の協定はありません。" in text_of(clerk.post(NEW, data=form).text)


# correct


def test_a_correction_changes_all_values(site, clerk):
    address = address_of(site, "R2-02")
    form = form_on(clerk.get(f"{address}/edit").text)
    form |= {"title": "新しい名", "ended_on": "R3.10.31", "end_reason": "解散", "auto_renewal_months": ""}
    assert clerk.post(f"{address}/edit", data=form).status_code == 303
    page = text_of(clerk.get(address).text)
    assert "令和3年10月31日で終了しました。 理由：解散" in page
    with site.app_context():
        assert (found(site, "R2-02").title, found(site, "R2-02").auto_renewal_months) == ("新しい名", None)


def test_the_second_of_two_editors_sees_the_parties_of_both_in_one_line(site, clerk, browser_of):
    address = address_of(site, "R2-02")
    other = browser_of(Role.CHIEF)
    mine, theirs = form_on(clerk.get(f"{address}/edit").text), form_on(other.get(f"{address}/edit").text)
    theirs["parties-1-body"], theirs["parties-1-role"] = id_of(site, KUMAMOTO), "observer"
    mine["summary"] = "こちらの概要"
    assert other.post(f"{address}/edit", data=theirs).status_code == 303
    told = clerk.post(f"{address}/edit", data=mine)
    assert told.status_code == 409
    rows = re.findall(
        r'<th scope="row">([^<]*)</th><td class="lines">(.*?)</td><td class="lines">(.*?)</td>', told.text, re.DOTALL
    )
    assert ("協定の当事者", "kuru-lab㈱ 当事者\n熊本大学 オブザーバー", "kuru-lab㈱ 当事者") in rows
    assert {label for label, *_values in rows} == {"協定の当事者", "概要"}
    assert clerk.post(f"{address}/edit", data=form_on(told.text)).status_code == 303
    with site.app_context():
        assert found(site, "R2-02").summary == "こちらの概要"


def test_a_retired_department_and_a_party_that_left_stay_through_a_correction(site, clerk):
    with site.app_context(), writing():
        gone = organization("去った会社")
        parties = (PartyDraft(organization("残る会社").id), PartyDraft(gone.id, left_on=day("2021-03-31")))
        agreement(*parties, number="R2-60", department="今はない課", title="協定", fields=("古い分野",))
    address = address_of(site, "R2-60")
    with site.app_context():
        before = draft_of(found(site, "R2-60"))
    assert clerk.post(f"{address}/edit", data=form_on(clerk.get(f"{address}/edit").text)).status_code == 303
    with site.app_context():
        assert draft_of(found(site, "R2-60")) == before
        assert found(site, "R2-60").version == 1
