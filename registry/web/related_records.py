"""Agreements and projects to choose from, for forms: as the form's finders, and as the list under a combobox."""

from collections.abc import Iterable, Sequence

from flask import Blueprint, Flask, jsonify, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from registry.domain.names import clean
from registry.domain.permissions import Permission
from registry.forms.records_field import FINDERS, AgreementsField, Candidate, Finder, ProjectsField
from registry.queries.related_records import (
    FoundAgreement,
    FoundProject,
    list_agreements_by_id,
    list_agreements_called,
    list_agreements_like,
    list_projects_by_id,
    list_projects_called,
    list_projects_like,
)
from registry.web.access import requires
from registry.words import day_name

bp = Blueprint("related", __name__)
LONGEST = 300
NAMED_PARTIES = 3


def set_up_related_records(app: Flask) -> None:
    """Let forms find agreements and projects."""
    finders = app.extensions.setdefault(FINDERS, {})
    finders[AgreementsField.noun] = Finder(
        by_ids=agreements_of,
        by_name=lambda text: _agreements(list_agreements_called(text)),
        like=lambda text: _agreements(list_agreements_like(text)),
    )
    finders[ProjectsField.noun] = Finder(
        by_ids=projects_of,
        by_name=lambda text: _projects(list_projects_called(text)),
        like=lambda text: _projects(list_projects_like(text)),
    )


@bp.get("/agreements/suggest")
@requires(Permission.SEE_REGISTRY)
def suggest_agreements() -> Response:
    """The few agreements that a typed part of a number, title or party's name may mean, as JSON for the combobox."""
    return _told(_agreements(list_agreements_like(_typed())))


@bp.get("/projects/suggest")
@requires(Permission.SEE_REGISTRY)
def suggest_projects() -> Response:
    """The few projects that a typed part of a name, number or organization's name may mean."""
    return _told(_projects(list_projects_like(_typed())))


def agreements_of(agreement_ids: Iterable[int]) -> Sequence[Candidate]:
    """The agreements with these ids as a form holds them."""
    return _agreements(list_agreements_by_id(agreement_ids))


def projects_of(project_ids: Iterable[int]) -> Sequence[Candidate]:
    """The projects with these ids as a form holds them."""
    return _projects(list_projects_by_id(project_ids))


def _typed() -> str:
    return clean(request.args.get("q", "")[:LONGEST])


def _told(candidates: Iterable[Candidate]) -> Response:
    return jsonify([{"value": one.value, "name": one.name, "below": one.below} for one in candidates])


def _agreements(found: Iterable[FoundAgreement]) -> Sequence[Candidate]:
    return [Candidate(one.id, f"{one.number} {one.title}".strip(), _about_agreement(one)) for one in found]


def _about_agreement(one: FoundAgreement) -> str:
    more = "…" if len(one.parties) > NAMED_PARTIES else ""
    parties = _(", ").join(one.parties[:NAMED_PARTIES]) + more
    return _("%(parties)s, concluded on %(day)s", parties=parties, day=day_name(one.concluded_on))


def _projects(found: Iterable[FoundProject]) -> Sequence[Candidate]:
    return [Candidate(one.id, f"{one.number or ''} {one.name}".strip(), _about_project(one)) for one in found]


def _about_project(one: FoundProject) -> str:
    return _("%(department)s, from %(day)s", department=one.department, day=day_name(one.started_on))
