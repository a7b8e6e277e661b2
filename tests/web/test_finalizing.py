"""Finalizing, reopening and what is kept, as the chief does it on pages."""

import html
import re

import pytest
import sqlalchemy as sa

from registry.commands.organizations import rename_organization
from registry.commands.sheets import draft_sheet
from registry.database import db, writing
from registry.domain.vocabulary import Role, SheetState
from registry.models import SheetDocument
from registry.queries.sheets import find_sheet
from tests.finalizing import drafted, drafted_again, overruled
from tests.office import SATO, agreement, day, meeting, organization
from tests.web.form_sending import form_on

SHEET = "/sheets/2020"
TODAY = day("2021-12-20")


@pytest.fixture
def draft(site) -> None:
    """The sheet of FY2020 as a draft: its year is over."""
    with site.app_context(), writing():
        drafted_again()


@pytest.fixture
def chief(browser_of, draft):
    return browser_of(Role.CHIEF)


def send(client, address: str, **values):
    return client.post(address, data=form_on(client.get(address).text) | values)


def settle(site) -> None:
    with site.app_context(), writing():
        overruled(as_of=TODAY)


def state(site, year: int = 2020) -> SheetState:
    with site.app_context():
        return find_sheet(year).state


def text_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_the_page_says_what_is_missing_and_leads_there(chief):
    page = chief.get(f"{SHEET}/finalize").text
    words = text_of(page)
    assert "誤りはそれぞれ" in words
    assert f'href="{SHEET}/findings/outcome_above_population/' in page
    assert f'href="{SHEET}#check.1.achieved"' in page
    assert "PDF" in words


def test_an_open_error_keeps_the_sheet_from_being_signed(site, chief):
    answer = send(chief, f"{SHEET}/finalize", document_number="秘政第12号")
    assert answer.status_code == 422
    assert 'value="秘政第12号"' in answer.text
    assert "確定していません" in text_of(answer.text)
    assert state(site) is SheetState.DRAFT


def test_the_chief_signs_and_the_documents_are_kept(site, chief):
    settle(site)
    answer = send(chief, f"{SHEET}/finalize", document_number="秘政第12号")
    assert (answer.status_code, answer.location) == (303, f"{SHEET}/revisions")
    assert state(site) is SheetState.FINALIZED
    words = text_of(chief.get(f"{SHEET}/revisions").text)
    assert "第1版" in words
    assert "秘政第12号" in words
    assert "chief" in words
    sheet = text_of(chief.get(SHEET).text)
    assert "確定の後に変わった記録: 0件" in sheet
    assert "説明を書く" not in sheet


def test_a_year_that_is_not_over_is_not_signed(site, chief):
    with site.app_context(), writing():
        drafted(2021)
    assert "令和4年4月1日から確定できます" in text_of(chief.get("/sheets/2021/finalize").text)
    answer = send(chief, "/sheets/2021/finalize")
    assert answer.status_code == 422
    assert state(site, 2021) is SheetState.DRAFT


def test_who_read_other_figures_is_shown_those_of_now_before_signing(site, chief):
    settle(site)
    form = form_on(chief.get(f"{SHEET}/finalize").text)
    with site.app_context(), writing():
        meeting(organization("後から"), held="2021-03-31")
    answer = chief.post(f"{SHEET}/finalize", data=form | {"document_number": "第1号"})
    assert answer.status_code == 422
    words = text_of(answer.text)
    assert "変わりました" in words
    assert "活動指標 ア 2年度 実績 51 50" in words
    again = chief.post(f"{SHEET}/finalize", data=form_on(answer.text))
    assert again.status_code == 303


