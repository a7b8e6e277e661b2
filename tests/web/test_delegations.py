"""Requests to departments on their pages: who asks, who answers, who reads what."""

import re

import pytest

from registry.commands.delegations import accept_request, delegate_project, hand_back_request
from registry.commands.projects import complete_project, record_project
from registry.commands.users import add_user
from registry.database import writing
from registry.domain.delegation_deeds import AnswerDraft, DelegationDraft, ReasonDraft
from registry.domain.drafts import ProjectDraft
from registry.domain.vocabulary import Role
from registry.queries.delegations import list_requests_of_project
from registry.queries.projects import get_project
from registry.web.throttle import limiter
from tests.office import SATO, day
from tests.web.conftest import PASSWORD
from tests.web.form_sending import form_on

FARM, CARE, LEAD = "農政課", "福祉課", "商工課"
ASKED = "出店者の募集と会場の手配をお願いします。"
REASON = "年度内は人員が足りません。"
TEXTS = (ASKED, REASON, "内線 2345")


@pytest.fixture
def project(site) -> int:
    """A project that one department leads, and somebody in two others."""
    with site.app_context(), writing():
        draft = ProjectDraft("直売所の共同出店", LEAD, day("2021-04-01"))
        made = record_project(SATO, draft=draft, create_names=True)
        for name in (FARM, CARE, LEAD):
            add_user(SATO, name=f"{name}員", role=Role.DEPARTMENT, department=name, password=PASSWORD)
        return made.id


@pytest.fixture
def of(browser_of, project):
    """The browser of somebody in a department, or of a role."""

    def client(name: str):
        limiter.reset()
        return browser_of(f"{name}員" if name in {FARM, CARE, LEAD} else name)

    return client


def ask(site, project: int, department: str = FARM, **values) -> int:
    with site.app_context(), writing():
        draft = DelegationDraft(department, ASKED, contact="内線 2345", **values)
        return delegate_project(SATO, project_id=project, draft=draft).id


def hand_back(site, request: int) -> None:
    with site.app_context(), writing():
        hand_back_request(SATO, request_id=request, version=1, draft=ReasonDraft(REASON))


def stored(site, project: int) -> list[tuple[str, str, str]]:
    with site.app_context():
        return [(one.department, one.state, one.answer) for one in list_requests_of_project(project)]


def sent(client, address: str, **typed):
    """The form as the page shows it, with what is typed."""
    return client.post(address, data=form_on(client.get(address).text) | typed)


def test_the_secretariat_sees_what_another_lead_changes_before_it_asks(site, of, project):
    clerk, address = of(Role.SECRETARIAT), f"/projects/{project}/requests/new"
    opened = form_on(clerk.get(address).text)
    assert (opened["department"], opened["part"], opened["contact"]) == (LEAD, "lead", "secretariat")
    look = clerk.post(address, data=opened | {"department": FARM, "request": ASKED, "due_on": "R4.1.31"})
    assert look.status_code == 200
    assert "まだ依頼していません。" in look.text
    assert stored(site, project) == []
    made = clerk.post(address, data=form_on(look.text))
    assert made.status_code == 303
    assert stored(site, project) == [(FARM, "asked", "")]
    page = clerk.get(made.location).text
    assert ASKED in page
    assert "令和4年1月31日" in page
    assert "農政課に、主管課になるよう依頼しました。" in page


def test_who_leads_already_or_is_to_help_is_asked_at_once(site, of, project):
    clerk, address = of(Role.SECRETARIAT), f"/projects/{project}/requests/new"
    assert sent(clerk, address, request=ASKED).status_code == 303
    assert sent(clerk, address, request=ASKED, department=FARM).status_code == 303
    assert stored(site, project) == [(LEAD, "asked", ""), (FARM, "asked", "")]


