"""Joint projects as their departments and the secretariat work with them."""

import json
import re
from dataclasses import replace

import pytest

from registry.commands.projects import record_project, revise_project
from registry.commands.users import add_user
from registry.database import writing
from registry.domain.drafts import ProjectDraft
from registry.domain.vocabulary import ProjectState, Role
from registry.queries.projects import draft_of, find_project, get_project
from registry.web.throttle import limiter
from tests.office import SATO, day
from tests.web.conftest import PASSWORD
from tests.web.test_pages import text_of

OURS, THEIRS = "農政課", "福祉課"
HIDDEN = re.compile(r'name="(csrf_token|form_key|version)"[^>]* value="([^"]*)"')


@pytest.fixture
def ours(site) -> int:
    """A project that the agriculture section leads, and somebody who works there."""
    with site.app_context(), writing():
        add_user(SATO, name="農政", role=Role.DEPARTMENT, department=OURS, password=PASSWORD)
        draft = ProjectDraft("直売所の共同出店", OURS, day("2019-10-01"), departments=(THEIRS,))
        return record_project(SATO, draft=draft, create_names=True).id


@pytest.fixture
def farmers(browser_of, ours):
    limiter.reset()
    return browser_of("農政")


def stored(site, project_id: int):
    with site.app_context():
        project = find_project(project_id)
        return project, project.lead_department.name, {one.name for one in project.departments}


def keys_of(client, address: str) -> dict[str, str]:
    return dict(HIDDEN.findall(client.get(address).text))


def typed(**values) -> dict:
    standard = {"name": "直売所の共同出店", "lead_department": OURS, "departments": [THEIRS], "state": "active"}
    return standard | {"started_on": "R1.10.1"} | values


def test_a_department_corrects_its_own_project(site, farmers, ours):
    address = f"/projects/{ours}/edit"
    sent = farmers.post(address, data=keys_of(farmers, address) | typed(summary="年四回"))
    assert (sent.status_code, sent.location) == (303, f"/projects/{ours}")
    assert stored(site, ours)[0].summary == "年四回"
    page = farmers.get(f"/projects/{ours}").text
    assert "年四回" in page
    assert "完了する" in page
    assert "削除する" not in page


def test_nobody_takes_their_own_department_out_unawares(site, farmers, ours):
    address = f"/projects/{ours}/edit"
    handed = typed(lead_department=THEIRS, departments=[])
    told = farmers.post(address, data=keys_of(farmers, address) | handed)
    assert told.status_code == 422
    assert "農政課が主管課・関係課のどちらでもなくなり" in told.text
    assert 'name="leaving"' in told.text
    assert stored(site, ours)[1:] == (OURS, {THEIRS})
    done = farmers.post(address, data=dict(HIDDEN.findall(told.text)) | handed | {"leaving": "y"})
    assert done.status_code == 303
    assert stored(site, ours)[1:] == (THEIRS, set())
    assert farmers.get(address).status_code == 403


def test_the_secretariat_is_not_asked_that(site, browser_of, ours):
    client, address = browser_of(Role.SECRETARIAT), f"/projects/{ours}/edit"
    form = keys_of(client, address) | typed(lead_department=THEIRS, departments=[])
    assert client.post(address, data=form).status_code == 303


def test_a_department_that_helps_stays_one_of_the_project_s_own(site, farmers, ours):
    address = f"/projects/{ours}/edit"
    form = keys_of(farmers, address) | typed(lead_department=THEIRS, departments=[OURS])
    assert farmers.post(address, data=form).status_code == 303
    assert stored(site, ours)[1:] == (THEIRS, {OURS})


def test_who_may_not_change_it_is_offered_nothing(viewer, ours):
    page = viewer.get(f"/projects/{ours}").text
    assert not any(word in page for word in ("完了する", "その他の操作", f"/projects/{ours}/edit"))
    assert "/projects/new" not in viewer.get("/projects").text


@pytest.mark.parametrize(("how", "ended"), [("until", day("2021-01-15")), ("never", None)])
def test_a_cancellation_says_how_far_it_had_come(site, farmers, ours, how, ended):
    address = f"/projects/{ours}/cancel"
    form = keys_of(farmers, address) | {"how": how, "ended_on": "R3.1.15"}
    assert farmers.post(address, data=form).status_code == 303
    project = stored(site, ours)[0]
    assert (project.state, project.ended_on) == (ProjectState.CANCELLED, ended)


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"how": "until", "ended_on": ""}, "いつまで実施したか、中止日を入力してください。"),
        ({"how": "until", "ended_on": "R1.9.30"}, "令和元年9月30日 は、始まりの 令和元年10月1日 より前です。"),
        ({"how": "sometimes", "ended_on": "R3.1.15"}, "いずれか1つを選んでください。"),
        ({"how": "until", "ended_on": "2月30日"}, "2月30日"),
    ],
)
def test_a_cancellation_that_cannot_be_is_explained_at_its_field(site, farmers, ours, form, sentence):
    address = f"/projects/{ours}/cancel"
    told = farmers.post(address, data=keys_of(farmers, address) | form)
    assert told.status_code == 422
    assert sentence in told.text
    assert stored(site, ours)[0].state is ProjectState.ACTIVE


