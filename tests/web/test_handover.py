"""The page of the handover, and who gets whose."""

import io

import openpyxl
import pytest

from registry.commands.contacts import add_contact
from registry.commands.users import add_user
from registry.database import writing
from registry.domain.vocabulary import Role
from tests.departments_loop import department as department_called
from tests.departments_loop import noted
from tests.exports.pdf_reading import squeezed
from tests.office import SATO, agreement, organization, project
from tests.web.conftest import PASSWORD, log_in

OURS, THEIRS = "農政課", "福祉課"


@pytest.fixture
def farmer(site):
    """Somebody of a department, who works beside another one."""
    with site.app_context(), writing():
        for department, name in ((OURS, "甲社"), (THEIRS, "乙社")):
            body = organization(name)
            agreement(
                body, department=department, title=f"{department}の協定", concluded="2020-04-01", notes="内部のこと"
            )
            led = project(f"{department}の事業")
            led.lead_department = department_called(department)
            noted(led)
            values = {"name": f"{name}の人", "post": "", "phone": "096-1", "mail": "a@example.jp"}
            values["notes"] = "内部の覚え"
            add_contact(SATO, organization_id=body.id, values=values)
        add_user(SATO, name="農政 花子", role=Role.DEPARTMENT, department=OURS, password=PASSWORD)
    client = site.test_client()
    log_in(client, "農政 花子")
    return client


def words_of(answer) -> str:
    assert answer.status_code == 200
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    return "\n".join(str(cell.value) for sheet in book for row in sheet for cell in row if cell.value is not None)


def test_a_department_gets_its_own_only(farmer):
    page = farmer.get("/handover").text
    assert OURS in page
    assert f'value="{THEIRS}"' not in page
    text = words_of(farmer.get("/handover.xlsx?day=R3.4.1"))
    for each in ("甲社の人", "096-1", "a@example.jp", f"{OURS}の協定", f"{OURS}の事業"):
        assert each in text
    assert "乙社" not in text
    assert THEIRS not in text
    assert words_of(farmer.get(f"/handover.xlsx?day=R3.4.1&department={OURS}")) == text
    for form in ("pdf", "xlsx"):
        assert farmer.get(f"/handover.{form}?day=R3.4.1&department={THEIRS}").status_code == 403


def test_the_secretariat_gets_any_and_the_whole_and_never_what_is_internal(farmer, browser_of):
    clerk = browser_of(Role.SECRETARIAT)
    whole = words_of(clerk.get("/handover.xlsx?day=R3.4.1&department="))
    assert {f"{OURS}の協定", f"{THEIRS}の協定"} <= set(whole.split("\n"))
    assert "内部" not in whole
    theirs = words_of(clerk.get(f"/handover.xlsx?day=R3.4.1&department={THEIRS}"))
    assert f"{THEIRS}の協定" in theirs
    assert f"{OURS}の協定" not in theirs


def test_the_file_says_whose_and_of_which_day_it_is(farmer):
    answer = farmer.get("/handover.pdf?day=令和3年4月1日")
    assert answer.mimetype == "application/pdf"
    assert "handover-2021-04-01.pdf" in answer.headers["Content-Disposition"]
    assert farmer.get("/handover.pdf?day=R3.4.1").data == answer.data


WRONG = ("day=", "day=x", "day=R3.2.30", "day=R3.4.1&department=知らない課", "day=9999-12-31")


@pytest.mark.parametrize("query", WRONG)
def test_what_is_not_understood_is_told_at_its_field(browser_of, query):
    answer = browser_of(Role.SECRETARIAT).get(f"/handover.pdf?{query}")
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text


def test_the_way_to_it(browser_of):
    clerk = browser_of(Role.SECRETARIAT)
    assert 'href="/handover"' in clerk.get("/deadlines").text
    assert 'href="/handover"' in clerk.get("/administration").text
    assert 'href="/handover"' not in browser_of(Role.VIEWER).get("/deadlines").text
    assert "引継書" in squeezed(clerk.get("/help/handover").text)
