"""What is typed into a form and not saved yet, kept on the server: it is there again on another machine.

A form takes part by ``data-server-draft`` in its template and ``keeps_typed`` on the view that it is sent to; no other
form's input is ever kept here, and what is kept only its own person gets back.
"""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint, abort, current_app, jsonify, redirect, request
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response

from registry.commands.form_drafts import forget_typed_form, keep_typed_form
from registry.database import writes
from registry.domain.permissions import Permission, may
from registry.queries.form_drafts import find_typed_form, list_colleagues_typing
from registry.web.access import access_of, requires
from registry.web.clock import JAPAN, now

bp = Blueprint("typed_forms", __name__)
LARGEST = 64 * 1024
"""Bytes; more than any form of the office holds."""
NOT_KEPT = frozenset({"csrf_token", "form_key", "act", "foresee"})
View = TypeVar("View", bound=Callable[..., Any])


def keeps_typed(check: Callable[..., object]) -> Callable[[View], View]:
    """Keep what is typed into the view's form; ``check`` takes the view's arguments and refuses who may not send it."""

    def marked(view: View) -> View:
        view.keeps_typed = check  # type: ignore[attr-defined]
        return view

    return marked


@bp.post("/drafts")
@requires(Permission.SEE_REGISTRY)
@writes
def keep() -> Response:
    """Keep what the reader has typed into the form at ``?form=``; with ``?discard=1`` forget it and open it again."""
    form = _checked_form(request.args.get("form", ""))
    if "discard" in request.args:
        forget_typed_form(form, user_id=current_user.id)
        return redirect(request.script_root + form, 303)
    if (request.content_length or 0) > LARGEST:
        abort(413)
    fields = [(name, value) for name, value in request.form.items(multi=True) if _is_kept(name)]
    keep_typed_form(form, fields, user_id=current_user.id, at=now())
    return jsonify(saved=_clock(), colleagues=colleagues_typing(form))


def typed_into(form: str) -> MultiDict[str, str] | None:
    """What the reader has typed into the form (its address) and not saved, as if it were sent."""
    found = find_typed_form(form, user_id=current_user.id, at=now())
    return MultiDict(found.fields) if found else None


def forget_typed() -> None:
    """Forget what was typed into the form that is being sent; inside ``writing``."""
    forget_typed_form(request.path, user_id=current_user.id)


def colleagues_typing(form: str) -> str:
    """Who else is typing into the form, in a sentence; blank where nobody is."""
    names = [one.name for one in list_colleagues_typing(form, user_id=current_user.id, at=now())]
    return (
        ngettext(
            "%(names)s is typing into this form too.",
            "%(names)s are typing into this form too.",
            len(names),
            names=_(", ").join(names),
        )
        if names
        else ""
    )


def _is_kept(name: str) -> bool:
    return name not in NOT_KEPT and "password" not in name.lower()


def _clock() -> str:
    return f"{now().astimezone(JAPAN):%H:%M}"


def _checked_form(form: str) -> str:
    """The address where it is a form that keeps what is typed and that the reader may send; else there is none."""
    routes = current_app.url_map.bind("localhost")
    try:
        endpoint, values = routes.match(form, method="POST")
    except (HTTPException, RequestRedirect):
        abort(404)
    view = current_app.view_functions[endpoint]
    check = getattr(view, "keeps_typed", None)
    if check is None:
        abort(404)
    access = access_of(view)
    if not isinstance(access, Permission) or not may(current_user.role, access):
        abort(403)
    check(**values)
    return routes.build(endpoint, values)
