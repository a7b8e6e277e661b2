"""A page asks the database a fixed number of questions, however much there is."""

import pytest
from sqlalchemy import event

from registry.database import db, writing
from registry.domain.vocabulary import Role
from tests.office import agreement, meeting, organization, project

STATEMENTS = {
    "/healthz": 2,
    "/counts/2020": 8,
    "/years/2020": 16,
    "/sheets/2020": 16,
    "/sheets/2020.pdf?findings=1": 14,
    "/sheets/2020/evidence/organizations_cumulative/2020": 15,
    "/sheets/2020/evidence/meetings/2020": 15,
    "/organizations": 19,
    "/organizations?agreement=in_force&q=株式会社&sort=contact": 20,
    "/organizations.csv": 12,
    "/organizations/4": 19,
    "/organizations/4?all=1&kind=meetings": 19,
    "/organizations/suggest?q=青葉": 3,
    "/search?q=追加": 11,
    "/projects": 14,
    "/projects?q=事業&organization=1&agreement=1&department=農政課&year=2020": 17,
    "/projects.csv": 9,
    "/projects/3": 14,
    "/projects/suggest?q=事業": 3,
    "/agreements/suggest?q=協定": 4,
    "/meetings": 13,
    "/meetings?q=株式会社&counted=yes&kind=company&organization=1": 14,
    "/meetings.csv": 6,
    "/meetings/1": 16,
    "/agreements": 14,
    "/agreements?state=renewal_due&q=市": 15,
    "/agreements.csv": 7,
    "/agreements/46": 18,
    "/deadlines": 12,
}
"""With the BEGIN of the transaction, the reader, and what the frame asks for; right after something has changed."""
SINCE_THE_LAST_CHANGE = {"/organizations": 9, "/agreements": 6, "/meetings": 7, "/projects": 8}
"""The same, when the page has been asked for since the last change."""


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


def asked_anew(site, client, address: str) -> list[str]:
    site.extensions.pop("unchanged", None)
    return asked(site, client, address)


def with_parties(site, number: int) -> str:
    with site.app_context(), writing():
        return f"/agreements/{agreement(*[organization(f'{number}の{one}') for one in range(number)]).id}"


@pytest.mark.parametrize("name", ["leave", "delete"])
def test_an_open_deed_asks_as_much_however_many_parties_there_are(site, browser_of, name):
    clerk = browser_of(Role.SECRETARIAT)
    few, many = (len(asked_anew(site, clerk, f"{with_parties(site, number)}?deed={name}")) for number in (2, 40))
    assert few == many


def record_much_more(site) -> None:
    with site.app_context(), writing():
        for number in range(40):
            body = organization(f"追加{number}株式会社", kind="company")
            agreement(body, concluded="2020-06-01", title=f"追加の協定{number}")
            meeting(body, held="2020-07-01", subject=f"追加の協議{number}")
            project(f"追加の事業{number}", organizations=(body.id,))


@pytest.mark.parametrize("address", STATEMENTS)
def test_a_page_asks_as_much_as_the_table_says(site, viewer, address):
    assert len(asked_anew(site, viewer, address)) == STATEMENTS[address]


@pytest.mark.parametrize("address", SINCE_THE_LAST_CHANGE)
def test_what_has_not_changed_is_not_asked_again(site, viewer, address):
    asked(site, viewer, address)
    assert len(asked(site, viewer, address)) == SINCE_THE_LAST_CHANGE[address]


def test_more_records_make_no_more_questions(site, viewer):
    record_much_more(site)
    assert {address: len(asked_anew(site, viewer, address)) for address in STATEMENTS} == STATEMENTS
