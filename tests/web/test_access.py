"""The matrix, written by hand: every route × nobody and each role, and × the own and another department's record.

A new route is one line: a page (GET) in PAGES, a deed (POST) in DEEDS; what a department may do to its own records only
has a line in OF_ITS_OWN too.
"""

import pytest
from flask.testing import FlaskClient

from registry.commands.projects import record_project
from registry.commands.users import add_user
from registry.database import writing
from registry.domain.deed import Deed
from registry.domain.drafts import ProjectDraft
from registry.domain.vocabulary import Role
from registry.models import Project
from registry.web.throttle import limiter
from tests.office import meeting, organization
from tests.web.conftest import NOW, PASSWORD, log_in, token_of

LOGIN = "login"
"""Sent to the login first; a form is told to (401)."""
NOBODY = "nobody"
WHO = (NOBODY, Role.VIEWER, Role.DEPARTMENT, Role.SECRETARIAT, Role.CHIEF, Role.ADMINISTRATOR)
"""The columns; where all roles get the same, a line has nobody's and theirs."""

PAGES = {
    "/": (LOGIN, 200),
    "/years/2020": (LOGIN, 200),
    "/counts": (LOGIN, 200),
    "/counts/2020": (LOGIN, 200),
    "/sheets": (LOGIN, 302),
    "/sheets/2020": (LOGIN, 200),
    "/sheets/2020.json": (LOGIN, 200),
    "/sheets/2020.xlsx": (LOGIN, 200),
    "/sheets/2020.pdf": (LOGIN, 200),
    "/sheets/2020/evidence/organizations_cumulative/2020": (LOGIN, 200),
    "/organizations": (LOGIN, 200),
    "/organizations.csv": (LOGIN, 200),
    "/organizations.xlsx": (LOGIN, 200),
    "/organizations/print": (LOGIN, 200),
    "/organizations/1": (LOGIN, 200),
    "/organizations/new": (LOGIN, 403, 403, 200, 200, 200),
    "/organizations/1/edit": (LOGIN, 403, 403, 200, 200, 200),
    "/organizations/1/history": (LOGIN, 200),
    "/organizations/suggest": (LOGIN, 200),
    "/organizations/1/rename": (LOGIN, 403, 403, 200, 200, 200),
    "/organizations/1/succeed": (LOGIN, 403, 403, 200, 200, 200),
    "/organizations/1/delete": (LOGIN, 403, 403, 200, 200, 200),
    "/organizations/1/contacts/new": (LOGIN, 403, 403, 200, 200, 200),
    "/contacts/1/edit": (LOGIN, 403, 403, 404, 404, 404),
    "/agreements": (LOGIN, 200),
    "/agreements.csv": (LOGIN, 200),
    "/agreements.xlsx": (LOGIN, 200),
    "/agreements/print": (LOGIN, 200),
    "/agreements/1": (LOGIN, 200),
    "/agreements/new": (LOGIN, 403, 403, 200, 200, 200),
    "/agreements/1/edit": (LOGIN, 403, 403, 200, 200, 200),
    "/deadlines": (LOGIN, 200),
    "/deadlines.csv": (LOGIN, 200),
    "/deadlines.xlsx": (LOGIN, 200),
    "/deadlines/print": (LOGIN, 200),
    "/search": (LOGIN, 200),
    "/agreements/1/files/new": (LOGIN, 403, 403, 200, 200, 200),
    "/meetings/1/files/new": (LOGIN, 403, 403, 200, 200, 200),
    "/attachments/1": (LOGIN, 404),
    "/attachments/1/replace": (LOGIN, 403, 404, 404, 404, 404),
    "/administration/backup": (LOGIN, 403, 403, 403, 403, 200),
    "/meetings": (LOGIN, 200),
    "/meetings.csv": (LOGIN, 200),
    "/meetings.xlsx": (LOGIN, 200),
    "/meetings/print": (LOGIN, 200),
    "/meetings/1": (LOGIN, 200),
    "/meetings/new": (LOGIN, 403, 403, 200, 200, 200),
    "/meetings/quick": (LOGIN, 403, 403, 200, 200, 200),
    "/meetings/foresight": (LOGIN, 403, 403, 200, 200, 200),
    "/meetings/several": (LOGIN, 403, 403, 200, 200, 200),
    "/meetings/paste": (LOGIN, 403, 403, 200, 200, 200),
    "/meetings/1/edit": (LOGIN, 403, 403, 200, 200, 200),
    "/meetings/1/hold": (LOGIN, 403, 403, 409, 409, 409),
    "/meetings/1/delete": (LOGIN, 403, 403, 200, 200, 200),
    "/meetings/1/join/2": (LOGIN, 403, 403, 200, 200, 200),
    "/imports": (LOGIN, 403, 403, 200, 200, 200),
    "/agreements/suggest": (LOGIN, 200),
    "/projects/suggest": (LOGIN, 200),
    "/projects": (LOGIN, 200),
    "/projects.csv": (LOGIN, 200),
    "/projects.xlsx": (LOGIN, 200),
    "/projects/print": (LOGIN, 200),
    "/projects/3": (LOGIN, 200),
    "/projects/new": (LOGIN, 403, 403, 200, 200, 200),
    "/projects/3/edit": (LOGIN, 403, 403, 200, 200, 200),
    "/projects/3/begin": (LOGIN, 403, 403, 409, 409, 409),
    "/projects/3/complete": (LOGIN, 403, 403, 200, 200, 200),
    "/projects/3/cancel": (LOGIN, 403, 403, 200, 200, 200),
    "/projects/3/delete": (LOGIN, 403, 403, 200, 200, 200),
    "/departments": (LOGIN, 403, 403, 200, 200, 200),
    "/departments/new": (LOGIN, 403, 403, 200, 200, 200),
    "/departments/1/edit": (LOGIN, 403, 403, 200, 200, 200),
    "/departments/reorganize": (LOGIN, 403, 403, 200, 200, 200),
    "/fields": (LOGIN, 403, 403, 200, 200, 200),
    "/fields/new": (LOGIN, 403, 403, 200, 200, 200),
    "/fields/1/edit": (LOGIN, 403, 403, 200, 200, 200),
    "/groups/1/unite": (LOGIN, 403, 403, 200, 200, 200),
    "/understood/day": (LOGIN, 200),
    "/duplicates": (LOGIN, 403, 403, 200, 200, 200),
    "/duplicates/1/2": (LOGIN, 403, 403, 200, 200, 200),
    "/administration": (LOGIN, 403, 403, 200, 200, 200),
    "/administration/city": (LOGIN, 403, 403, 403, 403, 200),
    "/administration/rules": (LOGIN, 403, 403, 403, 403, 200),
    "/audit": (LOGIN, 403, 403, 200, 200, 200),
    "/audit.csv": (LOGIN, 403, 403, 200, 200, 200),
    "/audit.xlsx": (LOGIN, 403, 403, 200, 200, 200),
    "/audit/verify": (LOGIN, 403, 403, 200, 200, 200),
    "/help": (200, 200),
    "/help/start": (200, 200),
    "/views": (LOGIN, 200),
    "/views/organizations/new": (LOGIN, 200),
    "/users": (LOGIN, 403, 403, 403, 403, 200),
    "/users.csv": (LOGIN, 403, 403, 403, 403, 200),
    "/users.xlsx": (LOGIN, 403, 403, 403, 403, 200),
    "/users/print": (LOGIN, 403, 403, 403, 403, 200),
    "/users/invite": (LOGIN, 403, 403, 403, 403, 200),
    "/users/1": (LOGIN, 403, 403, 403, 403, 200),
    "/users/1/edit": (LOGIN, 403, 403, 403, 403, 200),
    "/account": (LOGIN, 200),
    "/login": (200, 302),
    "/links/made-up": (404, 404),
    "/healthz": (200, 200),
}
DEEDS = {
    "/organizations/new": (LOGIN, 403, 403, 422, 422, 422),
    "/organizations/1/edit": (LOGIN, 403, 403, 422, 422, 422),
    "/organizations/1/rename": (LOGIN, 403, 403, 422, 422, 422),
    "/organizations/1/succeed": (LOGIN, 403, 403, 422, 422, 422),
    "/organizations/1/unsucceed": (LOGIN, 403, 403, 303, 303, 303),
    "/organizations/1/contacts/new": (LOGIN, 403, 403, 422, 422, 422),
    "/contacts/1/edit": (LOGIN, 403, 403, 404, 404, 404),
    "/contacts/1/remove": (LOGIN, 403, 403, 404, 404, 404),
    "/organizations/1/delete": (LOGIN, 403, 403, 422, 422, 422),
    "/organizations/1/restore": (LOGIN, 403, 403, 404, 404, 404),
    "/agreements/new": (LOGIN, 403, 403, 422, 422, 422),
    "/agreements/1/edit": (LOGIN, 403, 403, 422, 422, 422),
    "/agreements/1/end": (LOGIN, 403, 403, 422, 422, 422),
    "/agreements/1/amend": (LOGIN, 403, 403, 422, 422, 422),
    "/agreements/1/revise_amendment": (LOGIN, 403, 403, 404, 404, 404),
    "/agreements/1/remove_amendment": (LOGIN, 403, 403, 404, 404, 404),
    "/agreements/1/join": (LOGIN, 403, 403, 422, 422, 422),
    "/agreements/1/leave": (LOGIN, 403, 403, 422, 422, 422),
    "/agreements/1/notice": (LOGIN, 403, 403, 422, 422, 422),
    "/agreements/1/delete": (LOGIN, 403, 403, 422, 422, 422),
    "/agreements/1/restore": (LOGIN, 403, 403, 404, 404, 404),
    "/duplicates/1/2/merge": (LOGIN, 403, 403, 422, 422, 422),
    "/duplicates/1/2/unmerge": (LOGIN, 403, 403, 409, 409, 409),
    "/duplicates/1/2/apart": (LOGIN, 403, 403, 303, 303, 303),
    "/duplicates/1/2/reopen": (LOGIN, 403, 403, 303, 303, 303),
    "/administration/city": (LOGIN, 403, 403, 403, 403, 303),
    "/administration/rules": (LOGIN, 403, 403, 403, 403, 303),
    "/agreements/1/files/new": (LOGIN, 403, 403, 422, 422, 422),
    "/meetings/1/files/new": (LOGIN, 403, 403, 422, 422, 422),
    "/attachments/1/replace": (LOGIN, 403, 404, 404, 404, 404),
    "/attachments/1/remove": (LOGIN, 403, 404, 404, 404, 404),
    "/attachments/1/restore": (LOGIN, 403, 404, 404, 404, 404),
    "/administration/backup": (LOGIN, 403, 403, 403, 403, 200),
    "/meetings/new": (LOGIN, 403, 403, 422, 422, 422),
    "/meetings/quick": (LOGIN, 403, 403, 422, 422, 422),
    "/meetings/several": (LOGIN, 403, 403, 422, 422, 422),
    "/meetings/paste": (LOGIN, 403, 403, 422, 422, 422),
    "/meetings/1/edit": (LOGIN, 403, 403, 422, 422, 422),
    "/meetings/1/hold": (LOGIN, 403, 403, 422, 422, 422),
    "/meetings/1/join/2": (LOGIN, 403, 403, 409, 409, 409),
    "/meetings/1/delete": (LOGIN, 403, 403, 303, 303, 303),
    "/meetings/1/restore": (LOGIN, 403, 404, 303, 303, 303),
    "/imports": (LOGIN, 403, 403, 422, 422, 422),
    "/imports/run": (LOGIN, 403, 403, 422, 422, 422),
    "/projects/new": (LOGIN, 403, 403, 422, 422, 422),
    "/projects/3/edit": (LOGIN, 403, 403, 422, 422, 422),
    "/projects/3/begin": (LOGIN, 403, 403, 422, 422, 422),
    "/projects/3/complete": (LOGIN, 403, 403, 422, 422, 422),
    "/projects/3/cancel": (LOGIN, 403, 403, 422, 422, 422),
    "/projects/3/suspend": (LOGIN, 403, 403, 303, 303, 303),
    "/projects/3/resume": (LOGIN, 403, 403, 303, 303, 303),
    "/projects/3/delete": (LOGIN, 403, 403, 303, 303, 303),
    "/projects/3/restore": (LOGIN, 403, 403, 303, 303, 303),
    "/departments/new": (LOGIN, 403, 403, 422, 422, 422),
    "/departments/1/edit": (LOGIN, 403, 403, 422, 422, 422),
    "/departments/1/up": (LOGIN, 403, 403, 303, 303, 303),
    "/departments/1/delete": (LOGIN, 403, 403, 409, 409, 409),
    "/departments/reorganize": (LOGIN, 403, 403, 422, 422, 422),
    "/fields/new": (LOGIN, 403, 403, 422, 422, 422),
    "/fields/1/edit": (LOGIN, 403, 403, 422, 422, 422),
    "/groups/1/unite": (LOGIN, 403, 403, 422, 422, 422),
    "/fields/1/retire": (LOGIN, 403, 403, 303, 303, 303),
    "/fields/1/reactivate": (LOGIN, 403, 403, 303, 303, 303),
    "/groups/1/down": (LOGIN, 403, 403, 303, 303, 303),
    "/groups/1/delete": (LOGIN, 403, 403, 409, 409, 409),
    "/views/organizations/new": (LOGIN, 422),
    "/views/1/forget": (LOGIN, 404),
    "/users/invite": (LOGIN, 403, 403, 403, 403, 422),
    "/users/5/edit": (LOGIN, 403, 403, 403, 403, 422),
    "/users/5/end-sessions": (LOGIN, 403, 403, 403, 403, 303),
    "/users/5/disable": (LOGIN, 403, 403, 403, 403, 303),
    "/users/5/enable": (LOGIN, 403, 403, 403, 403, 303),
    "/users/5/reset": (LOGIN, 403, 403, 403, 403, 200),
    "/account/password": (LOGIN, 422),
    "/account/end-sessions": (LOGIN, 303),
    "/login": (422, 422),
    "/logout": (LOGIN, LOGIN),
    "/language": (302, 302),
    "/links/made-up": (404, 404),
}
"""What each gets who posts the form blank, one line after the other in a registry of their own."""

