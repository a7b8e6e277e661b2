"""The counting rules' page: what another choice would change stands there before it is made."""

import pytest

from registry.domain.vocabulary import Role
from tests.web.conftest import token_of
from tests.web.test_pages import text_of
from tests.web.test_statements import asked, record_much_more

ADDRESS = "/administration/rules"
PARTICIPATION = f"{ADDRESS}?agreement_date=concluded&meeting_basis=participation&merged_organizations=as_concluded"
STATEMENTS = 30


@pytest.fixture
def administrator(browser_of):
    return browser_of(Role.ADMINISTRATOR)


def meetings_of_2020(client) -> str:
    return text_of(client.get("/years/2020").text).partition(" 回 目標 50")[0].rpartition(" ")[2]


def test_the_rules_are_shown_as_they_are(administrator):
    page = administrator.get(ADDRESS).text
    for value in ("concluded", "meeting", "as_concluded"):
        assert f'value="{value}" checked' in page
    assert "確定した評価シートの数と決まりは変わりません。" in page
    assert "この内容に変更する" not in page


def test_another_choice_shows_what_it_would_change_and_changes_nothing(administrator):
    """A year's 50 meetings are 63 participations of organizations, by the demonstration's file of meetings."""
    page = administrator.get(PARTICIPATION).text
    words = text_of(page)
    assert "協議の数え方：1回の協議を1回 → 参加した団体ごとに1回" in words
    assert "令和2年度、今と保存後 令和2年度 今 変更後 アプローチ・協議回数 50 " in words
    assert "協定の基準日：" not in words
    assert 'value="participation" checked' in page
    assert meetings_of_2020(administrator) == "50"


def test_what_was_shown_comes_true_once_it_is_confirmed(administrator):
    shown = text_of(administrator.get(PARTICIPATION).text)
    foreseen = shown.partition("令和2年度 今 変更後 アプローチ・協議回数 50 ")[2].partition(" ")[0]
    values = {"meeting_basis": "participation", "csrf_token": token_of(administrator, PARTICIPATION)}
    answer = administrator.post(ADDRESS, data=values)
    assert (answer.status_code, answer.location) == (303, ADDRESS)
    assert "計上の決まりを変更しました。" in administrator.get(ADDRESS).text
    assert meetings_of_2020(administrator) == foreseen != "50"


def test_the_same_rules_change_nothing_and_there_is_nothing_to_confirm(administrator):
    words = text_of(administrator.get(f"{ADDRESS}?meeting_basis=meeting").text)
    assert "今の決まりと同じため、変わるものはありません。" in words
    assert "この内容に変更する" not in words


@pytest.mark.parametrize("value", ["", "each", "参加"])
def test_a_value_that_is_none_is_refused(administrator, value):
    assert administrator.get(f"{ADDRESS}?meeting_basis={value}").status_code == 404
    data = {"meeting_basis": value, "csrf_token": token_of(administrator, ADDRESS)}
    assert administrator.post(ADDRESS, data=data).status_code == 404
    assert 'value="meeting" checked' in administrator.get(ADDRESS).text


def test_the_page_asks_a_fixed_number_of_questions(site, administrator):
    number = len(asked(site, administrator, PARTICIPATION))
    assert number <= STATEMENTS
    record_much_more(site)
    assert len(asked(site, administrator, PARTICIPATION)) == number
