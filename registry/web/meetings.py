"""Meetings: their list, the page of each, and the forms that record and correct one, in full or in one line."""

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from registry.commands.meetings import revise_meeting
from registry.domain.lists import Window
from registry.domain.permissions import Permission, may
from registry.domain.vocabulary import Noun
from registry.exports.tables import Table
from registry.forms.meetings import MeetingForm, QuickMeetingForm
from registry.queries.listing import id_in
from registry.queries.meeting_list import count_meeting_views, list_meeting_rows
from registry.queries.meetings import draft_of, get_meeting
from registry.queries.views import list_views
from registry.web.access import own_or_refuse, requires
from registry.web.conditions import asked_day, listed_day
from registry.web.files import list_answer
from registry.web.frame import show_page
from registry.web.lists import asked, list_page
from registry.web.meeting_forms import (
    LAYOUTS,
    begun_form,
    begun_quick_form,
    foreseen,
    full_address,
    meeting_form,
    own_department,
    quick_form,
    registered,
    stored_form,
)
from registry.web.meeting_list import ORDERS, meeting_spec, shown_rows, table_of
from registry.web.meeting_page import meeting_page, title_of
from registry.web.meeting_recording import Recording, meeting_address
from registry.web.paper import on_paper
from registry.web.readers import deed
from registry.web.saving import Answer, Conflict, Saving

bp = Blueprint("meetings", __name__)


@bp.get("/meetings")
@requires(Permission.SEE_REGISTRY)
def show_list() -> str:
    """The list, as its address narrows it down."""
    wanted, day = asked(meeting_spec()), listed_day()
    found = list_meeting_rows(wanted.query, wanted.window, day=day)
    return show_page(
        "meetings/list.html",
        list=list_page(
            wanted,
            total=found.total,
            more=found.more,
            counts=count_meeting_views(day, of_past=asked_day() is not None),
            saved=list_views(Noun.MEETINGS, current_user.id),
        ),
        rows=shown_rows(found.rows, day),
        order=_(ORDERS[wanted.query.descending]),
    )


@bp.get("/meetings.<any(csv, xlsx):form>")
@requires(Permission.SEE_REGISTRY)
def download(form: str) -> Response:
    """The whole list as a file, narrowed down in the same way."""
    return list_answer(_table(), form, "meetings")


@bp.get("/meetings/print")
@requires(Permission.SEE_REGISTRY)
def show_paper() -> str:
    """The whole list on paper."""
    return show_page("lists/paper.html", table=on_paper(_table()))


def _table() -> Table:
    day = listed_day()
    return table_of(list_meeting_rows(asked(meeting_spec()).query, Window(), day=day).rows, day)


@bp.get("/meetings/<int:meeting_id>")
@requires(Permission.SEE_REGISTRY)
def show(meeting_id: int) -> str:
    """One meeting, deleted ones too."""
    return show_page("meetings/show.html", page=meeting_page(meeting_id))


@bp.get("/meetings/new")
@requires(Permission.RECORD_MEETINGS)
def show_new() -> str:
    """The form in full; the address may say what has been typed already, as the quick log does."""
    return _page(begun_form(), None)


@bp.post("/meetings/new")
@requires(Permission.RECORD_MEETINGS)
def record() -> Answer:
    """記録."""
    form = meeting_form()
    return Recording(form, page=lambda conflict: _page(form, None, conflict), draft=form.to_draft).answer()


@bp.get("/meetings/<int:meeting_id>/edit")
@requires(Permission.RECORD_MEETINGS)
def show_edit(meeting_id: int) -> str:
    """The form with what is recorded."""
    own_or_refuse(Permission.RECORD_MEETINGS, get_meeting(meeting_id).department_id)
    return _page(stored_form(meeting_id)[0], meeting_id)


@bp.post("/meetings/<int:meeting_id>/edit")
@requires(Permission.RECORD_MEETINGS)
def revise(meeting_id: int) -> Answer:
    """訂正."""
    own_or_refuse(Permission.RECORD_MEETINGS, get_meeting(meeting_id).department_id)
    form = meeting_form()
    return Saving(
        form,
        Noun.MEETINGS,
        page=lambda conflict: _page(form, meeting_id, conflict),
        act=lambda: revise_meeting(
            deed(),
            meeting_id=meeting_id,
            draft=form.to_draft(registered(form.organizations.data), draft_of(get_meeting(meeting_id))),
            version=form.seen_version,
        ),
        done=meeting_address,
        said=_("The correction was saved."),
        stored=lambda: stored_form(meeting_id),
    ).answer()


@bp.get("/meetings/quick")
@requires(Permission.RECORD_MEETINGS)
def show_quick() -> str:
    """The form of one line; ``?fragment=1`` without the page around it, ``?organization=`` with one chosen."""
    return _quick_page(begun_quick_form())


@bp.post("/meetings/quick")
@requires(Permission.RECORD_MEETINGS)
def record_quick() -> Answer:
    """記録 of one line; ``go`` says what comes next: ``more`` another one, ``full`` the form in full."""
    form, go = quick_form(), request.form.get("go", "")
    if go == "full":
        return redirect(full_address(), 303)
    department = own_department()
    return Recording(
        form,
        page=lambda _conflict: _quick_page(form),
        draft=lambda organizations: form.to_draft(organizations, department),
        more=go == "more",
    ).answer()


@bp.get("/meetings/foresight")
@requires(Permission.RECORD_MEETINGS)
def show_foresight() -> Response:
    """What the meeting that is being typed would do to its year's number, as JSON with a part of a page in it."""
    meeting_id = id_in(request.args.get("meeting", ""))
    form = meeting_form(formdata=request.args) if "status" in request.args else quick_form(formdata=request.args)
    return jsonify(line=render_template("meetings/foresight.html", foresight=foreseen(form, meeting_id)))


def _page(form: MeetingForm, meeting_id: int | None, conflict: Conflict | None = None) -> str:
    return show_page(
        "meetings/edit.html",
        form=form,
        conflict=conflict,
        meeting_id=meeting_id,
        foresight=foreseen(form, meeting_id),
        with_note=may(current_user.role, Permission.SEE_INTERNAL_NOTES),
        name=title_of(get_meeting(meeting_id)) if meeting_id else "",
        cancel=meeting_address(meeting_id) if meeting_id else url_for("meetings.show_list"),
    )


def _quick_page(form: QuickMeetingForm) -> str:
    fragment = bool(request.args.get("fragment"))
    return show_page(
        "meetings/quick.html", layout=LAYOUTS[fragment], form=form, foresight=foreseen(form), fragment=fragment
    )
