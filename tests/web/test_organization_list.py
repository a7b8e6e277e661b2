"""The list of organizations on its page and as files: hostile addresses, paging, long names, nothing at all."""

import csv
import io
import re

import openpyxl
import pytest

from registry.commands.users import add_user
from registry.database import writing
from registry.domain.deed import Deed
from registry.domain.drafts import FormerNameDraft
from registry.domain.vocabulary import Role
from tests.office import organization
from tests.web.conftest import NOW, PASSWORD, Clock, log_in
from tests.web.test_saving import form_of

HOSTILE = (
    {"page": "-1"},
    {"page": "0"},
    {"page": "x"},
    {"page": "99999999999999999999"},
    {"q": "あ" * 10_000},
    {"q": "\x00"},
    {"q": "' OR 1=1 --", "sort": "--x"},
    {"sort": "name; DROP TABLE organizations"},
    {"kind": "nobody", "silent": "999999", "agreement": "x", "record": "x", "row": "%", "field": "'", "group": "\x00"},
    {"silent": "-1"},
    {"department": "x" * 5000},
)


def names_on(page: str) -> list[str]:
    return re.findall(r'<th scope="row" class="name"><a href="[^"]+">([^<]+)</a>', page)


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize("form", ["", ".csv", "/print"])
def test_no_address_breaks_the_list(viewer, query, form):
    assert viewer.get(f"/organizations{form}", query_string=query).status_code == 200


def test_what_the_list_does_not_know_is_left_out(viewer):
    plain = viewer.get("/organizations").text
    strange = viewer.get("/organizations?kind=nobody&sort=--x&silent=7&page=-3").text
    assert names_on(strange) == names_on(plain)
    assert 'class="chip is-on"' not in strange


def test_a_page_behind_the_end_is_the_last_one(viewer):
    last, behind = (viewer.get(f"/organizations?page={page}").text for page in (3, 99))
    assert names_on(behind) == names_on(last) != []
    assert 'aria-current="page">3<' in behind.replace("aria-current=page", 'aria-current="page"')


def test_a_thousand_rows_are_paged_and_go_into_one_file(site, viewer):
    with site.app_context(), writing():
        for number in range(1000):
            organization(f"千の会社{number:04}", kana=f"せんのかいしゃ{number:04}", kind="company")
    page = viewer.get("/organizations?q=千の会社&page=2").text
    assert names_on(page) == [f"千の会社{number:04}" for number in range(25, 50)]
    assert "1,000件のうち 26–50件" in page
    assert "q=%E5%8D%83%E3%81%AE%E4%BC%9A%E7%A4%BE&amp;page=40" in page
    assert len(viewer.get("/organizations.csv?q=千の会社").text.splitlines()) == 1001


def test_long_names_are_shown_whole_and_as_text(site, viewer):
    long = "<i>地域の見守りと買い物支援に関する地域防災まちづくりネットワーク推進協議会連絡調整センターあおば支部</i>"
    with site.app_context(), writing():
        organization(long, kana="ながいなまえ")
    page = viewer.get("/organizations?q=ながいなまえ").text
    assert names_on(page) == [long.replace("<", "&lt;").replace(">", "&gt;")]


def test_the_files_hold_the_rows_of_the_list_and_run_nothing(site, viewer):
    with site.app_context(), writing():
        organization(
            "=cmd|'/c calc'!A0",
            kana="+ぷらす",
            kind="company",
            corporate_number="7000012050002",
            address="@所在地",
            former_names=(FormerNameDraft("-旧名"), FormerNameDraft("旧旧名")),
        )
    answer = viewer.get("/organizations.csv?q=ぷらす")
    heading, row = csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))
    assert heading[:6] == ["名称", "ふりがな", "旧名称", "区分", "法人番号", "所在地"]
    assert row[:6] == ["'=cmd|'/c calc'!A0", "'+ぷらす", "'-旧名, 旧旧名", "企業", "7000012050002", "'@所在地"]
    assert row[6:] == ["0", "0", "", ""]
    sheet = openpyxl.load_workbook(io.BytesIO(viewer.get("/organizations.xlsx?q=しき").data)).active
    sheet = openpyxl.load_workbook(io.BytesIO(viewer.get("/organizations.xlsx?q=ぷらす").data)).active
    cells = list(sheet[2])
    assert [cell.value for cell in cells[:6]] == [
        "=cmd|'/c calc'!A0",
        "+ぷらす",
        "-旧名, 旧旧名",
        "企業",
        "7000012050002",
        "@所在地",
    ]
    assert {cell.data_type for cell in cells[:6]} <= {"s"}
    assert [cell.value for cell in cells[6:8]] == [0, 0]


