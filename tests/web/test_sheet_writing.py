"""A year's sheet is begun and written part by part, by one person after the other or by two at once."""

import re
from html import unescape

import pytest

from registry.commands.audit import record_entry
from registry.commands.sheets import draft_sheet
from registry.database import writing
from registry.domain.vocabulary import Role, SheetState
from registry.evaluation.sheet_names import names
from registry.queries.sheets import find_sheet, get_stored_sheet, typed_sheet
from tests.evaluation.seed_sheet import published
from tests.office import SATO
from tests.web.form_reading import Page
from tests.web.form_sending import form_to

AGREEMENTS = (
    "令和3年度までに、44件(50団体:28企業、12学術機関、5金融機関、5団体)との"
    "地域社会発展のための包括的連携協定を締結した。"
)
"""By the demonstration, in which one company signs in FY2021."""
DISCARD = "保存していなかった入力"


@pytest.fixture
def clerk(browser_of):
    return browser_of(Role.SECRETARIAT)


@pytest.fixture
def draft(site) -> str:
    """The address of the draft of FY2021."""
    with site.app_context(), writing():
        draft_sheet(SATO, fiscal_year=2021, from_year=2020)
    return "/sheets/2021/edit"


def stored(site, year: int = 2021) -> dict:
    with site.app_context():
        return dict(names(typed_sheet(get_stored_sheet(year))))


def carried(site) -> set[str]:
    with site.app_context():
        return set(typed_sheet(get_stored_sheet(2021)).carried)


def shown(client, address: str) -> dict:
    return form_to(client.get(address).text, address)


def send(client, address: str, values: dict | None = None, **more: object):
    """Send the form as it is shown, or these values, with some changed (``__`` stands for dots)."""
    changes = {name.replace("__", "."): value for name, value in more.items()}
    return client.post(address, data=(values or shown(client, address)) | changes)


def test_a_year_is_begun_from_the_newest_sheet_before_it(site, clerk):
    form = shown(clerk, "/sheets/new")
    assert (form["fiscal_year"], form["source"]) == ("2021", "2020")
    page = clerk.get("/sheets/new").text
    assert "<b>4年度 予定</b>" in page
    assert "① 3年度目標達成度評価" in page
    answer = send(clerk, "/sheets/new", act="")
    assert (answer.status_code, answer.location) == (303, "/sheets/2021/edit/do")
    assert stored(site)["do.actual"] == published().do.actual
    assert "令和3年度のシートを作成しました。" in clerk.get(answer.location).text


def test_the_page_of_a_sheet_leads_to_the_next_year_from_it(site, clerk, draft, viewer):
    assert 'href="/sheets/new?source=2020"' in clerk.get("/sheets/2020").text
    assert "/sheets/new" not in viewer.get("/sheets/2020").text
    form = shown(clerk, "/sheets/new?source=2020")
    assert (form["fiscal_year"], form["source"]) == ("2022", "2020")


def test_a_year_can_begin_blank_and_what_it_would_take_over_is_shown_before(site, clerk):
    asked = send(clerk, "/sheets/new", source="", foresee="1")
    assert (asked.status_code, "白紙から始めます" in asked.text) == (200, True)
    with site.app_context():
        assert find_sheet(2021) is None
    assert send(clerk, "/sheets/new", source="").status_code == 303
    assert stored(site)["head.title"] == ""


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"fiscal_year": ""}, "年度を選んでください。"),
        ({"fiscal_year": "2020"}, "いずれか1つを選んでください。"),
        ({"fiscal_year": "2019"}, "いずれか1つを選んでください。"),
        ({"source": "2021"}, "いずれか1つを選んでください。"),
    ],
)
def test_only_a_year_without_a_sheet_is_begun(clerk, values, sentence):
    answer = clerk.post("/sheets/new", data=shown(clerk, "/sheets/new") | values)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_sheet_is_taken_from_an_earlier_year_only(site, clerk):
    with site.app_context(), writing():
        draft_sheet(SATO, fiscal_year=2022)
    answer = send(clerk, "/sheets/new?year=2021", shown(clerk, "/sheets/new?year=2021") | {"source": "2022"})
    assert answer.status_code == 422
    assert "作成する年度より前の年度のシートを選んでください。" in answer.text


