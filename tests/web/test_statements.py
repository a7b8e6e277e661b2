"""A page asks the database a fixed number of questions, however much there is."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal

import pytest
from sqlalchemy import event

from registry.commands.delegations import delegate_project, hand_back_request
from registry.commands.organizations import rename_organization
from registry.commands.reports import submit_report
from registry.database import db, writing
from registry.domain.delegation_deeds import DelegationDraft, ReasonDraft
from registry.domain.report_drafts import FigureDraft, ReportDraft
from registry.domain.vocabulary import MeetingStatus, ReportOutcome, Role
from tests.finalizing import drafted, finalized
from tests.office import SATO, agreement, day, meeting, organization, project

STATEMENTS = {
    "/healthz": 2,
    "/counts/2020": 9,
    "/years/2020": 21,
    "/sheets/2020": 15,
    "/sheets/2020.pdf?findings=1": 14,
    "/sheets/2020/form": 18,
    "/sheets/2020/form-start.xlsx": 14,
    "/sheets/2020/names": 15,
    "/sheets/2020/evidence/organizations_cumulative/2020": 15,
    "/sheets/2020/evidence/meetings/2020": 15,
    "/sheets/2020/evidence/meetings/2020.csv": 6,
    "/sheets/2020/annex.xlsx": 31,
    "/sheets/2020/annex.pdf": 31,
    "/sheets/2020/years": 14,
    "/sheets/2020/years.xlsx": 13,
    "/sheets/2020/compare/2019": 17,
    "/organizations": 19,
    "/organizations?agreement=in_force&q=株式会社&sort=contact": 20,
    "/organizations.csv": 12,
    "/organizations/4": 19,
    "/organizations/4?all=1&kind=meetings": 19,
    "/organizations/suggest?q=青葉": 3,
    "/search?q=追加": 12,
    "/projects": 14,
    "/projects?q=事業&organization=1&agreement=1&department=農政課&year=2020": 17,
    "/projects.csv": 9,
    "/projects/3": 16,
    "/projects/suggest?q=事業": 3,
    "/agreements/suggest?q=協定": 4,
    "/meetings": 13,
    "/meetings?q=株式会社&counted=yes&kind=company&organization=1": 15,
    "/meetings.csv": 6,
    "/meetings/1": 16,
    "/agreements": 14,
    "/agreements?state=renewal_due&q=市": 15,
    "/agreements.csv": 7,
    "/agreements/46": 18,
    "/deadlines": 12,
}
"""With the BEGIN of the transaction, the reader, and what the frame asks for; right after something has changed."""
HANDOVER = 27
OF_THE_OFFICE = {
    "/years/2020/check-list": 24,
}
"""Pages that only the office sees."""

SINCE_THE_LAST_CHANGE = {"/organizations": 3, "/agreements": 5, "/meetings": 3, "/projects": 7}
"""The same, when the page has been asked for since the last change."""


@contextmanager
def noted(site) -> Iterator[list[str]]:
    """The statements that the database is sent meanwhile."""
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        statements.append(statement)

    with site.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", note)


def asked(site, client, address: str) -> list[str]:
    with noted(site) as statements:
        assert client.get(address).status_code == 200
    return statements


def asked_anew(site, client, address: str) -> list[str]:
    for kept in ("unchanged", "meeting_texts"):
        site.extensions.pop(kept, None)
    return asked(site, client, address)


def with_parties(site, number: int) -> str:
    with site.app_context(), writing():
        return f"/agreements/{agreement(*[organization(f'{number}の{one}') for one in range(number)]).id}"


@pytest.mark.parametrize("name", ["leave", "delete"])
def test_an_open_deed_asks_as_much_however_many_parties_there_are(site, browser_of, name):
    clerk = browser_of(Role.SECRETARIAT)
    few, many = (len(asked_anew(site, clerk, f"{with_parties(site, number)}?deed={name}")) for number in (2, 40))
    assert few == many


@pytest.mark.parametrize(("address", "statements"), [("/requests", 10), ("/requests.csv", 5), ("/requests/1", 11)])
def test_requests_ask_as_much_however_many_there_are(site, browser_of, address, statements):
    clerk = browser_of(Role.SECRETARIAT)
    with site.app_context(), writing():
        answered = delegate_project(SATO, project_id=3, draft=DelegationDraft("農政課", "実施をお願いします"))
        hand_back_request(SATO, request_id=answered.id, version=1, draft=ReasonDraft("人手が足りません"))
    assert len(asked(site, clerk, address)) == statements
    with site.app_context(), writing():
        for number in range(20):
            new = project(f"追加の事業{number}")
            delegate_project(SATO, project_id=new.id, draft=DelegationDraft("農政課", "お願いします"))
        delegate_project(SATO, project_id=3, draft=DelegationDraft("農政課", "再度"), follows=answered.id)
    assert len(asked(site, clerk, address)) == statements


@pytest.mark.parametrize(
    ("address", "statements"),
    [("/years/2020/reports", 9), ("/years/2020/reports.csv", 7), ("/projects/14/reports/2020", 12)],
)
def test_reports_ask_as_much_however_many_there_are(site, browser_of, address, statements):
    clerk = browser_of(Role.SECRETARIAT)
    report(site, 14)
    assert len(asked(site, clerk, address)) == statements
    for number in range(20):
        report(site, None, f"追加の事業{number}")
    assert len(asked(site, clerk, address)) == statements


WRITING = {"/sheets/new": 11, "/sheets/2020/edit/do": 17, "/sheets/2020/edit/figures": 17, "/sheets/2021": 5}
"""The pages on which a sheet is begun and written."""


@pytest.mark.parametrize("address", WRITING)
def test_writing_a_sheet_asks_as_much_however_much_is_counted(site, browser_of, address):
    clerk = browser_of(Role.SECRETARIAT)
    assert len(asked_anew(site, clerk, address)) == WRITING[address]
    record_much_more(site)
    assert len(asked_anew(site, clerk, address)) == WRITING[address]


@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_a_handover_asks_as_much_however_much_is_handed_over(site, browser_of, form):
    clerk = browser_of(Role.SECRETARIAT)
    assert len(asked_anew(site, clerk, f"/handover.{form}?day=R2.4.1")) == HANDOVER
    record_much_more(site)
    assert len(asked_anew(site, clerk, f"/handover.{form}?day=R2.8.1")) == HANDOVER


@pytest.mark.parametrize("address", OF_THE_OFFICE)
def test_a_page_of_the_office_asks_as_much_however_much_is_recorded(site, browser_of, address):
    clerk = browser_of(Role.CHIEF)
    assert len(asked_anew(site, clerk, address)) == OF_THE_OFFICE[address]
    record_much_more(site)
    assert len(asked_anew(site, clerk, address)) == OF_THE_OFFICE[address]


FINALIZED = {
    "/sheets/2019": 40,
    "/sheets/2019.pdf": 3,
    "/sheets/2019/drift": 34,
    "/sheets/2019/revisions": 15,
    "/sheets/2019/revisions/1": 8,
    "/sheets/2019/revisions/1/compare/1": 9,
    "/sheets/2018/finalize": 20,
    "/sheets/2020/findings/indicator_never_moves/indicators.activity.ア": 15,
}


def test_a_signed_sheet_asks_as_much_however_much_has_changed_since(site, browser_of):
    chief = browser_of(Role.CHIEF)
    with site.app_context(), writing():
        drafted(2018)
        finalized(2019, as_of=day("2021-12-20"))
    change(site, 1)
    assert {address: len(asked_anew(site, chief, address)) for address in FINALIZED} == FINALIZED
    for number in range(2, 20):
        change(site, number)
    assert {address: len(asked_anew(site, chief, address)) for address in FINALIZED} == FINALIZED


def change(site, number: int) -> None:
    """What the sheet of FY2019 would count, recorded late; and what it counts, called otherwise."""
    with site.app_context(), writing():
        body = organization(f"遅れた{number}株式会社", kind="company")
        late = agreement(body, concluded="2019-06-01", title=f"遅れた協定{number}")
        meeting(body, held="2019-07-01", subject=f"遅れた協議{number}")
        project(f"遅れた事業{number}", started="2019-05-01", agreements=(late.id,))
        rename_organization(SATO, organization_id=number, name=f"新しい名{number}", kana="", on=day("2021-05-01"))


def report(site, project_id: int | None, name: str = "") -> None:
    with site.app_context(), writing():
        of = project_id or project(name).id
        rows = tuple(FigureDraft(f"指標{place}", Decimal(place), "人", place) for place in (1, 2))
        draft = ReportDraft(outcome=ReportOutcome.DONE, result="実施した。", figures=rows)
        submit_report(SATO, project_id=of, fiscal_year=2020, draft=draft)


def record_much_more(site) -> None:
    with site.app_context(), writing():
        for number in range(40):
            body = organization(f"追加{number}株式会社", kind="company")
            agreement(body, concluded="2020-06-01", title=f"追加の協定{number}")
            meeting(body, held="2020-07-01", subject=f"追加の協議{number}")
            made = project(f"追加の事業{number}", organizations=(body.id,))
            delegate_project(SATO, project_id=made.id, draft=DelegationDraft("秘書政策課", "実施をお願いします"))


HOME = {"/": 43, "/years/2020": 42, "/years/2021": 44, "/years/2019": 17}
"""The home page of the secretariat, with what is to do; a past year has no such list."""


@pytest.mark.parametrize("address", HOME)
def test_the_home_page_asks_the_same_for_what_is_to_do_however_much_waits(site, browser_of, address):
    clerk = browser_of(Role.SECRETARIAT)
    with site.app_context(), writing():
        organization("区分のない会")
        meeting(organization("追加の会", kind="association"), held="2021-07-01", status=MeetingStatus.PLANNED)
    assert len(asked_anew(site, clerk, address)) == HOME[address]
    with site.app_context(), writing():
        for number in range(20):
            body = organization(f"区分のない追加の会{number}")
            agreement(body, concluded="2015-06-01", title=f"追加の協定{number}", expires_on=day("2022-01-31"))
            agreement(body, concluded="2015-06-01", title=f"続く協定{number}")
            meeting(body, held="2020-07-01", subject=f"追加の協議{number}", status=MeetingStatus.PLANNED)
    assert len(asked_anew(site, clerk, address)) == HOME[address]


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
