"""協定: what the office does with agreements."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from registry.commands.audit import snapshot
from registry.commands.records import check_version, create, delete, fill, note_change, restore, revise
from registry.database import db
from registry.domain.deed import Deed
from registry.domain.drafts import AgreementDraft, FieldProblem
from registry.domain.errors import InvalidDraft, NoSuchRecord, RefersToDeleted
from registry.domain.message import N_, message
from registry.domain.names import clean
from registry.models import Agreement, AgreementAmendment, Organization
from registry.queries.agreements import (
    draft_of,
    find_agreement,
    find_renewal_of,
    get_agreement,
    list_records_naming,
    next_number,
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


def end_agreement(deed: Deed, *, agreement_id: int, on: date, reason: str, version: int | None = None) -> Agreement:
    """終了: its last day, and why; raises InvalidDraft where that day lies outside its term.

    ``version`` is the one that was read, where somebody else may have ended it meanwhile; raises EditedMeanwhile.
    """
    values = {"ended_on": on, "end_reason": reason}
    return _change(deed, "end", agreement_id=agreement_id, values=values, version=version)


def note_notice(deed: Deed, *, agreement_id: int, on: date, version: int | None = None) -> Agreement:
    """予告: notice was given that it is not to be renewed; raises InvalidDraft where it does not renew itself.

    ``version`` as in ``end_agreement``.
    """
    if get_agreement(agreement_id).auto_renewal_months is None:
        raise InvalidDraft((FieldProblem("notice_given_on", "no_renewal", message(_NO_RENEWAL)),))
    values = {"notice_given_on": on}
    return _change(deed, "give_notice", agreement_id=agreement_id, values=values, version=version)


_NO_RENEWAL = N_("This agreement does not renew itself: it needs no notice.")


def _change(deed: Deed, action: str, *, agreement_id: int, values: Mapping[str, Any], version: int | None) -> Agreement:
    agreement = get_agreement(agreement_id)
    if version is not None:
        check_version(agreement, version)
    before = snapshot(agreement)
    fill(agreement, replace(draft_of(agreement), **values), create_names=False)
    return note_change(deed, action=action, record=agreement, before=before)


def amend_agreement(
    deed: Deed, *, agreement_id: int, amended_on: date, effective_on: date | None, summary: str
) -> AgreementAmendment:
    """変更: its terms change from a day; not an agreement of its own. Raises InvalidDraft."""
    agreement = get_agreement(agreement_id)
    before = snapshot(agreement)
    amendment = AgreementAmendment()
    _fill_amendment(agreement, amendment, amended_on, effective_on, summary)
    agreement.amendments.append(amendment)
    note_change(deed, action="amend", record=agreement, before=before)
    return amendment


def revise_amendment(
    deed: Deed,
    *,
    agreement_id: int,
    amendment_id: int,
    amended_on: date,
    effective_on: date | None,
    summary: str,
    version: int | None = None,
) -> AgreementAmendment:
    """変更協定の訂正: what was recorded of it by mistake; raises InvalidDraft, NoSuchRecord.

    ``version`` as in ``end_agreement``.
    """
    agreement = get_agreement(agreement_id)
    if version is not None:
        check_version(agreement, version)
    amendment = get_amendment(agreement, amendment_id)
    before = snapshot(agreement)
    _fill_amendment(agreement, amendment, amended_on, effective_on, summary)
    note_change(deed, action="revise_amendment", record=agreement, before=before)
    return amendment


def remove_amendment(deed: Deed, *, agreement_id: int, amendment_id: int, version: int | None = None) -> Agreement:
    """変更協定の取消し: it was never made; raises NoSuchRecord. ``version`` as in ``end_agreement``."""
    agreement = get_agreement(agreement_id)
    if version is not None:
        check_version(agreement, version)
    amendment = get_amendment(agreement, amendment_id)
    before = snapshot(agreement)
    agreement.amendments.remove(amendment)
    return note_change(deed, action="remove_amendment", record=agreement, before=before)


def get_amendment(agreement: Agreement, amendment_id: int) -> AgreementAmendment:
    """One of its amendments; raises NoSuchRecord."""
    found = next((each for each in agreement.amendments if each.id == amendment_id), None)
    if found is None:
        raise NoSuchRecord(noun="amendments", id=amendment_id)
    return found


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
        raise RefersToDeleted(others=tuple(gone))
    return restore(deed, record=agreement)


def _checked(agreement: Agreement, draft: AgreementDraft) -> AgreementDraft:
    """The draft with its number, once all that it names is there and its place in a chain of renewals is right."""
    present = [party.organization for party in agreement.parties]
    get_records(Organization, [party.organization_id for party in draft.parties], known=present)
    problems = _renewal_problems(agreement, draft)
    if problems:
        raise InvalidDraft((*draft.problems(), *problems))
    return replace(draft, number=draft.number or agreement.number or next_number(draft.concluded_on))


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


def _fill_amendment(
    agreement: Agreement,
    amendment: AgreementAmendment,
    amended_on: date,
    effective_on: date | None,
    summary: str,
) -> None:
    problems = tuple(_amendment_problems(agreement, amended_on, clean(summary)))
    if problems:
        raise InvalidDraft(problems)
    amendment.amended_on, amendment.effective_on, amendment.summary = amended_on, effective_on, clean(summary)


def _amendment_problems(agreement: Agreement, amended_on: date, summary: str) -> Iterator[FieldProblem]:
    if amended_on < agreement.concluded_on:
        sentence = N_("The agreement was concluded on %(day)s only.")
        yield FieldProblem("amended_on", "dates_out_of_order", message(sentence, day=agreement.concluded_on))
    if not summary:
        yield FieldProblem("summary", "required", message(N_("This must be filled in.")))
