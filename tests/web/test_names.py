"""Departments, fields and groups as the secretariat looks after them."""

import re

import pytest

from registry.commands.meetings import delete_meeting
from registry.commands.users import add_user
from registry.database import writing
from registry.domain.vocabulary import Noun, Role
from registry.queries.names import get_name_called, list_in_order, list_name_rows
from registry.queries.projects import find_project
from tests.office import SATO, agreement, meeting, organization
from tests.web.conftest import PASSWORD
from tests.web.form_sending import form_on
from tests.web.test_projects import keys_of


@pytest.fixture
def office(browser_of):
    return browser_of(Role.SECRETARIAT)


def names(site, noun: Noun) -> list[str]:
    with site.app_context():
        return [one.name for one in list_in_order(noun)]


def id_of(site, noun: Noun, name: str) -> int:
    with site.app_context():
        return get_name_called(noun, name).id


def uses(site, noun: Noun) -> dict[str, int]:
    with site.app_context():
        return {row.name: row.uses for row in list_name_rows(noun)}


def test_a_name_is_added_renamed_moved_and_deleted(site, office):
    sent = office.post("/fields/new", data=keys_of(office, "/fields/new") | {"name": "宇宙"})
    made = id_of(site, Noun.FIELDS, "宇宙")
    assert (sent.status_code, sent.location) == (303, f"/fields#name-{made}")
    address = f"/fields/{made}"
    office.post(f"{address}/edit", data=keys_of(office, f"{address}/edit") | {"name": "航空宇宙"})
    office.post(f"{address}/up", data=keys_of(office, "/fields/new"))
    assert names(site, Noun.FIELDS)[-2] == "航空宇宙"
    assert re.search(rf'id="name-{made}".*?航空宇宙', office.get("/fields").text, re.DOTALL)
    office.post(f"{address}/delete", data=keys_of(office, "/fields/new"))
    assert "航空宇宙" not in names(site, Noun.FIELDS)


@pytest.mark.parametrize(("noun", "name"), [(Noun.FIELDS, "防災"), (Noun.DEPARTMENTS, "農政課")])
def test_two_at_one_name_the_second_is_told(site, office, noun, name):
    address = f"/{noun}/{id_of(site, noun, name)}/edit"
    first, second = (keys_of(office, address) for _ in range(2))
    office.post(address, data=first | {"name": "一つ目"})
    told = office.post(address, data=second | {"name": "二つ目"})
    assert (told.status_code, "一つ目" in told.text, "二つ目" in names(site, noun)) == (409, True, False)


def test_a_name_that_is_there_already_is_told_at_its_field(site, office):
    told = office.post("/fields/new", data=keys_of(office, "/fields/new") | {"name": "防 災"})
    assert told.status_code == 422
    assert "「防災」はすでにあります。" in told.text
    assert 'value="防 災"' in told.text
    assert names(site, Noun.FIELDS).count("防災") == 1


def test_two_fields_become_one_with_all_their_agreements(site, office):
    before = uses(site, Noun.FIELDS)
    address = f"/fields/{id_of(site, Noun.FIELDS, '農業')}/unite"
    page = office.get(address).text
    assert f"「農業」を使っている{before['農業']}件の記録" in page
    assert '<option value="農業"' not in page
    assert office.post(address, data=keys_of(office, address)).status_code == 422
    assert office.post(address, data=keys_of(office, address) | {"into": "産業"}).status_code == 303
    after = uses(site, Noun.FIELDS)
    assert "農業" not in after
    assert before["産業"] < after["産業"] <= before["産業"] + before["農業"]
    assert office.get(address).status_code == 404


def test_a_retired_field_is_shown_as_such_and_comes_back(site, office):
    one = id_of(site, Noun.FIELDS, "防災")
    keys = keys_of(office, "/fields/new")
    office.post(f"/fields/{one}/retire", data=keys)
    assert "使用停止" in re.search(rf'id="name-{one}".*?</th>', office.get("/fields").text, re.DOTALL)[0]
    office.post(f"/fields/{one}/reactivate", data=keys)
    assert "使用停止" not in re.search(rf'id="name-{one}".*?</th>', office.get("/fields").text, re.DOTALL)[0]


def test_a_department_is_offered_between_its_days_only(site, office):
    form = {"name": "万博推進室", "valid_from": "R3.4.1", "valid_until": "R3.12.19"}
    assert office.post("/departments/new", data=keys_of(office, "/departments/new") | form).status_code == 303
    assert "「万博推進室」を追加しました。" in office.get("/counts").text
    assert "万博推進室" not in office.get("/departments").text
    assert "令和3年4月1日～令和3年12月19日" in office.get("/departments?show=former").text
    assert "万博推進室" not in office.get("/projects/new").text
    address = f"/departments/{id_of(site, Noun.DEPARTMENTS, '万博推進室')}/edit"
    assert office.post(address, data=keys_of(office, address) | form | {"valid_until": ""}).status_code == 303
    assert "万博推進室" in office.get("/projects/new").text


def test_a_used_department_is_not_offered_for_deletion(site, office):
    used, free = (id_of(site, Noun.DEPARTMENTS, name) for name in ("農政課", "管財課"))
    page = office.get("/departments").text
    assert f"/departments/{free}/delete" in page
    assert f"/departments/{used}/delete" not in page
    refused = office.post(f"/departments/{used}/delete", data=keys_of(office, "/departments/new"))
    assert (refused.status_code, "「農政課」は記録" in refused.text) == (409, True)


