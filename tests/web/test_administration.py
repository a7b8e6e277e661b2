"""The index of the administration, and the settings of the city."""

import re

import pytest

from registry.commands.audit import record_entry
from registry.database import db, writing
from registry.domain.permissions import Permission, may
from registry.domain.vocabulary import Noun, Role
from registry.models import Backup
from registry.queries.audit import get_head
from registry.queries.settings import get_city, get_sleeping_months
from registry.web.administration_tasks import TASKS
from registry.web.own_addresses import own_page
from tests.office import SATO
from tests.web.conftest import NOW, token_of
from tests.web.test_pages import text_of
from tests.web.test_statements import asked_anew

LINES = [task for _name, tasks in TASKS for task in tasks]


@pytest.fixture
def administrator(browser_of):
    return browser_of(Role.ADMINISTRATOR)


def shown(client) -> set[str]:
    return set(re.findall(r'<li><a class="strong" href="([^"]+)"', client.get("/administration").text))


@pytest.mark.parametrize("role", Role)
def test_whoever_may_do_anything_of_it_may_see_the_index(role):
    assert may(role, Permission.SEE_AUDIT) == any(may(role, task.permission) for task in LINES)


@pytest.mark.parametrize("role", [role for role in Role if may(role, Permission.SEE_AUDIT)])
def test_the_index_leads_to_what_the_reader_may_do_and_to_nothing_else(browser_of, role):
    client = browser_of(role)
    assert shown(client) == {task.address for task in LINES if may(role, task.permission)}
    assert {address: client.get(address).status_code for address in shown(client)} == dict.fromkeys(shown(client), 200)


def test_no_line_leads_nowhere(site):
    with site.test_request_context():
        dead = {task.address for task in LINES if not own_page(task.address)}
    assert not dead, f"{dead}. Remedy: correct it in registry/web/administration_tasks.py."


def test_viewers_and_departments_are_not_offered_it(browser_of):
    for role in Role:
        offered = 'href="/administration"' in browser_of(role).get("/counts").text
        assert offered == may(role, Permission.SEE_AUDIT)


def test_the_index_says_what_the_city_is_called_and_when_the_last_backup_was_made(site, administrator, monkeypatch):
    with site.app_context(), writing():
        backup = Backup(made_at=NOW, made_by="x", file_name="a.zip", size=1, head=get_head().hash)
        db.session.add(backup)
        record_entry(SATO, action="back_up", record=backup)
    words = text_of(administrator.get("/administration").text)
    assert "市の設定 画面の上に表示する名称と、動きのない協定とみなすまでの月数。 試験市" in words
    assert "最後の正常なバックアップ：令和3年12月20日 12:00" in words


def test_the_index_asks_a_fixed_number_of_questions(site, administrator):
    assert len(asked_anew(site, administrator, "/administration")) == 7


def post_city(client, name: str, *, months: str = ""):
    data = {"csrf_token": token_of(client, "/administration/city"), "city": name, "sleeping_months": months}
    return client.post("/administration/city", data=data)


def test_the_city_is_named_on_every_page_from_then_on(site, administrator):
    answer = post_city(administrator, "青葉野市")
    assert (answer.status_code, answer.location) == (303, "/administration")
    page = administrator.get("/administration").text
    assert "<small>青葉野市</small>" in page
    assert "市の設定を保存しました。" in page
    assert "<small>青葉野市</small>" in site.test_client().get("/login").text
    with site.app_context():
        assert get_city() == "青葉野市"


def test_a_blank_name_is_that_of_the_server(administrator):
    post_city(administrator, "青葉野市")
    assert 'value="青葉野市"' in administrator.get("/administration/city").text
    post_city(administrator, "  ")
    page = administrator.get("/administration/city").text
    assert 'value=""' in page
    assert "<small>試験市</small>" in page
    assert "空欄なら、サーバーの設定の「試験市」になります" in page


def test_a_name_that_is_too_long_stays_in_its_field_with_what_is_wrong(administrator):
    answer = post_city(administrator, "市" * 41)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert "市" * 41 in answer.text


def test_the_change_stands_in_the_audit_log(administrator):
    post_city(administrator, "青葉野市")
    words = text_of(administrator.get(f"/audit?noun={Noun.SETTINGS}").text)
    assert "administrator 設定 市の名称 設定 値: 青葉野市" in words


def test_after_how_long_a_partnership_sleeps_is_set_beside_it(site, administrator):
    assert post_city(administrator, "", months="１８").status_code == 303
    assert 'value="18"' in administrator.get("/administration/city").text
    with site.app_context():
        assert get_sleeping_months() == 18
    assert post_city(administrator, "", months="").status_code == 303
    with site.app_context():
        assert get_sleeping_months() == 12


@pytest.mark.parametrize("months", ["0", "121", "一年ほど"])
def test_a_number_of_months_that_cannot_be_is_told_at_its_field(site, administrator, months):
    answer = post_city(administrator, "青葉野市", months=months)
    assert answer.status_code == 422
    assert f'value="{months}"' in answer.text
    assert 'aria-invalid="true"' in answer.text
    with site.app_context():
        assert get_city() == "試験市"
