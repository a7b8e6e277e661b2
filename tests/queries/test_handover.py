"""What is handed over, beside a plain look through the same records; numbers reckoned by hand."""

from datetime import date

import pytest

from registry.commands.contacts import add_contact
from registry.commands.organizations import merge_organizations
from registry.domain.drafts import PartyDraft
from registry.domain.vocabulary import MeetingStatus, ProjectState
from registry.queries.handover import first_month, get_handover, year_to_tell
from tests.departments_loop import call, department, noted, report, request
from tests.office import SATO, agreement, meeting, organization, project

DAY = date(2021, 4, 1)
OURS, THEIRS = "福祉課", "農政課"


def contact(body, name: str) -> None:
    values = {"name": name, "post": "課長", "phone": "0120-1", "mail": "", "notes": "内緒"}
    add_contact(SATO, organization_id=body.id, values=values)


def led(by: str, name: str, **values):
    made = project(name, **values)
    made.lead_department = department(by)
    return noted(made)


@pytest.fixture
def office(session) -> dict:
    """Two departments, with agreements in force, over and to come, projects open and closed, and contacts."""
    one, two, left, alone = (organization(name) for name in ("甲社", "乙社", "去った社", "縁のない社"))
    copy = organization("甲社の写し")
    gone = PartyDraft(left.id, left_on=date(2020, 12, 31))
    ours = agreement(one, gone, title="見守り", department=OURS, number="R2-1", expires_on=date(2021, 4, 30))
    agreement(two, title="農業", department=THEIRS, concluded="2015-05-01", number="H27-1")
    over = {"concluded": "2018-04-01", "expires_on": date(2020, 9, 30)}
    agreement(two, title="終わった", department=OURS, number="H30-1", **over)
    going = led(OURS, "見守り事業", started="2020-06-01", agreements=(ours.id,), organizations=(one.id,))
    led(THEIRS, "農業事業", started="2019-06-01", organizations=(two.id,))
    led(OURS, "終了事業", state=ProjectState.COMPLETED, ended_on=date(2021, 3, 31))
    led(OURS, "提案事業", started="2021-04-01", state=ProjectState.PROPOSED)
    for body, name in ((copy, "写しの人"), (one, "甲の人"), (two, "乙の人"), (left, "去った人"), (alone, "縁のない人")):
        contact(body, name)
    merge_organizations(SATO, duplicate_id=copy.id, into_id=one.id)
    return {"one": one, "two": two, "project": going}


def test_agreements_and_projects_are_those_in_force_and_open(office):
    whole, ours = get_handover(None, day=DAY), get_handover(OURS, day=DAY)
    assert {row.title for row in whole.agreements} == {"見守り", "農業"}
    assert [row.title for row in ours.agreements] == ["見守り"]
    assert ours.next_days == {ours.agreements[0].id: date(2021, 4, 30)}
    assert {row.name for row in whole.projects} == {"見守り事業", "農業事業", "提案事業"}
    assert {row.name for row in ours.projects} == {"見守り事業", "提案事業"}


def test_requests_and_the_last_report_stand_beside_their_project(office):
    going = office["project"]
    request(going, THEIRS, due="2021-05-31")
    request(going, "防災課", state="handed_back")
    for year, state in ((2019, "accepted"), (2020, "submitted"), (2021, "draft")):
        report(going, year, state=state)
    found = get_handover(OURS, day=DAY)
    assert [(one.department, one.due_on) for one in found.requests[going.id]] == [(THEIRS, date(2021, 5, 31))]
    assert {key: one.fiscal_year for key, one in found.reports.items()} == {going.id: 2020}


def test_contacts_are_those_of_parties_and_partners_with_merged_records(office):
    names = [(one.organization, one.name) for one in get_handover(None, day=DAY).contacts]
    assert sorted(names) == sorted([("甲社", "写しの人"), ("甲社", "甲の人"), ("乙社", "乙の人")])
    assert {one.name for one in get_handover(OURS, day=DAY).contacts} == {"写しの人", "甲の人"}


def test_the_year_is_told_in_numbers_that_count(office):
    one, two = office["one"], office["two"]
    meeting(one, held="2020-04-01", department=OURS)
    meeting(one, two, held="2021-03-31", department=OURS)
    meeting(one, held="2020-05-01", department=OURS, status=MeetingStatus.CANCELLED)
    meeting(two, held="2020-05-01", department=THEIRS)
    meeting(two, held="2020-03-31", department=OURS)
    report(office["project"], 2020, state="accepted")
    numbers = get_handover(OURS, day=DAY).numbers
    assert (numbers.meetings, numbers.organizations_met) == (2, 2)
    assert (numbers.agreements_new, numbers.agreements_over) == (1, 1)
    assert (numbers.projects_begun, numbers.projects_over) == (2, 1)
    assert (numbers.reports_accepted, numbers.reports_expected) == (1, 2)
    whole = get_handover(None, day=DAY).numbers
    assert (whole.meetings, whole.agreements_new, whole.reports_expected) == (3, 1, 3)


def test_days_are_what_is_overdue_and_the_next_twelve_months(office):
    for held in ("2021-03-31", "2021-04-30", "2022-04-01", "2022-04-02"):
        meeting(office["one"], held=held, status=MeetingStatus.PLANNED, department=OURS, subject=held)
    call(2020, opens="2021-03-01", due="2021-04-20")
    dues = get_handover(OURS, day=DAY).dues
    assert [due.title for due in dues if due.meeting_type] == ["2021-03-31", "2021-04-30", "2022-04-01"]
    assert [due.deadline.day for due in dues if due.reports] == [date(2021, 4, 20)]


@pytest.mark.parametrize(
    ("day", "last"),
    [
        (date(2021, 4, 1), date(2021, 4, 30)),
        (date(2021, 4, 30), date(2021, 4, 30)),
        (date(2021, 3, 31), date(2021, 4, 30)),
        (date(2021, 12, 20), date(2022, 1, 31)),
        (date(2024, 1, 31), date(2024, 2, 29)),
    ],
)
def test_the_first_month_is_april_in_april_and_the_next_one_else(day, last):
    assert first_month(day) == last


def test_until_june_the_year_that_has_ended_is_told():
    days = (date(2021, 3, 31), date(2021, 4, 1), date(2021, 6, 30), date(2021, 7, 1))
    assert [year_to_tell(day).year for day in days] == [2020, 2020, 2020, 2021]


def test_an_empty_registry_hands_over_nothing(session):
    found = get_handover(None, day=DAY)
    assert [found.agreements, found.projects, found.dues, found.contacts] == [[], [], [], []]
    assert get_handover("知らない課", day=DAY).numbers == found.numbers
