"""Every page answers on each kind of database."""

from registry.commands.users import add_user
from registry.database import writing
from registry.domain.deed import Deed
from registry.domain.vocabulary import Role
from registry.evaluation.layout import printed_form
from registry.queries.rules import get_rules
from registry.queries.sheets import get_sheet
from tests.evaluation.seed_sheet import seed_sheet
from tests.web.conftest import NOW, PASSWORD, Clock, log_in
from tests.web.form_sending import form_to

PAGES = (
    "/years/2020",
    "/counts/2021",
    "/sheets/2020",
    "/sheets/2020.json",
    "/sheets/2020/evidence/population/2018?page=2",
    "/sheets/2020/evidence/agreements_in_force/2020",
    "/sheets/2020/evidence/projects/2020",
    "/agreements?state=renewal_due&sort=title&q=大学&year=H18-R3&group=東京ネットワーク",
    "/agreements.csv?sort=-number",
    "/agreements/44",
    "/deadlines",
    "/projects/14",
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


def test_a_part_of_the_sheet_is_written(demonstration):
    demonstration.config["CLOCK"] = Clock()
    with demonstration.app_context(), writing():
        add_user(Deed("test", NOW), name="clerk", role=Role.SECRETARIAT, password=PASSWORD)
    client, address = demonstration.test_client(), "/sheets/2021/edit/check"
    assert log_in(client, "clerk").status_code == 302
    assert client.post("/sheets/new", data=form_to(client.get("/sheets/new").text, "/sheets/new")).status_code == 303
    form = form_to(client.get(address).text, address) | {"check.1.achieved": "y", "check.1.reason": "書き直した。"}
    assert client.post(f"/drafts?form={address}", data=form).status_code == 200
    assert client.post(address, data=form).status_code == 303
    assert client.post(address, data=form | {"form_key": "another"}).status_code == 409
    with demonstration.app_context():
        sheet = get_sheet(2021, as_of=NOW.date(), rules=get_rules())
    assert (sheet.answer(1).ticked, sheet.answer(1).reason) == ({"achieved"}, "書き直した。")
    assert "check.1.reason" not in sheet.carried
    assert sheet.carried["check.2.reason"] == 2020


def test_each_gives_the_same_form(demonstration):
    """What is drawn is equal down to the numbers' digits, and so are the documents' bytes."""
    with demonstration.app_context():
        stored = get_sheet(2020, as_of=NOW.date(), rules=get_rules())
    drawn = [printed_form(sheet, with_findings=True, say=str) for sheet in (stored, seed_sheet())]
    assert repr(drawn[0]) == repr(drawn[1])
