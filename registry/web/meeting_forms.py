"""The forms of meetings as a reader gets them: with the names to choose from, and what the role leaves out."""

from typing import Any

from flask_login import current_user

from registry.commands.organizations import register_in_passing
from registry.domain.errors import NoDepartment
from registry.domain.permissions import Permission, may, may_for_others
from registry.forms.bodies import Body
from registry.forms.meetings import MeetingForm, QuickMeetingForm, values_of
from registry.queries.meetings import draft_of, get_meeting
from registry.queries.reference import list_department_names
from registry.web.bodies import bodies_of
from registry.web.clock import today
from registry.web.readers import deed
from registry.words import MEETING_CHANNELS, MEETING_STATUSES, MEETING_TYPES


def meeting_form(**values: Any) -> MeetingForm:
    """The form in full; whoever records for one department only finds that one in it. Raises NoDepartment."""
    form = MeetingForm(meta={"today": today()}, **values)
    form.type.names, form.status.names, form.channel.names = MEETING_TYPES, MEETING_STATUSES, MEETING_CHANNELS
    if may_for_others(current_user.role, Permission.RECORD_MEETINGS):
        form.department.offer(list_department_names(today()))
    else:
        form.department.blank = None
        form.department.data = own_department()
    if not may(current_user.role, Permission.SEE_INTERNAL_NOTES):
        del form.internal_note
    return form


def stored_form(meeting_id: int) -> tuple[MeetingForm, int, int]:
    """The form with what is recorded, the record's id and its version."""
    meeting = get_meeting(meeting_id)
    draft = draft_of(meeting)
    values = values_of(draft, tuple(bodies_of(draft.organizations))) | {"version": meeting.version}
    return meeting_form(formdata=None, data=values), meeting.id, meeting.version


def quick_form(**values: Any) -> QuickMeetingForm:
    """The form of one line; raises NoDepartment."""
    own_department()
    form = QuickMeetingForm(meta={"today": today()}, **values)
    form.type.names = MEETING_TYPES
    return form


def own_department() -> str | None:
    """The reader's department; None for who may do without. Raises NoDepartment for who may not."""
    name: str = current_user.department
    if not name and not may_for_others(current_user.role, Permission.RECORD_MEETINGS):
        raise NoDepartment
    return name or None


def registered(bodies: tuple[Body, ...]) -> tuple[int, ...]:
    """The ids of the chosen organizations, new ones registered on the spot; inside the deed."""
    new = [body.name for body in bodies if body.id is None]
    ids = dict(zip(new, register_in_passing(deed(), names=new), strict=True)) if new else {}
    return tuple(dict.fromkeys(ids[body.name] if body.id is None else body.id for body in bodies))