def test_a_year_that_somebody_began_meanwhile_is_not_begun_again(site, clerk, draft):
    form = shown(clerk, "/sheets/new")
    assert form["fiscal_year"] == "2022"
    answer = clerk.post("/sheets/new", data=form | {"fiscal_year": "2021"})
    assert answer.status_code == 422


def test_the_page_of_a_year_without_a_sheet_leads_who_may_to_its_beginning(clerk, viewer):
    page = clerk.get("/sheets/2021")
    assert page.status_code == 200
    assert 'href="/sheets/new?year=2021"' in page.text
    assert viewer.get("/sheets/2021").status_code == 404
    assert 'href="/sheets/new?year=2021"' in clerk.get("/years/2021").text
    assert "/sheets/new" not in viewer.get("/years/2021").text
    assert clerk.get("/sheets/1999").status_code == 404


def test_who_may_write_finds_a_link_in_each_bar_and_a_finalized_sheet_has_none(site, clerk, viewer):
    links = re.findall(r'href="(/sheets/2020/edit/\w+)"', clerk.get("/sheets/2020").text)
    assert set(links) == {
        f"/sheets/2020/edit/{part}" for part in ("head", "do", "figures", "check", "summary", "action")
    }
    assert "/edit/" not in viewer.get("/sheets/2020").text
    finalize(site, 2020)
    assert "/edit/" not in clerk.get("/sheets/2020").text
    for answer in (clerk.get("/sheets/2020/edit/do"), clerk.post("/sheets/2020/edit/do", data=token(clerk))):
        assert answer.status_code == 409
        assert "確定" in answer.text


def token(client) -> dict:
    return {"csrf_token": shown(client, "/sheets/new")["csrf_token"]}


def finalize(site, year: int) -> None:
    with site.app_context(), writing():
        sheet = get_stored_sheet(year)
        sheet.state = SheetState.FINALIZED
        record_entry(SATO, action="finalize", record=sheet, before={"state": "draft"}, after={"state": "finalized"})


def test_a_part_is_saved_and_leads_back_to_its_place_or_on_to_the_next(site, clerk, draft):
    answer = send(clerk, f"{draft}/summary", summary="令和3年度の総括")
    assert (answer.status_code, answer.location) == (303, "/sheets/2021#part-summary")
    assert stored(site)["summary"] == "令和3年度の総括"
    assert 'id="part-summary"' in clerk.get("/sheets/2021").text
    answer = send(clerk, f"{draft}/figures", act="next")
    assert answer.location == "/sheets/2021/edit/check"
    answer = send(clerk, f"{draft}/action", action__maintain="y", **{"action.matrix.same.same": "●"})
    assert answer.location == "/sheets/2021#part-action"
    assert (stored(site)["action.maintain"], stored(site)["action.matrix.same.same"]) == (True, "●")


def test_figures_come_in_full_width_and_sums_that_were_left_blank_are_filled_in(site, clerk, draft):
    answer = send(
        clerk,
        f"{draft}/figures",
        costs__national__actual__2021="１００",
        costs__general__actual__2021="１，０２０",
        costs__personnel__actual__2021="6374",
    )
    assert answer.status_code == 303
    sheet = stored(site)
    assert (sheet["costs.project.actual.2021"], sheet["costs.total.actual.2021"]) == (1_120, 7_494)


