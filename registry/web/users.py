"""Users: their list, the page of each, and what an administrator does about them."""

from functools import partial
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from registry.commands.sessions import log_out_everywhere
from registry.commands.users import disable_user, enable_user, invite_user, reset_user, revise_user
from registry.database import writes, writing
from registry.domain.lists import Window
from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun
from registry.exports.tables import MIMETYPES, table_file
from registry.forms.office_form import as_version
from registry.forms.users import UserForm
from registry.queries.reference import list_department_names
from registry.queries.user_list import get_user_row, list_user_rows
from registry.queries.users import get_link_user
from registry.queries.views import list_views
from registry.web.access import requires
from registry.web.clock import today
from registry.web.files import file_answer
from registry.web.frame import show_page
from registry.web.history import history_of_user
from registry.web.lists import asked, list_page
from registry.web.one_time_links import hand_over
from registry.web.open_sessions import open_sessions
from registry.web.paper import on_paper
from registry.web.readers import deed
from registry.web.saving import Answer, Conflict, Saving, unless_changed
from registry.web.user_list import SPEC, shown_user, table_of
from registry.words import ROLES

if TYPE_CHECKING:
    from registry.models import User

bp = Blueprint("users", __name__)


@bp.get("/users")
@requires(Permission.MANAGE_USERS)
def show_list() -> str:
    """The list, as its address narrows it down."""
    wanted = asked(SPEC)
    found = list_user_rows(wanted.query, wanted.window)
    saved = list_views(Noun.USERS, current_user.id)
    return show_page(
        "users/list.html",
        list=list_page(wanted, total=found.total, saved=saved),
        rows=tuple(map(shown_user, found.rows)),
    )


@bp.get("/users.<any(csv, xlsx):form>")
@requires(Permission.MANAGE_USERS)
def download(form: str) -> Response:
    """The whole list as a file, narrowed down in the same way."""
    found = list_user_rows(asked(SPEC).query, Window())
    data = table_file(table_of(found.rows, today()), form)
    return file_answer(data, mimetype=MIMETYPES[form], name=f"{_('Users')}.{form}", plain_name=f"users.{form}")


@bp.get("/users/print")
@requires(Permission.MANAGE_USERS)
def show_paper() -> str:
    """The whole list on paper."""
    found = list_user_rows(asked(SPEC).query, Window())
    return show_page("lists/paper.html", table=on_paper(table_of(found.rows, today())))


@bp.get("/users/<int:user_id>")
@requires(Permission.MANAGE_USERS)
def show(user_id: int) -> str:
    """One user: what is known, what became of them, the open sessions, and what can be done."""
    row = get_user_row(user_id)
    return show_page(
        "users/show.html",
        user=shown_user(row),
        state=row.state,
        sessions=open_sessions(user_id),
        history=history_of_user(user_id, row.name),
        is_oneself=user_id == current_user.id,
    )


@bp.get("/users/invite")
@requires(Permission.MANAGE_USERS)
def show_invitation() -> str:
    """The form for a new user."""
    return _page(_form(), None)


@bp.post("/users/invite")
@requires(Permission.MANAGE_USERS)
def invite() -> Answer:
    """Let somebody in, and hand the one-time link over; the same form sent again leads to the user's page."""
    form, tokens = _form(), list[str]()

    def act() -> "User":
        tokens.append(invite_user(deed(), draft=form.to_draft()))
        return get_link_user(tokens[0])

    answer = Saving(
        form,
        Noun.USERS,
        page=lambda _conflict: _page(form, None),
        act=act,
        done=_address,
        said=_("“%(name)s” was invited.", name=form.name.data),
    ).answer()
    return hand_over(tokens[0]) if tokens and isinstance(answer, Response) else answer


@bp.get("/users/<int:user_id>/edit")
@requires(Permission.MANAGE_USERS)
def show_edit(user_id: int) -> str:
    """The form with what is known."""
    return _page(_stored(user_id)[0], user_id)


@bp.post("/users/<int:user_id>/edit")
@requires(Permission.MANAGE_USERS)
def revise(user_id: int) -> Answer:
    """Change what is known of a user."""
    form, stored = _form(), partial(_stored, user_id)
    return Saving(
        form,
        Noun.USERS,
        page=lambda conflict: _page(form, user_id, conflict),
        act=unless_changed(form, stored, lambda: revise_user(deed(), user_id=user_id, draft=form.to_draft())),
        done=_address,
        said=_("The change was saved."),
        stored=stored,
    ).answer()


@bp.post("/users/<int:user_id>/reset")
@requires(Permission.MANAGE_USERS)
def reset(user_id: int) -> Answer:
    """End the password, and hand a one-time link for a new one over."""
    with writing():
        token = reset_user(deed(), user_id=user_id)
    return hand_over(token)


@bp.post("/users/<int:user_id>/disable")
@requires(Permission.MANAGE_USERS)
@writes
def disable(user_id: int) -> Response:
    """Shut the user out at once."""
    disable_user(deed(), user_id=user_id)
    flash(_("The user cannot log in any more."))
    return redirect(_address(user_id), 303)


@bp.post("/users/<int:user_id>/enable")
@requires(Permission.MANAGE_USERS)
@writes
def enable(user_id: int) -> Response:
    """Let the user in again."""
    enable_user(deed(), user_id=user_id)
    flash(_("The user can log in again with the password of before."))
    return redirect(_address(user_id), 303)


@bp.post("/users/<int:user_id>/end-sessions")
@requires(Permission.MANAGE_USERS)
@writes
def end_sessions(user_id: int) -> Response:
    """Log the user out everywhere."""
    log_out_everywhere(deed(), user_id=user_id)
    flash(_("The user was logged out everywhere."))
    return redirect(_address(user_id), 303)


def _form(**values: object) -> UserForm:
    form = UserForm(**values)
    form.role.names = ROLES
    form.department.offer(list_department_names(today()))
    return form


def _stored(user_id: int) -> tuple[UserForm, int, int]:
    """The form with what is known, the user's id and what stands for a version."""
    form = _form(formdata=None, obj=get_user_row(user_id))
    version = as_version(form.to_draft())
    form.version.data = str(version)
    return form, user_id, version


def _page(form: UserForm, user_id: int | None, conflict: Conflict | None = None) -> str:
    cancel = _address(user_id) if user_id else url_for("users.show_list")
    return show_page("users/edit.html", form=form, conflict=conflict, is_new=user_id is None, cancel=cancel)


def _address(user_id: int) -> str:
    return url_for("users.show", user_id=user_id)
