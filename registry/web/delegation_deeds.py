"""What becomes of a request to a department: its answers, and its withdrawal."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from flask import Blueprint
from flask_babel import gettext as _

from registry.commands.delegations import accept_request, hand_back_request, name_other_department, withdraw_request
from registry.domain.delegation_deeds import RETURNED, DelegationDeed, can
from registry.domain.errors import NotInThatState
from registry.domain.message import N_
from registry.domain.permissions import Permission
from registry.domain.vocabulary import DelegationState, Noun
from registry.forms.delegations import AcceptanceForm, HandingBackForm, NamingForm
from registry.forms.office_form import RecordForm
from registry.queries.delegations import get_request, is_followed
from registry.queries.reference import list_department_names
from registry.web.access import own_or_refuse, requires
from registry.web.clock import today
from registry.web.delegation_page import consequences, request_sheet
from registry.web.delegations import request_address
from registry.web.frame import show_page
from registry.web.readers import deed
from registry.web.saving import Answer, Conflict, Made
from registry.web.steps import Step

if TYPE_CHECKING:
    from registry.models import ProjectDelegation

bp = Blueprint("delegation_deeds", __name__)


def _naming_form(**values: Any) -> NamingForm:
    form = NamingForm(**values)
    form.offer(list_department_names(today()))
    return form


def _answered(request: "ProjectDelegation") -> dict[str, object]:
    named = request.named_department
    return {"answer": request.answer, "named_department": named.name if named else ""}


def _project_id(request: "ProjectDelegation") -> int:
    return request.project_id


def _answer_by(command: Callable[..., Made]) -> Callable[[int, Any], Made]:
    return lambda request_id, form: command(
        deed(), request_id=request_id, version=form.seen_version, draft=form.to_draft()
    )


STEPS: Mapping[str, Step] = {
    DelegationDeed.ACCEPT: Step(
        form=AcceptanceForm,
        opens_with=_answered,
        act=_answer_by(accept_request),
        title=N_("Accept the request"),
        button=N_("Accept"),
        said=N_("The request was accepted."),
        logged_under=_project_id,
    ),
    DelegationDeed.HAND_BACK: Step(
        form=HandingBackForm,
        opens_with=_answered,
        act=_answer_by(hand_back_request),
        title=N_("Hand the request back"),
        button=N_("Hand back"),
        said=N_("The request was handed back. The secretariat sees it with your reason."),
        logged_under=_project_id,
    ),
    DelegationDeed.NAME_OTHER: Step(
        form=_naming_form,
        opens_with=_answered,
        act=_answer_by(name_other_department),
        title=N_("Name another department"),
        button=N_("Name the department"),
        said=N_("The other department was named. The secretariat decides whether to ask it."),
        logged_under=_project_id,
    ),
}
WITHDRAWAL = Step(
    form=RecordForm,
    opens_with=lambda _request: {},
    act=lambda request_id, form: withdraw_request(deed(), request_id=request_id, version=form.seen_version),
    title=N_("Withdraw the request"),
    button=N_("Withdraw"),
    said=N_("The request was withdrawn."),
    logged_under=_project_id,
)
SETTLEMENT = Step(
    form=RecordForm,
    opens_with=lambda _request: {},
    act=WITHDRAWAL.act,
    title=N_("Settle without asking anybody else"),
    button=N_("Settle"),
    said=N_("The request was settled."),
    logged_under=_project_id,
)


@bp.get("/requests/<int:request_id>/<any(accept, hand_back, name_other):step>")
@requires(Permission.REPORT_PROJECTS)
def show_answer(request_id: int, step: str) -> str:
    """The form of an answer."""
    return _opened(STEPS[step], DelegationDeed(step), _own_request(request_id))


@bp.post("/requests/<int:request_id>/<any(accept, hand_back, name_other):step>")
@requires(Permission.REPORT_PROJECTS)
def answer(request_id: int, step: str) -> Answer:
    """受諾, 差戻し, 他課を推薦."""
    _own_request(request_id)
    return _taken(STEPS[step], DelegationDeed(step), request_id)


@bp.get("/requests/<int:request_id>/withdraw")
@requires(Permission.DELEGATE_PROJECTS)
def show_withdrawal(request_id: int) -> str:
    """The question whether it is really meant."""
    request = get_request(request_id)
    return _opened(_withdrawal(request), DelegationDeed.WITHDRAW, request)


@bp.post("/requests/<int:request_id>/withdraw")
@requires(Permission.DELEGATE_PROJECTS)
def withdraw(request_id: int) -> Answer:
    """取下げ, or 処理済み for what came back."""
    return _taken(_withdrawal(get_request(request_id)), DelegationDeed.WITHDRAW, request_id)


def _own_request(request_id: int) -> "ProjectDelegation":
    """The request, for who may answer it: its department; raises NoSuchRecord."""
    request = get_request(request_id)
    own_or_refuse(Permission.REPORT_PROJECTS, request.department_id)
    return request


def _withdrawal(request: "ProjectDelegation") -> Step:
    return SETTLEMENT if request.state in RETURNED else WITHDRAWAL


def _opened(words: Step, step: DelegationDeed, request: "ProjectDelegation") -> str:
    if not can(step, request.state, closed=request.closed_at is not None or is_followed(request.id)):
        raise NotInThatState(name=request.label)
    return _page(words, words.opened(request), None, step, request)


def _taken(words: Step, step: DelegationDeed, request_id: int) -> Answer:
    return words.taken(
        Noun.PROJECTS,
        lambda: get_request(request_id),
        page=lambda words, form, conflict: _page(words, form, conflict, step, get_request(request_id)),
        done=request_address,
    )


def _page(
    words: Step, form: RecordForm, conflict: Conflict | None, step: DelegationDeed, request: "ProjectDelegation"
) -> str:
    return show_page(
        "delegations/step.html",
        form=form,
        conflict=conflict,
        title=_(words.title),
        button=_(words.button),
        notes=_notes(step, request),
        sheet=request_sheet(request),
        address=request_address(request.id),
    )


def _notes(step: DelegationDeed, request: "ProjectDelegation") -> tuple[str, ...]:
    """What the deed does, in sentences; nothing where its form says enough."""
    if step is DelegationDeed.ACCEPT:
        return consequences(request)
    if step is not DelegationDeed.WITHDRAW:
        return ()
    if request.state in RETURNED:
        return (_("Nothing waits for a decision any more. What the department answered stays."),)
    asked_only = request.state is DelegationState.ASKED
    kept = "" if asked_only else _("The department stays with the project; correct the project where it shall not.")
    return tuple(filter(None, (_("The department is asked no more. It can be asked anew later."), kept)))
