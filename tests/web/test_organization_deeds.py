"""What becomes of an organization: a new name, a successor, contact people, deletion; and the page that tells it."""

import re

import pytest
import sqlalchemy as sa

from registry.commands.organizations import merge_organizations
from registry.database import db, writing
from registry.domain.vocabulary import Role
from registry.models import AuditEntry, Organization
from tests.office import SATO, agreement, meeting, organization, project
from tests.web.test_saving import form_of


@pytest.fixture
def clerk(browser_of):
    return browser_of(Role.SECRETARIAT)


@pytest.fixture
def aoba(site) -> int:
    with site.app_context(), writing():
        return organization("青空工業株式会社", kana="あおぞらこうぎょう", kind="company").id


def post(client, address: str, **values):
    return client.post(address, data=form_of(client, address) | values)


def stored(site, organization_id: int) -> Organization:
    with site.app_context():
        found = db.session.get_one(Organization, organization_id)
        _loaded = (found.former_names, found.contacts)
        return found


def deeds_of(site, organization_id: int) -> list[str]:
    about = (AuditEntry.noun == "organizations", AuditEntry.record_id == organization_id)
    with site.app_context():
        return list(db.session.scalars(sa.select(AuditEntry.action).where(*about).order_by(AuditEntry.id)))


def test_a_renamed_body_keeps_its_former_name_until_the_day_before(site, clerk, aoba):
    answer = post(clerk, f"/organizations/{aoba}/rename", name="株式会社アオゾラ", kana="あおぞら", on="R3.10.1")
    assert answer.status_code == 303
    now = stored(site, aoba)
    assert (now.name, now.kana) == ("株式会社アオゾラ", "あおぞら")
    assert [(one.name, one.used_until.isoformat()) for one in now.former_names] == [("青空工業株式会社", "2021-09-30")]
    assert "旧 青空工業株式会社（令和3年9月30日まで）" in clerk.get(answer.location).text


def test_a_new_name_from_two_windows_makes_no_former_name_of_itself(site, clerk, aoba):
    address = f"/organizations/{aoba}/rename"
    first, second = (form_of(clerk, address) | {"name": "株式会社アオゾラ", "on": "R3.10.1"} for _ in range(2))
    assert clerk.post(address, data=first).status_code == 303
    assert clerk.post(address, data=second).status_code == 409
    assert [one.name for one in stored(site, aoba).former_names] == ["青空工業株式会社"]


def test_a_new_name_needs_its_day(site, clerk, aoba):
    answer = post(clerk, f"/organizations/{aoba}/rename", name="株式会社アオゾラ", on="")
    assert answer.status_code == 422
    assert "新しい名称になる日を入力してください。" in answer.text
    assert 'value="株式会社アオゾラ"' in answer.text
    assert stored(site, aoba).name == "青空工業株式会社"


def test_a_successor_may_be_new_and_is_then_to_be_completed(site, clerk, aoba):
    address = f"/organizations/{aoba}/succeed"
    answer = post(clerk, address, organizations=str(aoba), successor="new:株式会社ソラ", on="令和3年4月1日")
    assert answer.status_code == 303
    successor = stored(site, stored(site, aoba).succeeded_by_id)
    assert (successor.name, successor.kind, successor.incomplete) == ("株式会社ソラ", "company", True)
    clerk.post(f"/organizations/{aoba}/unsucceed", data=form_of(clerk, address))
    assert stored(site, aoba).succeeded_by_id is None
    assert deeds_of(site, aoba) == ["register", "succeed", "revoke_succession"]


def test_nobody_succeeds_itself(site, clerk, aoba):
    answer = post(clerk, f"/organizations/{aoba}/succeed", organizations=str(aoba), successor=str(aoba), on="R3.4.1")
    assert answer.status_code == 422
    assert "error-summary" in answer.text
    assert stored(site, aoba).succeeded_by_id is None


def test_contacts_are_added_corrected_and_taken_off_in_the_history_of_the_body(site, clerk, aoba):
    answer = post(
        clerk, f"/organizations/{aoba}/contacts/new", name="佐伯 由里子", post="室長", mail="saeki@aobano.example"
    )
    assert answer.status_code == 303
    [contact] = stored(site, aoba).contacts
    page = clerk.get(f"/organizations/{aoba}").text
    assert "mailto:saeki@aobano.example" in page
    assert post(clerk, f"/contacts/{contact.id}/edit", name="佐伯 由里子", post="部長").status_code == 303
    assert stored(site, aoba).contacts[0].post == "部長"
    clerk.post(f"/contacts/{contact.id}/remove", data=form_of(clerk, f"/contacts/{contact.id}/edit"))
    assert stored(site, aoba).contacts == []
    assert deeds_of(site, aoba) == ["register", "add_contact", "revise_contact", "remove_contact"]


