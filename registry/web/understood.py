"""What the registry understands of a typed day, for the line under its field."""

from flask import Blueprint, jsonify, request
from werkzeug.wrappers import Response

from registry.domain.permissions import Permission
from registry.forms.fields import read_typed_day, understood_day
from registry.web.access import requires
from registry.web.clock import today

bp = Blueprint("understood", __name__)
LONGEST = 100


@bp.get("/understood/day")
@requires(Permission.SEE_REGISTRY)
def show_day() -> Response:
    """``?text=`` and, where a day without a year is meant to be near today, ``?near=1``."""
    text = request.args.get("text", "")[:LONGEST]
    if not text.strip():
        return jsonify(understood="", error="")
    try:
        read = read_typed_day(text, today() if request.args.get("near") else None)
    except ValueError as error:
        return jsonify(understood="", error=str(error))
    return jsonify(understood=understood_day(read), error="")
