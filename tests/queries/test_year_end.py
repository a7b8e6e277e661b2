from datetime import date

import pytest

from registry.database import writing
from registry.domain.vocabulary import MeetingStatus, OrganizationKind, ProjectState
from registry.queries.year_end import OpenRecords, count_open_records
from tests.office import agreement, meeting, organization, project

TODAY = date(2021, 5, 1)
NOTHING = OpenRecords(0, 0, 0, 0, 0, 0)


@pytest.fixture
def body(session):
    with writing():
        return organization("青葉製作所")


def test_an_empty_registry_has_nothing_open(session):
    assert count_open_records(2020, today=TODAY) == NOTHING


def test_planned_meetings_of_the_year_whose_day_is_over_wait(session, body):
    with writing():
        for held in ("2020-04-01", "2021-03-31", "2020-03-31", "2021-04-01"):
            meeting(body, held=held, status=MeetingStatus.PLANNED)
        meeting(body, held="2020-05-01")
        meeting(body, held="2020-05-02", status=MeetingStatus.CANCELLED)
    assert count_open_records(2020, today=TODAY).meetings_without_result == 2
    assert count_open_records(2020, today=date(2021, 3, 31)).meetings_without_result == 1


def test_organizations_without_a_kind_are_not_counted_as_incomplete_too(session):
    with writing():
        organization("某会", kind=OrganizationKind.UNCLASSIFIED)
        organization("桜商店", kind=OrganizationKind.COMPANY, incomplete=True)
    found = count_open_records(2020, today=TODAY)
    assert (found.unclassified, found.incomplete) == (1, 1)


def test_two_records_of_one_name_are_one_question(session):
    with writing():
        organization("株式会社あおば")
        organization("アオバ㈱")
    assert count_open_records(2020, today=TODAY).duplicates == 1


def test_a_project_that_counts_in_the_year_owes_a_report(session, body):
    with writing():
        concluded = agreement(body, concluded="2019-04-01")
        project(agreements=(concluded.id,), started="2020-06-01")
        project(agreements=(concluded.id,), started="2021-04-01")
        project(agreements=(concluded.id,), started="2020-06-01", state=ProjectState.PROPOSED)
    assert count_open_records(2020, today=TODAY).reports_missing == 1
    assert count_open_records(2020, today=TODAY).reports_waiting == 0
