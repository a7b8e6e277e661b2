"""The list of deadlines as its readers see it."""

import io

import openpyxl
import pytest

from registry.commands.agreements import delete_agreement
from registry.database import writing
from registry.domain.vocabulary import MeetingStatus, Role
from registry.queries.agreements import list_agreements
from tests.office import SATO, agreement, day, meeting, organization
from tests.web.test_pages import text_of


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
