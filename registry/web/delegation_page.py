"""The page of one request to a department: what is asked, what became of it, and what the reader may do."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user

from registry.domain.delegation_deeds import RETURNED, DelegationDeed, can
from registry.domain.message import N_
from registry.domain.permissions import Permission, may
from registry.domain.vocabulary import OPEN_DELEGATIONS
from registry.queries.delegations import RequestFacts, chains_of, list_requests_of_project
from registry.queries.names import RUNNING
from registry.web.access import may_change
from registry.web.agreement_states import StateTag
from registry.web.delegation_states import PARTS, Due, due, request_tag
from registry.web.delegation_words import RequestStep, steps_of
from registry.web.project_words import period, state_tag

if TYPE_CHECKING:
    from registry.models import Project, ProjectDelegation

ANSWERS = {
    DelegationDeed.ACCEPT: N_("Accept"),
    DelegationDeed.HAND_BACK: N_("Hand back"),
    DelegationDeed.NAME_OTHER: N_("Name another department"),
}


@dataclass(frozen=True)
class RequestDeed:
    """A deed that is offered; ``first`` is what the reader most likely came for."""

    text: str
    address: str
    first: bool = False


@dataclass(frozen=True)
class RequestSheet:
    """The request in full, as its page and the forms of its answers show it; ``due`` is None without a day."""

    department: str
    part: str
    text: str
    due: Due | None
    contact: str
    project: str
    project_address: str
    project_tag: StateTag
    period: str
    lead: str


@dataclass(frozen=True)
class RequestPage:
    """All that the page shows; ``waits`` says in a sentence for whom it waits, blank where for nobody."""

    tag: StateTag
    sheet: RequestSheet
    waits: str
    deeds: tuple[RequestDeed, ...]
    steps: tuple[RequestStep, ...]


def request_page(request: "ProjectDelegation") -> RequestPage:
    """The request in words."""
    chains = chains_of(list_requests_of_project(request.project_id))
    chain = next(each for each in chains if any(one.id == request.id for one in each))
    facts = next(one for one in chain if one.id == request.id)
    return RequestPage(
        tag=request_tag(facts.state, closed=facts.closed),
        sheet=request_sheet(request),
        waits=_waits(facts),
        deeds=(*_answers(facts), *_secretariat(facts, request.project)),
        steps=steps_of(chain, request.project.department_ids, here=request.id),
    )


def request_sheet(request: "ProjectDelegation") -> RequestSheet:
    """What is asked, of whom, and about which project."""
    project = request.project
    return RequestSheet(
        department=request.department.name,
        part=_(PARTS[request.leads]),
        text=request.request,
        due=due(request.due_on, request.state),
        contact=request.contact,
        project=project.name,
        project_address=url_for("projects.show", project_id=project.id),
        project_tag=state_tag(project.state),
        period=period(project),
        lead=project.lead_department.name,
    )


def consequences(request: "ProjectDelegation") -> tuple[str, ...]:
    """What accepting makes of the project's departments, in sentences."""
    department, former = request.department.name, request.project.lead_department.name
    if department == former:
        return (_("%(department)s leads the project already; that stays as it is.", department=department),)
    if not request.leads:
        return (_("%(department)s then takes part in the project as a further department.", department=department),)
    lead = _("%(department)s then leads the project in place of %(former)s.", department=department, former=former)
    if request.former_lead_stays:
        return (lead, _("%(former)s stays as a further department.", former=former))
    return (lead, _("%(former)s takes part no more, unless it has accepted a request of its own.", former=former))


def _waits(one: RequestFacts) -> str:
    if one.closed:
        return ""
    if one.state in RETURNED:
        return _("The secretariat decides whether somebody else is asked.")
    if not can(DelegationDeed.ACCEPT, one.state, closed=False):
        return ""
    return _("%(department)s has not answered yet.", department=one.department)


def _answers(one: RequestFacts) -> tuple[RequestDeed, ...]:
    if not may_change(Permission.REPORT_PROJECTS, one.department_id):
        return ()
    return tuple(
        RequestDeed(
            _(text),
            url_for("delegation_deeds.show_answer", request_id=one.id, step=step),
            first=step is DelegationDeed.ACCEPT,
        )
        for step, text in ANSWERS.items()
        if can(step, one.state, closed=one.closed)
    )


def _secretariat(one: RequestFacts, project: "Project") -> tuple[RequestDeed, ...]:
    """Ask somebody else, or the same department anew; withdraw what is open, settle what came back."""
    if not may(current_user.role, Permission.DELEGATE_PROJECTS):
        return ()
    returned = one.state in RETURNED
    deeds = []
    if one.state not in OPEN_DELEGATIONS and not one.followed and project.state in RUNNING:
        named = _("Ask %(department)s", department=one.named_department) if one.named_department else _("Ask anew")
        address = url_for("delegations.show_new", project_id=project.id, after=one.id)
        deeds.append(RequestDeed(named, address, first=returned and not one.closed))
    if can(DelegationDeed.WITHDRAW, one.state, closed=one.closed):
        text = _("Settle without asking anybody else") if returned else _("Withdraw the request")
        deeds.append(RequestDeed(text, url_for("delegation_deeds.show_withdrawal", request_id=one.id)))
    return tuple(deeds)
