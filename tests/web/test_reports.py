"""Yearly reports as departments write them and the secretariat answers them."""

from datetime import date

import pytest

from registry.domain.vocabulary import ProjectState, ReportState, Role
from registry.queries.projects import get_project
from registry.queries.reports import find_report, find_report_call, last_nudges
from registry.web.throttle import limiter
from tests.web.form_sending import form_on
from tests.web.reporting import FARMER, OURS, THEIRS, address_of, report_of, set_up_office, somebody_of


@pytest.fixture
def office(site) -> dict[str, int]:
    return set_up_office(site)


@pytest.fixture
def farmers(browser_of, office):
    limiter.reset()
    return browser_of(FARMER)


@pytest.fixture
def secretariat(browser_of, office):
    limiter.reset()
    return browser_of(Role.SECRETARIAT)


def send(client, address: str, act: str = "submit", **values):
    """Fill in the form that stands at an address and send it."""
    blank = {"outcome": "done", "result": "講座を3回開いた。", "cost": "120千円"}
    return client.post(address, data=form_on(client.get(address).text) | blank | {"act": act} | values)


def press(client, page: str, address: str, **values):
    """Send the form of a page that leads to an address."""
    return client.post(address, data=form_on(client.get(page).text) | values)


def test_a_department_writes_a_draft_and_submits_it(site, farmers, office):
    address = address_of(office)
    kept = send(farmers, address, "draft", result="途中")
    assert (kept.status_code, kept.location) == (303, address)
    assert report_of(site, office)[:2] == (ReportState.DRAFT, "途中")
    sent = send(farmers, address)
    assert (sent.status_code, sent.location) == (303, "/years/2020/reports")
    assert report_of(site, office) == (ReportState.SUBMITTED, "講座を3回開いた。", 120_000, "")
    page = farmers.get(address).text
    assert "提出済み" in page
    assert 'name="result"' not in page


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(site, farmers, office):
    answer = send(farmers, address_of(office), outcome="", result="", cost="ただ", after="completed")
    assert answer.status_code == 422
    for sentence in (
        "実施状況を選んでください。",
        "実施の成果を入力してください。",
        "金額を円単位で入力してください",
        "終わった日を入力してください。",
    ):
        assert sentence in answer.text
    assert 'value="ただ"' in answer.text
    assert report_of(site, office) is None


def test_measures_are_added_and_taken_out_without_script(site, farmers, office):
    address = address_of(office)
    rows = {"figures-0-measure": "受講者", "figures-0-value": "１２４", "figures-0-unit": "人"}
    more = send(farmers, address, **rows, **{"figures-add": "1"})
    assert more.status_code == 200
    assert 'name="figures-1-measure"' in more.text
    assert "figures-1-measure" not in send(farmers, address, **rows, **{"figures-remove": "1"}).text
    assert send(farmers, address, **rows).status_code == 303
    with site.app_context():
        (figure,) = find_report(office[OURS], 2020).figures
        assert (figure.measure, figure.value, figure.unit) == ("受講者", 124, "人")


def test_last_years_report_stands_beside_the_fields_and_in_the_list(farmers, office):
    send(farmers, address_of(office, year=2019), result="前の年は2回開いた。", next_plan="3回に増やす。")
    page = farmers.get(address_of(office)).text
    assert "前の年は2回開いた。" in page
    assert "前年度に書いた今年度の計画" in page
    assert "3回に増やす。" in page
    own = farmers.get("/years/2020/reports").text
    assert "前の年は2回開いた。" in own
    assert "2、3文でお願いします。" in own


def test_two_who_write_at_once_are_shown_both_versions(site, farmers, office, browser_of):
    somebody_of(site, OURS, "同僚")
    address = address_of(office)
    mine = form_on(farmers.get(address).text)
    send(browser_of("同僚"), address, "draft", result="同僚の文")
    answer = farmers.post(address, data=mine | {"result": "私の文", "act": "draft"})
    assert answer.status_code == 409
    assert "同僚の文" in answer.text
    assert "私の文" in answer.text
    again = farmers.post(address, data=form_on(answer.text) | {"act": "draft"})
    assert again.status_code == 303
    assert report_of(site, office)[1] == "私の文"


def test_a_form_that_is_sent_twice_is_one_submission(site, farmers, office):
    address = address_of(office)
    data = form_on(farmers.get(address).text) | {"outcome": "done", "result": "一度", "act": "submit"}
    assert farmers.post(address, data=data).status_code == 303
    twice = farmers.post(address, data=data, follow_redirects=True)
    assert "この入力はすでに送信されています。" in twice.text
    assert report_of(site, office)[1] == "一度"


def test_the_secretariat_returns_a_report_with_a_remark_and_accepts_the_corrected_one(
    site, farmers, secretariat, office
):
    address = address_of(office)
    send(farmers, address)
    with site.app_context():
        report_id = find_report(office[OURS], 2020).id
    back = f"/reports/{report_id}/return"
    assert press(secretariat, back, back, remark="").status_code == 422
    assert press(secretariat, back, back, remark="経費は円で。").status_code == 303
    assert "経費は円で。" in farmers.get(address).text
    assert secretariat.get(back).status_code == 409
    assert send(farmers, address, result="直した。").status_code == 303
    assert "直した。" in secretariat.get(address).text
    accepted = press(secretariat, address, f"/reports/{report_id}/accept")
    assert (accepted.status_code, accepted.location) == (303, "/years/2020/reports")
    assert report_of(site, office)[:2] == (ReportState.ACCEPTED, "直した。")
    assert send(farmers, address_of(office, year=2019)).status_code == 303
    assert farmers.post(address, data={"act": "draft"} | form_on(farmers.get("/account").text)).status_code == 422
    reopen = f"/reports/{report_id}/reopen"
    assert press(secretariat, reopen, reopen, remark="もう一度").status_code == 303
    assert report_of(site, office)[0] is ReportState.RETURNED