def test_what_is_kept_does_not_change_whatever_happens_to_the_registry(site, chief):
    settle(site)
    send(chief, f"{SHEET}/finalize")
    addresses = [f"{SHEET}.{form}{more}" for form in ("pdf", "xlsx") for more in ("", "?findings=1")] + [
        f"{SHEET}.json"
    ]
    before = {address: chief.get(address).data for address in addresses}
    with site.app_context(), writing():
        agreement(organization("遅れた団体"), concluded="2020-12-01")
        rename_organization(SATO, organization_id=1, name="新しい名", kana="", on=day("2021-01-01"))
    assert {address: chief.get(address).data for address in addresses} == before
    assert chief.get(f"{SHEET}/revisions/1.pdf").data == before[f"{SHEET}.pdf"]


def test_drift_names_the_record_and_who_did_it(site, chief):
    settle(site)
    send(chief, f"{SHEET}/finalize")
    assert "変わったものはありません" in text_of(chief.get(f"{SHEET}/drift").text)
    with site.app_context(), writing():
        agreement(organization("遅れた団体"), concluded="2020-12-01", title="遅れた協定")
    words = text_of(chief.get(f"{SHEET}/drift").text)
    assert "協定を締結した団体の累計 令和2年度 49 50" in words
    assert "遅れた団体 追加" in words
    assert re.search("佐藤 締結 R2-[0-9]+ 遅れた協定", words)
    assert re.search(r"確定の後に変わった記録: \d件", text_of(chief.get(SHEET).text))
    assert "再計算50" in text_of(chief.get(SHEET).text).replace(" ", "")


def test_reopening_makes_a_further_revision_and_both_are_compared(site, chief):
    settle(site)
    send(chief, f"{SHEET}/finalize")
    with site.app_context(), writing():
        agreement(organization("遅れた団体"), concluded="2020-12-01")
    blank = send(chief, f"{SHEET}/reopen")
    assert blank.status_code == 422
    assert send(chief, f"{SHEET}/reopen", reason="協定の登録漏れ").location == SHEET
    assert state(site) is SheetState.DRAFT
    settle(site)
    assert "協定の登録漏れ" in chief.get(f"{SHEET}/finalize").text
    assert send(chief, f"{SHEET}/finalize", reason="").status_code == 422
    assert send(chief, f"{SHEET}/finalize").status_code == 303
    words = text_of(chief.get(f"{SHEET}/revisions").text)
    assert "第2版" in words
    assert "協定の登録漏れ" in words
    compared = text_of(chief.get(f"{SHEET}/revisions/1/compare/2").text)
    assert "成果指標 ア 2年度 実績 49 50 +1" in compared


def test_a_revision_is_shown_as_it_was_signed_with_its_evidence(site, chief):
    settle(site)
    send(chief, f"{SHEET}/finalize")
    with site.app_context(), writing():
        rename_organization(SATO, organization_id=4, name="新しい名", kana="", on=day("2021-01-01"))
    page = chief.get(f"{SHEET}/revisions/1").text
    assert 'id="indicators.outcome.ア.actual.2020"' in page
    assert "統計の訂正は翌年度に行う" in page
    kept = f"{SHEET}/revisions/1/evidence/organizations_cumulative/2020"
    assert f'href="{kept}"' in page
    words = text_of(chief.get(kept).text)
    assert "49団体" in words
    assert "新しい名" not in words
    assert chief.get(f"{SHEET}/revisions/1/evidence/happiness/2019").status_code == 404


def test_a_document_that_was_altered_is_named_loudly(site, chief):
    settle(site)
    send(chief, f"{SHEET}/finalize")
    assert "改ざんあり" not in text_of(chief.get(f"{SHEET}/revisions").text)
    with site.app_context(), db.engine.begin() as connection:
        table = SheetDocument.__table__
        connection.execute(sa.update(table).where(table.c.form == "pdf").values(data=b"%PDF"))
    words = text_of(chief.get(f"{SHEET}/revisions").text)
    assert "PDF 改ざんあり" in words
    assert "Excel 改ざんあり" not in words


