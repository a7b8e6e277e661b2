"""Every form is told whole to those who do not see it: what axe does not look at."""

import pytest

from registry.domain.vocabulary import Role
from tests.web.access_tables import DEEDS, PAGES, in_column
from tests.web.conftest import token_of
from tests.web.form_reading import faults_of

FORMS = sorted(address for address, status in in_column(PAGES, Role.ADMINISTRATOR).items() if status == 200)
SENT = sorted(
    address
    for address, status in in_column(DEEDS, Role.ADMINISTRATOR).items()
    if status == 422 and not address.startswith(("/login", "/links"))
)


@pytest.fixture
def administrator(browser_of):
    return browser_of(Role.ADMINISTRATOR)


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_each_page_with_a_form_names_and_describes_its_controls(administrator, locale):
    administrator.set_cookie("locale", locale)
    faults = {}
    for address in FORMS:
        answer = administrator.get(address)
        if answer.mimetype == "text/html":
            assert f'<html lang="{locale}">' in answer.text
            faults[address] = faults_of(answer.text, sent=False)
    assert {address: found for address, found in faults.items() if found} == {}


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_each_form_that_is_sent_blank_comes_back_with_its_errors_described(administrator, locale):
    administrator.set_cookie("locale", locale)
    token = token_of(administrator, "/counts")
    pages = {address: administrator.post(address, data={"csrf_token": token}) for address in SENT}
    assert {page.status_code for page in pages.values()} == {422}
    faults = {address: faults_of(page.text, sent=True) for address, page in pages.items()}
    assert {address: found for address, found in faults.items() if found} == {}


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        ('<label for="a">甲</label><input id="a" name="a">', None),
        ('<input name="a">', "a has no name"),
        ('<label>甲<input name="a" placeholder="例"></label>', "a has a placeholder or is disabled"),
        ('<label>甲<input name="a"></label><p class="hint" id="h">書き方</p>', "nobody is told the hint '書き方'"),
        ('<label>甲<input name="a" aria-describedby="no"></label>', "a description that is not there: no"),
        (
            '<label>甲<input type="radio" name="a"></label><label>乙<input type="radio" name="a"></label>',
            "the choices of a have no fieldset with a legend",
        ),
    ],
)
def test_the_check_finds_what_it_is_for(form, fault):
    found = faults_of(f"<title>x</title><main><form>{form}</form></main>", sent=False)
    assert set(found) == ({fault} if fault else set())
