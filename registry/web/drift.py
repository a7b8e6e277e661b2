"""確定の後の変化: what is behind the numbers of a finalized sheet now, and who changed what since."""

from flask import Blueprint, url_for

from registry.domain.errors import NoSuchRevision
from registry.domain.permissions import Permission
from registry.queries.drift import find_drift
from registry.queries.sheet_revisions import find_newest_revision
from registry.queries.sheets import get_stored_sheet
from registry.web.access import requires
from registry.web.drift_page import number_rows, record_rows
from registry.web.frame import show_page
from registry.web.revision_page import revision_links
from registry.words import year_name

bp = Blueprint("drift", __name__)


@bp.get("/sheets/<int:fiscal_year>/drift")
@requires(Permission.SEE_SHEETS)
def show(fiscal_year: int) -> str:
    """Each number that is another one now, and the very records that were added, changed or removed."""
    get_stored_sheet(fiscal_year)
    revision = find_newest_revision(fiscal_year)
    if revision is None:
        raise NoSuchRevision(year=fiscal_year)
    drift = find_drift(revision)
    return show_page(
        "drift/show.html",
        of_year=year_name(fiscal_year),
        sheet=url_for("sheets.show_year", fiscal_year=fiscal_year),
        revision=revision_links(revision, fiscal_year),
        numbers=number_rows(fiscal_year, drift),
        records=record_rows(drift),
    )
