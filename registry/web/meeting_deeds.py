"""What becomes of a meeting: its result, its cancellation, another day; deletion and restoring."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from registry.commands.meetings import cancel_meeting, delete_meeting, hold_meeting, move_meeting, restore_meeting
from registry.database import writes
from registry.domain.errors import NotInThatState
from registry.domain.meeting_deeds import MeetingDeed, can
from registry.domain.message import N_
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun
from registry.forms.meetings import CancelForm, HeldForm, MoveForm
from registry.forms.office_form import RecordForm
from registry.queries.meetings import get_deleted_meeting, get_meeting
from registry.web.access import own_or_refuse, requires
from registry.web.frame import show_page
from registry.web.meeting_foresight import foresee_deletion
from registry.web.meeting_forms import countable_of
from registry.web.meeting_page import title_of
from registry.web.meeting_recording import meeting_address
from registry.web.readers import deed
from registry.web.saving import Answer, Conflict, Saving, sent_before
from registry.web.steps import Step

if TYPE_CHECKING:
    from registry.models import Meeting

bp = Blueprint("meeting_deeds", __name__)


STEPS: Mapping[str, Step] = {
    MeetingDeed.HOLD: Step(
        form=HeldForm,
        opens_with=lambda meeting: {
            "held_on": meeting.held_on,
            "attendees": meeting.attendees,
            "summary": meeting.summary,
        },
        act=lambda meeting_id, form: hold_meeting(
            deed(),
            meeting_id=meeting_id,
            version=form.seen_version,
            held_on=form.held_on.data,
            attendees=form.attendees.data or "",
            summary=form.summary.data or "",
        ),
        title=N_("Record the result"),
        button=N_("Record as held"),
        said=N_("The meeting was recorded as held."),
    ),
    MeetingDeed.CANCEL: Step(
        form=CancelForm,
        opens_with=lambda _meeting: {},
        act=lambda meeting_id, form: cancel_meeting(
            deed(), meeting_id=meeting_id, version=form.seen_version, reason=form.reason.data or ""
        ),
        title=N_("Cancel the meeting"),
        button=N_("Cancel the meeting"),
        said=N_("The meeting was cancelled. It stays on record and is not counted."),
    ),
    MeetingDeed.MOVE: Step(
        form=MoveForm,
        opens_with=lambda meeting: {"held_on": meeting.held_on},
        act=lambda meeting_id, form: move_meeting(
            deed(), meeting_id=meeting_id, version=form.seen_version, held_on=form.held_on.data
        ),
        title=N_("Move to another day"),
        button=N_("Move"),
        said=N_("The meeting was moved."),
    ),
}


@bp.get("/meetings/<int:meeting_id>/<any(hold, cancel, move):step>")
@requires(Permission.RECORD_MEETINGS)
def show_step(meeting_id: int, step: str) -> str:
    """The form of the deed."""
    meeting = own_meeting_or_refuse(meeting_id)
    if not can(MeetingDeed(step), meeting.status):
        raise NotInThatState(name=title_of(meeting))
    return _step_page(STEPS[step], STEPS[step].opened(meeting), None, meeting)


@bp.post("/meetings/<int:meeting_id>/<any(hold, cancel, move):step>")
@requires(Permission.RECORD_MEETINGS)
def take_step(meeting_id: int, step: str) -> Answer:
    """結果の入力, 中止, 日の変更."""
    meeting = own_meeting_or_refuse(meeting_id)
    return STEPS[step].taken(
        Noun.MEETINGS,
        lambda: get_meeting(meeting_id),
        page=lambda words, form, conflict: _step_page(words, form, conflict, meeting),
        done=meeting_address,
    )


@bp.get("/meetings/<int:meeting_id>/delete")
@requires(Permission.RECORD_MEETINGS)
def show_delete(meeting_id: int) -> str:
    """The question whether it is really meant."""
    own_meeting_or_refuse(meeting_id)
    return _deletion_page(RecordForm(), meeting_id)


@bp.post("/meetings/<int:meeting_id>/delete")
@requires(Permission.RECORD_MEETINGS)
def delete(meeting_id: int) -> Answer:
    """削除."""
    return sent_before(meeting_address) or _delete(meeting_id)


def _delete(meeting_id: int) -> Answer:
    own_meeting_or_refuse(meeting_id)
    form = RecordForm()
    return Saving(
        form,
        Noun.MEETINGS,
        page=lambda _conflict: _deletion_page(form, meeting_id),
        act=lambda: delete_meeting(deed(), meeting_id=meeting_id),
        done=meeting_address,
        said=_("The meeting was deleted."),
    ).answer()


@bp.post("/meetings/<int:meeting_id>/restore")
@requires(Permission.RECORD_MEETINGS)
@writes
def restore(meeting_id: int) -> Response:
    """復元."""
    own_or_refuse(Permission.RECORD_MEETINGS, get_deleted_meeting(meeting_id).department_id)
    restore_meeting(deed(), meeting_id=meeting_id)
    flash(_("The meeting was restored."))
    return redirect(meeting_address(meeting_id), 303)


def own_meeting_or_refuse(meeting_id: int) -> "Meeting":
    """The meeting, for who may change it; raises NoSuchRecord, answers 403."""
    meeting = get_meeting(meeting_id)
    own_or_refuse(Permission.RECORD_MEETINGS, meeting.department_id)
    return meeting


def _step_page(words: Step, form: RecordForm, conflict: Conflict | None, meeting: "Meeting") -> str:
    return show_page(
        "meetings/step.html",
        form=form,
        conflict=conflict,
        name=title_of(meeting),
        title=_(words.title),
        button=_(words.button),
        address=meeting_address(meeting.id),
    )


def _deletion_page(form: RecordForm, meeting_id: int) -> str:
    return show_page(
        "meetings/delete.html",
        form=form,
        name=title_of(get_meeting(meeting_id)),
        foresight=foresee_deletion(countable_of(meeting_id)),
        address=meeting_address(meeting_id),
    )
