"""The pages: a noun per file; a view is its permission, its form, one call, and the answer."""

from flask import Flask
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect

from registry.imports.limits import LARGEST_FILE
from registry.web import (
    account,
    administration,
    agreement_deeds,
    agreements,
    annexes,
    attachments,
    audit,
    backups,
    bodies,
    contacts,
    counts,
    deadlines,
    delegation_deeds,
    delegations,
    departments,
    drift,
    duplicates,
    evidence,
    finalizing,
    findings,
    guide_pages,
    handover,
    health,
    history,
    home,
    imports,
    languages,
    login,
    meeting_deeds,
    meeting_joins,
    meeting_rows,
    meetings,
    names,
    organization_deeds,
    organizations,
    own_forms,
    pasting,
    project_deeds,
    project_reports,
    projects,
    related_records,
    reorganizations,
    report_calls,
    report_deeds,
    reports,
    revisions,
    rules,
    search,
    sheet_writing,
    sheet_years,
    sheets,
    typed_forms,
    understood,
    users,
    views,
    year_end,
)
from registry.web.access import refuse_undecided_routes
from registry.web.bodies import set_up_bodies
from registry.web.clock import set_up_clock
from registry.web.errors import set_up_errors
from registry.web.headers import set_up_headers
from registry.web.readers import set_up_readers
from registry.web.related_records import set_up_related_records
from registry.web.route_ids import set_up_route_ids
from registry.web.throttle import set_up_throttle
from registry.web.versions import set_up_versions

BLUEPRINTS = (
    home.bp,
    organizations.bp,
    organization_deeds.bp,
    contacts.bp,
    search.bp,
    meetings.bp,
    meeting_deeds.bp,
    meeting_joins.bp,
    meeting_rows.bp,
    pasting.bp,
    imports.bp,
    agreements.bp,
    agreement_deeds.bp,
    attachments.bp,
    bodies.bp,
    related_records.bp,
    projects.bp,
    project_deeds.bp,
    delegations.bp,
    delegation_deeds.bp,
    reports.bp,
    project_reports.bp,
    report_deeds.bp,
    report_calls.bp,
    typed_forms.bp,
    sheets.bp,
    own_forms.bp,
    sheet_years.bp,
    sheet_writing.bp,
    evidence.bp,
    findings.bp,
    finalizing.bp,
    revisions.bp,
    drift.bp,
    annexes.bp,
    counts.bp,
    deadlines.bp,
    handover.bp,
    duplicates.bp,
    rules.bp,
    backups.bp,
    views.bp,
    year_end.bp,
    history.bp,
    administration.bp,
    departments.bp,
    reorganizations.bp,
    names.bp,
    audit.bp,
    guide_pages.bp,
    understood.bp,
    users.bp,
    account.bp,
    login.bp,
    languages.bp,
    health.bp,
)
LARGEST_REQUEST = LARGEST_FILE + (1 << 20)
"""Bytes: the largest file that anything takes, and the rest of its form. What is longer is not read at all."""


def set_up_web(app: Flask) -> None:
    """Register what the browser reaches; raises UndecidedRoute where a view has no access decision."""
    set_up_route_ids(app)
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
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
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
