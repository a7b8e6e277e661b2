"""Everybody gets to the pages and may do the deeds that the tables say, and nothing else."""

import pytest
from flask.testing import FlaskClient

from registry.commands.delegations import delegate_project
from registry.commands.projects import record_project
from registry.commands.users import add_user
from registry.database import writing
from registry.domain.deed import Deed
from registry.domain.delegation_deeds import DelegationDraft
from registry.domain.drafts import ProjectDraft
from registry.domain.vocabulary import Role
from registry.models import Project, ProjectDelegation
from registry.web.throttle import limiter
from tests.office import meeting, organization
from tests.web.access_tables import DEEDS, LOGIN, NOBODY, NOT_OURS, OF_ITS_OWN, PAGES, WHO, in_column
from tests.web.conftest import NOW, PASSWORD, log_in, token_of

TEST = Deed("test", NOW)
OWN, OTHER = "企画課", "健康推進課"


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
        for name, of_it in ids.items():
            of_it["request"] = asked_of(name).id
        helping = led_by(OTHER, departments=(OWN,))
        for name in (OWN, OTHER):
            add_user(TEST, name=name, role=Role.DEPARTMENT, department=name, password=PASSWORD)
    return ids | {"helping": ids[OWN] | {"project": helping.id}}


def asked_of(department: str) -> ProjectDelegation:
    """A request about a project of the secretariat."""
    draft = DelegationDraft(department, "実施をお願いします")
    return delegate_project(TEST, project_id=led_by("秘書政策課").id, draft=draft)


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
        return {adapter.match(address.partition("?")[0], method)[0] for method, address in lines}

    owned = endpoints(line.format(meeting=1, project=1, request=1).split() for line in OF_ITS_OWN)
    assert owned <= endpoints([("GET", each) for each in PAGES] + [("POST", each) for each in DEEDS])
