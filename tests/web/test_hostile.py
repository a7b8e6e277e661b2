"""What no form sends: numbers that no database holds, characters that it cannot store; answered on each kind of it."""

import pytest

from registry.commands.users import add_user
from registry.database import writing
from registry.domain.deed import Deed
from registry.domain.vocabulary import Role
from tests.office import meeting, organization
from tests.web.conftest import NOW, PASSWORD, Clock, log_in
from tests.web.meeting_forms import keys_of

LONG_IDS = ("3000000000", "9" * 25)
"""Too large for PostgreSQL, and for SQLite too."""
NOT_THERE = (
    "/organizations/{}",
    "/meetings/{}/edit",
    "/agreements/{}",
    "/projects/{}/history",
    "/users/{}",
    "/requests/{}",
)
LEFT_OUT = (
    "/organizations/1/history?before={}",
    "/agreements/new?organization={}",
    "/agreements/new?renews={}",
    "/meetings?organization={}",
    "/meetings?agreement={}",
    "/projects/14/requests/new?after={}",
    "/requests?department={}",
    "/projects?as_of={}",
    "/years/2020/reports?department={}",
    "/audit?before={}",
    "/audit?after={}",
)
UNSTORABLE = (
    "/organizations?q=%00a",
    "/meetings?organization=a%00",
    "/years/2020/reports?department=%00a&state=%00",
    "/meetings?as_of=%00a",
    "/handover?department=%00a",
    "/audit?q=%00a",
    "/audit?actor=%00a",
    "/users?q=a%00",
    "/requests?q=%00a",
    "/search?q=%00a",
    "/organizations/suggest?q=%00a",
    "/agreements/suggest?q=%00a",
)


@pytest.fixture
def administrator(demonstration):
    demonstration.config["CLOCK"] = Clock()
    with demonstration.app_context(), writing():
        add_user(Deed("test", NOW), name="administrator", role=Role.ADMINISTRATOR, password=PASSWORD)
    client = demonstration.test_client()
    log_in(client, "administrator")
    return client


def test_ids_that_no_database_holds_are_nobodys(administrator):
    wanted = {address.format(long): 404 for address in NOT_THERE for long in LONG_IDS}
    assert {address: administrator.get(address).status_code for address in wanted} == wanted
    read = {address.format(long): 200 for address in LEFT_OUT for long in LONG_IDS}
    assert {address: administrator.get(address).status_code for address in read} == read


def test_what_cannot_be_stored_is_left_out_of_a_search(administrator):
    answers = {address: administrator.get(address).status_code for address in UNSTORABLE}
    assert answers == dict.fromkeys(UNSTORABLE, 200)


def test_what_cannot_be_stored_is_left_out_of_a_text(administrator):
    new = "/organizations/new"
    keys = keys_of(administrator.get(new).text) | {"form_key": "a\x00b"}
    values = {"name": "株式会社\x00みらい", "kind": "company", "notes": "一行目\r\n\x00二行目"}
    made = administrator.post(new, data=keys | values)
    assert made.status_code == 303
    page = administrator.get(made.location).text
    assert "株式会社みらい" in page
    assert "一行目\n二行目" in page
    contact = f"{made.location}/contacts/new"
    values = {"name": "山田\x00", "notes": "\x00"}
    assert administrator.post(contact, data=keys_of(administrator.get(contact).text) | values).status_code == 303
    unite = "/groups/1/unite"
    sent = keys_of(administrator.get(unite).text) | {"into": "\x00"}
    assert administrator.post(unite, data=sent).status_code == 422


def test_a_row_whose_number_is_too_long_is_no_row(administrator):
    several = "/meetings/several"
    keys = keys_of(administrator.get(several).text)
    assert administrator.post(several, data=keys | {f"rows-{'9' * 5000}-subject": "x"}).status_code == 422


def test_a_day_that_lies_too_far_ahead_is_refused_at_its_field(administrator):
    quick = "/meetings/quick"
    sent = {"held_on": "9999-12-31", "organizations-typed": "熊本大学", "subject": "x"}
    answer = administrator.post(quick, data=keys_of(administrator.get(quick).text) | sent)
    assert answer.status_code == 422
    assert "この日は先すぎます。令和132年12月31日までの日を入力してください。" in answer.text
    reorganize = "/departments/reorganize"
    sent = {"ended": "企画課", "name": "新しい課", "last_day": "9999-12-31"}
    answer = administrator.post(reorganize, data=keys_of(administrator.get(reorganize).text) | sent)
    assert (answer.status_code, "この日は先すぎます" in answer.text) == (422, True)


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "1900-01-01"])
def test_the_audit_log_is_asked_about_any_day(administrator, day):
    for name in ("since", "until"):
        assert administrator.get(f"/audit?{name}={day}").status_code == 200


def test_only_years_with_meetings_are_offered_beyond_the_present_one(administrator, demonstration):
    with demonstration.app_context(), writing():
        meeting(organization("甲株式会社"), held="2140-12-31")
    page = administrator.get("/meetings").text
    assert "fiscal_year=2140" in page
    assert "fiscal_year=2139" not in page
    assert "fiscal_year=2020" in page