def test_a_sum_that_was_typed_is_kept_and_shown_beside_what_the_parts_make(site, clerk, draft):
    figures = {"costs__project__actual__2021": "100", "costs__personnel__actual__2021": "200"}
    send(clerk, f"{draft}/figures", **figures, costs__total__actual__2021="301")
    assert stored(site)["costs.total.actual.2021"] == 301
    page = clerk.get(f"{draft}/figures").text
    assert "計算では300（差+1）" in page
    note = "端数処理により一致しない。"
    assert f'value="do.cost_note|{note}"' in page
    added = send(clerk, f"{draft}/figures", add=f"do.cost_note|{note}")
    assert form_to(added.text, f"{draft}/figures")["do.cost_note"] == note
    send(clerk, f"{draft}/figures", form_to(added.text, f"{draft}/figures"))
    assert stored(site)["do.cost_note"] == note
    assert note in clerk.get("/sheets/2021").text


def test_a_figure_that_is_none_is_told_with_its_row_and_column_and_nothing_is_saved(site, clerk, draft):
    answer = send(clerk, f"{draft}/figures", costs__project__actual__2021="百円ほど", costs__staff__actual__2021="3")
    assert answer.status_code == 422
    page = Page.of(answer.text)
    (line,) = [one for one in page.by_tag("a") if any(outer.has_class("error-summary") for outer in one.within)]
    assert line.text == "(A) 事業費計 3年度 実績: 数値ではありません。"
    assert line.attributes["href"] == "#costs.project.actual.2021"
    (field,) = [one for one in page.by_tag("input") if one.attributes.get("name") == "costs.project.actual.2021"]
    assert (field.attributes["value"], field.attributes["aria-invalid"]) == ("百円ほど", "true")
    assert stored(site)["costs.staff.actual.2021"] is None


def test_what_the_registry_counts_is_shown_with_its_evidence_and_not_typed(site, clerk, draft):
    page = clerk.get(f"{draft}/figures").text
    name = "indicators.outcome.ア.actual.2020"
    assert f'name="{name}"' not in page
    assert 'href="/sheets/2021/evidence/organizations_cumulative/2020"' in page
    assert send(clerk, f"{draft}/figures", **{name: "99"}).status_code == 303
    assert stored(site)[name] is None
    assert 'name="indicators.outcome.ア.actual.2020"' in clerk.get("/sheets/2020/edit/figures").text


def test_where_the_sheet_before_says_another_value_of_the_same_column_it_is_shown(clerk, draft):
    assert "令和2年度のシートでは" not in clerk.get(f"{draft}/figures").text
    send(clerk, f"{draft}/figures", costs__staff__actual__2020="5")
    assert "令和2年度のシートでは4" in clerk.get(f"{draft}/figures").text


def test_a_published_sheet_is_corrected_with_all_its_figures(site, clerk):
    address = "/sheets/2020/edit/figures"
    answer = send(clerk, address, **{"indicators.population.ア.actual.2018": "47"})
    assert answer.status_code == 303
    sheet = stored(site, 2020)
    assert (sheet["indicators.population.ア.actual.2018"], sheet["costs.total.actual.2020"]) == (47, 15_099)


def test_a_carried_text_is_marked_until_it_is_written_anew_or_confirmed(site, clerk, draft):
    assert clerk.get("/sheets/2021").text.count("2年度の文のまま") == len(carried(site)) == 14
    before = carried(site)
    send(clerk, f"{draft}/check")
    assert carried(site) == before
    send(clerk, f"{draft}/check", confirmed=["check.3.reason", "check.4.reason"], check__1__reason="書き直した。")
    assert carried(site) == before - {"check.1.reason", "check.3.reason", "check.4.reason"}
    assert send(clerk, f"{draft}/do", confirmed=["summary"]).status_code == 303
    assert "summary" in carried(site)


def test_the_second_of_two_who_write_the_same_part_gets_both_versions(site, browser_of, clerk, draft):
    chief = browser_of(Role.CHIEF)
    mine = shown(clerk, f"{draft}/summary")
    send(chief, f"{draft}/summary", summary="課長の総括")
    answer = clerk.post(f"{draft}/summary", data=mine | {"summary": "係の総括"})
    assert answer.status_code == 409
    assert "課長の総括" in answer.text
    assert form_to(answer.text, f"{draft}/summary")["summary"] == "係の総括"
    assert stored(site)["summary"] == "課長の総括"
    assert clerk.post(f"{draft}/summary", data=form_to(answer.text, f"{draft}/summary")).status_code == 303
    assert stored(site)["summary"] == "係の総括"


