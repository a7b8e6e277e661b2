"""The forms of meetings as a reader gets them: with the names to choose from, and what the role leaves out."""

from typing import Any

from flask import request, url_for
from flask_login import current_user
from werkzeug.datastructures import MultiDict

from registry.commands.organizations import register_in_passing
from registry.domain.errors import NoDepartment
from registry.domain.meeting_counts import Countable
from registry.domain.permissions import Permission, may, may_for_others
from registry.domain.vocabulary import MeetingType
from registry.forms.bodies import Body
from registry.forms.fields import written_day
from registry.forms.meetings import MeetingForm, Named, QuickMeetingForm, values_of
from registry.queries.meeting_list import get_meeting_row
from registry.queries.meetings import draft_of, get_meeting
from registry.queries.reference import list_department_names
from registry.web.bodies import bodies_of
from registry.web.clock import today
from registry.web.meeting_foresight import Foresight, foresee_meeting
from registry.web.readers import deed
from registry.web.related_records import agreements_of, projects_of
from registry.words import MEETING_CHANNELS, MEETING_STATUSES, MEETING_TYPES

COMMONEST_FIRST = (MeetingType.CONSULTATION, MeetingType.APPROACH, MeetingType.LIAISON, MeetingType.OTHER)
LAYOUTS = {False: "layout.html", True: "fragment.html"}
"""What stands around a form: the page, or nothing where it goes into a dialog."""


def meeting_form(**values: Any) -> MeetingForm:
    """The form in full; whoever records for one department only finds that one in it. Raises NoDepartment."""
    form = MeetingForm(meta={"today": today()}, **values)
    form.type.names, form.status.names, form.channel.names = MEETING_TYPES, MEETING_STATUSES, MEETING_CHANNELS
    if may_for_others(current_user.role, Permission.RECORD_MEETINGS):
        form.department.offer(list_department_names(today()))
    else:
        form.department.blank = None
        form.department.data = own_department()
        form.department.offer((form.department.data,))
    if not may(current_user.role, Permission.SEE_INTERNAL_NOTES):
        del form.internal_note
    return form


def stored_form(meeting_id: int) -> tuple[MeetingForm, int, int]:
    """The form with what is recorded, the record's id and its version."""
    meeting = get_meeting(meeting_id)
    draft = draft_of(meeting)
    named = Named(
        tuple(bodies_of(draft.organizations)),
        tuple(agreements_of(draft.agreements)),
        tuple(projects_of(draft.projects)),
    )
    values = values_of(draft, named) | {"version": meeting.version}
    return meeting_form(formdata=None, data=values), meeting.id, meeting.version


def quick_form(**values: Any) -> QuickMeetingForm:
    """The form of one line; raises NoDepartment."""
    own_department()
    form = QuickMeetingForm(meta={"today": today()}, **values)
    form.type.names = {kind: MEETING_TYPES[kind] for kind in sorted(MEETING_TYPES, key=COMMONEST_FIRST.index)}
    return form


def begun_form() -> MeetingForm:
    """The form of a new one, with what the address says already."""
    form = meeting_form(formdata=_said_in_address())
    form.department.data = form.department.data or current_user.department
    return form


def begun_quick_form() -> QuickMeetingForm:
    """The form of one line, with what the address says already."""
    return quick_form(formdata=_said_in_address())


def _said_in_address() -> MultiDict[str, str]:
    """What a form may send, and ``?organization=``, ``?agreement=``, ``?project=``; the day is today's unless said."""
    values = MultiDict(request.args)
    for own in ("form_key", "version", "csrf_token"):
        values.poplist(own)
    for noun in ("organization", "agreement", "project"):
        for value in request.args.getlist(noun):
            values.add(f"{noun}s", value)
    values.setdefault("held_on", written_day(today()))
    return values


def full_address() -> str:
    """The form in full, with what the form of one line that was sent says."""
    kept = ("organizations", "organizations-typed", "held_on", "type", "subject", "counted_reason")
    values: dict[str, Any] = {name: request.form.getlist(name) for name in kept if request.form.get(name)}
    return url_for("meetings.show_new", **values, counted="no" if "uncounted" in request.form else None)


def foreseen(form: MeetingForm | QuickMeetingForm, meeting_id: int | None = None) -> Foresight:
    """What the meeting that a form says so far would do to its year's number."""
    before = countable_of(meeting_id) if meeting_id is not None else None
    return foresee_meeting(form.countable(), before)


def countable_of(meeting_id: int) -> Countable:
    """How a recorded meeting is reckoned now."""
    row = get_meeting_row(meeting_id, day=today())
    return Countable(row.held_on, row.type, row.status, row.counted, len(row.organizations), row.deleted)


def own_department() -> str | None:
    """The reader's department; None for who may do without. Raises NoDepartment for who may not."""
    name: str = current_user.department
    if not name and not may_for_others(current_user.role, Permission.RECORD_MEETINGS):
        raise NoDepartment
    return name or None


def registered(bodies: tuple[Body, ...]) -> tuple[int, ...]:
    """The ids of the chosen organizations, new ones registered on the spot; inside the deed."""
    names = [body.name for body in bodies if body.id is None]
    ids = dict(zip(names, register_in_passing(deed(), names=names), strict=True))
    return tuple(dict.fromkeys(ids[body.name] if body.id is None else body.id for body in bodies))