def test_what_completing_it_changes_is_shown_first(site, farmers, ours):
    """The demonstration has one project outside agreements in each of these years, and this one is the second."""
    address = f"/projects/{ours}/complete"
    assert "令和3年度の数は変わりません。" in farmers.get(address).text  # today is the day that it offers
    form = keys_of(farmers, address)
    shown = farmers.post(address, data=form | {"ended_on": "R2.3.31", "foresee": "1"})
    assert shown.status_code == 200
    for year in ("令和2年度", "令和3年度"):
        assert f"{year} 今 保存後 協定によらない連携事業 2 1" in text_of(shown.text)
    assert "平成31年度 今" not in text_of(shown.text)
    missing = [farmers.post(address, data=form | {"ended_on": "", "foresee": asks}) for asks in ("1", "beside")]
    assert [answer.status_code for answer in missing] == [422, 200]
    assert all("日を入力すると、保存する前に、変わる数がここに出ます。" in answer.text for answer in missing)
    assert stored(site, ours)[0].state is ProjectState.ACTIVE


def test_what_beginning_it_changes_is_shown_first(site, browser_of):
    client = browser_of(Role.SECRETARIAT)
    with site.app_context(), writing():
        draft = ProjectDraft("新しい事業", OURS, day("2021-12-01"), state=ProjectState.PROPOSED)
        address = f"/projects/{record_project(SATO, draft=draft, create_names=True).id}/begin"
    assert "令和3年度 今 保存後 協定によらない連携事業 1 2" in text_of(client.get(address).text)
    shown = client.post(address, data=keys_of(client, address) | {"started_on": "H29.4.1", "foresee": "1"})
    words = text_of(shown.text)
    assert "平成31年度 今 保存後 協定によらない連携事業 1 2" in words
    assert "平成30年度 今" not in words
    assert "平成29年度からの全年度が同じように変わります。" in words


def test_what_was_done_already_is_refused_with_the_reason(farmers, ours):
    address = f"/projects/{ours}/complete"
    form = keys_of(farmers, address) | {"ended_on": "R3.3.31"}
    assert farmers.post(address, data=form).status_code == 303
    second = farmers.post(address, data=form | {"form_key": "another"})
    assert second.status_code == 422
    assert "状態が変わったため、この操作はできません" in second.text
    assert farmers.get(address).status_code == 409


def test_who_ends_a_project_that_was_corrected_meanwhile_sees_both_versions(site, browser_of, farmers, ours):
    address, other = f"/projects/{ours}/complete", browser_of(Role.SECRETARIAT)
    late = keys_of(farmers, address) | {"ended_on": "R3.3.31"}
    with site.app_context(), writing():
        project = get_project(ours)
        draft = replace(draft_of(project), ended_on=day("2021-12-20"))
        revise_project(SATO, project_id=ours, draft=draft, version=project.version)
    told = farmers.post(address, data=late)
    assert told.status_code == 409
    assert re.search(r'class="lines">令和3年12月20日</td><td class="lines">令和3年3月31日</td>', told.text)
    assert stored(site, ours)[0].state is ProjectState.ACTIVE
    assert other.post(address, data=keys_of(other, address) | {"ended_on": "R3.3.31"}).status_code == 303


def test_a_deleted_project_says_so_counts_nowhere_and_comes_back(browser_of, ours):
    client, page = browser_of(Role.SECRETARIAT), f"/projects/{ours}"
    assert "令和3年度" in client.get(page).text
    assert client.post(f"{page}/delete", data=keys_of(client, f"{page}/delete")).location == page
    told = client.get(page).text
    assert "この連携事業は削除されています。" in told
    assert "どの年度にも計上しません" in told
    assert "令和3年度" not in told
    assert page in client.get("/projects?record=deleted").text
    assert client.post(f"{page}/restore", data=keys_of(client, page)).status_code == 303
    assert "削除されています" not in client.get(page).text


def test_one_that_meetings_name_cannot_be_deleted_and_the_page_says_so_at_once(browser_of):
    client = browser_of(Role.SECRETARIAT)
    pages = (client.get(f"/projects/{number}/delete").text for number in range(1, 17))
    assert all("この記録はまだ" in page or "削除すると変わる数" in page for page in pages)


def test_the_exported_list_is_read_again_without_a_change(site, viewer, tmp_path):
    for form in ("csv", "xlsx"):
        file = tmp_path / f"projects.{form}"
        file.write_bytes(viewer.get(f"/projects.{form}").data)
        arguments = ["import", "projects", str(file), "--dry-run", "--format", "json"]
        result = site.test_cli_runner().invoke(args=arguments)
        report = json.loads(result.stdout)
        assert (report["rows"], report["created"], report["updated"], report["errors"]) == (16, 0, 0, [])


def test_conditions_of_the_address_are_shown_as_chips_in_words(viewer):
    page = viewer.get("/projects?organization=1&year=H30-R2&agreement=R2-01").text
    assert re.search(r"<span>相手方</span>[^<0-9]+<", page)
    assert "平成30年度～令和2年度" in page
    assert "<span>協定</span>R2-01" in page


def test_names_of_sixty_characters_are_shown_whole(site, viewer):
    long = (
        "地域の見守りと買い物支援に関する地域防災まちづくりネットワーク推進協議会連絡調整センターの連携による事業その一"
        "農政課担当"
    )
    assert len(long) == 60
    with site.app_context(), writing():
        made = record_project(SATO, draft=ProjectDraft(long, OURS, day("2021-04-01")), create_names=True)
    assert long in viewer.get("/projects").text
    assert f"<h1>{long}</h1>" in viewer.get(f"/projects/{made.id}").text
