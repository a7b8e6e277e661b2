"""指摘: what the office answers to what the checks found on a sheet."""

from collections.abc import Iterable, Sequence
from datetime import date

from registry.commands.sheets import note_sheet, sheet_snapshot
from registry.domain.audit_chain import sha256
from registry.domain.deed import Deed
from registry.domain.errors import FiguresMoved, NoError, NoReason, SheetFinalized, UnknownCell, UnknownFinding
from registry.domain.vocabulary import Severity, SheetState
from registry.evaluation.checks import CODES
from registry.evaluation.finalization import all_findings
from registry.evaluation.findings import Finding
from registry.evaluation.sheet_names import names
from registry.language import say_in_japanese
from registry.models import EvaluationSheet, FindingExplanation
from registry.queries.rules import get_rules
from registry.queries.sheets import get_sheet, get_stored_sheet, typed_sheet


def explain_finding(
    deed: Deed, *, fiscal_year: int, code: str, cell: str, explanation: str, also: Iterable[str] = ()
) -> EvaluationSheet:
    """説明: say why one finding stands; a blank explanation takes it back. ``also`` are further cells with the same.

    Another text than that by which an error was overruled overrules it no more. Raises NoSuchSheet, SheetFinalized,
    UnknownFinding, UnknownCell.
    """
    stored = _movable(fiscal_year)
    if code not in CODES:
        raise UnknownFinding(code=code, known=", ".join(CODES))
    known, cells = dict(names(typed_sheet(stored))), (cell, *also)
    for name in cells:
        if name not in known:
            raise UnknownCell(name=name)
    before = sheet_snapshot(stored)
    for name in cells:
        _explain(deed, stored, code, name, explanation.strip())
    return note_sheet(deed, action="explain", stored=stored, before=before)


def overrule_finding(
    deed: Deed, *, fiscal_year: int, code: str, cells: Sequence[str], reason: str, seen: str, as_of: date
) -> EvaluationSheet:
    """了承: the chief lets an error of these cells stand, for as long as it says what it says now.

    ``seen`` is the ``wording`` of the findings that the chief has read. Raises NoSuchSheet, SheetFinalized, NoReason,
    NoError where there is no such error, FiguresMoved where it says something else by now.
    """
    stored = _movable(fiscal_year)
    if not reason.strip():
        raise NoReason
    found = all_findings(get_sheet(fiscal_year, as_of=as_of, rules=get_rules()))
    errors = [one for one in found if one.severity is Severity.ERROR and one.code == code and one.cell in cells]
    if not errors:
        raise NoError
    if wording(errors) != seen:
        raise FiguresMoved
    before = sheet_snapshot(stored)
    for one in errors:
        row = _explain(deed, stored, code, one.cell, reason.strip())
        row.overruled, row.finding = True, say_in_japanese(one.message)
        row.explained_by, row.explained_at = deed.actor, deed.at
    return note_sheet(deed, action="overrule", stored=stored, before=before)


def wording(findings: Iterable[Finding]) -> str:
    """A hash that stands for what these findings say, and of which cells."""
    return sha256("\n".join(f"{one.cell}\t{say_in_japanese(one.message)}" for one in findings).encode())


def _movable(fiscal_year: int) -> EvaluationSheet:
    stored = get_stored_sheet(fiscal_year)
    if stored.state is SheetState.FINALIZED:
        raise SheetFinalized(year=fiscal_year)
    return stored


def _explain(deed: Deed, stored: EvaluationSheet, code: str, cell: str, text: str) -> FindingExplanation:
    """Keep a text, or with a blank one what there was no more; what stays as it is is not written."""
    known = next((one for one in stored.explanations if (one.code, one.cell) == (code, cell)), None)
    if known is None:
        about = {"code": code, "cell": cell, "explanation": text}
        known = FindingExplanation(**about, explained_by=deed.actor, explained_at=deed.at, overruled=False, finding="")
        if text:
            stored.explanations.append(known)
    elif not text:
        stored.explanations.remove(known)
    elif known.explanation != text:
        known.explanation, known.explained_by, known.explained_at = text, deed.actor, deed.at
        known.overruled, known.finding = False, ""
    return known