def test_a_department_with_deleted_records_only_is_not_offered_for_deletion(site, office):
    with site.app_context(), writing():
        made = meeting(organization("甲株式会社"), department="管財課")
        delete_meeting(SATO, meeting_id=made.id)
    free = id_of(site, Noun.DEPARTMENTS, "管財課")
    assert f"/departments/{free}/delete" not in office.get("/departments").text


def test_a_department_moves_past_a_former_one_that_is_not_shown_beside_it(site, office):
    first, second, third = names(site, Noun.DEPARTMENTS)[:3]
    address = f"/departments/{id_of(site, Noun.DEPARTMENTS, second)}/edit"
    office.post(address, data=keys_of(office, address) | {"name": second, "valid_until": "R3.3.31"})
    moved = id_of(site, Noun.DEPARTMENTS, third)
    office.post(f"/departments/{moved}/up", data=keys_of(office, "/departments/new"))
    assert names(site, Noun.DEPARTMENTS)[:3] == [third, first, second]
    office.post(f"/departments/{moved}/down", data=keys_of(office, "/departments/new"))
    assert names(site, Noun.DEPARTMENTS)[:2] == [first, third]


@pytest.fixture
def asked(site, office) -> dict:
    """The form of a reorganization after the first look."""
    with site.app_context(), writing():
        add_user(SATO, name="農政", role=Role.DEPARTMENT, department="農政課", password=PASSWORD)
    form = {"ended": ["農政課", "農林整備課"], "last_day": "R4.3.31", "name": "農林課"}
    page = office.post("/departments/reorganize", data=keys_of(office, "/departments/reorganize") | form)
    assert page.status_code == 200
    ticked = re.findall(r'name="(projects|agreements|users)" value="(\d+)" checked', page.text)
    looked = re.search(r'name="looked"[^>]* value="([^"]+)"', page.text)[1]
    return {"form": form | {"looked": looked}, "ticked": ticked, "page": page.text}


def test_the_second_look_lists_what_they_hold_all_of_it_ticked(site, asked):
    kinds = [kind for kind, _value in asked["ticked"]]
    assert {kind: kinds.count(kind) for kind in dict.fromkeys(kinds)} == {"projects": 2, "agreements": 7, "users": 1}
    assert "特産品開発支援事業（農政課）" in asked["page"]
    assert "農林課" not in names(site, Noun.DEPARTMENTS)


def test_what_is_ticked_moves_and_the_rest_stays(site, office, asked):
    project = next(value for kind, value in asked["ticked"] if kind == "projects")
    keys = keys_of(office, "/departments/reorganize")
    sent = office.post("/departments/reorganize", data=keys | asked["form"] | {"projects": [project]})
    assert sent.status_code == 303
    rows = re.findall(r'id="name-\d+".*?<th[^>]*>(.*?)</th>(.*?)</tr>', office.get("/departments").text, re.DOTALL)
    held = {name: re.findall(r">(\d+)<", cells) for name, cells in rows}
    assert held["農林課"] == ["1", "0", "0"]
    with site.app_context():
        assert find_project(int(project)).lead_department.name == "農林課"


def test_other_departments_than_were_looked_at_are_looked_at_first(site, office, asked):
    keys = keys_of(office, "/departments/reorganize")
    again = office.post("/departments/reorganize", data=keys | asked["form"] | {"ended": ["福祉課"]})
    assert again.status_code == 200
    assert "農林課" not in names(site, Noun.DEPARTMENTS)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"ended": []}, "終わる課を1つ以上選んでください。"),
        ({"last_day": ""}, "終了日を入力してください。"),
        ({"name": ""}, "新しい課の名称を入力してください。"),
        ({"successor": "農政課", "name": ""}, "終わる課は後継にできません。"),
        ({"successor": "福祉課"}, "後継の課を選んだときは、空欄にしてください。"),
        ({"name": "福祉課"}, "「福祉課」はすでにあります。"),
        ({"ended": ["無い課"]}, "いずれか1つを選んでください。"),
        ({"successor": "無い課", "name": ""}, "いずれか1つを選んでください。"),
    ],
)
def test_a_reorganization_that_cannot_be_is_told_at_its_field(site, office, asked, values, sentence):
    keys = keys_of(office, "/departments/reorganize")
    told = office.post("/departments/reorganize", data=keys | asked["form"] | values)
    assert told.status_code == 422
    assert sentence in told.text
    assert "農林課" not in names(site, Noun.DEPARTMENTS)


def test_a_retired_field_stays_where_it_is_and_comes_to_no_other_agreement(site, office):
    with site.app_context(), writing():
        body = organization("甲株式会社")
        having, other = (agreement(body, title=title, fields=names) for title, names in (("一", ("防災",)), ("二", ())))
        addresses = [f"/agreements/{one.id}/edit" for one in (having, other)]
    office.post(f"/fields/{id_of(site, Noun.FIELDS, '防災')}/retire", data=keys_of(office, "/fields/new"))
    forms = [form_on(office.get(address).text) | {"fields": ["防災"]} for address in addresses]
    answers = [office.post(address, data=form) for address, form in zip(addresses, forms, strict=True)]
    assert [one.status_code for one in answers] == [303, 422]
