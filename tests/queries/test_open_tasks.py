"""What waits without a day: each kind with its number and its first record, and nothing where nothing waits."""

import pytest

from registry.domain.lists import ListQuery, Window
from registry.domain.vocabulary import DelegationState, ReportOutcome, ReportState
from registry.models import Department, ProjectDelegation, ProjectReport
from registry.queries.open_tasks import OpenTask, OpenTaskKind, list_open_tasks
from registry.queries.organization_list import list_organization_rows
from tests.office import SATO, agreement, day, meeting, organization, project

TODAY = day("2021-12-20")


def tasks() -> dict[OpenTaskKind, OpenTask]:
    return {task.kind: task for task in list_open_tasks(today=TODAY, sleeping_months=12)}


@pytest.fixture
def farm(session) -> Department:
    department = Department(name="農政課", position=99)
    session.add(department)
    session.flush()
    return department


def asked(session, one, department, state=DelegationState.ASKED, **values) -> ProjectDelegation:
    request = ProjectDelegation(
        project=one,
        department=department,
        request="実施してください",
        state=state,
        asked_at=SATO.at,
        asked_by="佐藤",
        **values,
    )
    session.add(request)
    session.flush()
    return request


def reported(session, one, department, *, year=2020, state=ReportState.SUBMITTED, **values) -> None:
    report = ProjectReport(
        project=one, fiscal_year=year, department=department, state=state, outcome=ReportOutcome.DONE, **values
    )
    session.add(report)
    session.flush()


def test_an_empty_registry_asks_for_nothing(session):
    assert tasks() == {}


def test_requests_that_came_back_wait_until_another_one_follows(session, farm):
    one, other = project("販路拡大"), project("見守り")
    first = asked(session, one, farm, DelegationState.HANDED_BACK, answer="人がいません")
    asked(session, other, farm, DelegationState.NAMED_OTHER, named_department=one.lead_department, answer="所管外です")
    task = tasks()[OpenTaskKind.RETURNED_REQUEST]
    assert (task.total, task.record_id, task.name, task.beside) == (2, one.id, "販路拡大", "農政課")
    asked(session, one, one.lead_department, previous_id=first.id)
    assert tasks()[OpenTaskKind.RETURNED_REQUEST].record_id == other.id


def test_submitted_reports_wait_by_their_year(session, farm):
    one, other = project("販路拡大"), project("見守り")
    reported(session, one, farm)
    reported(session, other, farm, submitted_at=SATO.at)
    reported(session, one, farm, year=2019)
    reported(session, other, farm, year=2019, state=ReportState.ACCEPTED)
    waiting = [task for task in list_open_tasks(today=TODAY, sleeping_months=12) if task.fiscal_year]
    assert [(task.fiscal_year, task.total, task.beside) for task in waiting] == [
        (2019, 1, "農政課"),
        (2020, 2, "農政課"),
    ]


def test_a_pair_that_may_be_one_body_is_named(session):
    one, other = organization("株式会社ルネサンス"), organization("ルネサンス株式会社")
    task = tasks()[OpenTaskKind.DUPLICATE]
    assert (task.total, task.record_id, task.beside_id) == (1, one.id, other.id)
    assert (task.name, task.beside) == ("株式会社ルネサンス", "ルネサンス株式会社")


def test_organizations_to_be_completed_are_as_many_as_their_list_has(session):
    organization("完備株式会社", kind="company")
    organization("未分類の会")
    organization("途中の会", kind="association").incomplete = True
    session.flush()
    task = tasks()[OpenTaskKind.INCOMPLETE]
    listed = list_organization_rows(ListQuery(values={"incomplete": "yes"}), Window(0, 50), day=TODAY).listed
    assert (task.total, task.unclassified) == (listed.total, 1) == (2, 1)


def test_sleeping_partnerships_are_named_the_oldest_first(session):
    body, awake = organization("静かな会", kind="association"), organization("動く会", kind="association")
    agreement(body, concluded="2016-05-01", title="新しい協定")
    first = agreement(body, concluded="2015-05-01", title="古い協定")
    agreement(awake, concluded="2014-05-01")
    meeting(awake, held="2021-11-01")
    task = tasks()[OpenTaskKind.SLEEPING]
    assert (task.total, task.record_id, task.name, task.beside) == (2, first.id, "古い協定", first.number)