def test_a_form_that_is_sent_twice_asks_once(site, of, project):
    clerk, address = of(Role.SECRETARIAT), f"/projects/{project}/requests/new"
    form = form_on(clerk.get(address).text) | {"request": ASKED}
    answers = [clerk.post(address, data=form) for _time in range(2)]
    assert [one.status_code for one in answers] == [303, 303]
    assert answers[0].location == answers[1].location
    assert stored(site, project) == [(LEAD, "asked", "")]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"request": " "}, "依頼の内容を入力してください。"),
        ({"department": ""}, "課を選んでください。"),
        ({"department": "ない課"}, "いずれか1つを選んでください。"),
        ({"due_on": "R3.12.19"}, "過ぎた日です。これからの日を入力してください。"),
        ({"due_on": "2月30日"}, "2月30日"),
        ({"department": FARM, "part": "further"}, "この課には、この事業について取り下げていない依頼があります。"),
        ({"department": FARM, "part": "lead"}, "この課には、この事業について取り下げていない依頼があります。"),
        ({"part": "king"}, "いずれか1つを選んでください。"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(site, of, project, typed, sentence):
    ask(site, project)
    told = sent(of(Role.SECRETARIAT), f"/projects/{project}/requests/new", **{"request": "長い文章"} | typed)
    assert told.status_code == 422
    assert sentence in told.text
    assert ("長い文章" in told.text) == ("request" not in typed)
    assert len(stored(site, project)) == 1


def test_a_department_accepts_and_takes_part(site, of, project):
    request = ask(site, project)
    farmer = of(FARM)
    assert "直売所の共同出店" in farmer.get("/requests").text
    page = farmer.get(f"/requests/{request}").text
    assert all(text in page for text in (ASKED, "内線 2345", "受諾する", "差し戻す", "他課を推薦する"))
    assert "取り下げる" not in page
    assert "農政課が関係課に加わります" in farmer.get(f"/requests/{request}/accept").text
    assert sent(farmer, f"/requests/{request}/accept", answer="担当は鈴木です").status_code == 303
    assert stored(site, project) == [(FARM, "accepted", "担当は鈴木です")]
    assert farmer.get(f"/projects/{project}/edit").status_code == 200
    told = of(Role.SECRETARIAT).get(f"/projects/{project}").text
    assert all(
        text in told for text in ("農政課が受諾しました。", "担当は鈴木です", "農政課の状態を変更: 依頼中 → 受諾")
    )


def test_handing_back_needs_a_reason_and_the_secretariat_goes_on_from_there(site, of, project):
    request = ask(site, project, due_on=day("2022-01-31"))
    farmer, clerk = of(FARM), of(Role.SECRETARIAT)
    told = sent(farmer, f"/requests/{request}/hand_back", answer=" ")
    assert told.status_code == 422
    assert "理由を入力してください。" in told.text
    assert sent(farmer, f"/requests/{request}/hand_back", answer=REASON).status_code == 303
    assert "直売所の共同出店" in clerk.get("/requests?state=to_decide").text
    page = clerk.get(f"/requests/{request}").text
    assert REASON in page
    again = re.search(r'href="([^"]+/requests/new\?after=\d+)"', page)[1]
    opened = form_on(clerk.get(again).text)
    assert (opened["request"], opened["part"], opened["contact"]) == (ASKED, "further", "内線 2345")
    assert sent(clerk, again, department=CARE).status_code == 303
    assert stored(site, project) == [(FARM, "handed_back", REASON), (CARE, "asked", "")]
    assert "依頼はありません。" in clerk.get("/requests?state=to_decide").text
    assert sent(clerk, again, department=LEAD).status_code == 422


def test_another_department_is_named_and_offered_to_be_asked(site, of, project):
    request = ask(site, project, leads=True)
    farmer, address = of(FARM), f"/requests/{request}/name_other"
    assert "自分の課は推薦できません。" in sent(farmer, address, named_department=FARM, answer="所管外").text
    assert sent(farmer, address, named_department=CARE, answer="所管外").status_code == 303
    clerk = of(Role.SECRETARIAT)
    page = clerk.get(f"/requests/{request}").text
    assert "農政課が福祉課を推薦しました。" in page
    assert "福祉課に依頼する" in page
    opened = form_on(clerk.get(f"/projects/{project}/requests/new?after={request}").text)
    assert (opened["department"], opened["part"]) == (CARE, "lead")


def test_a_withdrawn_request_is_asked_anew_and_what_came_back_is_settled(site, of, project):
    clerk, request = of(Role.SECRETARIAT), ask(site, project)
    assert sent(clerk, f"/requests/{request}/withdraw").status_code == 303
    assert sent(clerk, f"/projects/{project}/requests/new?after={request}", department=FARM).status_code == 303
    again = request + 1
    hand_back(site, again)
    assert "ほかに依頼せず処理済みにする" in clerk.get(f"/requests/{again}").text
    assert sent(clerk, f"/requests/{again}/withdraw").status_code == 303
    page = clerk.get(f"/requests/{again}").text
    assert "農政課への依頼を取り下げました。" in page
    assert "ほかに依頼せず、処理済みにしました。" in page
    assert stored(site, project) == [(FARM, "withdrawn", ""), (FARM, "handed_back", REASON)]
    assert clerk.get(f"/requests/{again}/withdraw").status_code == 409


def test_another_department_and_who_only_reads_see_the_state_but_no_text(site, of, project):
    request = ask(site, project)
    hand_back(site, request)
    for name in (CARE, Role.VIEWER, Role.DEPARTMENT):
        client = of(name)
        assert client.get(f"/requests/{request}").status_code == 403
        for address in (f"/projects/{project}", f"/projects/{project}/history", "/projects", "/projects.csv"):
            page = client.get(address).text
            assert not any(text in page for text in TEXTS), address
        assert "農政課が差し戻しました。" in client.get(f"/projects/{project}").text
    assert "依頼はありません。" in of(CARE).get("/requests").text
    assert of(CARE).get("/requests.csv").text.count("\n") == 1


def test_the_departments_of_the_project_read_the_texts_and_answer_nothing(site, of, project):
    request = ask(site, project)
    leader = of(LEAD)
    page = leader.get(f"/requests/{request}").text
    assert ASKED in page
    assert "受諾する" not in page
    assert leader.get(f"/requests/{request}/accept").status_code == 403
    hand_back(site, request)
    assert REASON in leader.get(f"/projects/{project}").text
    assert REASON in of(FARM).get("/requests.csv").text


def test_the_second_of_two_colleagues_sees_what_the_first_one_answered(site, of, project):
    request = ask(site, project)
    farmer, address = of(FARM), f"/requests/{request}/hand_back"
    late = form_on(farmer.get(address).text) | {"answer": "予算がありません。"}
    hand_back(site, request)
    told = farmer.post(address, data=late)
    assert told.status_code == 409
    assert REASON in told.text
    assert "予算がありません。" in told.text
    assert "佐藤" in told.text
    assert stored(site, project) == [(FARM, "handed_back", REASON)]
    assert farmer.post(address, data=form_on(told.text)).status_code == 422
    assert farmer.get(address).status_code == 409


def test_an_answer_that_is_sent_twice_is_one(site, of, project):
    request = ask(site, project)
    farmer, address = of(FARM), f"/requests/{request}/accept"
    form = form_on(farmer.get(address).text)
    assert [farmer.post(address, data=form).status_code for _time in range(2)] == [303, 303]
    assert stored(site, project) == [(FARM, "accepted", "")]


def test_nobody_is_asked_about_a_project_that_is_over(site, of, project):
    request = ask(site, project)
    hand_back(site, request)
    with site.app_context(), writing():
        complete_project(SATO, project_id=project, on=day("2021-12-01"))
    clerk = of(Role.SECRETARIAT)
    assert clerk.get(f"/projects/{project}/requests/new").status_code == 409
    assert "requests/new" not in clerk.get(f"/projects/{project}").text
    assert "requests/new" not in clerk.get(f"/requests/{request}").text
    assert "処理済みにする" in clerk.get(f"/requests/{request}").text


def test_who_took_the_lead_over_by_a_request_leads_in_the_history_too(site, of, project):
    request = ask(site, project, leads=True, former_lead_stays=True)
    with site.app_context(), writing():
        accept_request(SATO, request_id=request, version=1, draft=AnswerDraft())
        assert get_project(project).lead_department.name == FARM
    page = of(Role.VIEWER).get(f"/projects/{project}").text
    assert "商工課 → 農政課" in page
    assert "関係課に追加: 商工課" in page


def test_a_passed_day_without_an_answer_is_overdue(site, of, project):
    ask(site, project, due_on=day("2021-12-19"))
    ask(site, project, CARE, due_on=day("2021-12-20"))
    clerk = of(Role.SECRETARIAT)
    assert clerk.get("/requests").text.count("期限超過") == 1
    page = clerk.get("/requests?sort=due").text
    assert page.index("令和3年12月19日") < page.index("令和3年12月20日")
    assert "農政課" not in re.findall(r"<tbody>.*</tbody>", clerk.get("/requests?department=福祉課").text, re.DOTALL)[0]
    assert "依頼はありません。" in clerk.get("/requests?q=図書館").text
