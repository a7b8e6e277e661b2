"""期限一覧: what expires or must be given notice of, planned meetings, requests and reports, by month."""

from collections.abc import Sequence

from flask import Blueprint, abort
from flask_login import current_user
from werkzeug.wrappers import Response

from registry.domain.deadlines import Concern, Due
from registry.domain.permissions import Permission
from registry.exports.calendar import MIMETYPE
from registry.exports.tables import MIMETYPES, table_file
from registry.queries.deadlines import list_deadlines
from registry.web.access import requires
from registry.web.clock import today
from registry.web.deadline_calendar import calendar_of
from registry.web.deadline_list import SPEC, groups_of, table_of
from registry.web.files import file_answer
from registry.web.frame import show_page
from registry.web.lists import Asked, asked, list_page
from registry.web.paper import on_paper

bp = Blueprint("deadlines", __name__)


@bp.get("/deadlines")
@requires(Permission.SEE_REGISTRY)
def show() -> str:
    """What is overdue and what comes, as the address narrows it down."""
    wanted = asked(SPEC)
    found, window = _found(wanted), wanted.window
    groups = groups_of(found[window.offset : window.offset + window.limit], today())
    return show_page("deadlines/show.html", list=list_page(wanted, total=len(found)), groups=groups)


@bp.get("/deadlines.<any(csv, xlsx):form>")
@requires(Permission.SEE_REGISTRY)
def download(form: str) -> Response:
    """The same as a file."""
    table = table_of(_found(asked(SPEC)), today())
    name = f"{table.title}.{form}"
    return file_answer(table_file(table, form), mimetype=MIMETYPES[form], name=name, plain_name=f"deadlines.{form}")


@bp.get("/deadlines/print")
@requires(Permission.SEE_REGISTRY)
def show_paper() -> str:
    """The same on paper."""
    return show_page("lists/paper.html", table=on_paper(table_of(_found(asked(SPEC)), today())))


@bp.get("/deadlines.ics")
@requires(Permission.SEE_REGISTRY)
def download_calendar() -> Response:
    """The same for a calendar program."""
    return _calendar(_found(asked(SPEC)), "deadlines")


@bp.get("/deadlines/<string:key>.ics")
@requires(Permission.SEE_REGISTRY)
def download_event(key: str) -> Response:
    """One deadline for a calendar program."""
    wanted = [due for due in list_deadlines(today=today(), concern=_concern()) if due.key == key and due.deadline.day]
    if not wanted:
        abort(404)
    return _calendar(wanted, key)


def _calendar(found: Sequence[Due], name: str) -> Response:
    return file_answer(calendar_of(found), mimetype=MIMETYPE, name=f"{name}.ics", plain_name=f"{name}.ics")


def _found(wanted: Asked) -> Sequence[Due]:
    value = wanted.query.value
    return list_deadlines(today=today(), department=value("department"), kind=value("kind"), concern=_concern())


def _concern() -> Concern:
    return Concern.of(current_user.role, current_user.department_id)
