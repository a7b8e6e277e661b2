"""Every form is told whole to those who do not see it: what axe does not look at."""

import pytest

from registry.domain.vocabulary import Role
from tests.web.access_tables import DEEDS, PAGES, in_column
from tests.web.conftest import token_of
from tests.web.form_reading import Page, faults_of
from tests.web.form_sending import form_to
from tests.web.form_tables import BUTTONS, FOR_GUESTS, FORMS, MADE_PAGES, make_records

SEEN = sorted(address for address, status in in_column(PAGES, Role.ADMINISTRATOR).items() if status == 200)
SENT_BLANK = sorted(
    address
    for address, status in in_column(DEEDS, Role.ADMINISTRATOR).items()
    if status == 422 and not address.startswith(("/login", "/links"))
)


@pytest.fixture
def administrator(browser_of):
    return browser_of(Role.ADMINISTRATOR)


@pytest.fixture
def made(site) -> dict[str, str]:
    with site.app_context():
        return make_records()


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_each_page_with_a_form_names_and_describes_its_controls(administrator, made, locale):
    administrator.set_cookie("locale", locale)
    faults = {}
    for address in (*SEEN, *(page.format(**made) for page in MADE_PAGES)):
        answer = administrator.get(address)
        assert answer.status_code == 200, address
        if answer.mimetype == "text/html":
            assert f'<html lang="{locale}">' in answer.text
            faults[address] = faults_of(answer.text, sent=False)
    assert {address: found for address, found in faults.items() if found} == {}


def test_a_page_whose_head_alone_is_asked_for_is_there_too(administrator, made):
    pages = [*SEEN, *(page.format(**made) for page in MADE_PAGES)]
    assert {page: administrator.head(page).status_code for page in pages} == dict.fromkeys(pages, 200)


@pytest.mark.parametrize("locale", ["ja", "en"])
def test_each_form_that_is_sent_blank_comes_back_with_its_errors_described(administrator, locale):
    administrator.set_cookie("locale", locale)
    token = token_of(administrator, "/counts")
    pages = {address: administrator.post(address, data={"csrf_token": token}) for address in SENT_BLANK}
    assert {page.status_code for page in pages.values()} == {422}
    faults = {address: faults_of(page.text, sent=True) for address, page in pages.items()}
    assert {address: found for address, found in faults.items() if found} == {}


@pytest.mark.parametrize("locale", ["ja", "en"])
@pytest.mark.parametrize("forms", [FORMS, FOR_GUESTS], ids=["inside", "for guests"])
def test_each_form_that_is_sent_wrong_leads_to_the_field_and_keeps_the_language(site, browser_of, made, forms, locale):
    client = browser_of(Role.ADMINISTRATOR) if forms is FORMS else site.test_client()
    client.set_cookie("locale", locale)
    faults = {}
    for one in (form.of(made) for form in forms):
        page = client.get(one.page).text
        assert one.values.keys() <= {control.attributes.get("name") for control in Page.of(page).controls()}, one.page
        answer = client.post(one.address, data=form_to(page, one.address) | one.values)
        found = faults_of(answer.text, sent=True) if answer.status_code == 422 else [answer.status]
        found += [] if f'<html lang="{locale}">' in answer.text else ["another language"]
        found += [] if leads_to_a_control(answer.text) else ["no line of the summary leads to a control"]
        faults |= {one.page: found} if found else {}
    assert faults == {}


def leads_to_a_control(text: str) -> bool:
    return any(
        one.tag == "a" and any(outer.has_class("error-summary") for outer in one.within)
        for one in Page.of(text).elements
    )


def test_the_table_names_every_form(site, administrator, made):
    adapter = site.url_map.bind("localhost")

    def endpoint(address: str) -> str:
        return adapter.match(address.partition("?")[0], "POST")[0]

    named = {endpoint(one.address.format(**made)) for one in (*FORMS, *FOR_GUESTS)}
    posted = {rule.endpoint for rule in site.url_map.iter_rules() if "POST" in rule.methods}
    assert posted - named - BUTTONS == set(), "Remedy: a line for each in FORMS or BUTTONS."
    assert named & BUTTONS == set()
    assert posted >= BUTTONS
    filled_in = {}
    for address in (*SEEN, *(page.format(**made) for page in MADE_PAGES)):
        answer = administrator.get(address)
        page = Page.of(answer.text if answer.mimetype == "text/html" else "")
        for form in {
            id(outer): outer for one in page.controls() for outer in one.within if outer.tag == "form"
        }.values():
            if form.attributes.get("method") == "post":
                filled_in[endpoint(form.attributes.get("action", address))] = address
    assert {name: page for name, page in filled_in.items() if name not in named} == {}


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
