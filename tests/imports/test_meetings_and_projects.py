"""Files of meetings and of projects against the registry."""

from datetime import date

import pytest

from registry.domain.drafts import AgreementDraft, MeetingDraft, PartyDraft, ProjectDraft
from registry.domain.vocabulary import MeetingChannel, MeetingStatus, MeetingType, ProjectState
from tests.imports.files import bodies, counts, errors, planned, questions, stored, warnings, with_records

DAY = date(2020, 4, 1)


def with_meetings(*meetings: MeetingDraft, **more):
    records = tuple(stored(place, draft, **more) for place, draft in enumerate(meetings, start=21))
    return with_records(bodies("株式会社一", "株式会社二"), meetings=records)


def with_projects(*projects: ProjectDraft):
    agreement = AgreementDraft(concluded_on=DAY, parties=(PartyDraft(1),), number="R2-01")
    records = tuple(stored(place, draft) for place, draft in enumerate(projects, start=31))
    return with_records(bodies("株式会社一", "株式会社二"), agreements=(stored(11, agreement),), projects=records)


def test_every_column_of_a_meeting_reaches_the_draft():
    text = (
        "番号,開催日,種類,状態,形式,相手方,担当課,件名,内容,計上,計上理由\n"
        '7,R2.4.1,アプローチ,予定,オンライン,㈱一;㈱新,企画課,件,"一\n二",×,内輪\n'
    )
    plan = planned("meetings", text, with_meetings())
    assert plan.creations[0].draft == MeetingDraft(
        number="7",
        held_on=DAY,
        type=MeetingType.APPROACH,
        status=MeetingStatus.PLANNED,
        channel=MeetingChannel.ONLINE,
        organizations=(1, -1),
        department="企画課",
        subject="件",
        summary="一\n二",
        counted=False,
        counted_reason="内輪",
    )
    assert [body.draft.name for body in plan.bodies] == ["㈱新"]


def test_blank_cells_of_a_meeting_take_the_stated_defaults():
    (record,) = planned("meetings", "開催日,種類,状態,計上\n2020-04-01,,,\n").creations
    assert record.draft == MeetingDraft(
        held_on=DAY, type=MeetingType.CONSULTATION, status=MeetingStatus.HELD, counted=None
    )


def test_a_meeting_without_a_number_is_found_by_day_type_organizations_and_subject():
    known = with_meetings(
        MeetingDraft(held_on=DAY, organizations=(2, 1), subject="件"),
        MeetingDraft(held_on=DAY, organizations=(1,), subject="件"),
        MeetingDraft(held_on=DAY, organizations=(1,), subject="件", type=MeetingType.LIAISON),
    )
    rows = ("2020-04-01,担当者会議,㈱一,件,三", "2020-04-01,,㈱一、㈱二,件,一", "2020-04-01,,㈱一,件,二")
    text = "\n".join(("開催日,種類,相手方,件名,内容", *rows))
    plan = planned("meetings", text, known)
    assert [(update.id, update.draft.summary) for update in plan.updates] == [(23, "三"), (21, "一"), (22, "二")]


def test_two_equal_meetings_on_one_day_are_two():
    text = "開催日,相手方\n2020-04-01,㈱一\n2020-04-01,㈱一\n"
    assert counts(planned("meetings", text, with_meetings())) == (2, 2, 0, 0)
    same = MeetingDraft(held_on=DAY, organizations=(1,))
    assert counts(planned("meetings", text, with_meetings(same, same))) == (2, 0, 0, 2)
    assert counts(planned("meetings", text, with_meetings(same))) == (2, 1, 0, 1)


def test_a_number_finds_a_meeting_that_has_none_yet():
    plan = planned(
        "meetings", "番号,開催日,相手方\n7,2020-04-01,㈱一\n", with_meetings(MeetingDraft(DAY, organizations=(1,)))
    )
    assert plan.updates[0].draft.number == "7"


def test_organizations_of_a_meeting_are_added_and_never_removed():
    known = with_meetings(MeetingDraft(held_on=DAY, organizations=(1,), number="7"))
    plan = planned("meetings", "番号,開催日,相手方\n7,2020-04-01,㈱二\n", known)
    assert plan.updates[0].draft.organizations == (1, 2)


