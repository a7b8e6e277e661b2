"""協議: the office's deeds on contact meetings."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from registry.commands.meetings import (
    cancel_meeting,
    delete_meeting,
    hold_meeting,
    move_meeting,
    record_meeting,
    restore_meeting,
    revise_meeting,
)
from registry.commands.organizations import delete_organization
from registry.domain.drafts import MeetingDraft
from registry.domain.errors import EditedMeanwhile, InvalidDraft, NoSuchRecord, NotInThatState, RefersToDeleted
from registry.domain.vocabulary import MeetingChannel, MeetingStatus, MeetingType
from registry.models import AuditEntry
from registry.queries.meetings import draft_of, list_meetings
from tests.office import SATO, agreement, day, meeting, organization, project


def test_a_recorded_meeting_gives_its_draft_back(session):
    party = organization("甲")
    draft = MeetingDraft(
        day("2020-07-10"),
        MeetingType.LIAISON,
        MeetingStatus.PLANNED,
        organizations=(party.id,),
        number="K-1",
        channel=MeetingChannel.ONLINE,
        agreements=(agreement(party).id,),
        projects=(project().id,),
        department="農政課",
        attendees="課長",
        subject="担当者会議",
        summary="近況",
        internal_note="内密",
        counted=False,
        counted_reason="内部の打合せ",
    )
    made = record_meeting(SATO, draft=draft, create_names=True)
    session.expire_all()
    assert draft_of(made) == draft


def test_a_revision_changes_who_was_there_and_needs_the_version_that_was_read(session):
    first, second = organization("甲"), organization("乙")
    known = meeting(first)
    draft = replace(draft_of(known), organizations=(second.id,))
    revise_meeting(SATO, meeting_id=known.id, draft=draft, version=1)
    session.expire_all()
    assert [each.name for each in known.organizations] == ["乙"]
    with pytest.raises(EditedMeanwhile):
        revise_meeting(SATO, meeting_id=known.id, draft=draft, version=1)


def test_an_organization_stands_once_however_often_it_is_named(session):
    party = organization("甲")
    assert meeting(party, party).organizations == [party]


def test_meetings_without_a_number_are_as_many_as_one_likes_and_a_number_is_used_once(session):
    meeting()
    meeting()
    meeting(number="K-1")
    with pytest.raises(InvalidDraft) as refused:
        meeting(number="K-1")
    assert [(each.field, each.code) for each in refused.value.problems] == [("number", "number_taken")]


def test_a_deleted_meeting_comes_back_as_it_was_once_all_it_names_is_there(session):
    party = organization("甲")
    known = meeting(party)
    delete_meeting(SATO, meeting_id=known.id)
    assert list_meetings() == []
    with pytest.raises(NoSuchRecord):
        revise_meeting(SATO, meeting_id=known.id, draft=draft_of(known), version=known.version)
    delete_organization(SATO, organization_id=party.id)
    with pytest.raises(RefersToDeleted, match="甲"):
        restore_meeting(SATO, meeting_id=known.id)


def test_a_number_used_meanwhile_keeps_a_meeting_deleted(session):
    known = meeting(number="K-1")
    delete_meeting(SATO, meeting_id=known.id)
    meeting(number="K-1")
    with pytest.raises(InvalidDraft):
        restore_meeting(SATO, meeting_id=known.id)


def planned(party, **values):
    return meeting(party, held="2021-03-01", status=MeetingStatus.PLANNED, **values)


def entries_of(session, record) -> list[str]:
    about = (AuditEntry.noun == "meetings", AuditEntry.record_id == record.id)
    return list(session.scalars(sa.select(AuditEntry.action).where(*about).order_by(AuditEntry.id)))


def test_a_planned_meeting_is_recorded_as_held_with_its_result(session):
    known = planned(organization("甲"), subject="打合せ")
    hold_meeting(SATO, meeting_id=known.id, version=1, held_on=day("2021-03-02"), attendees="課長", summary="次回は4月")
    assert (known.status, known.held_on, known.attendees, known.summary) == (
        MeetingStatus.HELD,
        day("2021-03-02"),
        "課長",
        "次回は4月",
    )
    assert entries_of(session, known) == ["record", "hold"]


def test_a_cancelled_meeting_keeps_its_reason_and_moving_it_plans_it_again(session):
    known = planned(organization("甲"))
    cancel_meeting(SATO, meeting_id=known.id, version=1, reason="先方の都合")
    assert (known.status, known.counted_reason) == (MeetingStatus.CANCELLED, "先方の都合")
    move_meeting(SATO, meeting_id=known.id, version=2, held_on=day("2021-03-15"))
    assert (known.status, known.counted_reason, known.held_on) == (MeetingStatus.PLANNED, "", day("2021-03-15"))
    assert entries_of(session, known) == ["record", "cancel", "move"]


def test_moving_a_planned_meeting_keeps_the_reason_of_its_mark(session):
    known = planned(organization("甲"), counted=False, counted_reason="式典のみ")
    move_meeting(SATO, meeting_id=known.id, version=1, held_on=day("2021-03-15"))
    assert (known.counted, known.counted_reason) == (False, "式典のみ")


def test_what_was_held_is_neither_held_again_nor_cancelled_nor_moved(session):
    known = meeting(organization("甲"))
    for step in (
        lambda: hold_meeting(SATO, meeting_id=known.id, version=1, held_on=day("2020-05-01"), attendees="", summary=""),
        lambda: cancel_meeting(SATO, meeting_id=known.id, version=1, reason="誤り"),
        lambda: move_meeting(SATO, meeting_id=known.id, version=1, held_on=day("2020-06-01")),
    ):
        with pytest.raises(NotInThatState):
            step()
    assert entries_of(session, known) == ["record"]


def test_a_step_needs_the_version_that_was_read(session):
    known = planned(organization("甲"))
    move_meeting(SATO, meeting_id=known.id, version=1, held_on=day("2021-03-15"))
    with pytest.raises(EditedMeanwhile):
        cancel_meeting(SATO, meeting_id=known.id, version=1, reason="先方の都合")
