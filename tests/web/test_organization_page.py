"""The page of an organization over the wire: what it offers to whom, and the deeds that begin on it."""

import re

import pytest
import sqlalchemy as sa

from registry.commands.organizations import merge_organizations, succeed_organizations
from registry.database import db, writing
from registry.domain.drafts import FormerNameDraft
from registry.domain.vocabulary import Role
from registry.models import Meeting, Organization
from tests.office import SATO, agreement, day, organization
from tests.web.test_organization_deeds import post, stored
from tests.web.test_pages import text_of
from tests.web.test_saving import form_of


@pytest.fixture
def clerk(browser_of):
    return browser_of(Role.SECRETARIAT)


@pytest.fixture
def aoba(site) -> int:
    with site.app_context(), writing():
        return organization("青空工業株式会社", kana="あおぞらこうぎょう", kind="company").id


def quick_form_of(page: str) -> dict[str, str]:
    box = re.search(r'<form class="quick-box".*?</form>', page, re.DOTALL).group()
    return dict(re.findall(r'name="([^"]+)" value="([^"]*)"', box))


def test_the_quick_log_says_what_it_does_to_the_year_and_records_once(site, clerk, aoba):
    page = clerk.get(f"/organizations/{aoba}")
    assert "計上する 令和3年度の協議回数は 34 → 35回 になります。" in text_of(page.text)
    form = quick_form_of(page.text) | {"subject": "次年度の日程"}
    assert form["held_on"] == "令和3年12月20日"
    answers = [clerk.post("/meetings/quick", data=form) for _time in range(2)]
    assert [answer.status_code for answer in answers] == [303, 303]
    with site.app_context():
        [made] = db.session.scalars(sa.select(Meeting).where(Meeting.subject == "次年度の日程"))
        assert [one.id for one in made.organizations] == [aoba]
    assert "次年度の日程" in clerk.get(f"/organizations/{aoba}").text


def test_a_viewer_is_offered_no_deed(aoba, viewer):
    page = viewer.get(f"/organizations/{aoba}").text
    assert "quick-box" not in page
    assert not re.findall(rf"/organizations/{aoba}/(edit|rename|succeed|delete|contacts)", page)


def test_a_body_and_its_successor_lead_to_each_other(site, clerk, aoba):
    with site.app_context(), writing():
        later = organization("株式会社ソラ", kana="そら", kind="company").id
        succeed_organizations(SATO, organization_ids=[aoba], successor_id=later, on=day("2021-04-01"))
    before, after = clerk.get(f"/organizations/{aoba}").text, clerk.get(f"/organizations/{later}").text
    assert f'<a href="/organizations/{later}">株式会社ソラ</a> （令和3年4月1日）' in before
    assert f'<a href="/organizations/{aoba}">青空工業株式会社</a> （令和3年4月1日）' in after
    assert f"/organizations/{aoba}/unsucceed" in before
    assert "unsucceed" not in after


def test_a_merged_record_and_a_deleted_one_offer_the_way_back_and_nothing_else(site, clerk, aoba):
    with site.app_context(), writing():
        merged = organization("青空工業(株)", kind="company").id
        merge_organizations(SATO, duplicate_id=merged, into_id=aoba)
        gone = organization("消す会社", kind="company").id
    post(clerk, f"/organizations/{gone}/delete")
    for record, way in ((merged, f"/duplicates/{merged}/{aoba}"), (gone, f"/organizations/{gone}/restore")):
        page = clerk.get(f"/organizations/{record}").text
        assert way in page
        assert "quick-box" not in page
        assert not re.findall(rf"/(organizations/{record}/(edit|rename|succeed|delete|contacts)|agreements/new)", page)