def test_a_meeting_whose_subject_was_corrected_here_is_still_the_row_s():
    text = "開催日,相手方,件名\n2020-04-01,㈱一,誤字\n"
    key = planned("meetings", text, with_meetings()).creations[0].key
    corrected = MeetingDraft(held_on=DAY, organizations=(1,), subject="正字")
    plan = planned("meetings", text, with_meetings(corrected, version=2, imported=1, key=key))
    assert questions(plan) == [(2, "件名", "誤字", "edited_since")]


def test_equal_rows_are_remembered_each_for_itself():
    text = "開催日,相手方\n2020-04-01,㈱一\n2020-04-01,㈱一\n"
    first, second = planned("meetings", text, with_meetings()).creations
    assert first.key != second.key
    assert [record.key for record in planned("meetings", text, with_meetings()).creations] == [first.key, second.key]


def test_a_record_that_no_import_touched_is_marked_when_a_row_is_the_same():
    same = MeetingDraft(held_on=DAY, organizations=(1,))
    text = "開催日,相手方\n2020-04-01,㈱一\n"
    assert list(planned("meetings", text, with_meetings(same, imported=None)).seen) == [21]
    assert planned("meetings", text, with_meetings(same, imported=1)).seen == {}


def test_every_column_of_a_project_reaches_the_draft():
    text = (
        "番号,事業名,協定番号,相手方,主管課,関係課,開始日,終了日,状態\n"
        "5,健康都市,Ｒ2-01,㈱一、㈱新,企画課,農政課、福祉課,R2.4.1,R5.3.31,完了\n"
    )
    plan = planned("projects", text, with_projects())
    assert plan.creations[0].draft == ProjectDraft(
        number="5",
        name="健康都市",
        agreements=(11,),
        organizations=(1, -1),
        lead_department="企画課",
        departments=("農政課", "福祉課"),
        started_on=DAY,
        ended_on=date(2023, 3, 31),
        state=ProjectState.COMPLETED,
    )
    assert [body.draft.name for body in plan.bodies] == ["㈱新"]


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ("一,,企画課,2020-04-01,,完了", (2, "終了日", "", "required")),
        ("一,,企画課,2020-04-01,2020-03-31,実施中", (2, "終了日", "2020-03-31", "dates_out_of_order")),
        ("一,R2-01;R9-99,企画課,2020-04-01,,", (2, "協定番号", "R9-99", "no_such_number")),
        ("一,,,2020-04-01,,", (2, "主管課", "", "required")),
        ("一,,企画課,2020-04-01,,延期", (2, "状態", "延期", "unknown_value")),
    ],
)
def test_what_breaks_a_rule_of_projects_names_its_cell(cells, problem):
    plan = planned("projects", f"事業名,協定番号,主管課,開始日,終了日,状態\n{cells}\n", with_projects())
    assert errors(plan) == [problem]
    assert counts(plan) == (1, 0, 0, 0)


@pytest.mark.parametrize("cells", ["中止,", "中止,2020-05-01", "休止,", "提案,", ","])
def test_only_a_completed_project_needs_an_end(cells):
    text = f"事業名,主管課,開始日,状態,終了日\n一,企画課,2020-04-01,{cells}\n"
    assert errors(planned("projects", text, with_projects())) == []


def test_a_project_without_a_number_is_found_by_name_and_start():
    known = with_projects(ProjectDraft("健康都市", "企画課", DAY), ProjectDraft("健康都市", "企画課", date(2021, 4, 1)))
    text = "事業名,主管課,開始日,関係課\n健康 都市,企画課,2021-04-01,農政課\n"
    plan = planned("projects", text, known)
    assert [(update.id, update.draft.name) for update in plan.updates] == [(32, "健康都市")]
    assert warnings(plan) == [
        (2, "主管課", "企画課", "created_reference"),
        (2, "関係課", "農政課", "created_reference"),
        (2, "関係課", "農政課", "updated"),
    ]
