"""協定: what the office does with agreements."""

from dataclasses import replace
from datetime import date

from registry.commands.audit import snapshot
from registry.commands.records import check_version, create, delete, fill, note_change, restore, revise
from registry.database import db
from registry.domain.deed import Deed
from registry.domain.drafts import AgreementDraft, FieldProblem
from registry.domain.errors import InvalidDraft, RefersToDeleted
from registry.domain.fiscal_year import FiscalYear
from registry.domain.message import N_, message
from registry.models import Agreement, AgreementAmendment, Organization
from registry.queries.agreements import (
    draft_of,
    find_agreement,
    find_renewal_of,
    get_agreement,
    highest_number,
    list_records_naming,
)
from registry.queries.records import get_deleted_record, get_records


def conclude_agreement(deed: Deed, *, draft: AgreementDraft, create_names: bool = False) -> Agreement:
    """締結: record a concluded agreement; raises InvalidDraft, NoSuchRecord.

    A blank number is given from the fiscal year of its conclusion: R2-03.
    """
    agreement = Agreement()
    draft = _checked(agreement, draft)
    return create(deed, action="conclude", record=agreement, draft=draft, create_names=create_names)


def revise_agreement(
    deed: Deed, *, agreement_id: int, draft: AgreementDraft, version: int, create_names: bool = False
) -> Agreement:
    """修正: give it all values of the draft, its parties too; raises EditedMeanwhile, InvalidDraft, NoSuchRecord.

    A blank number keeps the one it has.
    """
    agreement = get_agreement(agreement_id)
    check_version(agreement, version)
    draft = _checked(agreement, draft)
    return revise(deed, record=agreement, draft=draft, version=version, create_names=create_names)


def end_agreement(deed: Deed, *, agreement_id: int, on: date, reason: str) -> Agreement:
    """終了: its last day, and why; raises InvalidDraft where that day lies outside its term."""
    agreement = get_agreement(agreement_id)
    before = snapshot(agreement)
    fill(agreement, replace(draft_of(agreement), ended_on=on, end_reason=reason), create_names=False)
    return note_change(deed, action="end", record=agreement, before=before)


def amend_agreement(
    deed: Deed, *, agreement_id: int, amended_on: date, effective_on: date | None, summary: str
) -> AgreementAmendment:
    """変更協定: its terms change from a day; not an agreement of its own."""
    agreement = get_agreement(agreement_id)
    before = snapshot(agreement)
    amendment = AgreementAmendment(amended_on=amended_on, effective_on=effective_on, summary=summary)
    agreement.amendments.append(amendment)
    note_change(deed, action="amend", record=agreement, before=before)
    return amendment


def delete_agreement(deed: Deed, *, agreement_id: int) -> Agreement:
    """削除: it counts nowhere any more; raises StillReferred while living records name it."""
    agreement = get_agreement(agreement_id)
    return delete(deed, record=agreement, used_by=list_records_naming(agreement))


def restore_agreement(deed: Deed, *, agreement_id: int) -> Agreement:
    """復元; raises InvalidDraft where its number was taken meanwhile, RefersToDeleted."""
    agreement = get_deleted_record(Agreement, agreement_id)
    named = (*(party.organization for party in agreement.parties), agreement.renews)
    gone = [each.label for each in named if each is not None and each.deleted_at is not None]
    if gone:
        raise RefersToDeleted(others=", ".join(gone))
    return restore(deed, record=agreement)


def _checked(agreement: Agreement, draft: AgreementDraft) -> AgreementDraft:
    """The draft with its number, once all that it names is there and its place in a chain of renewals is right."""
    present = [party.organization for party in agreement.parties]
    get_records(Organization, [party.organization_id for party in draft.parties], known=present)
    problems = _renewal_problems(agreement, draft)
    if problems:
        raise InvalidDraft((*draft.problems(), *problems))
    return replace(draft, number=draft.number or agreement.number or _next_number(draft.concluded_on))


def _next_number(concluded_on: date) -> str:
    prefix = FiscalYear.of(concluded_on).era_code
    return f"{prefix}-{highest_number(prefix) + 1:02}"


def _renewal_problems(agreement: Agreement, draft: AgreementDraft) -> tuple[FieldProblem, ...]:
    """Domain rule 4: ``renews`` names one earlier agreement of the same type, each renewed at most once."""
    if draft.renews_id is not None and draft.renews_id != agreement.renews_id:
        renewed = find_agreement(draft.renews_id)
        if renewed is None or renewed.deleted_at is not None:
            return _bad_renewal(N_("The agreement that it renews is not registered."))
        other = find_renewal_of(renewed.id)
        if other is not None and other is not agreement:
            return _bad_renewal(N_("%(renewed)s has already been renewed by %(other)s."), renewed=renewed, other=other)
    earlier = [find_agreement(draft.renews_id)] if draft.renews_id is not None else []
    later = [find_renewal_of(agreement.id)] if agreement in db.session else []
    neighbours = [each for each in (*earlier, *later) if each is not None]
    if any(each.type is not draft.type for each in neighbours):
        return _bad_renewal(N_("An agreement and the one that renews it are of the same type."))
    if any(each.concluded_on >= draft.concluded_on for each in earlier if each is not None) or any(
        each.concluded_on <= draft.concluded_on for each in later if each is not None
    ):
        return _bad_renewal(N_("An agreement is concluded before the one that renews it."))
    return ()


def _bad_renewal(sentence: str, **agreements: Agreement) -> tuple[FieldProblem, ...]:
    labels = {name: agreement.label for name, agreement in agreements.items()}
    return (FieldProblem("renews_id", "bad_renewal", message(sentence, **labels)),)
