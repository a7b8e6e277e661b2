"""Every page answers on each kind of database."""

from registry.commands.users import add_user
from registry.database import writing
from registry.domain.deed import Deed
from registry.domain.vocabulary import Role
from tests.web.conftest import NOW, PASSWORD, Clock, log_in

PAGES = (
    "/years/2020",
    "/counts/2021",
    "/sheets/2020",
    "/sheets/2020.json",
    "/sheets/2020/evidence/population/2018?page=2",
    "/sheets/2020/evidence/agreements_in_force/2020",
    "/sheets/2020/evidence/projects/2020",
    "/healthz",
)


def test_every_page_answers(demonstration):
    demonstration.config["CLOCK"] = Clock()
    with demonstration.app_context(), writing():
        add_user(Deed("test", NOW), name="viewer", role=Role.VIEWER, password=PASSWORD)
    client = demonstration.test_client()
    log_in(client, "viewer", password="not this one")
    assert log_in(client, "viewer").status_code == 302
    assert {page: client.get(page).status_code for page in PAGES} == dict.fromkeys(PAGES, 200)
