"""No page sends its reader to somewhere else."""

import pytest

from registry.web.own_addresses import own_page
from tests.web.conftest import log_in, token_of

ELSEWHERE = (
    "//example.com",
    "https://example.com/",
    "/\\example.com",
    "/\texample.com",
    "\\\\example.com",
    "javascript:alert(1)",
    "sheets/2020",
    "/no/such/page",
    "/logout",
    "",
)


@pytest.mark.parametrize("address", ELSEWHERE)
def test_only_pages_of_the_registry_are_followed(site, address):
    with site.app_context():
        assert own_page(address) is None


def test_a_page_of_the_registry_is_followed_with_its_filter(site):
    with site.app_context():
        assert own_page("/sheets/2020?severity=error") == "/sheets/2020?severity=error"


@pytest.mark.parametrize("address", ELSEWHERE)
def test_a_login_leads_home_instead_of_elsewhere(site, address):
    client = site.test_client()
    token = token_of(client)
    data = {"csrf_token": token, "name": "viewer", "password": "a long sentence"}
    answer = client.post("/login", query_string={"next": address}, data=data)
    assert answer.location == "/"


def test_the_language_switch_leads_home_instead_of_elsewhere(site):
    client = site.test_client()
    data = {"csrf_token": token_of(client), "locale": "en", "next": "//example.com"}
    assert client.post("/language", data=data).location == "/"
    assert log_in(client, "viewer").location == "/"
