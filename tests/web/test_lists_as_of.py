"""Lists as of a day, as their addresses, chips, tabs and files say it."""

import io
from urllib.parse import quote

import openpyxl
import pytest

LISTS = ("organizations", "agreements", "meetings", "projects")


@pytest.mark.parametrize("noun", LISTS)
@pytest.mark.parametrize("typed", ["令和2年3月31日", "R2.3.31", "2020-03-31"])
def test_the_day_is_a_chip_and_stays_in_every_tab(browser_of, noun, typed):
    page = browser_of("viewer").get(f"/{noun}", query_string={"as_of": typed}).text
    assert "令和2年3月31日現在" in page
    tabs = page[page.index('class="views"') :].partition("</nav>")[0]
    assert tabs.count("<a href") == tabs.count("as_of=2020-03-31") > 1
    assert f"/{noun}.csv?as_of=2020-03-31" in page


@pytest.mark.parametrize("noun", LISTS)
def test_files_carry_the_day_in_their_names_and_titles(browser_of, noun):
    reader = browser_of("viewer")
    for form in ("csv", "xlsx"):
        answer = reader.get(f"/{noun}.{form}?as_of=2020-03-31")
        named = answer.headers["Content-Disposition"]
        assert f"{noun}-2020-03-31.{form}" in named
        assert quote("（令和2年3月31日現在）") in named
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert "（令和2年3月31日現在）" in book.properties.title
    assert "（令和2年3月31日現在）" in book.active.oddHeader.left.text
    assert "令和2年3月31日現在" in reader.get(f"/{noun}/print?as_of=2020-03-31").text


@pytest.mark.parametrize("typed", ["平成31年2月29日", "いつか", "2020-99-99", "9" * 50, "<b>"])
def test_a_day_that_is_none_is_told_at_its_field(browser_of, typed):
    page = browser_of("viewer").get("/agreements", query_string={"as_of": typed}).text
    assert 'id="filter-as_of-error"' in page
    assert "現在" not in page[page.index('class="chips"') :].partition('id="filter-as_of"')[0]
    assert "<b>" not in page.partition('id="filter-as_of"')[2][:200]
