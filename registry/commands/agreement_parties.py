"""協定の当事者: organizations join an agreement and leave it."""

from dataclasses import replace
from datetime import date, timedelta

from registry.commands.audit import snapshot
from registry.commands.records import fill, note_change
from registry.domain.deed import Deed
from registry.domain.drafts import AgreementDraft, FieldProblem, PartyDraft
from registry.domain.errors import InvalidDraft
from registry.domain.message import N_, message
from registry.domain.vocabulary import PartyRole
from registry.models import Agreement, Organization
from registry.queries.agreements import draft_of, get_agreement
from registry.queries.records import get_record


def join_agreement(deed: Deed, *, agreement_id: int, organization_id: int, role: PartyRole, on: date) -> Agreement:
    """参加: an organization is a party or observer from a day on; raises InvalidDraft, NoSuchRecord.

    One that has been in the other role until then is in that role until the day before.
    """
    agreement = get_agreement(agreement_id)
    get_record(Organization, organization_id)
    if on < agreement.concluded_on:
        raise _refused("joined_on", "dates_out_of_order", N_("The agreement was concluded on %(day)s only."), agreement)
    draft = draft_of(agreement)
    present = _present(draft, organization_id, on)
    if present is not None and present.role is role:
        raise _refused("organization", "party_twice", N_("This organization is among the parties already."), agreement)
    others = tuple(each for each in draft.parties if each is not present)
    began = max(present.joined_on or date.min, agreement.concluded_on) if present is not None else on
    until_then = (replace(present, left_on=on - timedelta(days=1)),) if present is not None and began < on else ()
    parties = (*others, *until_then, PartyDraft(organization_id, role, on))
    return _record(deed, "join", agreement, replace(draft, parties=parties))


def leave_agreement(deed: Deed, *, agreement_id: int, organization_id: int, on: date) -> Agreement:
    """離脱: an organization's last day in an agreement; raises InvalidDraft where it is not in it on that day."""
    agreement = get_agreement(agreement_id)
    draft = draft_of(agreement)
    present = _present(draft, organization_id, on)
    if present is None or on < agreement.concluded_on:
        raise _refused("left_on", "no_party", N_("This organization is not among the parties on that day."), agreement)
    parties = tuple(replace(each, left_on=on) if each is present else each for each in draft.parties)
    return _record(deed, "leave", agreement, replace(draft, parties=parties))


def _present(draft: AgreementDraft, organization_id: int, on: date) -> PartyDraft | None:
    """The organization's period that a day lies in."""
    own = (each for each in draft.parties if each.organization_id == organization_id)
    return next((each for each in own if (each.joined_on or date.min) <= on <= (each.left_on or date.max)), None)


def _record(deed: Deed, action: str, agreement: Agreement, draft: AgreementDraft) -> Agreement:
    before = snapshot(agreement)
    fill(agreement, draft, create_names=False)
    return note_change(deed, action=action, record=agreement, before=before)


def _refused(field: str, code: str, sentence: str, agreement: Agreement) -> InvalidDraft:
    return InvalidDraft((FieldProblem(field, code, message(sentence, day=agreement.concluded_on)),))
