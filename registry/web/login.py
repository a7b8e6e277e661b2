"""Logging in and out, and choosing a password by a one-time link."""

from flask import Blueprint, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from registry.commands.logins import log_in
from registry.commands.passwords import accept_link
from registry.database import writes
from registry.domain.deed import Deed
from registry.domain.errors import InvalidDraft, LinkUsedUp
from registry.forms.users import LoginForm, PasswordForm
from registry.language import say
from registry.queries.users import find_link
from registry.web.access import public
from registry.web.clock import now
from registry.web.form_problems import show_problems
from registry.web.frame import show_page
from registry.web.own_addresses import own_page
from registry.web.readers import begin_session, end_session
from registry.web.throttle import LOGIN_LIMIT, limiter

bp = Blueprint("login", __name__)
Answer = str | Response | tuple[str, int]


@bp.get("/login")
@public
def show_login() -> Answer:
    """The form; who is logged in already goes on."""
    if current_user.is_authenticated:
        return redirect(_next_page())
    return show_page("users/login.html", form=LoginForm())


@bp.post("/login")
@limiter.limit(LOGIN_LIMIT)
@public
def try_login() -> Answer:
    """Log in, and go to the page that was asked for."""
    form = LoginForm()
    if not form.validate():
        return show_page("users/login.html", form=form), 422
    name, address = form.name.data, request.remote_addr or ""
    attempt = log_in(Deed(name, now()), name=name, password=form.password.data, address=address)
    if attempt.refusal is not None:
        form.form_errors = [say(attempt.refusal.message)]
        return show_page("users/login.html", form=form), 422
    begin_session(attempt.token)
    return redirect(_next_page())


@bp.post("/logout")
@public
@writes
def log_out() -> Answer:
    """End the session of this browser."""
    end_session()
    return redirect(url_for("login.show_login"))


@bp.get("/links/<token>")
@public
def show_link(token: str) -> Answer:
    """The form for the password that a one-time link lets its user choose."""
    return show_page("users/accept.html", form=PasswordForm(), user_name=_name_of(token))


@bp.post("/links/<token>")
@limiter.limit(LOGIN_LIMIT)
@public
@writes
def use_link(token: str) -> Answer:
    """Keep the password, and log its user in."""
    form, name = PasswordForm(), _name_of(token)
    if form.validate():
        try:
            session_token = accept_link(Deed(name, now()), token=token, password=form.password.data)
        except InvalidDraft as refusal:
            show_problems(form, refusal)
        else:
            begin_session(session_token)
            return redirect(url_for("home.show_newest"))
    return show_page("users/accept.html", form=form, user_name=name), 422


def _name_of(token: str) -> str:
    link = find_link(token, at=now())
    if link is None:
        raise LinkUsedUp
    return link.user.name


def _next_page() -> str:
    return own_page(request.args.get("next")) or url_for("home.show_newest")
