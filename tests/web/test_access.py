"""Every page as every role, and as nobody: both answers stand in the table."""

import pytest
from flask import Flask

from registry.domain.permissions import Permission
from registry.domain.vocabulary import Role
from registry.web.access import UndecidedRoute, public, refuse_undecided_routes, requires
from tests.web.conftest import token_of

LOGIN = 302
PAGES = {
    "/": (LOGIN, 200),
    "/years/2020": (LOGIN, 200),
    "/counts": (LOGIN, 200),
    "/counts/2020": (LOGIN, 200),
    "/sheets": (LOGIN, 302),
    "/sheets/2020": (LOGIN, 200),
    "/sheets/2020.json": (LOGIN, 200),
    "/sheets/2020.xlsx": (LOGIN, 200),
    "/sheets/2020.pdf": (LOGIN, 200),
    "/sheets/2020/evidence/organizations_cumulative/2020": (LOGIN, 200),
    "/login": (200, 302),
    "/links/made-up": (404, 404),
    "/healthz": (200, 200),
}
"""Address: what nobody gets, what each role gets. Every role may see everything that there is so far."""
DEEDS = {
    "/login": (422, 422),
    "/logout": (302, 302),
    "/language": (302, 302),
    "/links/made-up": (404, 404),
}
NOT_OURS = {"static", "bootstrap.static"}


@pytest.mark.parametrize("address", PAGES)
def test_nobody_gets_what_the_table_says(site, address):
    assert site.test_client().get(address).status_code == PAGES[address][0]


@pytest.mark.parametrize("role", Role)
def test_each_role_gets_what_the_table_says(browser_of, role):
    client = browser_of(role)
    assert {address: client.get(address).status_code for address in PAGES} == {
        address: status for address, (_nobody, status) in PAGES.items()
    }


@pytest.mark.parametrize("address", DEEDS)
def test_deeds_answer_nobody_and_a_viewer_as_the_table_says(site, browser_of, address):
    for client, status in zip((site.test_client(), browser_of(Role.VIEWER)), DEEDS[address], strict=True):
        page = "/login" if status == DEEDS[address][0] and client.get("/login").status_code == 200 else "/counts"
        answer = client.post(address, data={"csrf_token": token_of(client, page)})
        assert answer.status_code == status


def test_the_tables_name_every_route(site):
    adapter = site.url_map.bind("localhost")
    pages = {adapter.match(address, "GET")[0] for address in PAGES}
    deeds = {adapter.match(address, "POST")[0] for address in DEEDS}
    assert pages | deeds | NOT_OURS == {rule.endpoint for rule in site.url_map.iter_rules()}


def test_an_app_with_an_undecided_route_does_not_start():
    app = Flask(__name__)
    app.add_url_rule("/open", "open", public(lambda: "open"))
    app.add_url_rule("/forgotten", "forgotten", lambda: "forgotten")
    with pytest.raises(UndecidedRoute, match="forgotten"):
        refuse_undecided_routes(app)


def test_who_lacks_the_permission_is_refused_in_the_look_of_the_registry(site, browser_of):
    site.add_url_rule("/users", "users", requires(Permission.MANAGE_USERS)(lambda: "all users"))
    assert browser_of(Role.ADMINISTRATOR).get("/users").text == "all users"
    refused = browser_of(Role.CHIEF).get("/users")
    assert refused.status_code == 403
    assert "この画面を見る権限がありません" in refused.text


def test_a_view_without_a_decision_is_nobodys(site, browser_of):
    site.add_url_rule("/late", "late", lambda: "added after the start")
    assert browser_of(Role.ADMINISTRATOR).get("/late").status_code == 403
