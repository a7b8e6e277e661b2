"""Every page of the application: enlarged to 200 %, on a phone, on paper and without script; nothing may be missing.

The pages are those of the tables of access and of forms, so a new one is here as soon as it is there.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from registry.domain.vocabulary import Role
from tests.browser.conftest import ADMINISTRATOR, Served, logged_in, serving, watched
from tests.browser.test_pages import scrolls_sideways
from tests.web.access_tables import PAGES, in_column
from tests.web.form_tables import FORMS, MADE_PAGES, Wrong, make_records

pytestmark = pytest.mark.browser

PHONE, ENLARGED = 390, 640
"""Widths in the pixels of a page: 640 is a screen of 1280 at 200 %."""
PAPER = {"auto": 718, "wide": 1047}
"""What A4 leaves between its margins, upright and lying."""
NO_PAGE = re.compile(r"\.(csv|xlsx|pdf|json|ics)$|/(suggest|foresight)$|^/understood/|^/healthz$")
"""Files, and what is for scripts and machines."""
OFFICE = sorted(
    address
    for address, status in in_column(PAGES, Role.ADMINISTRATOR).items()
    if status == 200 and not NO_PAGE.search(address)
)
LIMITED = ("/account/mails", "/sheets/new")
"""Ticks and choices alone: nothing wrong can be typed."""
ONLY_ON_SCREEN = "header, .top, nav, button, .btn, input[type=submit], .save-bar"
CUT_OFF = """
() => [...document.querySelectorAll("main *")]
  .filter((one) => one.checkVisibility() && getComputedStyle(one).overflowX !== "visible")
  .filter((one) => one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1)
  .map((one) => `${one.tagName} ${one.className}`)
"""


@pytest.fixture(scope="module")
def served(sqlite_files, tmp_path_factory) -> Iterator[Served]:
    """A demonstration of its own: the records that are made here change the numbers of others."""
    with serving(sqlite_files, tmp_path_factory.mktemp("every-page")) as served:
        yield served


@pytest.fixture(scope="module")
def address(served) -> str:
    return served.address


@pytest.fixture(scope="module")
def made(served) -> dict[str, str]:
    with served.app.app_context():
        return make_records()


def faults_of(page: Page) -> list[str]:
    faults = []
    for width in (PHONE, ENLARGED):
        page.set_viewport_size({"width": width, "height": 900})
        faults += [f"scrolls sideways at {width}"] if scrolls_sideways(page) else []
    page.emulate_media(media="print")
    paper = page.evaluate("getComputedStyle(document.body).page")
    page.set_viewport_size({"width": PAPER[paper], "height": 1000})
    faults += ["is too wide for paper"] if scrolls_sideways(page) else []
    faults += [f"is cut off on paper: {name}" for name in page.evaluate(CUT_OFF)]
    shown = page.locator(ONLY_ON_SCREEN).filter(visible=True)
    faults += [
        f"stands on paper: {name}"
        for name in dict.fromkeys(shown.evaluate_all("all => all.map(one => one.tagName + ' ' + one.className)"))
    ]
    page.emulate_media(media="screen")
    return faults


def test_every_page_fits_when_enlarged_on_a_phone_and_on_paper(administrator, made):
    faults = {}
    for address in (*OFFICE, *(page.format(**made) for page in MADE_PAGES)):
        administrator.goto(address)
        faults |= {address: found} if (found := faults_of(administrator)) else {}
    assert faults == {}


def test_every_form_that_is_sent_wrong_without_script_comes_back_with_the_focus_on_its_errors(browser, address, made):
    with watched(browser, address, java_script_enabled=False) as page:
        logged_in(page, ADMINISTRATOR)
        for one in (form.of(made) for form in FORMS if form.address not in LIMITED):
            send_wrong(page, one)
            expect(page.locator(".error-summary"), one.page).to_be_focused()


def send_wrong(page: Page, one: Wrong) -> None:
    page.goto(one.page)
    sent_to = f'[action="{one.to}"]' if one.to else f':is(:not([action]), [action="{one.page}"])'
    form = page.locator(f"main form[method=post]{sent_to}").first
    for name, value in one.values.items():
        form.locator(f'[name="{name}"]').fill(value)
    form.locator(".btn-primary, .btn-line:not([name])").first.click()


def test_a_breach_of_the_policy_fails_the_test_in_which_it_happens(browser, address):
    def breach() -> None:
        with watched(browser, address) as page:
            page.goto("/login")
            page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">')")
            page.evaluate("new Promise((done) => setTimeout(done))")

    with pytest.raises(AssertionError, match="CSP: style-src"):
        breach()
