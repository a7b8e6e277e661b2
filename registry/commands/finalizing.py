"""確定と差戻し: the chief signs a sheet, which never moves from then on, or opens it again for a new revision."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from registry.commands.audit import record_entry
from registry.commands.records import check_version
from registry.commands.sheet_documents import Signed, documents_of, evidence_of, kept_json
from registry.commands.sheets import fill_sheet
from registry.database import db
from registry.domain.audit_chain import sha256
from registry.domain.deed import Deed
from registry.domain.drafts import FieldProblem
from registry.domain.errors import (
    FiguresMoved,
    InvalidDraft,
    NoReason,
    OpenErrors,
    SheetFinalized,
    SheetNotDraft,
    SheetNotFinalized,
    YearNotOver,
)
from registry.domain.fiscal_year import FiscalYear
from registry.domain.message import message
from registry.domain.rules import CountingRules
from registry.domain.vocabulary import SheetState
from registry.evaluation.checks import check
from registry.evaluation.finalization import open_errors, signed
from registry.evaluation.sheet import Sheet
from registry.language import say_in_japanese
from registry.models import EvaluationSheet, SheetRevision
from registry.queries.annex import list_all_evidence
from registry.queries.audit import get_head
from registry.queries.own_forms import find_own_form
from registry.queries.rules import get_rules
from registry.queries.sheet_revisions import find_newest_revision
from registry.queries.sheets import get_sheet, get_stored_sheet, typed_sheet


@dataclass(frozen=True)
class Signature:
    """What the chief signs with: the version and the ``seen_in`` of the sheet that was read, and what goes with it.

    ``document_number`` is that of the decision in the city's own document system; ``reason`` is why a further revision
    is needed; ``further`` makes more documents of the sheet, by the form under which they are kept.
    """

    version: int
    seen: str
    document_number: str = ""
    reason: str = ""
    font_folders: tuple[Path, ...] = ()
    further: Mapping[str, Callable[[Sheet], bytes]] = field(default_factory=dict)


def seen_in(sheet: Sheet) -> str:
    """A hash that stands for all that a reckoned draft would say when it is signed: figures, texts, findings."""
    return sha256(kept_json(signed(sheet)))


def first_day_to_sign(fiscal_year: int) -> date:
    """The year must be over: its numbers move until then."""
    return FiscalYear(fiscal_year + 1).first_day


def check_draft(sheet: EvaluationSheet | Sheet) -> None:
    """Let in where the sheet is a draft; raises SheetFinalized, SheetNotDraft."""
    if sheet.state is SheetState.FINALIZED:
        raise SheetFinalized(year=sheet.fiscal_year)
    if sheet.state is not SheetState.DRAFT:
        raise SheetNotDraft(year=sheet.fiscal_year)


def finalize_sheet(deed: Deed, *, fiscal_year: int, signature: Signature, as_of: date) -> EvaluationSheet:
    """確定: keep the sheet for ever as it is, with its documents and the records behind its numbers.

    Raises NoSuchSheet, SheetFinalized, SheetNotDraft, YearNotOver, EditedMeanwhile, FiguresMoved where anything that
    was shown is something else by now, OpenErrors, InvalidDraft for a further revision without a reason.
    """
    stored = get_stored_sheet(fiscal_year)
    check_draft(stored)
    if as_of < first_day_to_sign(fiscal_year):
        raise YearNotOver(day=first_day_to_sign(fiscal_year))
    check_version(stored, signature.version)
    rules = get_rules()
    sheet = get_sheet(fiscal_year, as_of=as_of, rules=rules)
    if seen_in(sheet) != signature.seen:
        raise FiguresMoved
    final = signed(sheet)
    if errors := open_errors(final, check(final), say=say_in_japanese):
        raise OpenErrors(count=len(errors))
    revision = _revision(deed, stored, signature)
    _keep(revision, final, signature, as_of, rules)
    _fix(stored, final)
    _note(deed, stored, revision)
    return stored


def reopen_sheet(deed: Deed, *, fiscal_year: int, version: int, reason: str) -> EvaluationSheet:
    """差戻し: a finalized sheet is a draft again; what was signed stays. Its counted cells are the registry's again.

    Raises NoSuchSheet, SheetNotFinalized, EditedMeanwhile, NoReason.
    """
    stored = get_stored_sheet(fiscal_year)
    if stored.state is not SheetState.FINALIZED:
        raise SheetNotFinalized(year=fiscal_year)
    check_version(stored, version)
    if not reason.strip():
        raise NoReason
    before = {"state": stored.state.value}
    with db.session.no_autoflush:
        fill_sheet(stored, replace(typed_sheet(stored), state=SheetState.DRAFT))
    after = {"state": stored.state.value, "reason": reason.strip()}
    record_entry(deed, action="reopen", record=stored, before=before, after=after)
    return stored


def _revision(deed: Deed, stored: EvaluationSheet, signature: Signature) -> SheetRevision:
    former, head = find_newest_revision(stored.fiscal_year), get_head()
    if former is not None and not signature.reason.strip():
        raise InvalidDraft((FieldProblem("reason", "required", message(NoReason.sentence)),))
    return SheetRevision(
        sheet_id=stored.id,
        number=former.number + 1 if former else 1,
        reason=signature.reason.strip() if former else "",
        document_number=signature.document_number.strip(),
        finalized_at=deed.at,
        finalized_by=deed.actor,
        log_entries=head.entries,
        log_head=head.hash,
    )


def _keep(revision: SheetRevision, final: Sheet, signature: Signature, as_of: date, rules: CountingRules) -> None:
    evidence = list_all_evidence(final, as_of=as_of, rules=rules)
    kept = Signed(final, evidence, find_own_form(final.fiscal_year), signature.font_folders, signature.further)
    revision.documents, revision.evidence = documents_of(kept), evidence_of(kept)
    db.session.add(revision)


def _fix(stored: EvaluationSheet, final: Sheet) -> None:
    """Its cells are its own from now on, also those that the registry counts; no text is merely carried over."""
    with db.session.no_autoflush:
        fill_sheet(stored, final)
        for row in stored.texts:
            row.carried_from = None


def _note(deed: Deed, stored: EvaluationSheet, revision: SheetRevision) -> None:
    """The entry vouches for every document and every list of records: its own hash covers theirs."""
    after = {
        "state": stored.state.value,
        "revision": revision.number,
        "reason": revision.reason,
        "document_number": revision.document_number,
        "documents": _hashes([(one.form, one.sha256) for one in revision.documents]),
        "evidence": _hashes([(f"{one.count} {one.fiscal_year}", one.sha256) for one in revision.evidence]),
    }
    record_entry(deed, action="finalize", record=stored, before={"state": SheetState.DRAFT.value}, after=after)


def _hashes(pairs: Sequence[tuple[str, str]]) -> list[str]:
    return [f"{name} {digest}" for name, digest in sorted(pairs)]
