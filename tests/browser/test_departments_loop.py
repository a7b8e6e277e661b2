"""The departments' loop by three people: delegate, accept, report, return, correct, accept; the counts, the sheet."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, expect

from registry.commands.sheets import draft_sheet
from registry.commands.users import add_user
from registry.database import writing
from registry.domain.deed import Deed
from registry.domain.vocabulary import Role
from tests.browser.conftest import FARMER, NAME, logged_in, serving, watched
from tests.web.conftest import NOW, PASSWORD

pytestmark = pytest.mark.browser
CHIEF = "課長 一郎"
PROJECT = "直売所スタンプ事業"
RESULT = "直売所12か所でスタンプ事業を行い、3,400人が参加した。"
BY_DEPARTMENT = "/sheets/2021/evidence/projects_by_department.農政課/2021"
COMPLETED = "/sheets/2021/evidence/projects_by_state.completed/2021"


@dataclass(frozen=True)
class People:
    """A browser for each of the three."""

    clerk: Page
    farmer: Page
    chief: Page


@pytest.fixture
def people(sqlite_files, tmp_path, browser) -> Iterator[People]:
    """On a demonstration of their own, in which the draft of the year's sheet has been begun."""
    with serving(sqlite_files, tmp_path) as served, ExitStack() as browsers:
        with served.app.app_context(), writing():
            add_user(Deed("test", NOW), name=CHIEF, role=Role.CHIEF, password=PASSWORD)
            draft_sheet(Deed("test", NOW), fiscal_year=2021, from_year=2020)
        yield People(*(person(browsers, browser, served.address, name) for name in (NAME, FARMER, CHIEF)))


def person(browsers: ExitStack, browser: Browser, address: str, name: str) -> Page:
    return logged_in(browsers.enter_context(watched(browser, address)), name)


def test_a_project_goes_from_the_secretariat_to_the_department_and_its_report_to_the_sheet(people):
    address = delegate(people.clerk)
    accept_request(people.farmer)
    call_for_reports(people.clerk)
    before = [number_at(people.clerk, count) for count in (BY_DEPARTMENT, COMPLETED)]
    submit_report(people.farmer)
    return_report(people.chief)
    correct_report(people.farmer)
    accept_report(people.chief)
    assert [number_at(people.clerk, count) for count in (BY_DEPARTMENT, COMPLETED)] == [before[0], before[1] + 1]
    people.clerk.goto(address)
    expect(people.clerk.locator(".head-facts")).to_contain_text("完了")
    people.clerk.goto("/sheets/2021")
    expect(people.clerk.locator("main")).to_contain_text(f"{PROJECT}（農政課）：{RESULT}")
    assert f"{PROJECT}（農政課）：{RESULT}" in people.clerk.request.get("/sheets/2021.json").json()["do"]["reports"]


def number_at(page: Page, address: str) -> int:
    page.goto(address)
    return int(page.locator(".huge").inner_text())


def delegate(clerk: Page) -> str:
    """A project under an agreement that the secretariat leads, and the request to lead it instead."""
    clerk.goto("/projects/new")
    clerk.get_by_label("事業名").fill(PROJECT)
    clerk.get_by_role("combobox", name="協定").fill("R2-01")
    clerk.get_by_role("option", name="R2-01").click()
    clerk.get_by_label("主管課").select_option("秘書政策課")
    clerk.get_by_label("開始日").fill("R3.6.1")
    clerk.get_by_role("button", name="記録する").click()
    expect(clerk.get_by_role("heading", level=1)).to_have_text(PROJECT)
    address = clerk.url
    clerk.get_by_role("link", name="担当課に依頼").click()
    clerk.get_by_label("依頼する課").select_option("農政課")
    clerk.get_by_label("依頼の内容").fill("直売所との調整と実施をお願いします。")
    clerk.get_by_label("回答期限").fill("R3.12.27")
    for said in ("まだ依頼していません。", "農政課の回答を待っています。"):
        clerk.get_by_role("button", name="依頼する").click()
        expect(clerk.get_by_text(said)).to_be_visible()
    return address


def accept_request(farmer: Page) -> None:
    """From the list of what is to be done."""
    farmer.goto("/")
    farmer.get_by_role("link", name=PROJECT).click()
    expect(farmer.locator("main")).to_contain_text("直売所との調整と実施をお願いします。")
    farmer.get_by_role("link", name="受諾する").click()
    farmer.get_by_role("button", name="受諾する").click()
    expect(farmer.locator(".head-facts")).to_contain_text("受諾")


def call_for_reports(clerk: Page) -> None:
    clerk.goto("/years/2021/reports")
    clerk.get_by_role("link", name="実績報告を依頼する").click()
    clerk.get_by_label("依頼日").fill("R3.12.20")
    clerk.get_by_label("提出期限").fill("R4.1.14")
    clerk.get_by_role("button", name="依頼を保存").click()
    expect(clerk.get_by_role("heading", level=1)).to_have_text("令和3年度の実績報告")


def submit_report(farmer: Page) -> None:
    """It ends the project; from the list of what is to be done."""
    farmer.goto("/")
    farmer.get_by_role("link", name="実績報告").first.click()
    farmer.get_by_role("link", name=PROJECT).first.click()
    farmer.get_by_label("実施した", exact=True).check()
    farmer.get_by_label("実施の成果").fill("スタンプ事業を行った。")
    farmer.get_by_label("完了", exact=True).check()
    farmer.get_by_label("終わった日").fill("R3.12.10")
    farmer.get_by_role("button", name="提出する").click()
    expect(farmer.get_by_role("status").first).to_have_text("報告を提出しました。")


def return_report(chief: Page) -> None:
    open_submitted(chief)
    chief.get_by_role("link", name="差し戻す").click()
    chief.get_by_label("直してほしい点").fill("参加者数を書いてください。")
    chief.get_by_role("button", name="差し戻す").click()
    expect(chief.get_by_role("status").first).to_have_text("報告を担当課に差し戻しました。")


def open_submitted(chief: Page) -> None:
    chief.goto("/")
    expect(chief.get_by_text("報告の受理")).to_be_visible()
    chief.get_by_role("link", name=PROJECT).click()
    expect(chief.get_by_role("heading", level=1)).to_have_text("令和3年度の実績報告")


def correct_report(farmer: Page) -> None:
    farmer.goto("/years/2021/reports")
    farmer.get_by_role("link", name=PROJECT).first.click()
    expect(farmer.locator("main")).to_contain_text("参加者数を書いてください。")
    farmer.get_by_label("実施の成果").fill(RESULT)
    farmer.get_by_role("button", name="提出する").click()
    expect(farmer.get_by_role("status").first).to_have_text("報告を提出しました。")


def accept_report(chief: Page) -> None:
    """What acceptance does to the counts is shown before."""
    open_submitted(chief)
    expect(chief.locator(".side")).to_contain_text("受理すると変わる数")
    chief.get_by_role("button", name="受理する").click()
    expect(chief.get_by_role("status").first).to_have_text("報告を受理しました。")