def test_a_finding_is_explained_and_the_explanation_taken_back(chief, browser_of):
    clerk = browser_of(Role.SECRETARIAT)
    address = f"{SHEET}/findings/indicator_never_moves/indicators.activity.ア"
    assert send(clerk, address, explanation="年50回を基準としている").status_code == 303
    assert "年50回を基準としている" in clerk.get(SHEET).text
    assert "年50回を基準としている" in clerk.get(address).text
    assert send(clerk, address, explanation="").status_code == 303
    assert "年50回を基準としている" not in clerk.get(SHEET).text


def test_an_explanation_that_settles_a_finding_is_still_there_to_be_corrected(chief, browser_of):
    clerk = browser_of(Role.SECRETARIAT)
    address = f"{SHEET}/findings/cost_over_budget_unexplained/costs.total.actual.2020"
    assert send(clerk, address, explanation="補正予算による").status_code == 303
    page = clerk.get(SHEET).text
    assert "補正予算による" in page
    assert send(clerk, address, explanation="").status_code == 303


def test_the_second_of_two_who_explain_sees_what_the_first_wrote(chief, browser_of):
    address = f"{SHEET}/findings/indicator_never_moves/indicators.activity.ア"
    form = form_on(chief.get(address).text)
    send(chief, address, explanation="先の説明")
    answer = chief.post(address, data=form | {"explanation": "後の説明", "form_key": "other"})
    assert answer.status_code == 409
    assert "先の説明" in answer.text
    assert "後の説明" in answer.text


def test_only_the_chief_lets_an_error_stand(site, chief, browser_of):
    clerk = browser_of(Role.SECRETARIAT)
    address = f"{SHEET}/findings/ticked_achieved_below_target/check.1.achieved"
    send(clerk, address, explanation="見込みで記入")
    with site.app_context():
        assert [one.overruled for one in find_sheet(2020).explanations] == [False]
    assert send(chief, address, explanation="見込みで記入した").status_code == 303
    with site.app_context():
        assert [(one.overruled, one.explained_by) for one in find_sheet(2020).explanations] == [(True, "chief")]
    assert "理由を付けて了承" in text_of(chief.get(SHEET).text)


def test_one_form_explains_all_cells_of_an_entry(site, chief):
    found = re.findall(rf'href="({SHEET}/findings/outcome_above_population/[^"]+)"', chief.get(SHEET).text)
    address = html.unescape(next(one for one in found if "すべての欄" in chief.get(html.unescape(one)).text))
    assert "すべての欄" in chief.get(address).text
    assert send(chief, address, explanation="計画値は次期計画で見直す").status_code == 303
    with site.app_context():
        assert len(find_sheet(2020).explanations) > 1


def test_a_draft_is_entered_as_published(site, chief):
    assert send(chief, f"{SHEET}/published").status_code == 422
    assert send(chief, f"{SHEET}/published", source="市の公表資料（令和2年12月）").location == SHEET
    assert state(site) is SheetState.PUBLISHED
    assert "市の公表資料（令和2年12月）" in chief.get(SHEET).text


def test_what_does_not_go_is_refused_with_its_reason(site, chief):
    assert chief.get("/sheets/2018/finalize").status_code == 404
    assert chief.get(f"{SHEET}/reopen").status_code == 409
    assert chief.get(f"{SHEET}/drift").status_code == 404
    assert chief.get(f"{SHEET}/revisions").status_code == 200
    assert chief.get(f"{SHEET}/revisions/1").status_code == 404
    assert chief.get(f"{SHEET}/findings/no_such_check/summary").status_code == 404
    settle(site)
    send(chief, f"{SHEET}/finalize")
    assert chief.get(f"{SHEET}/findings/ticked_achieved_below_target/check.1.achieved").status_code == 409
    assert chief.get(f"{SHEET}/finalize").status_code == 409
    assert chief.get(f"{SHEET}/revisions/1.exe").status_code == 404


def test_a_blank_draft_of_a_year_that_is_over_opens_too(site, browser_of):
    with site.app_context(), writing():
        draft_sheet(SATO, fiscal_year=2018)
    chief = browser_of(Role.CHIEF)
    assert chief.get("/sheets/2018/finalize").status_code == 200
