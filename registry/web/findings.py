"""One finding of a sheet, or several that are one entry: it is explained, or the chief lets an error stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, abort, url_for
from flask_babel import gettext as _
from flask_login import current_user

from registry.commands.findings import explain_finding, overrule_finding, wording
from registry.domain.errors import SheetFinalized
from registry.domain.permissions import Permission, may
from registry.domain.vocabulary import Noun, Severity, SheetState
from registry.evaluation.cost_sums import sums_of
from registry.evaluation.finalization import all_findings, overruling
from registry.evaluation.findings import Finding
from registry.evaluation.layout import form_of
from registry.evaluation.layout_words import ROUNDED
from registry.evaluation.sheet import Explanation, Sheet
from registry.forms.office_form import RecordForm, as_version
from registry.forms.sheet_signing import ExplanationForm
from registry.language import say, say_in_japanese
from registry.queries.rules import get_rules
from registry.queries.sheets import get_sheet, get_stored_sheet
from registry.web.access import requires
from registry.web.clock import today
from registry.web.findings_panel import SEVERITIES, CellLink, groups_of
from registry.web.frame import show_page
from registry.web.readers import deed
from registry.web.saving import Answer, Conflict, Saving, unless_changed
from registry.web.sheet_page import cell_words
from registry.words import year_name

if TYPE_CHECKING:
    from registry.models import EvaluationSheet

bp = Blueprint("findings", __name__)


@dataclass(frozen=True)
class Entry:
    """The findings that are explained at once, none where only an explanation is left; ``given`` is that explanation.

    ``overrules``: the reader is the chief, and what is written lets an error of a draft stand.
    """

    sheet: Sheet
    code: str
    cells: tuple[str, ...]
    findings: tuple[Finding, ...]
    given: Explanation | None
    overrules: bool

    @property
    def offered(self) -> str:
        """What the field opens with: what was written, else a reason that goes without saying."""
        if self.given:
            return self.given.text
        rounded = {one.name for one in sums_of(self.sheet) if one.is_rounding}
        return ROUNDED if self.code == "cost_total_wrong" and rounded.issuperset(self.cells) else ""

    @property
    def holds(self) -> bool:
        """Whether the chief lets all of it stand as it is now."""
        return bool(self.findings) and all(overruling(self.sheet, one, say=say_in_japanese) for one in self.findings)


@bp.get("/sheets/<int:fiscal_year>/findings/<code>/<path:cell>")
@requires(Permission.EDIT_SHEETS)
def show(fiscal_year: int, code: str, cell: str) -> str:
    """The form."""
    entry = _entry(fiscal_year, code, cell)
    return _page(entry, _opened(entry), None)


@bp.post("/sheets/<int:fiscal_year>/findings/<code>/<path:cell>")
@requires(Permission.EDIT_SHEETS)
def answer(fiscal_year: int, code: str, cell: str) -> Answer:
    """説明, 了承; a blank text takes back what was written."""
    entry, form = _entry(fiscal_year, code, cell), ExplanationForm()
    form.takes_back = entry.given is not None
    sheet_id = get_stored_sheet(fiscal_year).id

    def stored() -> tuple[RecordForm, int, int]:
        now = _opened(_entry(fiscal_year, code, cell))
        return now, sheet_id, now.seen_version

    return Saving(
        form,
        Noun.SHEETS,
        page=lambda conflict: _page(_entry(fiscal_year, code, cell), form, conflict),
        act=unless_changed(form, stored, lambda: _write(entry, form)),
        done=lambda _id: url_for("sheets.show_year", fiscal_year=fiscal_year, _anchor=cell),
        said=_("The explanation was saved.") if form.explanation.data else _("The explanation was taken back."),
        stored=stored,
    ).answer()


def _write(entry: Entry, form: ExplanationForm) -> "EvaluationSheet":
    text, year = form.explanation.data or "", entry.sheet.fiscal_year
    if entry.overrules and text:
        seen = str(form.seen.data or "")
        return overrule_finding(
            deed(), fiscal_year=year, code=entry.code, cells=entry.cells, reason=text, seen=seen, as_of=today()
        )
    first, *also = entry.cells
    return explain_finding(deed(), fiscal_year=year, code=entry.code, cell=first, also=also, explanation=text)


def _entry(fiscal_year: int, code: str, cell: str) -> Entry:
    sheet = get_sheet(fiscal_year, as_of=today(), rules=get_rules())
    if sheet.state is SheetState.FINALIZED:
        raise SheetFinalized(year=fiscal_year)
    groups = (group for group in groups_of(all_findings(sheet)) if group[0].code == code)
    found: Sequence[Finding] = next((group for group in groups if cell in {one.cell for one in group}), ())
    cells = tuple(one.cell for one in found) or (cell,)
    given = next((one for one in sheet.explanations if one.code == code and one.cell in cells), None)
    if not found and given is None:
        abort(404)
    is_error = any(one.severity is Severity.ERROR for one in found)
    chief = may(current_user.role, Permission.FINALIZE_SHEETS)
    overrules = is_error and chief and sheet.state is SheetState.DRAFT
    return Entry(sheet, code, cells, tuple(found), given, overrules)


def _opened(entry: Entry) -> ExplanationForm:
    version = as_version((entry.given.text, entry.given.overruled) if entry.given else None)
    values = {"explanation": entry.offered, "seen": wording(entry.findings), "version": version}
    return ExplanationForm(formdata=None, data=values)


def _page(entry: Entry, form: ExplanationForm, conflict: Conflict | None) -> str:
    form.seen.data = wording(entry.findings)
    if entry.overrules:
        form.explanation.label.text = _("Reason")
    words = cell_words(form_of(entry.sheet))
    severity = entry.findings[0].severity if entry.findings else None
    return show_page(
        "findings/explain.html",
        form=form,
        conflict=conflict,
        entry=entry,
        of_year=year_name(entry.sheet.fiscal_year),
        sheet=url_for("sheets.show_year", fiscal_year=entry.sheet.fiscal_year),
        severity=severity,
        word=_(SEVERITIES[severity]) if severity else "",
        text=say(entry.findings[0].message) if entry.findings else "",
        remedy=say(entry.findings[0].remedy) if entry.findings and entry.findings[0].remedy else "",
        cells=tuple(CellLink(cell, words.get(cell, cell)) for cell in entry.cells),
        is_draft=entry.sheet.state is SheetState.DRAFT,
    )
