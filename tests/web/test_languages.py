"""Both languages on every page; the choice is remembered, and the page stays."""

import pytest

from tests.databases import running_app
from tests.web.conftest import token_of

PAGES = ("/", "/counts", "/sheets/2020", "/sheets/2020/evidence/organizations_cumulative/2020", "/no-such-page")


def switch(client, locale: str, page: str):
    data = {"csrf_token": token_of(client, "/counts"), "locale": locale, "next": page}
    return client.post("/language", data=data)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_speaks_both(viewer, page):
    assert '<html lang="ja">' in viewer.get(page).text
    switch(viewer, "en", page)
    english = viewer.get(page).text
    assert '<html lang="en">' in english
    assert "Partnership Agreement Registry" in english
    assert "連携協定台帳" not in english


def test_the_page_stays(viewer):
    assert switch(viewer, "en", "/sheets/2020?severity=error").location == "/sheets/2020?severity=error"


def test_the_choice_outlives_the_session(viewer):
    answer = switch(viewer, "en", "/")
    assert "Max-Age=31536000" in answer.headers["Set-Cookie"]


def test_a_language_that_there_is_not_changes_nothing(viewer):
    assert "locale=" not in switch(viewer, "fr", "/").headers.get("Set-Cookie", "")


def test_a_site_may_begin_in_english(sqlite_files, tmp_path):
    with sqlite_files.fresh() as url, running_app(url, tmp_path, locale="en") as app:
        assert '<html lang="en">' in app.test_client().get("/login").text


def test_years_and_days_are_written_as_each_language_does(viewer):
    assert "令和2年度の状況" in viewer.get("/years/2020").text
    assert "令和3年3月31日現在" in viewer.get("/years/2020").text
    switch(viewer, "en", "/")
    assert "The situation of FY2020" in viewer.get("/years/2020").text
    assert "As of 31 March 2021" in viewer.get("/years/2020").text
