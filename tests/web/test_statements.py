"""A page asks the database a fixed number of questions, however much there is."""

import pytest
from sqlalchemy import event

from registry.database import db, writing
from registry.domain.vocabulary import MeetingStatus, Role
from tests.office import agreement, day, meeting, organization, project

STATEMENTS = {
    "/healthz": 2,
    "/counts/2020": 8,
    "/years/2020": 20,
    "/sheets/2020": 15,
    "/sheets/2020.pdf?findings=1": 12,
    "/sheets/2020/evidence/organizations_cumulative/2020": 14,
    "/sheets/2020/evidence/meetings/2020": 14,
    "/organizations": 18,
    "/organizations?agreement=in_force&q=株式会社&sort=contact": 18,
    "/organizations.csv": 11,
    "/organizations/4": 18,
    "/organizations/4?all=1&kind=meetings": 18,
    "/organizations/suggest?q=青葉": 3,
    "/search?q=追加": 10,
    "/projects": 14,
    "/projects?q=事業&organization=1&agreement=1&department=農政課&year=2020": 16,
    "/projects.csv": 8,
    "/projects/3": 13,
    "/projects/suggest?q=事業": 3,
    "/agreements/suggest?q=協定": 4,
    "/meetings": 12,
    "/meetings?q=株式会社&counted=yes&kind=company&organization=1": 13,
    "/meetings.csv": 6,
    "/meetings/1": 15,
    "/agreements": 13,
    "/agreements?state=renewal_due&q=市": 13,
    "/agreements.csv": 6,
    "/agreements/46": 17,
    "/deadlines": 9,
}
"""With the BEGIN of the transaction, the reader, and what the frame asks for."""


def asked(site, client, address: str) -> list[str]:
    statements = []

    def note(_connection, _cursor, statement, *_rest):
        statements.append(statement)

    with site.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        assert client.get(address).status_code == 200
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return statements


def with_parties(site, number: int) -> str:
    with site.app_context(), writing():
        return f"/agreements/{agreement(*[organization(f'{number}の{one}') for one in range(number)]).id}"


@pytest.mark.parametrize("name", ["leave", "delete"])
def test_an_open_deed_asks_as_much_however_many_parties_there_are(site, browser_of, name):
    clerk = browser_of(Role.SECRETARIAT)
    few, many = (len(asked(site, clerk, f"{with_parties(site, number)}?deed={name}")) for number in (2, 40))
    assert few == many


def record_much_more(site) -> None:
    with site.app_context(), writing():
        for number in range(40):
            body = organization(f"追加{number}株式会社", kind="company")
            agreement(body, concluded="2020-06-01", title=f"追加の協定{number}")
            meeting(body, held="2020-07-01", subject=f"追加の協議{number}")
            project(f"追加の事業{number}", organizations=(body.id,))


HOME = {"/": 40, "/years/2020": 39, "/years/2021": 41, "/years/2019": 16}
"""The home page of the secretariat, with what is to do; a past year has no such list."""


@pytest.mark.parametrize("address", HOME)
def test_the_home_page_asks_the_same_for_what_is_to_do_however_much_waits(site, browser_of, address):
    clerk = browser_of(Role.SECRETARIAT)
    with site.app_context(), writing():
        organization("区分のない会")
        meeting(organization("追加の会", kind="association"), held="2021-07-01", status=MeetingStatus.PLANNED)
    assert len(asked(site, clerk, address)) == HOME[address]
    with site.app_context(), writing():
        for number in range(20):
            body = organization(f"区分のない追加の会{number}")
            agreement(body, concluded="2015-06-01", title=f"追加の協定{number}", expires_on=day("2022-01-31"))
            agreement(body, concluded="2015-06-01", title=f"続く協定{number}")
            meeting(body, held="2020-07-01", subject=f"追加の協議{number}", status=MeetingStatus.PLANNED)
    assert len(asked(site, clerk, address)) == HOME[address]


@pytest.mark.parametrize("address", STATEMENTS)
def test_a_page_asks_as_much_as_the_table_says(site, viewer, address):
    assert len(asked(site, viewer, address)) == STATEMENTS[address]


def test_more_records_make_no_more_questions(site, viewer):
    record_much_more(site)
    assert {address: len(asked(site, viewer, address)) for address in STATEMENTS} == STATEMENTS
