"""A registry without a record says so, and breaks nowhere."""

import pytest

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
    assert "いまお使いの協定一覧を取り込むか、最初の1件を手で登録してください。" in newcomer.get("/agreements").text
    assert "満了日のある協定、予定した協議、依頼、実績報告がここに並びます。" in newcomer.get("/deadlines").text
    for address in ("/agreements.csv", "/agreements.xlsx", "/agreements/print", "/deadlines.csv", "/deadlines/print"):
        assert newcomer.get(address).status_code == 200
