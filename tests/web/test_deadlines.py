"""The list of deadlines as its readers see it."""

import io
import re

import icalendar
import openpyxl
import pytest

from registry.commands.agreements import delete_agreement
from registry.commands.users import add_user
from registry.database import writing
from registry.domain.vocabulary import MeetingStatus, Role
from registry.queries.agreements import list_agreements
from tests.departments_loop import call, request
from tests.office import SATO, agreement, day, meeting, organization, project
from tests.web.conftest import PASSWORD
from tests.web.test_pages import text_of
from tests.web.test_statements import asked


@pytest.fixture
def recorded(site):
    with site.app_context(), writing():
        body = organization("主たる大学")
        title = {"title": "見守り協定", "department": "福祉課"}
        agreement(body, number="R2-80", expires_on=day("2022-01-10"), **title)
        meeting(body, held="2021-12-01", subject="打合せ", status=MeetingStatus.PLANNED, department="福祉課")
        meeting(body, held="2021-12-20", status=MeetingStatus.PLANNED, department="福祉課")


def test_it_holds_up_what_is_overdue_and_goes_by_month_with_the_days_left(recorded, viewer):
    page = text_of(viewer.get("/deadlines?department=福祉課").text)
    assert (
        "期限を過ぎています 1 令和3年12月1日 19日超過 結果未入力 打合せ 主たる大学 実施か中止かを記録してください。"
        in page
    )
    assert (
        "令和3年12月 1 令和3年12月20日 本日 協議の予定" in page
        or "令和3年12月 1 令和3年12月20日 今日 協議の予定" in page
    )
    assert "令和4年1月 1 令和4年1月10日 あと21日 満了 R2-80 見守り協定 主たる大学 自動更新はありません。 福祉課" in page


def test_notice_and_renewal_are_told_apart(viewer):
    page = text_of(viewer.get("/deadlines").text)
    assert "令和3年12月31日 あと11日 予告期限 H25-01 農業の担い手育成に関する包括連携協定" in page
    assert "予告がなければ1年延びて令和5年3月31日までになります。" in page
    assert "令和4年1月19日 あと30日 自動更新 H25-04 健康づくりに関する包括連携協定" in page
    assert "期限までに予告がなかったため、令和5年1月19日まで延びます。" in page


def test_one_kind_of_one_department(recorded, viewer):
    page = text_of(viewer.get("/deadlines?department=福祉課&kind=expiry").text)
    assert "見守り協定" in page
    assert "打合せ" not in page


