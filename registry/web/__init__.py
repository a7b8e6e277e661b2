"""The pages: a noun per file; a view is its permission, its form, one call, and the answer."""

from flask import Flask
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect

from registry.web import (
    administration,
    audit,
    bodies,
    counts,
    departments,
    duplicates,
    evidence,
    guide_pages,
    health,
    history,
    home,
    languages,
    login,
    names,
    organizations,
    project_deeds,
    projects,
    related_records,
    reorganizations,
    rules,
    sheets,
    understood,
    views,
)
from registry.web.access import refuse_undecided_routes
from registry.web.bodies import set_up_bodies
from registry.web.clock import set_up_clock
from registry.web.errors import set_up_errors
from registry.web.headers import set_up_headers
from registry.web.readers import set_up_readers
from registry.web.related_records import set_up_related_records
from registry.web.throttle import set_up_throttle
from registry.web.versions import set_up_versions

BLUEPRINTS = (
    home.bp,
    organizations.bp,
    bodies.bp,
    related_records.bp,
    projects.bp,
    project_deeds.bp,
    sheets.bp,
    evidence.bp,
    counts.bp,
    duplicates.bp,
    rules.bp,
    views.bp,
    history.bp,
    administration.bp,
    departments.bp,
    reorganizations.bp,
    names.bp,
    audit.bp,
    guide_pages.bp,
    understood.bp,
    login.bp,
    languages.bp,
    health.bp,
)


def set_up_web(app: Flask) -> None:
    """Register what the browser reaches; raises UndecidedRoute where a view has no access decision."""
    set_up_clock(app)
    set_up_headers(app)
    set_up_readers(app)
    set_up_forms(app)
    set_up_throttle(app)
    set_up_look(app)
    set_up_errors(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    refuse_undecided_routes(app)


def set_up_forms(app: Flask) -> None:
    """Refuse every POST without its token; the token lasts as long as the login, so a long form does not die."""
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    CSRFProtect(app)
    set_up_bodies(app)
    set_up_related_records(app)


def set_up_look(app: Flask) -> None:
    """Bootstrap's base from this server, no one else's; templates without empty lines."""
    app.config["BOOTSTRAP_SERVE_LOCAL"] = True
    Bootstrap5(app)
    set_up_versions(app)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