def test_what_acceptance_does_to_the_counts_is_shown_before(site, farmers, secretariat, office):
    address = address_of(office)
    send(farmers, address, after="completed", ended_on="R3.3.31")
    page = secretariat.get(address).text
    assert "受理すると変わる数" in page
    assert "協定によらない連携事業" in page
    with site.app_context():
        report_id, project = find_report(office[OURS], 2020).id, get_project(office[OURS])
        assert project.state is ProjectState.ACTIVE
    press(secretariat, address, f"/reports/{report_id}/accept")
    with site.app_context():
        project = get_project(office[OURS])
        assert (project.state, project.ended_on) == (ProjectState.COMPLETED, date(2021, 3, 31))


def test_an_old_page_accepts_nothing(site, farmers, secretariat, office):
    address = address_of(office)
    send(farmers, address)
    with site.app_context():
        report_id = find_report(office[OURS], 2020).id
    old = form_on(secretariat.get(address).text)
    press(secretariat, f"/reports/{report_id}/return", f"/reports/{report_id}/return", remark="直して")
    send(farmers, address, result="別の文")
    answer = secretariat.post(f"/reports/{report_id}/accept", data=old)
    assert answer.status_code == 409
    assert "別の文" in answer.text
    assert report_of(site, office)[0] is ReportState.SUBMITTED


def test_a_department_sees_its_own_reports_alone(farmers, secretariat, office):
    own, all_of_them = (client.get("/years/2020/reports").text for client in (farmers, secretariat))
    assert "農政課の事業" in own
    assert "福祉課の事業" not in own
    assert "福祉課の事業" in all_of_them
    assert "福祉課の事業" not in farmers.get("/years/2020/reports.csv").text
    assert farmers.get(address_of(office, THEIRS)).status_code == 403


def test_the_list_is_narrowed_down_by_state_and_department(farmers, secretariat, office):
    send(farmers, address_of(office), result="済み")
    sent = secretariat.get("/years/2020/reports?state=submitted").text
    assert "農政課の事業" in sent
    assert "福祉課の事業" not in sent
    theirs = secretariat.get(f"/years/2020/reports?department={THEIRS}").text
    assert "農政課の事業" not in theirs
    assert "福祉課の事業" in theirs
    assert "済み" in secretariat.get("/years/2020/reports.csv?state=submitted").text
    assert secretariat.get("/years/2020/reports.xlsx").status_code == 200


def test_departments_are_reminded_once_a_day(site, secretariat, office, clock):
    listed = "/years/2020/reports"
    with site.app_context():
        department_id = get_project(office[OURS]).lead_department_id
    remind = {"department": str(department_id)}
    assert press(secretariat, listed, "/report-calls/2020/remind", **remind).status_code == 303
    assert "農政課に催促しました。" in secretariat.get(listed).text
    press(secretariat, listed, "/report-calls/2020/remind", **remind)
    assert "催促した課はありません。" in secretariat.get(listed).text
    press(secretariat, listed, "/report-calls/2020/remind", department="all")
    assert "福祉課" in secretariat.get(listed).text
    with site.app_context():
        call = find_report_call(2020)
        first = last_nudges(call.id)
        assert first[department_id] == clock.moment
        assert len(first) > 1


def test_a_department_sees_that_it_was_reminded(secretariat, farmers, office):
    assert "催促" not in farmers.get("/years/2020/reports").text
    press(secretariat, "/years/2020/reports", "/report-calls/2020/remind", department="all")
    assert "令和3年12月20日に提出の催促がありました。" in farmers.get("/years/2020/reports").text


def test_the_call_is_made_and_corrected(site, secretariat, office):
    address = "/report-calls/2021"
    data = form_on(secretariat.get(address).text)
    assert data["due_on"] == "令和4年4月30日"
    assert secretariat.post(address, data=data | {"due_on": "R3.4.1"}).status_code == 422
    assert secretariat.post(address, data=data | {"due_on": "R4.4.22"}).status_code == 303
    assert secretariat.post(address, data=data | {"form_key": "another"}).status_code == 409
    assert press(secretariat, address, address, message="よろしく").status_code == 303
    with site.app_context():
        call = find_report_call(2021)
        assert (call.due_on, call.message) == (date(2022, 4, 22), "よろしく")


def test_reports_are_those_of_years_in_which_the_project_counts(farmers, office):
    assert farmers.get(address_of(office, year=2018)).status_code == 404
    assert farmers.get(address_of(office, year=2022)).status_code == 404
    assert farmers.get("/years/1900/reports").status_code == 404


def test_others_read_what_was_accepted_on_the_projects_page_and_nothing_else(
    site, farmers, secretariat, viewer, office
):
    send(farmers, address_of(office), result="受理される文")
    page = f"/projects/{office[OURS]}"
    assert "受理される文" in farmers.get(page).text
    assert "受理される文" not in viewer.get(page).text
    with site.app_context():
        report_id = find_report(office[OURS], 2020).id
    press(secretariat, address_of(office), f"/reports/{report_id}/accept")
    assert "受理される文" in viewer.get(page).text
    assert farmers.get(f"/reports/{report_id}").location == address_of(office)
    assert viewer.get(f"/reports/{report_id}").status_code == 403