OF_ITS_OWN: dict[str, tuple[int, int]] = {
    "GET /meetings/{meeting}/files/new": (200, 403),
    "POST /meetings/{meeting}/files/new": (422, 403),
    "GET /meetings/{meeting}/edit": (200, 403),
    "GET /meetings/{meeting}/hold": (409, 403),
    "GET /meetings/{meeting}/delete": (200, 403),
    "GET /meetings/{meeting}/join/{meeting}": (409, 403),
    "POST /meetings/{meeting}/edit": (422, 403),
    "POST /meetings/{meeting}/hold": (422, 403),
    "POST /meetings/{meeting}/join/{meeting}": (409, 403),
    "GET /projects/{project}/edit": (200, 403),
    "GET /projects/{project}/begin": (409, 403),
    "GET /projects/{project}/complete": (200, 403),
    "GET /projects/{project}/cancel": (200, 403),
    "POST /projects/{project}/edit": (422, 403),
    "POST /projects/{project}/begin": (422, 403),
    "POST /projects/{project}/complete": (422, 403),
    "POST /projects/{project}/cancel": (422, 403),
    "POST /projects/{project}/suspend": (303, 403),
    "POST /projects/{project}/resume": (303, 403),
}
"""What somebody of a department gets, for its own record and for another department's: "POST /meetings/{meeting}/edit".

``{meeting}`` and ``{project}`` stand for the record's id. Who belongs to no department gets what another one gets.
"""

