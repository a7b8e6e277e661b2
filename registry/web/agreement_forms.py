"""The forms of an agreement as their page needs them: what they begin with, and what stands beside them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from flask import request, url_for
from flask_babel import gettext as _

from registry.commands.organizations import register_in_passing
from registry.domain.drafts import AgreementDraft
from registry.domain.names import clean
from registry.domain.terms import Terms
from registry.domain.vocabulary import AgreementType, PartyRole
from registry.forms.agreements import AgreementForm, CorrectionForm, carried_over, values_of
from registry.queries.agreements import draft_of, find_agreement, find_agreement_numbered, get_agreement, next_number
from registry.queries.listing import id_in
from registry.queries.reference import list_department_names, list_field_names
from registry.queries.similar_agreements import list_known_parties, list_renewable_agreements
from registry.web.agreement_list import title_of
from registry.web.agreement_states import outlook
from registry.web.bodies import bodies_of
from registry.web.clock import today
from registry.web.effects import Effects, effects_unless_refused, years_of
from registry.web.readers import deed
from registry.words import AGREEMENT_TYPES, PARTY_ROLES, joined

F = TypeVar("F", bound=AgreementForm)
RENEW = "renew"
"""The button that makes the new agreement the renewal of one with a number."""


@dataclass(frozen=True)
class SimilarAgreement:
    """An agreement with the same organization that the new one may be meant to renew."""

    address: str
    number: str
    title: str
    state: str


@dataclass(frozen=True)
class Beside:
    """What stands beside the form; ``remarks`` are sentences below the numbers."""

    effects: Effects | None
    remarks: str
    similar: tuple[SimilarAgreement, ...]


def prepared(form: F) -> F:
    """The form with the names that it offers; its number's hint says which one is given when it stays blank."""
    form.offer(types=AGREEMENT_TYPES, roles=PARTY_ROLES)
    form.fields.offer(list_field_names())
    form.department.offer(list_department_names(today()))
    form.renews_id.find = _id_of_number
    if not isinstance(form, CorrectionForm):
        number = next_number(form.concluded_on.data or today())
        form.number.description = _("Blank: it gets %(number)s", number=number)
    return form


def sent(form: F) -> tuple[F, bool]:
    """What a reader has sent, and whether a button only asks for another row, or for another agreement to renew."""
    asks = form.parties.change_rows(request.form)
    if RENEW in request.form:
        form.renews_id.data = clean(request.form[RENEW])
    return prepared(form), asks or RENEW in request.form


def draft_of_form(form: AgreementForm) -> AgreementDraft:
    """The draft; organizations that are not there yet are registered on the spot, in the same transaction."""
    names = form.new_names
    return form.to_draft(dict(zip(names, register_in_passing(deed(), names=names), strict=True)))


def _id_of_number(number: str) -> int | None:
    found = find_agreement_numbered(number)
    return found.id if found else None


def new_form() -> AgreementForm:
    """The form for a new agreement: ``?renews=`` carries another one over, ``?organization=`` is its first party."""
    renewed = id_in(request.args.get("renews", ""))
    if renewed is not None:
        agreement = get_agreement(renewed)
        last_day = Terms.of(agreement, renewed=False).last_day
        draft = carried_over(draft_of(agreement), last_day, today())
        return AgreementForm(formdata=None, data=_values(draft, agreement.number) | {"concluded_on": None})
    party = id_in(request.args.get("organization", ""))
    rows = [{"body": bodies_of([party]), "role": PartyRole.PARTY}] if party is not None else []
    return AgreementForm(formdata=None, data={"parties": rows})


def stored_form(agreement_id: int) -> tuple[CorrectionForm, int, int]:
    """The form with what is recorded, the record's id and its version."""
    agreement = get_agreement(agreement_id)
    values = _values(draft_of(agreement), agreement.renews.number if agreement.renews else "")
    form = CorrectionForm(formdata=None, data=values | {"version": agreement.version})
    return prepared(form), agreement.id, agreement.version


def _values(draft: AgreementDraft, renewed: str) -> dict[str, object]:
    bodies = {body.id: body for body in bodies_of(one.organization_id for one in draft.parties) if body.id is not None}
    return values_of(draft, bodies, renewed)


def beside(
    form: AgreementForm, act: Callable[[AgreementDraft], object], *, is_new: bool, stored: Sequence[date | None] = ()
) -> Beside:
    """What saving would change, as far as the form is filled in, and agreements that it may be meant to renew.

    ``stored`` are the days that are recorded so far: their years change too.
    """
    ids = [body.id for body in form.bodies if body.id is not None]
    similar = list_renewable_agreements(ids, form.type.data or AgreementType.COMPREHENSIVE) if is_new and ids else ()
    effects = _effects(form, act, stored) if form.bodies and request.method == "POST" else None
    return Beside(
        effects=effects,
        remarks=joined(*_remarks(form, ids)) if effects else "",
        similar=tuple(
            SimilarAgreement(
                address=url_for("agreements.show", agreement_id=one.id),
                number=one.number,
                title=title_of(one.title),
                state=joined(_("The same partner organization."), *outlook(Terms.of(one, renewed=False), today())),
            )
            for one in similar
            if one.number != form.renews_id.data
        ),
    )


def _effects(
    form: AgreementForm, act: Callable[[AgreementDraft], object], stored: Sequence[date | None]
) -> Effects | None:
    """None where what is filled in so far makes no agreement. A number that is taken changes no count."""
    concluded_on = form.concluded_on.data or today()

    def rehearse() -> None:
        act(replace(draft_of_form(form), number=None, concluded_on=concluded_on))

    return effects_unless_refused(rehearse, years=years_of(concluded_on, form.effective_on.data, *stored))


def _remarks(form: AgreementForm, ids: list[int]) -> list[str]:
    known = list_known_parties(ids)
    parties = [row.chosen for row in form.parties.filled if row.chosen and row.role.data is PartyRole.PARTY]
    newcomers = [body.name for body in parties if body.id not in known]
    remarks = []
    if newcomers and form.type.data is AgreementType.COMPREHENSIVE:
        remarks.append(_("For %(names)s it is the first one.", names=_(", ").join(newcomers)))
    if len(parties) < len(form.bodies):
        remarks.append(_("Observers are not counted."))
    if form.concluded_on.data is None:
        remarks.append(_("Without a day of conclusion it is reckoned as of today."))
    return remarks


def renewed_agreement(form: AgreementForm) -> str:
    """The agreement that this one renews, by number and title; blank without one."""
    renewed = find_agreement(form.renews_id.look_up() or 0)
    return renewed.label if renewed else ""
