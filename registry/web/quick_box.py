"""The form of one line on the page of an organization: a meeting with it is recorded there in passing."""

from dataclasses import dataclass

from flask_login import current_user

from registry.domain.meeting_counts import Countable
from registry.domain.permissions import Permission, may
from registry.domain.vocabulary import MeetingStatus, MeetingType
from registry.forms.fields import written_day
from registry.forms.office_form import RecordForm
from registry.web.clock import today
from registry.web.meeting_foresight import Foresight, foresee_meeting


@dataclass(frozen=True)
class QuickBox:
    """``form_key`` lets the form be sent once; ``foresight`` is what it does to the year's number as it stands."""

    day: str
    form_key: str
    foresight: Foresight


def quick_box() -> QuickBox | None:
    """The box with today's day; None for who may not record meetings."""
    if not may(current_user.role, Permission.RECORD_MEETINGS):
        return None
    said = Countable(today(), MeetingType.CONSULTATION, MeetingStatus.HELD, None, organizations=1)
    return QuickBox(written_day(today()), str(RecordForm(formdata=None).form_key.data), foresee_meeting(said))
