"""What went wrong, said in the frame of every page: what happened, and what the reader can do now."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from flask import Flask, jsonify, make_response, request
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError
from werkzeug.wrappers import Response

from registry.domain.errors import BadArgument, FileLost, LinkUsedUp, NoDepartment, NoSuchRecord, NoSuchSheet, Refusal
from registry.domain.message import N_
from registry.web.form_problems import refusal_in_words
from registry.web.frame import show_bare_page, show_page
from registry.web.own_addresses import page_before


@dataclass(frozen=True)
class Words:
    """``title`` says what happened, ``advice`` what to do."""

    title: str
    advice: str


@dataclass(frozen=True)
class ErrorPage:
    """``before`` is the page from which the reader came, if the browser says so."""

    code: int
    title: str
    advice: str
    before: str | None


WORDS: Mapping[int, Words] = {
    400: Words(
        N_("This could not be understood"), N_("Nothing was saved. Go back, load the page again and repeat the step.")
    ),
    401: Words(
        N_("Your login has ended"),
        N_("Nothing was saved. Log in and open the form again: what was typed is kept in this browser."),
    ),
    403: Words(
        N_("You may not see this page"), N_("Your role does not include it. Ask an administrator if you need it.")
    ),
    404: Words(N_("There is no such page"), N_("The address may be mistyped, or the record may have been deleted.")),
    405: Words(N_("This address cannot be opened that way"), N_("Go back to the page before, and use its button.")),
    409: Words(
        N_("This was not done, and nothing was changed"),
        N_("Go back, load the page again and look what has changed."),
    ),
    413: Words(
        N_("What was sent is too large"),
        N_("Nothing was saved. Go back, and choose a smaller file or enter less at once."),
    ),
    429: Words(
        N_("Too many attempts in a short time"),
        N_("The last one was not looked at. Wait a minute, then try again."),
    ),
    500: Words(
        N_("Something went wrong in the registry"),
        N_(
            "Nothing is ever saved by half: open the page again, look whether it was saved, and repeat the step if not."
            " If this happens again, tell an administrator; the server's log says what it was."
        ),
    ),
}


NOT_THERE = (BadArgument, FileLost, LinkUsedUp, NoSuchRecord, NoSuchSheet)
"""Refusals because what was asked for does not exist."""


def set_up_errors(app: Flask) -> None:
    """Show every error in the look of the registry."""
    app.register_error_handler(HTTPException, _show_http_error)
    app.register_error_handler(CSRFError, _show_stale_form)
    app.register_error_handler(Refusal, _show_refusal)
    app.register_error_handler(InternalServerError, _show_fault)


def _show_http_error(error: HTTPException) -> Response:
    if error.response is not None or error.code is None or error.code < HTTPStatus.BAD_REQUEST:
        return Response.force_type(error.get_response())
    answer = _answer(error.code)
    answer.headers.extend({name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After"}})
    return answer


def _show_stale_form(_error: CSRFError) -> Response:
    return _answer(
        400, _("The page had been open too long, or your login has ended. Load it again and repeat the step.")
    )


def _show_refusal(error: Refusal) -> Response:
    code = 404 if isinstance(error, NOT_THERE) else 403 if isinstance(error, NoDepartment) else 409
    return _answer(code, refusal_in_words(error))


def _show_fault(_error: InternalServerError) -> Response:
    return make_response(show_bare_page("errors/error.html", page=_page(500, _(WORDS[500].advice))), 500)


def _answer(code: int, advice: str | None = None) -> Response:
    text = advice or _(_words(code).advice)
    if request.path.endswith(".json"):
        return make_response(jsonify(error=text), code)
    return make_response(show_page("errors/error.html", page=_page(code, text)), code)


def _page(code: int, advice: str) -> ErrorPage:
    before = page_before()
    is_this_one = request.method == "GET" and before == request.full_path.removesuffix("?")
    return ErrorPage(code, _(_words(code).title), advice, None if is_this_one else before)


def _words(code: int) -> Words:
    return WORDS.get(code, WORDS[500 if code >= HTTPStatus.INTERNAL_SERVER_ERROR else 400])
