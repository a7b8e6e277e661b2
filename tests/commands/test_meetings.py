"""協議: the office's deeds on contact meetings."""

from dataclasses import replace

import pytest

from registry.commands.meetings import delete_meeting, record_meeting, restore_meeting, revise_meeting
from registry.commands.organizations import delete_organization
from registry.domain.drafts import MeetingDraft
from registry.domain.errors import EditedMeanwhile, InvalidDraft, NoSuchRecord, RefersToDeleted
from registry.domain.vocabulary import MeetingChannel, MeetingStatus, MeetingType
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
