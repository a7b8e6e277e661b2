"""Two records of the same meeting: both side by side, and the deed that makes them one."""

from flask import Blueprint
from flask_babel import gettext as _

from registry.commands.meeting_joins import join_meetings
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun
from registry.forms.meetings import JoinForm
from registry.queries.meeting_doubles import NOBODY, ProbableDouble, map_authors
from registry.queries.meetings import get_meeting
from registry.web.access import requires
from registry.web.effects import effects_of, years_of
from registry.web.frame import show_page
from registry.web.meeting_deeds import own_meeting_or_refuse
from registry.web.meeting_doubles import recorded_column, side_by_side
from registry.web.meeting_recording import meeting_address
from registry.web.readers import deed
from registry.web.saving import Answer, Conflict, Saving

bp = Blueprint("meeting_joins", __name__)


@bp.get("/meetings/<int:one_id>/join/<int:other_id>")
@requires(Permission.RECORD_MEETINGS)
def show(one_id: int, other_id: int) -> str:
    """Both records side by side."""
    return _page(JoinForm(formdata=None), one_id, other_id)


@bp.post("/meetings/<int:one_id>/join/<int:other_id>")
@requires(Permission.RECORD_MEETINGS)
def join(one_id: int, other_id: int) -> Answer:
    """併合."""
    for meeting_id in (one_id, other_id):
        own_meeting_or_refuse(meeting_id)
    form = JoinForm()
    return Saving(
        form,
        Noun.MEETINGS,
        page=lambda conflict: _page(form, one_id, other_id, conflict),
        act=lambda: join_meetings(deed(), one_id=one_id, other_id=other_id, versions=form.seen_versions),
        done=meeting_address,
        said=_("The two records are one now."),
        stored=lambda: (JoinForm(formdata=None), one_id, get_meeting(one_id).version),
    ).answer()


def _page(form: JoinForm, one_id: int, other_id: int, conflict: Conflict | None = None) -> str:
    """Both as they are now; whoever is told that one was changed goes on from that."""
    older_id, younger_id = sorted((one_id, other_id))
    older, younger = own_meeting_or_refuse(older_id), own_meeting_or_refuse(younger_id)
    versions = {meeting.id: meeting.version for meeting in (older, younger)}
    if form.version.data is None or conflict is not None:
        form.version.data, form.other_version.data = str(versions[one_id]), str(versions[other_id])
    authors = map_authors(versions)
    columns = [recorded_column(ProbableDouble(each, authors.get(each.id, NOBODY))) for each in (older, younger)]
    return show_page(
        "meetings/join.html",
        form=form,
        conflict=conflict,
        page=side_by_side(columns),
        effects=effects_of(
            lambda: join_meetings(
                deed(), one_id=older_id, other_id=younger_id, versions=(older.version, younger.version)
            ),
            years=years_of(older.held_on, younger.held_on),
        ),
        address=meeting_address(one_id),
    )
