"""A yearly report is written, submitted, returned, corrected and accepted; a call asks for it, and a reminder."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from registry.commands.names import delete_name
from registry.commands.report_calls import call_for_reports, remind_departments
from registry.commands.reports import accept_report, reopen_report, return_report, save_report, submit_report
from registry.domain.deed import Deed
from registry.domain.errors import (
    EditedMeanwhile,
    InvalidDraft,
    NameInUse,
    NobodyToRemind,
    NoSuchRecord,
    NotInThatState,
    ReportNotOpen,
)
from registry.domain.report_drafts import CallDraft, FigureDraft, ReportDraft
from registry.domain.vocabulary import AfterReport, Noun, ProjectState, ReportOutcome, ReportState
from registry.models import Department, ReportNudge
from registry.queries.history import list_history
from registry.queries.reports import find_report_call, last_nudges, list_expected_reports, report_draft_of
from tests.office import SATO, project

AT = datetime(2021, 4, 20, 1, 0, tzinfo=UTC)
TANAKA = Deed("田中", AT, actor_id=8)
DONE = ReportDraft(
    outcome=ReportOutcome.DONE,
    result="講座を3回開いた。",
    figures=(FigureDraft("受講者", Decimal(124), "人", 1), FigureDraft("満足度", Decimal("91.5"), "%", 2)),
    cost=120_000,
    next_plan="回数を増やす。",
    publicity="広報4月号",
)


def deeds(noun: Noun, record_id: int) -> list[str]:
    return [one.action for one in reversed(list_history(noun, record_id, limit=20))]


def submitted(of=None, draft: ReportDraft = DONE):
    of = of or project()
    return submit_report(TANAKA, project_id=of.id, fiscal_year=2020, draft=draft)


def accepted(of, **after):
    one = submitted(of, replace(DONE, **after))
    return accept_report(SATO, report_id=one.id, version=one.version)


def fields_of(refusal: pytest.ExceptionInfo[InvalidDraft]) -> list[str]:
    return [each.field for each in refusal.value.problems]


def test_a_draft_may_have_gaps_and_keeps_all_that_was_written(session):
    of = project()
    empty = save_report(TANAKA, project_id=of.id, fiscal_year=2020, draft=ReportDraft())
    assert (empty.state, empty.department) == (ReportState.DRAFT, of.lead_department)
    save_report(TANAKA, project_id=of.id, fiscal_year=2020, draft=DONE, version=empty.version)
    assert report_draft_of(empty) == DONE
    save_report(TANAKA, project_id=of.id, fiscal_year=2020, draft=DONE, version=empty.version)
    assert deeds(Noun.REPORTS, empty.id) == ["record", "revise"]


def test_what_is_submitted_says_whether_it_was_done_and_what_came_of_it(session):
    with pytest.raises(InvalidDraft) as refusal:
        submitted(draft=ReportDraft())
    assert fields_of(refusal) == ["outcome", "result"]
    with pytest.raises(InvalidDraft) as refusal:
        submitted(draft=replace(DONE, after=AfterReport.COMPLETED))
    assert fields_of(refusal) == ["ended_on"]
    with pytest.raises(InvalidDraft) as refusal:
        submitted(draft=replace(DONE, after=AfterReport.CANCELLED, ended_on=date(2020, 3, 31)))
    assert fields_of(refusal) == ["ended_on"]


def test_a_day_without_an_end_is_not_kept(session):
    assert submitted(draft=replace(DONE, ended_on=date(2021, 3, 31))).ended_on is None


def test_two_who_write_at_once_do_not_overwrite_each_other(session):
    of = project()
    first = save_report(TANAKA, project_id=of.id, fiscal_year=2020, draft=DONE)
    with pytest.raises(EditedMeanwhile):
        save_report(SATO, project_id=of.id, fiscal_year=2020, draft=ReportDraft())
    save_report(SATO, project_id=of.id, fiscal_year=2020, draft=ReportDraft(), version=first.version)
    with pytest.raises(EditedMeanwhile):
        submit_report(TANAKA, project_id=of.id, fiscal_year=2020, draft=DONE, version=1)


def test_a_report_is_returned_with_a_remark_corrected_and_accepted(session):
    one = submitted()
    with pytest.raises(ReportNotOpen):
        save_report(TANAKA, project_id=one.project_id, fiscal_year=2020, draft=DONE, version=one.version)
    with pytest.raises(InvalidDraft) as refusal:
        return_report(SATO, report_id=one.id, remark=" ", version=one.version)
    assert fields_of(refusal) == ["remark"]
    return_report(SATO, report_id=one.id, remark="経費は千円でなく円で。", version=one.version)
    assert (one.state, one.remark) == (ReportState.RETURNED, "経費は千円でなく円で。")
    again = submit_report(
        TANAKA, project_id=one.project_id, fiscal_year=2020, draft=replace(DONE, cost=1), version=one.version
    )
    with pytest.raises(EditedMeanwhile):
        accept_report(SATO, report_id=one.id, version=1)
    accept_report(SATO, report_id=one.id, version=again.version)
    assert (one.state, one.cost, one.answered_by) == (ReportState.ACCEPTED, 1, "佐藤")
    with pytest.raises(NotInThatState):
        accept_report(SATO, report_id=one.id, version=one.version)
    reopen_report(SATO, report_id=one.id, remark="もう一度", version=one.version)
    assert one.state is ReportState.RETURNED
    assert deeds(Noun.REPORTS, one.id) == [
        "record",
        "submit_report",
        "return_report",
        "revise",
        "submit_report",
        "accept_report",
        "reopen_report",
    ]


@pytest.mark.parametrize(
    ("after", "ended_on", "state"),
    [
        (AfterReport.GOES_ON, None, ProjectState.ACTIVE),
        (AfterReport.SUSPENDED, None, ProjectState.SUSPENDED),
        (AfterReport.COMPLETED, date(2021, 3, 31), ProjectState.COMPLETED),
        (AfterReport.CANCELLED, date(2021, 2, 28), ProjectState.CANCELLED),
    ],
)
def test_acceptance_makes_of_the_project_what_the_report_says(session, after, ended_on, state):
    of = project()
    accepted(of, after=after, ended_on=ended_on)
    assert (of.state, of.ended_on) == (state, ended_on)


def test_acceptance_leaves_a_project_that_has_become_so_already(session):
    of = project(state=ProjectState.COMPLETED, ended_on=date(2021, 3, 1))
    one = accepted(of, after=AfterReport.COMPLETED, ended_on=date(2021, 3, 31))
    assert (one.state, of.ended_on) == (ReportState.ACCEPTED, date(2021, 3, 1))


def test_what_cannot_become_of_the_project_refuses_the_acceptance(session):
    of = project(state=ProjectState.COMPLETED, ended_on=date(2021, 3, 1))
    with pytest.raises(NotInThatState):
        accepted(of, after=AfterReport.CANCELLED, ended_on=date(2021, 3, 31))


def test_a_year_has_one_call_that_can_be_corrected(session):
    draft = CallDraft(date(2021, 4, 1), date(2021, 4, 23), "お願いします。")
    call = call_for_reports(SATO, fiscal_year=2020, draft=draft)
    with pytest.raises(EditedMeanwhile):
        call_for_reports(SATO, fiscal_year=2020, draft=draft, version=0)
    call_for_reports(SATO, fiscal_year=2020, draft=replace(draft, due_on=date(2021, 4, 30)), version=call.version)
    assert find_report_call(2020).due_on == date(2021, 4, 30)
    assert deeds(Noun.REPORT_CALLS, call.id) == ["call_for_reports", "revise"]
    with pytest.raises(InvalidDraft) as refusal:
        call_for_reports(SATO, fiscal_year=2019, draft=CallDraft(date(2021, 4, 1), date(2021, 3, 31)))
    assert fields_of(refusal) == ["due_on"]


def test_departments_with_missing_reports_are_reminded_once_a_day(session):
    project()
    second = project("乙事業")
    second.lead_department = Department(name="連携推進室", position=99)
    session.flush()
    call = call_for_reports(SATO, fiscal_year=2020, draft=CallDraft(date(2021, 4, 1), date(2021, 4, 19)))

    def remind(at: datetime, **only) -> list[str]:
        return remind_departments(
            replace(SATO, at=at), fiscal_year=2020, as_of=at.date(), since=at.replace(hour=0), **only
        )

    assert remind(AT, only={second.lead_department_id}) == ["連携推進室"]
    assert remind(AT) == ["秘書政策課"]
    with pytest.raises(NobodyToRemind):
        remind(AT + timedelta(hours=3))
    submitted(second)
    assert remind(AT + timedelta(days=1)) == ["秘書政策課"]
    assert last_nudges(call.id)[second.lead_department_id] == AT
    assert deeds(Noun.REPORT_CALLS, call.id) == ["call_for_reports", *["remind_department"] * 3]
    with pytest.raises(NoSuchRecord):
        remind_departments(SATO, fiscal_year=2019, as_of=AT.date(), since=AT)


def test_a_department_that_has_reported_or_was_reminded_is_not_deleted(session):
    one, former = submitted(), Department(name="連携推進室", position=99)
    one.department = former
    reminded = Department(name="催促課", position=100)
    session.add(reminded)
    call = call_for_reports(SATO, fiscal_year=2020, draft=CallDraft(date(2021, 4, 1), date(2021, 4, 19)))
    session.add(ReportNudge(call_id=call.id, department=reminded, sent_at=AT, sent_by="佐藤"))
    session.flush()
    for department in (former, reminded):
        with pytest.raises(NameInUse):
            delete_name(SATO, noun=Noun.DEPARTMENTS, name_id=department.id)


def test_the_department_that_leads_when_it_is_submitted_is_the_reports_own(session):
    of = project()
    draft = save_report(TANAKA, project_id=of.id, fiscal_year=2020, draft=DONE)
    of.lead_department = Department(name="連携推進室", position=99)
    session.flush()
    submit_report(TANAKA, project_id=of.id, fiscal_year=2020, draft=DONE, version=draft.version)
    (one,) = list_expected_reports(2020, as_of=AT.date())
    assert (draft.department.name, one.department) == ("連携推進室", "連携推進室")