NOT_OURS = {"static", "bootstrap.static"}
TEST = Deed("test", NOW)
OWN, OTHER = "企画課", "健康推進課"


def in_column(table: dict[str, tuple], who: str) -> dict[str, int | str]:
    """What the table says of somebody."""
    return {
        address: line[WHO.index(who) if len(line) == len(WHO) else who != NOBODY] for address, line in table.items()
    }


def browser(site, name: str) -> FlaskClient:
    limiter.reset()
    client = site.test_client()
    if name != NOBODY:
        assert log_in(client, name).status_code == 302
    return client


def answer_of(response) -> int | str:
    sent_to_login = response.status_code == 401 or (
        response.status_code == 302 and response.location.startswith("/login")
    )
    return LOGIN if sent_to_login else response.status_code


def posted(site, name: str, address: str) -> int | str:
    """The answer to a blank form, in a fresh login: the deed before may have ended the last one."""
    client = browser(site, name)
    token = token_of(client, "/login" if name == NOBODY else "/counts")
    return answer_of(client.post(address, data={"csrf_token": token}))


@pytest.mark.parametrize("who", WHO)
def test_each_gets_the_pages_that_the_table_says(site, who):
    client = browser(site, who)
    assert {address: answer_of(client.get(address)) for address in PAGES} == in_column(PAGES, who)


