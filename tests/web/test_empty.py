"""A registry without a record says so, and breaks nowhere."""

import pytest

from registry.commands.sheets import draft_sheet
from registry.commands.users import add_user
from registry.database import writing
from registry.domain.deed import Deed
from registry.domain.vocabulary import Role
from tests.web.conftest import NOW, PASSWORD, Clock, log_in


@pytest.fixture
def newcomer(sqlite_app):
    sqlite_app.config["CLOCK"] = Clock()
    with sqlite_app.app_context(), writing():
        add_user(Deed("test", NOW), name="viewer", role=Role.VIEWER, password=PASSWORD)
    client = sqlite_app.test_client()
    log_in(client, "viewer")
    return client


def test_home_shows_the_running_year_with_zeros(newcomer):
    page = newcomer.get("/").text
    assert "令和3年度の状況" in page
    assert "この年度の新規協定はありません。" in page


def test_the_sheets_say_that_there_is_none(newcomer):
    page = newcomer.get("/sheets")
    assert page.status_code == 200
    assert "評価シートはまだありません。" in page.text


def test_counts_and_evidence_are_empty_but_there(newcomer):
    assert newcomer.get("/counts").status_code == 200
    assert "数えた記録はありません。" in newcomer.get("/sheets/2021/evidence/meetings/2021").text


def test_the_lists_of_agreements_and_deadlines_say_what_will_stand_there(newcomer):
    agreements = newcomer.get("/agreements").text
    assert "まだ記録がありません。" in agreements
    assert "条件に合う協定" not in agreements
    assert "今お使いの協定一覧を取り込むか、最初の1件を登録してください。" in agreements
    assert "満了日のある協定、予定した協議、依頼、実績報告がここに並びます。" in newcomer.get("/deadlines").text
    for address in ("/agreements.csv", "/agreements.xlsx", "/agreements/print", "/deadlines.csv", "/deadlines/print"):
        assert newcomer.get(address).status_code == 200


def test_sheets_of_several_years_have_zeros_and_an_empty_sheet_an_annex(newcomer, sqlite_app):
    assert "令和3年度の評価シートはありません。" in newcomer.get("/sheets/2021/years").text
    assert "この2つの年度に違いはありません。" in newcomer.get("/sheets/2021/compare/2021").text
    assert newcomer.get("/sheets/2021/annex.pdf").status_code == 404
    with sqlite_app.app_context(), writing():
        draft_sheet(Deed("test", NOW), fiscal_year=2021)
    for address in ("annex.pdf", "annex.xlsx", "years.xlsx", "years", "compare/2021?all=1"):
        assert newcomer.get(f"/sheets/2021/{address}").status_code == 200
