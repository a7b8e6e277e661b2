"""One's own account: the password, the daily mail, and the sessions in other browsers."""

from typing import Any

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.wrappers import Response

from registry.commands import users
from registry.commands.passwords import change_password
from registry.commands.sessions import log_out_everywhere
from registry.database import writes, writing
from registry.domain.errors import InvalidDraft
from registry.domain.permissions import Permission
from registry.forms.users import MailsForm, OwnPasswordForm
from registry.queries.user_list import get_user_row
from registry.web.access import requires
from registry.web.form_problems import show_problems
from registry.web.frame import show_page
from registry.web.open_sessions import open_sessions
from registry.web.readers import begin_session, deed
from registry.web.saving import Answer
from registry.web.throttle import LOGIN_LIMIT, limiter
from registry.web.user_list import mail_language, shown_user
from registry.words import LANGUAGES

bp = Blueprint("account", __name__)


@bp.get("/account")
@requires(Permission.SEE_REGISTRY)
def show() -> str:
    """What is known of the reader, the form for another password, and the open sessions."""
    return _page()


@bp.post("/account/password")
@limiter.limit(LOGIN_LIMIT)
@requires(Permission.SEE_REGISTRY)
def choose_password() -> Answer:
    """Keep another password, and go on in a new session, the only one."""
    form = OwnPasswordForm()
    if form.validate():
        try:
            with writing():
                token = change_password(deed(), user_id=current_user.id, old=form.old.data, new=form.password.data)
        except InvalidDraft as refusal:
            show_problems(form, refusal)
        else:
            begin_session(token)
            flash(_("The new password was saved. You were logged out in all other browsers."))
            return redirect(url_for("account.show"), 303)
    return _page(password=form), 422


@bp.post("/account/mails")
@requires(Permission.SEE_REGISTRY)
def choose_mails() -> Answer:
    """Keep whether the reader gets the daily mail, and in which language."""
    form = _mails_form()
    if not form.validate():
        return _page(mails=form), 422
    with writing():
        users.choose_mails(
            deed(), user_id=current_user.id, wants_digest=form.wants_digest.data, language=form.language.data
        )
    flash(_("The change was saved."))
    return redirect(url_for("account.show"), 303)


@bp.post("/account/end-sessions")
@requires(Permission.SEE_REGISTRY)
@writes
def end_other_sessions() -> Response:
    """Log out everywhere but here."""
    log_out_everywhere(deed(), user_id=current_user.id, but=current_user.token)
    flash(_("You were logged out in all other browsers."))
    return redirect(url_for("account.show"), 303)


def _page(*, password: OwnPasswordForm | None = None, mails: MailsForm | None = None) -> str:
    row = get_user_row(current_user.id)
    kept = {"wants_digest": row.wants_digest, "language": mail_language(row)}
    return show_page(
        "account/show.html",
        form=password or OwnPasswordForm(formdata=None),
        mails=mails or _mails_form(formdata=None, **kept),
        user=shown_user(row),
        sessions=open_sessions(current_user.id),
    )


def _mails_form(**values: Any) -> MailsForm:
    form = MailsForm(**values)
    form.language.names = LANGUAGES
    return form
