"""Deeds on an agreement whose form stands on its page: each is a line of a table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Blueprint, request, url_for
from flask_babel import gettext as _
from flask_login import current_user

from registry.commands.agreement_parties import join_agreement, leave_agreement
from registry.commands.agreements import (
    amend_agreement,
    delete_agreement,
    end_agreement,
    get_amendment,
    note_notice,
    remove_amendment,
    revise_amendment,
)
from registry.commands.organizations import register_in_passing
from registry.domain.message import N_
from registry.domain.permissions import Permission, may
from registry.domain.vocabulary import Noun
from registry.forms.agreement_deeds import (
    AmendmentForm,
    AmendmentRemovalForm,
    EndForm,
    JoinForm,
    LeaveForm,
    NoticeForm,
    PlainForm,
)
from registry.forms.office_form import RecordForm, fields_of
from registry.queries.agreements import find_agreement, get_agreement
from registry.queries.listing import id_in
from registry.web.access import requires
from registry.web.agreement_page import DeedBox, agreement_page
from registry.web.clock import today
from registry.web.effects import Effects, effects_unless_refused, unsaved, years_of, years_to_show
from registry.web.readers import deed
from registry.web.saving import Answer, Conflict, Made, Saving, sent_before
from registry.words import PARTY_ROLES

if TYPE_CHECKING:
    from registry.models import Agreement, AgreementAmendment

bp = Blueprint("agreement_deeds", __name__)


@dataclass(frozen=True)
class PageDeed:
    """``begin`` gives what the form begins with, ``act`` does the deed, ``years`` are those whose numbers are compared.

    ``overwrites`` says that somebody else may have done the same meanwhile; ``only_shown`` that the form's fields tell
    what is recorded and take nothing.
    """

    title: str
    note: str
    button: str
    said: str
    form: type[RecordForm]
    act: Callable[[int, Any], Made]
    begin: Callable[["Agreement"], dict[str, Any]] = lambda _agreement: {}
    years: Callable[[Any], set[int]] = lambda _form: years_of()
    overwrites: bool = False
    only_shown: bool = False


def _end(agreement_id: int, form: EndForm) -> "Agreement":
    values: dict[str, Any] = {"on": form.ended_on.data, "reason": form.end_reason.data}
    return end_agreement(deed(), agreement_id=agreement_id, version=form.seen_version, **values)


def _note_notice(agreement_id: int, form: NoticeForm) -> "Agreement":
    values: dict[str, Any] = {"on": form.notice_given_on.data}
    return note_notice(deed(), agreement_id=agreement_id, version=form.seen_version, **values)


def _amend(agreement_id: int, form: AmendmentForm) -> "AgreementAmendment":
    return amend_agreement(deed(), agreement_id=agreement_id, **form.values)


def _revise_amendment(agreement_id: int, form: AmendmentForm) -> "AgreementAmendment":
    values = {**form.values, "version": form.seen_version}
    return revise_amendment(deed(), agreement_id=agreement_id, amendment_id=_amendment_id(), **values)


def _remove_amendment(agreement_id: int, form: AmendmentRemovalForm) -> "Agreement":
    values: dict[str, Any] = {"amendment_id": _amendment_id(), "version": form.seen_version}
    return remove_amendment(deed(), agreement_id=agreement_id, **values)


def _join(agreement_id: int, form: JoinForm) -> "Agreement":
    body = form.organization.data[0]
    organization_id = body.id or register_in_passing(deed(), names=[body.name])[0]
    values: dict[str, Any] = {"role": form.role.data, "on": form.joined_on.data}
    return join_agreement(deed(), agreement_id=agreement_id, organization_id=organization_id, **values)


def _leave(agreement_id: int, form: LeaveForm) -> "Agreement":
    values: dict[str, Any] = {"organization_id": int(form.organization.data), "on": form.left_on.data}
    return leave_agreement(deed(), agreement_id=agreement_id, **values)


def _delete(agreement_id: int, _form: PlainForm) -> "Agreement":
    return delete_agreement(deed(), agreement_id=agreement_id)


def _amendment_id() -> int:
    return id_in(request.args.get("amendment", "")) or 0


def _values_of_amendment(agreement: "Agreement") -> dict[str, Any]:
    amendment = get_amendment(agreement, _amendment_id())
    return {name: getattr(amendment, name) for name in ("amended_on", "effective_on", "summary")}


DEEDS: Mapping[str, PageDeed] = {
    "end": PageDeed(
        title=N_("End the agreement"),
        note=N_("It is in force for the last time on that day. In the cumulative counts it stays."),
        button=N_("Record the end"),
        said=N_("The end was recorded."),
        form=EndForm,
        act=_end,
        begin=lambda agreement: {"ended_on": agreement.ended_on, "end_reason": agreement.end_reason},
        years=lambda form: years_of(form.ended_on.data),
        overwrites=True,
    ),
    "amend": PageDeed(
        title=N_("Record an amendment"),
        note=N_("An amendment changes the terms from a day. It is not counted as an agreement of its own."),
        button=N_("Record the amendment"),
        said=N_("The amendment was recorded."),
        form=AmendmentForm,
        act=_amend,
    ),
    "revise_amendment": PageDeed(
        title=N_("Correct the amendment"),
        note=N_("For what was recorded of it by mistake."),
        button=N_("Save the correction"),
        said=N_("The correction was saved."),
        form=AmendmentForm,
        act=_revise_amendment,
        begin=_values_of_amendment,
        overwrites=True,
    ),
    "remove_amendment": PageDeed(
        title=N_("Remove the amendment"),
        note=N_("For one that was never made. It stays in the history."),
        button=N_("Take it back"),
        said=N_("The amendment was removed."),
        form=AmendmentRemovalForm,
        act=_remove_amendment,
        begin=_values_of_amendment,
        overwrites=True,
        only_shown=True,
    ),
    "join": PageDeed(
        title=N_("An organization joins"),
        note=N_("It is a party or an observer from that day on. An observer can become a party in this way."),
        button=N_("Record the joining"),
        said=N_("The joining was recorded."),
        form=JoinForm,
        act=_join,
        years=lambda form: years_of(form.joined_on.data),
    ),
    "leave": PageDeed(
        title=N_("An organization leaves"),
        note=N_("In the cumulative counts it stays."),
        button=N_("Record the leaving"),
        said=N_("The leaving was recorded."),
        form=LeaveForm,
        act=_leave,
        years=lambda form: years_of(form.left_on.data),
    ),
    "notice": PageDeed(
        title=N_("Record that notice was given"),
        note=N_("With notice the agreement does not renew itself any more."),
        button=N_("Record the notice"),
        said=N_("The notice was recorded."),
        form=NoticeForm,
        act=_note_notice,
        begin=lambda agreement: {"notice_given_on": agreement.notice_given_on},
        years=lambda _form: years_to_show(),
        overwrites=True,
    ),
    "delete": PageDeed(
        title=N_("Delete the agreement?"),
        note=N_("For one that was recorded by mistake: it then counts nowhere, in no year. It can be restored."),
        button=N_("Delete"),
        said=N_("The agreement was deleted."),
        form=PlainForm,
        act=_delete,
        years=lambda _form: years_to_show(),
    ),
}


@bp.post(f"/agreements/<int:agreement_id>/<any({', '.join(DEEDS)}):name>")
@requires(Permission.EDIT_RECORDS)
def do(agreement_id: int, name: str) -> Answer:
    """Do one of them, or show what it would change."""
    return sent_before(lambda _made: _address(agreement_id)) or _do(agreement_id, name)


def _do(agreement_id: int, name: str) -> Answer:
    kind, form = DEEDS[name], _form(name, get_agreement(agreement_id))

    def page(conflict: Conflict | None = None) -> str:
        shown = _stored(name, agreement_id)[0] if conflict and kind.only_shown else form
        return agreement_page(agreement_id, _box(name, shown, agreement_id, conflict))

    saving = Saving(
        form,
        Noun.AGREEMENTS,
        page=page,
        act=lambda: kind.act(agreement_id, form),
        done=lambda _made: _address(agreement_id),
        said=_(kind.said),
        stored=(lambda: _stored(name, agreement_id)) if kind.overwrites else None,
    )
    return unsaved(form, page) or saving.answer()


def _address(agreement_id: int) -> str:
    return url_for("agreements.show", agreement_id=agreement_id)


def opened_box(agreement_id: int) -> DeedBox | None:
    """The form that ``?deed=`` asks for, where the reader may do it and the agreement is there."""
    name = request.args.get("deed", "")
    if name not in DEEDS or not may(current_user.role, Permission.EDIT_RECORDS):
        return None
    agreement = find_agreement(agreement_id)
    if agreement is None or agreement.deleted_at is not None:
        return None
    return _box(name, _form(name, agreement), agreement_id)


def _form(name: str, agreement: "Agreement", **more: Any) -> RecordForm:
    """The form of a deed with what it begins with and the names that it offers."""
    kind = DEEDS[name]
    values = {**kind.begin(agreement), "version": agreement.version}
    form = kind.form(data=values, meta={"today": today()}, **more)
    if isinstance(form, JoinForm):
        form.role.names = PARTY_ROLES
    if isinstance(form, LeaveForm):
        present = (one for one in agreement.parties if one.left_on is None or one.left_on >= today())
        form.organization.names = {str(one.organization_id): one.organization.name for one in present}
    return form


def _stored(name: str, agreement_id: int) -> tuple[RecordForm, int, int]:
    agreement = get_agreement(agreement_id)
    return _form(name, agreement, formdata=None), agreement.id, agreement.version


def _box(name: str, form: RecordForm, agreement_id: int, conflict: Conflict | None = None) -> DeedBox:
    kind, amendment = DEEDS[name], _amendment_id() or None
    return DeedBox(
        name=name,
        title=_(kind.title),
        note=_(kind.note),
        button=_(kind.button),
        action=url_for("agreement_deeds.do", agreement_id=agreement_id, name=name, amendment=amendment),
        form=form,
        fields=tuple(fields_of(form)),
        only_shown=kind.only_shown,
        conflict=conflict,
        effects=_effects(kind, form, agreement_id),
    )


def _effects(kind: PageDeed, form: RecordForm, agreement_id: int) -> Effects | None:
    """What the deed would change; None where something is missing or wrong."""
    if form.problems or (request.method != "POST" and kind.form is not PlainForm and not kind.only_shown):
        return None
    return effects_unless_refused(lambda: kind.act(agreement_id, form), years=kind.years(form))