def test_whoever_writes_another_part_is_in_nobodys_way(site, browser_of, clerk, draft):
    chief = browser_of(Role.CHIEF)
    mine = shown(clerk, f"{draft}/summary")
    send(chief, f"{draft}/do", do__actual="課長の実績")
    assert clerk.post(f"{draft}/summary", data=mine | {"summary": "係の総括"}).status_code == 303
    assert (stored(site)["summary"], stored(site)["do.actual"]) == ("係の総括", "課長の実績")


def test_the_same_form_sent_twice_is_saved_once(site, clerk, draft):
    form = shown(clerk, f"{draft}/summary") | {"summary": "一度だけ"}
    assert clerk.post(f"{draft}/summary", data=form).status_code == 303
    send(clerk, f"{draft}/summary", summary="その後")
    again = clerk.post(f"{draft}/summary", data=form)
    assert again.status_code == 303
    assert stored(site)["summary"] == "その後"


def test_what_is_typed_is_kept_for_its_writer_and_told_to_the_colleague(site, browser_of, clerk, draft):
    address = f"{draft}/summary"
    typed = shown(clerk, address) | {"summary": "途中まで"}
    assert clerk.post(f"/drafts?form={address}", data=typed).json["colleagues"] == ""
    again = clerk.get(address).text
    assert DISCARD in again
    assert form_to(again, address)["summary"] == "途中まで"
    chief = browser_of(Role.CHIEF)
    page = chief.get(address).text
    assert "secretariatさんも入力中です。" in page
    assert form_to(page, address)["summary"] != "途中まで"
    send(clerk, address)
    assert DISCARD not in clerk.get(address).text
    assert stored(site)["summary"] == "途中まで"


def test_nothing_is_kept_of_a_finalized_sheet_or_for_who_may_not_write(site, browser_of, clerk, draft):
    department = browser_of(Role.DEPARTMENT)
    address = f"{draft}/summary"
    csrf = Page.of(department.get("/account").text)
    sent = next(one.attributes["value"] for one in csrf.by_tag("input") if one.attributes.get("name") == "csrf_token")
    assert department.post(f"/drafts?form={address}", data={"csrf_token": sent, "summary": "x"}).status_code == 403
    values = shown(clerk, address)
    finalize(site, 2021)
    assert clerk.post(f"/drafts?form={address}", data=values).status_code == 409


def test_a_sentence_is_offered_with_its_figures_and_added_without_being_saved(site, clerk, draft):
    address = f"{draft}/do"
    page = clerk.get(address).text
    assert AGREEMENTS in unescape(page)
    assert 'href="/sheets/2021/evidence/organizations_by_kind.company/2021"' in page
    before = stored(site)["do.actual"]
    added = send(clerk, address, do__actual="書きかけ。", add=f"do.actual|{AGREEMENTS}")
    assert added.status_code == 200
    assert form_to(added.text, address)["do.actual"] == f"書きかけ。{AGREEMENTS}"
    assert f'value="do.actual|{AGREEMENTS}"' not in added.text
    assert stored(site)["do.actual"] == before
    made_up = send(clerk, address, do__actual="書きかけ。", add="do.actual|誰も言っていない。")
    assert form_to(made_up.text, address)["do.actual"] == "書きかけ。"


def test_a_stale_figure_in_a_carried_text_is_found_beside_its_field(clerk, draft):
    page = clerk.get(f"{draft}/do").text
    assert "文中の「43件」は" in page
    assert 'href="#do.actual"' in page
    assert 'id="do.actual"' in page
    assert "文中の「43件」は" not in clerk.get(f"{draft}/summary").text


def test_a_part_that_there_is_not_has_no_page(clerk):
    assert clerk.get("/sheets/2020/edit/everything").status_code == 404
    assert clerk.get("/sheets/2019/edit/do").status_code == 404
