"""The evidence: the records behind one count of one year."""

from flask import Blueprint, abort, request
from werkzeug.wrappers import Response

from registry.domain.permissions import Permission
from registry.evaluation.counts import Counts, Evidence
from registry.queries.counting import count_years, find_count, get_evidence
from registry.queries.counting.table import FAMILIES
from registry.queries.rules import get_rules
from registry.web.access import requires
from registry.web.evidence_page import evidence_page
from registry.web.evidence_records import evidence_file, record_table
from registry.web.files import list_answer
from registry.web.frame import show_page
from registry.web.pages import PER_PAGE, pages, wanted_page
from registry.web.sheet_figures import figures_for, find_typed_sheet
from registry.web.shown_years import as_of, checked, known_years

bp = Blueprint("evidence", __name__)


@bp.get("/sheets/<int:sheet_year>/evidence/<count>/<int:fiscal_year>")
@requires(Permission.SEE_SHEETS)
def show_evidence(sheet_year: int, count: str, fiscal_year: int) -> str:
    """The records behind one count of a year, beside the sheet of ``sheet_year`` where there is one."""
    years, day, rules = known_years(), as_of(fiscal_year), get_rules()
    checked(fiscal_year, years)
    page, noun = wanted_page(), FAMILIES[find_count(count).family].noun
    offset = (page - 1) * PER_PAGE
    evidence = get_evidence(count, fiscal_year, as_of=day, rules=rules, offset=offset, limit=PER_PAGE)
    if page > 1 and not evidence.records:
        abort(404)
    sheet = find_typed_sheet(sheet_year)
    counts = count_years([fiscal_year - 1, fiscal_year], as_of=day, rules=rules)
    return show_page(
        "sheets/evidence.html",
        year=fiscal_year,
        years=years,
        page=evidence_page(
            evidence, counts, figures_for(sheet, count), sheet_year=sheet_year, with_sheet=sheet is not None
        ),
        table=record_table(evidence, noun, offset=offset, before=_before(counts, evidence)),
        pages=pages(evidence.number, page),
        files=request.view_args,
    )


def _before(counts: Counts, evidence: Evidence) -> int | None:
    year = counts.year(evidence.fiscal_year - 1)
    return year.numbers.get(evidence.count, 0) if year else None


@bp.get("/sheets/<int:sheet_year>/evidence/<count>/<int:fiscal_year>.<any(csv, xlsx):form>")
@requires(Permission.SEE_SHEETS)
def download(sheet_year: int, count: str, fiscal_year: int, form: str) -> Response:
    """All records behind the number as a list to save; the address stands beside that of its page."""
    checked(fiscal_year, known_years())
    evidence = get_evidence(count, fiscal_year, as_of=as_of(fiscal_year), rules=get_rules())
    noun = FAMILIES[find_count(count).family].noun
    return list_answer(evidence_file(evidence, noun), form, f"evidence-{sheet_year}-{fiscal_year}")