def test_files_carry_the_conditions_of_the_page(viewer):
    page = viewer.get("/organizations?kind=financial&q=信用").text
    [address] = re.findall(r'href="(/organizations\.csv[^"]*)"', page)
    rows = viewer.get(address.replace("&amp;", "&")).text.splitlines()[1:]
    assert [row.partition(",")[0] for row in rows] == names_on(page) != []


def test_the_letters_lead_to_who_stands_under_them(viewer):
    page = viewer.get("/organizations?kind=company").text
    letters = re.search(r'<nav class="index".*?</nav>', page, re.DOTALL)[0]
    found = {
        letter: address.replace("&amp;", "&")
        for address, letter in re.findall(r'href="([^"]+)"[^>]*>([^<]+)<', letters)
    }
    everybody = names_on(viewer.get(found.pop("すべて")).text)
    assert len(found) > 2
    assert sorted(name for address in found.values() for name in names_on(viewer.get(address).text))[:5] != []
    assert all(names_on(viewer.get(address).text) for address in found.values())
    assert everybody


def test_conditions_are_kept_under_a_name_and_forgotten(browser_of):
    client, other = browser_of(Role.SECRETARIAT), browser_of(Role.CHIEF)
    new = "/views/organizations/new?query=kind%3Dcompany"
    form = form_of(client, new) | {"name": "企業だけ", "query": "kind=company"}
    answer = client.post("/views/organizations/new", data=form)
    assert (answer.status_code, answer.location) == (303, "/organizations?kind=company")
    page = client.get(answer.location).text
    assert "企業だけ" in page
    assert "企業だけ" not in other.get(answer.location).text
    again = client.post("/views/organizations/new", data=form_of(client, new) | {"name": "企業だけ", "query": "q=x"})
    assert again.status_code == 422
    [address] = re.findall(r'action="(/views/\d+/forget)"', client.get("/views").text)
    assert other.post(address, data={"csrf_token": form_of(other, new)["csrf_token"]}).status_code == 404
    assert client.post(address, data={"csrf_token": form_of(client, new)["csrf_token"]}).status_code == 303
    assert "企業だけ" not in client.get("/views").text


@pytest.mark.parametrize("query", ["\x00", "a\r\nSet-Cookie: x=1", "q=" + "あ" * 3000, "//evil.example", "<b>"])
def test_hostile_conditions_stay_within_their_list(browser_of, query):
    client = browser_of(Role.SECRETARIAT)
    form = form_of(client, "/views/organizations/new") | {"name": "名前", "query": query}
    answer = client.post("/views/organizations/new", data=form)
    assert answer.status_code == 303
    assert answer.location.partition("?")[0] == "/organizations"
    assert "Set-Cookie: x" not in str(answer.headers)
    assert client.get("/organizations").status_code == 200
    assert client.get(answer.location).status_code == 200
    assert client.get("/views").status_code == 200


def test_conditions_of_no_list_are_not_found(viewer):
    assert viewer.get("/views/nothing/new").status_code == 404


def test_an_empty_registry_says_what_to_do_first(sqlite_app):
    sqlite_app.config["CLOCK"] = Clock()
    with sqlite_app.app_context(), writing():
        for role in (Role.VIEWER, Role.SECRETARIAT):
            add_user(Deed("test", NOW), name=role, role=role, password=PASSWORD)
    for role in (Role.VIEWER, Role.SECRETARIAT):
        client = sqlite_app.test_client()
        log_in(client, role)
        page = client.get("/organizations").text
        empty = re.search(r'<div class="empty">.*?</div>', page, re.DOTALL)[0]
        assert "条件を外す" not in empty
        assert ("/organizations/new" in empty) is (role is Role.SECRETARIAT)
        filtered = client.get("/organizations?q=x").text
        assert "条件を外す" in filtered
        assert client.get("/organizations.xlsx").status_code == 200
        assert client.get("/organizations/print").status_code == 200
