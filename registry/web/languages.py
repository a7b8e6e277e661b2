"""The language switch: remembered by the browser, and the page stays."""

from flask import Blueprint, make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from registry.config import LOCALES
from registry.language import COOKIE
from registry.web.access import public
from registry.web.own_addresses import own_page

bp = Blueprint("languages", __name__)
ONE_YEAR = 365 * 24 * 60 * 60


@bp.post("/language")
@public
def choose() -> Response:
    """Remember the chosen language, and go back to the page."""
    response = make_response(redirect(own_page(request.form.get("next")) or url_for("home.show_newest")))
    locale = request.form.get("locale", "")
    if locale in LOCALES:
        response.set_cookie(COOKIE, locale, max_age=ONE_YEAR, httponly=True, samesite="Lax", secure=request.is_secure)
    return response
