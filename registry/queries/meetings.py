"""協議: finding contact meetings."""

from collections.abc import Sequence

import sqlalchemy as sa

from registry.database import db
from registry.domain.drafts import MeetingDraft
from registry.models import Meeting
from registry.queries.records import find_record, get_deleted_record, get_record, read_draft


def find_meeting(meeting_id: int) -> Meeting | None:
    """The meeting, deleted or not."""
    return find_record(Meeting, meeting_id)


def get_meeting(meeting_id: int) -> Meeting:
    """The meeting; raises NoSuchRecord where there is none, or it was deleted."""
    return get_record(Meeting, meeting_id)


def get_deleted_meeting(meeting_id: int) -> Meeting:
    """The meeting, which must be deleted; raises NoSuchRecord."""
    return get_deleted_record(Meeting, meeting_id)


def list_meetings() -> Sequence[Meeting]:
    """All that are not deleted, the newest first."""
    alive = sa.select(Meeting).where(Meeting.deleted_at.is_(None))
    return db.session.scalars(alive.order_by(Meeting.held_on.desc(), Meeting.id.desc())).all()


def draft_of(meeting: Meeting) -> MeetingDraft:
    """The draft that would make this meeting as it is."""
    return read_draft(MeetingDraft, meeting)
