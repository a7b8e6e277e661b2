"""協議: what the office does with contact meetings."""

from dataclasses import replace
from datetime import date
from typing import Any

from registry.commands.audit import snapshot
from registry.commands.records import check_version, create, delete, fill, note_change, restore, revise
from registry.domain.deed import Deed
from registry.domain.drafts import MeetingDraft
from registry.domain.errors import NotInThatState, RefersToDeleted
from registry.domain.meeting_deeds import MeetingDeed, can
from registry.domain.vocabulary import MeetingStatus
from registry.models import Meeting
from registry.queries.meetings import draft_of, get_meeting
from registry.queries.records import get_deleted_record


def record_meeting(deed: Deed, *, draft: MeetingDraft, create_names: bool = False) -> Meeting:
    """記録: a meeting that was held, is planned, or was cancelled; raises InvalidDraft, NoSuchRecord."""
    return create(deed, action="record", record=Meeting(), draft=draft, create_names=create_names)


def revise_meeting(
    deed: Deed, *, meeting_id: int, draft: MeetingDraft, version: int, create_names: bool = False
) -> Meeting:
    """修正: give it all values of the draft; raises EditedMeanwhile, InvalidDraft, NoSuchRecord."""
    return revise(deed, record=get_meeting(meeting_id), draft=draft, version=version, create_names=create_names)


def hold_meeting(deed: Deed, *, meeting_id: int, version: int, held_on: date, attendees: str, summary: str) -> Meeting:
    """実施: what was planned took place, on this day and with this result; raises EditedMeanwhile, NotInThatState."""
    values = {"status": MeetingStatus.HELD, "held_on": held_on, "attendees": attendees, "summary": summary}
    return _take_step(deed, MeetingDeed.HOLD, meeting_id, version, values)


def cancel_meeting(deed: Deed, *, meeting_id: int, version: int, reason: str) -> Meeting:
    """中止: it does not take place; why is kept where the reason for not counting it stands.

    Raises EditedMeanwhile, NotInThatState.
    """
    values = {"status": MeetingStatus.CANCELLED, "counted": None, "counted_reason": reason}
    return _take_step(deed, MeetingDeed.CANCEL, meeting_id, version, values)


def move_meeting(deed: Deed, *, meeting_id: int, version: int, held_on: date) -> Meeting:
    """日の変更: it is planned for another day, also after it was cancelled; raises EditedMeanwhile, NotInThatState."""
    was_cancelled = get_meeting(meeting_id).status is MeetingStatus.CANCELLED
    reason = {"counted_reason": ""} if was_cancelled else {}
    values = {"status": MeetingStatus.PLANNED, "held_on": held_on, **reason}
    return _take_step(deed, MeetingDeed.MOVE, meeting_id, version, values)


def _take_step(deed: Deed, step: MeetingDeed, meeting_id: int, version: int, values: dict[str, Any]) -> Meeting:
    meeting = get_meeting(meeting_id)
    check_version(meeting, version)
    if not can(step, meeting.status):
        raise NotInThatState(name=meeting.label)
    before = snapshot(meeting)
    fill(meeting, replace(draft_of(meeting), **values), create_names=False)
    return note_change(deed, action=step, record=meeting, before=before)


def delete_meeting(deed: Deed, *, meeting_id: int) -> Meeting:
    """削除: it counts nowhere any more."""
    return delete(deed, record=get_meeting(meeting_id), used_by=())


def restore_meeting(deed: Deed, *, meeting_id: int) -> Meeting:
    """復元; raises InvalidDraft where its number was taken meanwhile, RefersToDeleted."""
    meeting = get_deleted_record(Meeting, meeting_id)
    named = (*meeting.organizations, *meeting.agreements, *meeting.projects)
    gone = [each.label for each in named if each.deleted_at is not None]
    if gone:
        raise RefersToDeleted(others=tuple(gone))
    return restore(deed, record=meeting)
