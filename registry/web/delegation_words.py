"""Requests to departments in sentences: who asked whom and when, what was answered, and who may read the texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user

from registry.domain.delegation_deeds import RETURNED
from registry.domain.message import N_
from registry.domain.permissions import Permission, may
from registry.domain.vocabulary import DelegationState
from registry.queries.delegations import RequestFacts, chains_of, list_requests_of_project
from registry.web.access import may_change
from registry.web.agreement_states import StateTag
from registry.web.clock import JAPAN, office_time
from registry.web.delegation_states import PARTS, Due, due, request_tag

Chain = Sequence[RequestFacts]
ASKED = {True: N_("Asked %(department)s to take the lead."), False: N_("Asked %(department)s to take part.")}
ANSWERED = {
    DelegationState.ACCEPTED: N_("%(department)s accepted."),
    DelegationState.HANDED_BACK: N_("%(department)s handed the request back."),
    DelegationState.NAMED_OTHER: N_("%(department)s named %(other)s instead."),
}
WITHDRAWN = N_("The request to %(department)s was withdrawn.")
SETTLED = N_("The request was settled without asking anybody else.")
CARRIED_ON = N_("%(department)s carries the request on after a reorganization.")
ENDED = N_("%(department)s ended; its successor has a request of its own.")


@dataclass(frozen=True)
class RequestStep:
    """Something that was done; ``said`` is what somebody wrote, ``address`` the request's page, each may be blank."""

    moment: str
    when: str
    actor: str
    sentence: str
    said: str = ""
    address: str = ""


@dataclass(frozen=True)
class ShownRequest:
    """The last request of a chain, and all that led to it; ``address`` is blank where the reader may not open it."""

    tag: StateTag
    department: str
    part: str
    due: Due | None
    address: str
    steps: tuple[RequestStep, ...]


@dataclass(frozen=True)
class RequestsOfProject:
    """The block on a project's page; ``ask`` is blank for who may ask nobody."""

    shown: tuple[ShownRequest, ...]
    ask: str


def requests_of_project(project_id: int, department_ids: Sequence[int], *, running: bool) -> RequestsOfProject:
    """All requests about a project that these departments carry out; one statement."""
    chains = chains_of(list_requests_of_project(project_id))
    asks = running and may(current_user.role, Permission.DELEGATE_PROJECTS)
    return RequestsOfProject(
        shown=tuple(_shown(chain, department_ids) for chain in chains),
        ask=url_for("delegations.show_new", project_id=project_id) if asks else "",
    )


def reads_texts(*department_ids: int) -> bool:
    """Whether the reader may read what was asked and answered: the secretariat, and the departments concerned."""
    return may(current_user.role, Permission.DELEGATE_PROJECTS) or may_change(
        Permission.REPORT_PROJECTS, *department_ids
    )


def _shown(chain: Chain, department_ids: Sequence[int]) -> ShownRequest:
    last = chain[-1]
    readable = reads_texts(last.department_id, *department_ids)
    return ShownRequest(
        tag=request_tag(last.state, closed=last.closed),
        department=last.department,
        part=_(PARTS[last.leads]),
        due=due(last.due_on, last.state),
        address=url_for("delegations.show", request_id=last.id) if readable else "",
        steps=steps_of(chain, department_ids, here=last.id),
    )


def steps_of(chain: Chain, department_ids: Sequence[int], *, here: int) -> tuple[RequestStep, ...]:
    """What was done, in its order; texts only for who may read them, links to all requests but the one ``here``."""
    previous: RequestFacts | None = None
    steps: list[RequestStep] = []
    for one in chain:
        readable = reads_texts(one.department_id, *department_ids)
        carried = previous is not None and previous.state is DelegationState.CARRIED_ON
        address = url_for("delegations.show", request_id=one.id) if readable and one.id != here else ""
        sentence = CARRIED_ON if carried else ASKED[one.leads]
        steps += [_step(one, one.asked_at, one.asked_by, sentence, address=address), *_answer(one, readable=readable)]
        steps += _closing(one)
        previous = one
    return tuple(steps)


def _answer(one: RequestFacts, *, readable: bool) -> Iterator[RequestStep]:
    """The answer; one that was carried over from another request was told there."""
    if one.answered_at is not None and one.answered_at >= one.asked_at:
        sentence = ANSWERED.get(one.state, ANSWERED[DelegationState.ACCEPTED])
        yield _step(one, one.answered_at, one.answered_by, sentence, said=one.answer if readable else "")


def _closing(one: RequestFacts) -> Iterator[RequestStep]:
    """The end, unless the request that follows tells it."""
    if one.closed_at is None or (one.state is DelegationState.CARRIED_ON and one.followed):
        return
    ended = ENDED if one.state is DelegationState.CARRIED_ON else WITHDRAWN
    yield _step(one, one.closed_at, one.closed_by, SETTLED if one.state in RETURNED else ended)


def _step(
    one: RequestFacts, at: datetime, actor: str, sentence: str, *, said: str = "", address: str = ""
) -> RequestStep:
    return RequestStep(
        moment=at.astimezone(JAPAN).isoformat(timespec="minutes"),
        when=office_time(at.isoformat()),
        actor=actor,
        sentence=_(sentence, department=one.department, other=one.named_department or ""),
        said=said,
        address=address,
    )
