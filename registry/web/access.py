"""Who may reach a view: a decision on the line above each one, and no way in without it."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from flask import Flask, abort, current_app, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from registry.domain.permissions import Permission, may, may_for_others

P = ParamSpec("P")
R = TypeVar("R")

PUBLIC = "public"
STATIC = frozenset({"static", "bootstrap.static"})
"""Files of the program itself: the same for everybody."""


class UndecidedRoute(Exception):
    """A programming fault: a view has no decision on who may reach it."""


def requires(permission: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let in only who holds the permission; stands directly above the view."""

    def decide(view: Callable[P, R]) -> Callable[P, R]:
        view.access = permission  # type: ignore[attr-defined]
        return view

    return decide


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Let everybody in, logged in or not; stands directly above the view."""
    view.access = PUBLIC  # type: ignore[attr-defined]
    return view


def refuse_undecided_routes(app: Flask) -> None:
    """Raise UndecidedRoute unless every route of the app has its decision."""
    undecided = sorted(
        endpoint for endpoint, view in app.view_functions.items() if endpoint not in STATIC and not access_of(view)
    )
    if undecided:
        raise UndecidedRoute(f"Write @requires(…) or @public above: {', '.join(undecided)}")


def access_of(view: Callable[..., object]) -> Permission | str | None:
    """The decision on a view, or None."""
    access: Permission | str | None = getattr(view, "access", None)
    return access


def let_in() -> Response | None:
    """Before each request: ask for the login, or refuse; a view without a decision is nobody's.

    A form is not sent on to the login (401): what follows a redirect looks like a form that was saved.
    """
    if request.endpoint is None or request.endpoint in STATIC:
        return None
    access = access_of(current_app.view_functions[request.endpoint])
    if access == PUBLIC:
        return None
    if not current_user.is_authenticated:
        if request.method not in {"GET", "HEAD"}:
            abort(401)
        return redirect(url_for("login.show_login", next=wanted_address()))
    if not isinstance(access, Permission) or not may(current_user.role, access):
        abort(403)
    return None


def may_change(permission: Permission, *department_ids: int | None) -> bool:
    """Whether the reader may do this to a record of these departments; one without a department owns nothing."""
    if may_for_others(current_user.role, permission):
        return True
    own = current_user.department_id is not None and current_user.department_id in department_ids
    return own and may(current_user.role, permission)


def own_or_refuse(permission: Permission, *department_ids: int | None) -> None:
    """Answer 403 unless the reader may do this to a record of these departments; stands after it was loaded."""
    if not may_change(permission, *department_ids):
        abort(403)


def wanted_address() -> str | None:
    """Where to go after the login: the page that was asked for."""
    return request.full_path.removesuffix("?") if request.path != "/" else None