@pytest.mark.parametrize("who", WHO)
def test_each_may_do_what_the_table_says(site, who):
    assert {address: posted(site, who, address) for address in DEEDS} == in_column(DEEDS, who)


def test_no_deed_is_done_without_its_token_or_by_a_link(site):
    client, adapter = browser(site, Role.ADMINISTRATOR), site.url_map.bind("localhost")
    assert {address: client.post(address).status_code for address in DEEDS} == dict.fromkeys(DEEDS, 400)
    only_posted = [address for address in DEEDS if not adapter.test(address, "GET")]
    assert {address: client.get(address).status_code for address in only_posted} == dict.fromkeys(only_posted, 405)


def test_the_tables_name_every_route(site):
    adapter = site.url_map.bind("localhost")
    pages = {adapter.match(address, "GET")[0] for address in PAGES}
    deeds = {adapter.match(address, "POST")[0] for address in DEEDS}
    forgotten = {rule.endpoint for rule in site.url_map.iter_rules()} - pages - deeds - NOT_OURS
    assert not forgotten, "Remedy: a line for each in PAGES or DEEDS."


@pytest.fixture
def departments(site) -> dict[str, dict[str, int]]:
    """Whose record → its ids; a project is one's own by leading it, and by helping with it."""
    with site.app_context(), writing():
        body = organization("甲株式会社")
        ids = {
            name: {"meeting": meeting(body, department=name).id, "project": led_by(name).id} for name in (OWN, OTHER)
        }
        helping = led_by(OTHER, departments=(OWN,))
        for name in (OWN, OTHER):
            add_user(TEST, name=name, role=Role.DEPARTMENT, department=name, password=PASSWORD)
    return ids | {"helping": ids[OWN] | {"project": helping.id}}


def led_by(department: str, **values) -> Project:
    draft = ProjectDraft(f"{department}の事業", department, NOW.date(), **values)
    return record_project(TEST, draft=draft, create_names=True)


def test_a_department_gets_to_its_own_records_as_the_table_says(site, departments):
    def answer(line: str, name: str, record: str) -> int | str:
        method, address = line.format(**departments[record]).split()
        return posted(site, name, address) if method == "POST" else answer_of(browser(site, name).get(address))

    own = {line: (answer(line, OWN, OWN), answer(line, OWN, OTHER)) for line in OF_ITS_OWN}
    assert own == OF_ITS_OWN
    assert {line: (answer(line, OWN, "helping"), answer(line, Role.DEPARTMENT, OWN)) for line in OF_ITS_OWN} == own


def test_what_a_department_does_to_its_own_stands_in_the_tables_of_roles_too(site):
    adapter = site.url_map.bind("localhost")

    def endpoints(lines) -> set[str]:
        return {adapter.match(address, method)[0] for method, address in lines}

    owned = endpoints(line.format(meeting=1, project=1).split() for line in OF_ITS_OWN)
    assert owned <= endpoints([("GET", each) for each in PAGES] + [("POST", each) for each in DEEDS])