def test_a_deleted_record_that_cannot_come_back_says_why_on_its_page(site, clerk):
    with site.app_context(), writing():
        gone = organization("甲会社", corporate_number="7000012050002").id
    post(clerk, f"/organizations/{gone}/delete")
    with site.app_context(), writing():
        organization("乙会社", corporate_number="7000012050002")
    answer = clerk.post(f"/organizations/{gone}/restore", data=form_of(clerk, "/organizations/new"))
    assert answer.status_code == 422
    assert "この法人番号は別の相手方に登録されています。" in answer.text
    assert "<title>エラー: 甲会社" in answer.text
    assert stored(site, gone).deleted_at is not None
    assert clerk.post("/organizations/99999/restore", data=form_of(clerk, "/organizations/new")).status_code == 404


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"name": "青空工業株式会社", "on": "R3.10.1"}, "既にこの名称です。"),
        ({"name": " 青空工業株式会社　", "on": "R3.10.1"}, "既にこの名称です。"),
        ({"name": "アオゾラ", "on": "R2.4.1"}, "今の名称は令和2年4月1日からです。"),
    ],
)
def test_a_new_name_is_another_one_and_begins_after_the_last(site, clerk, aoba, values, told):
    with site.app_context(), writing():
        body = db.session.get_one(Organization, aoba)
        body_draft = {"former_names": (FormerNameDraft("青空商店", day("2020-03-31")),)}
        other = organization("別の会社", **body_draft)
        body_id = other.id if values["name"] == "アオゾラ" else body.id
    answer = post(clerk, f"/organizations/{body_id}/rename", **values)
    assert answer.status_code == 422
    assert told in answer.text


def test_several_bodies_become_one_and_the_effect_is_shown_before(site, clerk, aoba):
    with site.app_context(), writing():
        other, later = organization("緑川工業", kind="company"), organization("株式会社ソラ", kind="company")
        agreement(db.session.get_one(Organization, aoba), concluded="2020-05-01")
        agreement(other, concluded="2020-06-01")
        other_id, later_id = other.id, later.id
    address = f"/organizations/{aoba}/succeed"
    assert f'value="{aoba}" checked' in clerk.get(address).text
    values = {"organizations": [str(aoba), str(other_id)], "successor": str(later_id), "on": "R3.4.1"}
    shown = post(clerk, address, foresee="1", **values)
    assert shown.status_code == 200
    assert "変わりません" in text_of(shown.text)
    assert stored(site, aoba).succeeded_by_id is None
    assert post(clerk, address, **values).status_code == 303
    assert [stored(site, one).succeeded_by_id for one in (aoba, other_id)] == [later_id, later_id]
    again = post(clerk, address, organizations=str(aoba), successor="new:また別の会社", on="R3.5.1")
    assert again.status_code == 422
    assert "「青空工業株式会社」には既に承継先「株式会社ソラ」があります。" in again.text
    corrected = post(clerk, address, organizations=str(aoba), successor=str(later_id), on="R3.4.2")
    assert corrected.status_code == 303
    assert stored(site, aoba).succeeded_on == day("2021-04-02")


def test_the_effect_of_an_unfit_form_is_its_errors(clerk, aoba):
    answer = post(clerk, f"/organizations/{aoba}/succeed", foresee="1", organizations=str(aoba))
    assert answer.status_code == 422
    assert "承継する相手方を選んでください。" in answer.text
    assert "合併・再編の日を入力してください。" in answer.text


def test_former_names_are_corrected_added_and_taken_out(site, clerk, aoba):
    address = f"/organizations/{aoba}/edit"
    first = {"name": "青空工業株式会社", "former_names-0-name": "青空商店", "former_names-0-used_until": "H31.3.31"}
    more = post(clerk, address, **first, **{"former_names-add": "1"})
    assert more.status_code == 200
    assert 'name="former_names-1-name"' in more.text
    second = {"former_names-1-name": "蒼空社"}
    assert post(clerk, address, **first, **second).status_code == 303
    names = [(one.name, one.used_until) for one in stored(site, aoba).former_names]
    assert names == [("青空商店", day("2019-03-31")), ("蒼空社", None)]
    page = clerk.get(address).text
    assert 'value="平成31年3月31日"' in page
    less = post(clerk, address, **first, **second, **{"former_names-remove": "0"})
    assert 'value="蒼空社"' in less.text
    assert "青空商店" not in less.text
    assert post(clerk, address, name="青空工業株式会社", **{"former_names-0-name": "蒼空社"}).status_code == 303
    assert [one.name for one in stored(site, aoba).former_names] == ["蒼空社"]


def test_a_day_without_a_former_name_and_an_unreadable_one_are_told_at_their_fields(clerk, aoba):
    values = {"former_names-0-used_until": "H31.3.31", "former_names-1-name": "甲", "former_names-1-used_until": "昔"}
    answer = post(clerk, f"/organizations/{aoba}/edit", name="青空工業株式会社", **values)
    assert answer.status_code == 422
    assert 'id="former_names-0-name-error"' in answer.text
    assert 'id="former_names-1-used_until-error"' in answer.text
