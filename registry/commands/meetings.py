"""協議: what the office does with contact meetings."""

from registry.commands.records import create, delete, restore, revise
from registry.domain.deed import Deed
from registry.domain.drafts import MeetingDraft
from registry.domain.errors import RefersToDeleted
from registry.models import Meeting
from registry.queries.meetings import get_meeting
from registry.queries.records import get_deleted_record


def record_meeting(deed: Deed, *, draft: MeetingDraft, create_names: bool = False) -> Meeting:
    """記録: a meeting that was held, is planned, or was cancelled; raises InvalidDraft, NoSuchRecord."""
    return create(deed, action="record", record=Meeting(), draft=draft, create_names=create_names)


def revise_meeting(
    deed: Deed, *, meeting_id: int, draft: MeetingDraft, version: int, create_names: bool = False
) -> Meeting:
    """修正: give it all values of the draft; raises EditedMeanwhile, InvalidDraft, NoSuchRecord."""
    return revise(deed, record=get_meeting(meeting_id), draft=draft, version=version, create_names=create_names)


def delete_meeting(deed: Deed, *, meeting_id: int) -> Meeting:
    """削除: it counts nowhere any more."""
    return delete(deed, record=get_meeting(meeting_id), used_by=())


def restore_meeting(deed: Deed, *, meeting_id: int) -> Meeting:
    """復元; raises InvalidDraft where its number was taken meanwhile, RefersToDeleted."""
    meeting = get_deleted_record(Meeting, meeting_id)
    named = (*meeting.organizations, *meeting.agreements, *meeting.projects)
    gone = [each.label for each in named if each.deleted_at is not None]
    if gone:
        raise RefersToDeleted(others=", ".join(gone))
    return restore(deed, record=meeting)
