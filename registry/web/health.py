"""Whether the registry can answer, for those who watch the server."""

from flask import Blueprint, Response

from registry.queries.health import database_answers
from registry.web.access import public

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def show_health() -> Response:
    """200 where the database answers, else 503."""
    answers = database_answers()
    return Response("ok\n" if answers else "database unreachable\n", 200 if answers else 503, mimetype="text/plain")