def test_the_file_has_days_and_numbers(recorded, viewer):
    sheet = openpyxl.load_workbook(io.BytesIO(viewer.get("/deadlines.xlsx?department=福祉課").data)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == ("期限", "種類", "残り日数", "№", "内容", "相手方", "担当課", "備考")
    assert [(row[0].date(), *row[1:5]) for row in rows[1:]] == [
        (day("2021-12-01"), "結果未入力", -19, None, "打合せ"),
        (day("2021-12-20"), "協議の予定", 0, None, "協議"),
        (day("2022-01-10"), "満了", 21, "R2-80", "見守り協定"),
    ]
    text = viewer.get("/deadlines.csv?department=福祉課").data.decode("utf-8-sig")
    assert "2022-01-10,満了,21,R2-80,見守り協定,主たる大学,福祉課,自動更新はありません。\r\n" in text
    assert "期限一覧 令和3年12月20日現在" in text_of(viewer.get("/deadlines/print").text)


def test_without_anything_due_it_says_so(site, viewer):
    page = text_of(viewer.get("/deadlines?department=議会事務局").text)
    assert "期限のあるものはありません。" in page
    assert "条件を外す" in page


def test_a_deleted_agreement_is_not_due(recorded, site, browser_of):
    with site.app_context(), writing():
        known = next(one for one in list_agreements() if one.number == "R2-80")
        delete_agreement(SATO, agreement_id=known.id)
    assert "見守り協定" not in browser_of(Role.VIEWER).get("/deadlines").text


@pytest.fixture
def asked_for(site):
    """A request and a call for reports; and somebody of each department."""
    with site.app_context(), writing():
        mine, theirs = project("甲事業"), project("乙事業")
        request(mine, "農政課", due="2022-01-31")
        request(theirs, "福祉課")
        call(2021, opens="2021-12-01", due="2022-04-30")
        for name in ("農政課", "福祉課"):
            add_user(SATO, name=name, role=Role.DEPARTMENT, department=name, password=PASSWORD)


def test_requests_and_reports_stand_among_the_deadlines_of_whom_they_concern(asked_for, browser_of):
    page = text_of(browser_of(Role.SECRETARIAT).get("/deadlines").text)
    assert (
        "令和4年1月31日 あと42日 未回答の依頼 甲事業 受諾、差戻し、他課の推薦のどれかで答えてください。 農政課" in page
    )
    assert "期限なし 1 ― 未回答の依頼 乙事業" in page
    assert "実績報告 令和3年度の実績報告" in page
    own = text_of(browser_of("農政課").get("/deadlines").text)
    assert "甲事業" in own
    assert "乙事業" not in own
    for name in (Role.VIEWER, Role.DEPARTMENT):
        page = text_of(browser_of(name).get("/deadlines").text)
        assert "甲事業" not in page
        assert "令和3年度の実績報告" not in page


def test_another_departments_request_is_in_no_file_and_has_no_calendar_of_its_own(asked_for, browser_of):
    client = browser_of("農政課")
    for address in ("/deadlines.csv", "/deadlines.ics", "/deadlines/print", "/deadlines.csv?department=福祉課"):
        assert "乙事業" not in client.get(address).text
    [own] = re.findall(r"/deadlines/request-projects-\d+-\d+\.ics", client.get("/deadlines").text)
    assert "甲事業" in client.get(own).text
    assert browser_of("福祉課").get(own).status_code == 404
    assert browser_of(Role.VIEWER).get(own).status_code == 404


def test_the_menu_opens_the_list_of_ones_own_department_and_a_chip_opens_it_again(asked_for, browser_of):
    client = browser_of("農政課")
    [address] = set(re.findall(r'href="(/deadlines\?[^"]*)"', client.get("/account").text))
    page = client.get(address).text
    assert '<a class="chip is-on" href="/deadlines"><span>担当課</span>農政課' in page
    assert "見守り協定" not in page
    assert 'href="/deadlines"' in browser_of(Role.SECRETARIAT).get("/account").text


def test_the_list_and_each_row_go_to_a_calendar(recorded, viewer):
    found = viewer.get("/deadlines.ics?department=福祉課")
    assert found.headers["Content-Type"] == "text/calendar; charset=utf-8"
    events = icalendar.Calendar.from_ical(found.data).walk("VEVENT")
    assert [(str(event["SUMMARY"]), event.decoded("DTSTART")) for event in events] == [
        ("結果未入力: 打合せ", day("2021-12-01")),
        ("協議の予定: 協議", day("2021-12-20")),
        ("満了: R2-80 見守り協定", day("2022-01-10")),
    ]
    assert re.fullmatch(r"http://localhost/agreements/\d+", str(events[2]["URL"]))
    page = viewer.get("/deadlines?department=福祉課").text
    assert 'href="/deadlines.ics?department=' in page
    for address, event in zip(re.findall(r'href="(/deadlines/[a-z0-9-]+\.ics)"', page), events, strict=True):
        [alone] = icalendar.Calendar.from_ical(viewer.get(address).data).walk("VEVENT")
        assert (alone["UID"], alone["SUMMARY"]) == (event["UID"], event["SUMMARY"])


def test_more_requests_and_reports_make_no_more_questions(asked_for, site, browser_of):
    client = browser_of(Role.SECRETARIAT)
    few = len(asked(site, client, "/deadlines"))
    with site.app_context(), writing():
        for number in range(20):
            request(project(f"追加の事業{number}"), "農政課")
    assert len(asked(site, client, "/deadlines")) == few
