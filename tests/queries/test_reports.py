"""Which reports a year expects of whom, and what has come of them; numbers reckoned by hand."""

from datetime import UTC, date, datetime

from registry.commands.projects import delete_project
from registry.domain.vocabulary import ProjectState, ReportOutcome, ReportState
from registry.models import Department, ProjectReport, ReportCall, ReportNudge
from registry.queries.reports import (
    find_report,
    find_report_call,
    is_expected,
    last_nudges,
    list_accepted_reports,
    list_expected_reports,
    list_report_calls,
)
from tests.office import SATO, agreement, organization, project

AS_OF = date(2021, 4, 20)


def report(session, of, year: int = 2020, state: str = "draft", **values) -> ProjectReport:
    values = {"outcome": ReportOutcome.DONE, "department": of.lead_department} | values
    one = ProjectReport(project=of, fiscal_year=year, state=ReportState(state), **values)
    session.add(one)
    session.flush()
    return one


def names_of(expected) -> list[tuple[str, str, str | None]]:
    return [(one.name, one.department, one.state) for one in expected]


def test_every_project_that_counts_in_the_year_is_expected_under_an_agreement_or_not(session):
    contract = agreement(organization("甲"))
    under = project("甲事業", agreements=(contract.id,))
    project("乙事業", number="R2-2")
    project("丙事業", started="2021-04-01")
    project("丁事業", state=ProjectState.PROPOSED)
    project("戊事業", state=ProjectState.CANCELLED)
    project("己事業", started="2019-04-01", state=ProjectState.COMPLETED, ended_on=date(2020, 4, 1))
    project("庚事業", started="2019-04-01", state=ProjectState.COMPLETED, ended_on=date(2020, 3, 31))
    gone = project("辛事業")
    delete_project(SATO, project_id=gone.id)
    report(session, under, 2019, "accepted")
    found = list_expected_reports(2020, as_of=AS_OF)
    assert names_of(found) == [
        ("己事業", "秘書政策課", None),
        ("甲事業", "秘書政策課", None),
        ("乙事業", "秘書政策課", None),
    ]
    assert found[2].number == "R2-2"
    assert is_expected(under.id, 2020, as_of=AS_OF)
    assert not is_expected(gone.id, 2020, as_of=AS_OF)


def test_of_a_year_that_has_not_begun_nothing_is_expected(session):
    one = project()
    assert list_expected_reports(2022, as_of=AS_OF) == []
    assert not is_expected(one.id, 2022, as_of=AS_OF)


def test_a_report_is_missing_until_it_was_sent_and_again_when_it_was_returned(session):
    for state in ReportState:
        report(session, project(f"{state}"), 2020, state, remark="直してください")
    project("未着手")
    missing = {one.name: one.is_missing for one in list_expected_reports(2020, as_of=AS_OF)}
    assert missing == {"draft": True, "submitted": False, "returned": True, "accepted": False, "未着手": True}


def test_a_sent_report_stays_that_of_the_department_that_sent_it(session):
    written, open_still = project("甲事業"), project("乙事業")
    successor = Department(name="連携推進室", position=2)
    for one, state in ((written, "submitted"), (open_still, "draft")):
        report(session, one, 2020, state)
        one.lead_department = successor
    session.flush()
    new = open_still.lead_department_id
    former = find_report(written.id, 2020).department_id
    assert names_of(list_expected_reports(2020, as_of=AS_OF, department_id=former)) == [
        ("甲事業", "秘書政策課", "submitted")
    ]
    assert names_of(list_expected_reports(2020, as_of=AS_OF, department_id=new)) == [("乙事業", "連携推進室", "draft")]


def test_accepted_reports_are_those_of_the_year_and_of_living_projects(session):
    kept, gone = project("甲事業"), project("乙事業")
    report(session, kept, 2020, "accepted", result="講座を3回開いた。", cost=120_000)
    report(session, kept, 2019, "accepted", result="前年度")
    report(session, gone, 2020, "accepted", result="取り消した")
    report(session, project("丙事業"), 2020, "submitted", result="まだ")
    delete_project(SATO, project_id=gone.id)
    (one,) = list_accepted_reports(2020)
    assert (one.project, one.department, one.result, one.cost) == (
        "甲事業",
        "秘書政策課",
        "講座を3回開いた。",
        120_000,
    )


def test_calls_stand_by_year_and_each_department_has_its_last_reminder(session):
    one = project()
    for year in (2019, 2020):
        session.add(ReportCall(fiscal_year=year, opens_on=date(year + 1, 4, 1), due_on=date(year + 1, 4, 23)))
    session.flush()
    call = find_report_call(2020)
    assert call.due_on == date(2021, 4, 23)
    assert find_report_call(2018) is None
    assert [each.fiscal_year for each in list_report_calls()] == [2020, 2019]
    for day in (24, 26):
        at = datetime(2021, 4, day, tzinfo=UTC)
        session.add(ReportNudge(call_id=call.id, department=one.lead_department, sent_at=at, sent_by="佐藤"))
    session.flush()
    assert last_nudges(call.id) == {one.lead_department_id: datetime(2021, 4, 26, tzinfo=UTC)}
