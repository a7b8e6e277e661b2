"""Several meetings at a time: a table of rows, recorded all or none."""

from typing import TYPE_CHECKING

from flask import Blueprint, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from registry.commands.meetings import record_meeting
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun
from registry.forms.meeting_rows import MeetingRowForm, MeetingRowsForm
from registry.queries.meeting_doubles import list_probable_doubles
from registry.web.access import requires
from registry.web.clock import today
from registry.web.frame import show_page
from registry.web.meeting_doubles import recorded_by
from registry.web.meeting_forms import own_department, registered
from registry.web.readers import deed
from registry.web.saving import Answer, Saving
from registry.words import MEETING_TYPES

if TYPE_CHECKING:
    from registry.models import Meeting

bp = Blueprint("meeting_rows", __name__)


@bp.get("/meetings/several")
@requires(Permission.RECORD_MEETINGS)
def show() -> str:
    """Ten blank rows."""
    return _page(_rows_form())


@bp.post("/meetings/several")
@requires(Permission.RECORD_MEETINGS)
def record() -> Answer:
    """記録, all rows or none."""
    form = _rows_form()
    if form.validate() and _ask_about_doubles(form):
        return _page(form), 422
    number = len(form.filled)
    return Saving(
        form,
        Noun.MEETINGS,
        page=lambda _conflict: _page(form),
        act=lambda: _recorded(form),
        done=lambda _meeting_id: url_for("meetings.show_list"),
        said=ngettext("%(num)s meeting was recorded.", "%(num)s meetings were recorded.", number),
    ).answer()


def _rows_form() -> MeetingRowsForm:
    own_department()
    form = MeetingRowsForm(meta={"today": today()})
    for entry in form.rows:
        entry.form.type.names = MEETING_TYPES
    return form


def _ask_about_doubles(form: MeetingRowsForm) -> bool:
    """Whether a row needs an answer: somebody else has recorded a meeting of that day."""
    unanswered = [row for row in form.filled if _is_open(row)]  # all of them are asked about at once
    return bool(unanswered)


def _is_open(row: MeetingRowForm) -> bool:
    ids = row.organizations.ids
    found = list_probable_doubles(row.held_on.data or today(), ids, author_id=current_user.id)
    if not found:
        return False
    one = found[0]
    row.double = _("Already recorded: %(subject)s", subject=" ".join((one.meeting.label, recorded_by(one.author))))
    if row.separate.data:
        return False
    row.separate.errors = [_("Somebody else has recorded a meeting of that day. Tick, or empty the row.")]
    return True


def _recorded(form: MeetingRowsForm) -> "Meeting":
    """All of them; the last one stands for the whole."""
    department = own_department()
    made = [
        record_meeting(deed(), draft=row.to_draft(registered(row.organizations.data), department))
        for row in form.filled
    ]
    return made[-1]


def _page(form: MeetingRowsForm) -> str:
    return show_page("meetings/several.html", form=form, cancel=url_for("meetings.show_list"))
