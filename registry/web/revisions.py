"""改訂: every finalization of a sheet as it was signed, with its documents and its evidence, and what differs."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort
from werkzeug.wrappers import Response

from registry.domain.errors import NoSuchRevision
from registry.domain.permissions import Permission
from registry.evaluation.layout import form_of
from registry.evaluation.sheet import Sheet
from registry.evaluation.signed_data import signed_findings, signed_sheet
from registry.queries.sheet_revisions import (
    find_document,
    find_evidence,
    get_revision,
    list_evidence_of,
    list_revisions,
    list_signing_entries,
    signed_data,
)
from registry.queries.sheets import get_stored_sheet
from registry.web.access import requires
from registry.web.findings_panel import entries_of, marks_of
from registry.web.frame import show_page
from registry.web.revision_page import compared, evidence_rows, kept_evidence, revision_links, revision_rows
from registry.web.sheet_document import kept_document
from registry.web.sheet_page import cell_words, form_blocks
from registry.words import year_name

if TYPE_CHECKING:
    from registry.models import SheetRevision

bp = Blueprint("revisions", __name__)


@bp.get("/sheets/<int:fiscal_year>/revisions")
@requires(Permission.SEE_SHEETS)
def show_list(fiscal_year: int) -> str:
    """All revisions with their documents, each held against the hash that the audit log keeps of it."""
    stored, found = get_stored_sheet(fiscal_year), list_revisions(fiscal_year)
    entries = list_signing_entries(stored.id)
    return show_page(
        "revisions/list.html",
        fiscal_year=fiscal_year,
        of_year=year_name(fiscal_year),
        state=stored.state,
        rows=revision_rows(fiscal_year, found, entries),
    )


@bp.get("/sheets/<int:fiscal_year>/revisions/<int:number>")
@requires(Permission.SEE_SHEETS)
def show(fiscal_year: int, number: int) -> str:
    """The sheet as it was signed, with its findings and their explanations."""
    revision = get_revision(fiscal_year, number)
    data = _data(revision, fiscal_year)
    grid, findings = form_of(signed_sheet(data)), signed_findings(data)
    entries = entries_of(findings, cell_words(grid))
    return show_page(
        "revisions/show.html",
        fiscal_year=fiscal_year,
        of_year=year_name(fiscal_year),
        revision=revision_links(revision, fiscal_year),
        title=data["head"]["title"],
        form=grid.title,
        blocks=form_blocks(grid, marks_of(entries)),
        columns=grid.columns,
        entries=entries,
        evidence=evidence_rows(fiscal_year, number, list_evidence_of(revision)),
    )


@bp.get("/sheets/<int:fiscal_year>/revisions/<int:number>.<form>")
@requires(Permission.SEE_SHEETS)
def show_document(fiscal_year: int, number: int, form: str) -> Response:
    """A document as it was signed, byte for byte."""
    document = find_document(get_revision(fiscal_year, number), form)
    return abort(404) if document is None else kept_document(document, fiscal_year)


@bp.get("/sheets/<int:sheet_year>/revisions/<int:number>/evidence/<count>/<int:fiscal_year>")
@requires(Permission.SEE_SHEETS)
def show_evidence(sheet_year: int, number: int, count: str, fiscal_year: int) -> str:
    """The records that were behind a number when it was signed."""
    revision = get_revision(sheet_year, number)
    kept = find_evidence(revision, count, fiscal_year)
    if kept is None:
        return abort(404)
    return show_page(
        "revisions/evidence.html",
        of_year=year_name(sheet_year),
        fiscal_year=sheet_year,
        revision=revision_links(revision, sheet_year),
        page=kept_evidence(sheet_year, kept, _sheet(revision, sheet_year).rules),
    )


@bp.get("/sheets/<int:fiscal_year>/revisions/<int:number>/compare/<int:other>")
@requires(Permission.SEE_SHEETS)
def compare(fiscal_year: int, number: int, other: int) -> str:
    """Two revisions side by side, cell by cell."""
    before, after = (get_revision(fiscal_year, one) for one in (number, other))
    one, two = (_sheet(each, fiscal_year) for each in (before, after))
    return show_page(
        "revisions/compare.html",
        fiscal_year=fiscal_year,
        of_year=year_name(fiscal_year),
        before=revision_links(before, fiscal_year),
        after=revision_links(after, fiscal_year),
        rows=compared(one, two),
    )


def _sheet(revision: "SheetRevision", fiscal_year: int) -> Sheet:
    return signed_sheet(_data(revision, fiscal_year))


def _data(revision: "SheetRevision", fiscal_year: int) -> dict[str, Any]:
    """What the revision says; raises NoSuchRevision where somebody has taken its JSON away."""
    document = find_document(revision, "json")
    if document is None:
        raise NoSuchRevision(year=fiscal_year)
    return signed_data(document)
