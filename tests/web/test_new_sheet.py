"""A year's sheet is begun: from an earlier one or blank, once, by who may."""

import pytest

from registry.commands.sheets import draft_sheet
from registry.database import writing
from registry.domain.vocabulary import Role
from registry.queries.sheets import find_sheet
from tests.evaluation.seed_sheet import published
from tests.office import SATO
from tests.web.sheet_writing import send, shown, stored


@pytest.fixture
def clerk(browser_of):
    return browser_of(Role.SECRETARIAT)


@pytest.fixture
def draft(site) -> None:
    """The draft of FY2021."""
    with site.app_context(), writing():
        draft_sheet(SATO, fiscal_year=2021, from_year=2020)


def test_a_year_is_begun_from_the_newest_sheet_before_it(site, clerk):
    form = shown(clerk, "/sheets/new")
    assert (form["fiscal_year"], form["source"]) == ("2021", "2020")
    page = clerk.get("/sheets/new").text
    assert "<b>4年度 予定</b>" in page
    assert "① 3年度目標達成度評価" in page
    answer = send(clerk, "/sheets/new", act="")
    assert (answer.status_code, answer.location) == (303, "/sheets/2021/edit/do")
    assert stored(site)["do.actual"] == published().do.actual
    assert "令和3年度のシートを作成しました。" in clerk.get(answer.location).text


def test_the_page_of_a_sheet_leads_to_the_next_year_from_it(site, clerk, draft, viewer):
    assert 'href="/sheets/new?source=2020"' in clerk.get("/sheets/2020").text
    assert "/sheets/new" not in viewer.get("/sheets/2020").text
    form = shown(clerk, "/sheets/new?source=2020")
    assert (form["fiscal_year"], form["source"]) == ("2022", "2020")


def test_a_year_can_begin_blank_and_what_it_would_take_over_is_shown_before(site, clerk):
    asked = send(clerk, "/sheets/new", source="", foresee="1")
    assert (asked.status_code, "白紙から始めます" in asked.text) == (200, True)
    with site.app_context():
        assert find_sheet(2021) is None
    assert send(clerk, "/sheets/new", source="").status_code == 303
    assert stored(site)["head.title"] == ""


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"fiscal_year": ""}, "年度を選んでください。"),
        ({"fiscal_year": "2020"}, "いずれか1つを選んでください。"),
        ({"fiscal_year": "2019"}, "いずれか1つを選んでください。"),
        ({"source": "2021"}, "いずれか1つを選んでください。"),
    ],
)
def test_only_a_year_without_a_sheet_is_begun(clerk, values, sentence):
    answer = clerk.post("/sheets/new", data=shown(clerk, "/sheets/new") | values)
    assert answer.status_code == 422
    assert sentence in answer.text


def test_a_sheet_is_taken_from_an_earlier_year_only(site, clerk):
    with site.app_context(), writing():
        draft_sheet(SATO, fiscal_year=2022)
    answer = send(clerk, "/sheets/new?year=2021", shown(clerk, "/sheets/new?year=2021") | {"source": "2022"})
    assert answer.status_code == 422
    assert "作成する年度より前の年度のシートを選んでください。" in answer.text


def test_a_year_that_somebody_began_meanwhile_is_not_begun_again(site, clerk, draft):
    form = shown(clerk, "/sheets/new")
    assert form["fiscal_year"] == "2022"
    answer = clerk.post("/sheets/new", data=form | {"fiscal_year": "2021"})
    assert answer.status_code == 422


def test_the_page_of_a_year_without_a_sheet_leads_who_may_to_its_beginning(clerk, viewer):
    page = clerk.get("/sheets/2021")
    assert page.status_code == 200
    assert 'href="/sheets/new?year=2021"' in page.text
    assert viewer.get("/sheets/2021").status_code == 404
    assert 'href="/sheets/new?year=2021"' in clerk.get("/years/2021").text
    assert "/sheets/new" not in viewer.get("/years/2021").text
    assert clerk.get("/sheets/1999").status_code == 404
