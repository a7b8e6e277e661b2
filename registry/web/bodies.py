"""Organizations to choose from, for forms: as the form's finder, and as the list under a combobox."""

from collections.abc import Iterable, Sequence

from flask import Blueprint, Flask, jsonify, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from registry.domain.names import clean
from registry.domain.permissions import Permission
from registry.forms.bodies import LONGEST_NAME, BodiesField, Body
from registry.forms.records_field import FINDERS, Finder
from registry.queries.bodies import FoundBody, list_bodies, list_bodies_like, list_bodies_named
from registry.web.access import requires
from registry.words import KINDS

bp = Blueprint("bodies", __name__)


def set_up_bodies(app: Flask) -> None:
    """Let forms find organizations."""
    finder = Finder(by_ids=bodies_of, by_name=lambda name: _bodies(list_bodies_named(name)), like=_like)
    app.extensions.setdefault(FINDERS, {})[BodiesField.noun] = finder


@bp.get("/organizations/suggest")
@requires(Permission.SEE_REGISTRY)
def suggest() -> Response:
    """The few bodies that a typed part of a name or reading may mean, as JSON for the combobox."""
    return jsonify([_told(body) for body in _like(clean(request.args.get("q", "")[:LONGEST_NAME]))])


def bodies_of(organization_ids: Iterable[int]) -> Sequence[Body]:
    """The organizations with these ids as a form holds them."""
    return _bodies(list_bodies(organization_ids))


def _like(text: str) -> Sequence[Body]:
    return _bodies(list_bodies_like(text))


def _bodies(found: Iterable[FoundBody]) -> Sequence[Body]:
    return [Body(one.id, one.name, one.kana, one.kind, one.former_name) for one in found]


def _told(body: Body) -> dict[str, str]:
    return {
        "value": body.value,
        "name": body.name,
        "kana": body.kana,
        "former": body.former_name,
        "kind": body.kind.value,
        "kindName": _(KINDS[body.kind]),
    }