@pytest.mark.parametrize("values", [{"name": "", "post": ""}, {"name": "佐伯", "mail": "saeki"}, {"name": "あ" * 101}])
def test_a_contact_without_name_and_post_or_with_a_wrong_address_is_refused(site, clerk, aoba, values):
    assert post(clerk, f"/organizations/{aoba}/contacts/new", **values).status_code == 422
    assert stored(site, aoba).contacts == []


def test_two_at_one_contact_the_second_is_told(site, clerk, browser_of, aoba):
    post(clerk, f"/organizations/{aoba}/contacts/new", name="佐伯")
    [contact] = stored(site, aoba).contacts
    address, other = f"/contacts/{contact.id}/edit", browser_of(Role.CHIEF)
    late = form_of(other, address)
    assert post(clerk, address, name="佐伯", phone="1").status_code == 303
    answer = other.post(address, data=late | {"name": "佐伯", "phone": "2"})
    assert answer.status_code == 409
    assert stored(site, aoba).contacts[0].phone == "1"


def test_a_body_that_records_name_is_not_deleted_and_the_page_says_by_what(site, clerk, aoba):
    with site.app_context(), writing():
        agreement(db.session.get_one(Organization, aoba), title="青空の協定", number="X-1")
    question = clerk.get(f"/organizations/{aoba}/delete")
    assert question.status_code == 200
    answer = post(clerk, f"/organizations/{aoba}/delete")
    assert answer.status_code == 422
    for page in (question.text, answer.text):
        assert "X-1 青空の協定" in page
    assert stored(site, aoba).deleted_at is None


def test_a_deleted_body_says_so_and_is_restored_from_its_page(site, clerk, browser_of, aoba):
    assert "変わりません" in clerk.get(f"/organizations/{aoba}/delete").text
    assert stored(site, aoba).deleted_at is None
    answer = post(clerk, f"/organizations/{aoba}/delete")
    page = clerk.get(answer.location).text
    assert "この相手方は削除されています。" in page
    assert "復元する" in page
    assert "復元する" not in browser_of(Role.VIEWER).get(answer.location).text
    clerk.post(f"/organizations/{aoba}/restore", data=form_of(clerk, "/organizations/new"))
    assert stored(site, aoba).deleted_at is None


def test_the_page_tells_what_happened_by_fiscal_year_and_the_older_years_on_demand(site, clerk):
    with site.app_context(), writing():
        body = organization("甲株式会社", kind="company")
        agreement(body, concluded="2019-10-01", title="甲の協定")
        meeting(body, held="2021-05-01", subject="三度目")
        meeting(body, held="2020-05-01", subject="二度目", type="other")
        meeting(body, held="2018-05-01", subject="一度目", status="cancelled")
        project("甲の事業", started="2020-07-01", organizations=(body.id,))
        address = f"/organizations/{body.id}"
    page = clerk.get(address).text
    years = re.findall(r'class="timeline-year">([^<]+)<span>([^<]*)', page)
    assert years[-2:] == [("令和3年度", "計上する協議 1回"), ("令和2年度", "連携事業 1件")]
    assert "平成31年度以前の経過（2件）を表示" in page
    assert re.search(r'二度目(</a>)? <span class="tag tag-off">計上しない', page)
    whole = clerk.get(f"{address}?all=1&kind=meetings").text
    assert "一度目" in whole
    assert "中止" in whole
    assert "甲の事業" not in whole.split("timeline", 2)[2].split('class="side"')[0]


def test_the_page_of_a_merged_record_leads_to_the_one_that_stands(site, clerk, aoba):
    with site.app_context(), writing():
        merged = organization("青空工業(株)", kind="company").id
        merge_organizations(SATO, duplicate_id=merged, into_id=aoba)
    page = clerk.get(f"/organizations/{merged}").text
    assert "この記録は次の相手方に名寄せされています。" in page
    assert f'href="/organizations/{aoba}"' in page
