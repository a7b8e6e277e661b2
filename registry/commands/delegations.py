"""担当課への依頼: the secretariat asks departments to carry out a project, and they answer.

Each deed stands in the project's history, with what it changes of the project's own departments.
"""

from collections.abc import Collection

from registry.commands.audit import Entry, Snapshot, changes_between, record_entries, snapshot
from registry.commands.records import fill
from registry.database import db
from registry.domain.deed import Deed
from registry.domain.delegation_deeds import (
    STEPS,
    AnswerDraft,
    DelegationDeed,
    DelegationDraft,
    NamingDraft,
    ReasonDraft,
    can,
)
from registry.domain.errors import EditedMeanwhile, NotInThatState
from registry.domain.vocabulary import OPEN_DELEGATIONS, DelegationState, Noun
from registry.models import Department, ProjectDelegation
from registry.queries.delegations import (
    find_open_request,
    get_request,
    has_accepted,
    is_followed,
    list_requests_to_carry_on,
)
from registry.queries.names import RUNNING
from registry.queries.projects import get_project

TEXTS = ("request", "contact", "answer")
"""What only the secretariat and the departments concerned read, in the project's history too."""


def delegate_project(
    deed: Deed, *, project_id: int, draft: DelegationDraft, follows: int | None = None
) -> ProjectDelegation:
    """依頼: ask a department to carry out a project; ``follows`` is the request that this one comes after.

    Raises InvalidDraft, also where the department has an open request for the project already, NoSuchRecord,
    NotInThatState where the project is over or the request that it follows is still open.
    """
    project = get_project(project_id)
    previous = get_request(follows) if follows is not None else None
    still_open = previous is not None and (previous.project_id != project_id or previous.state in OPEN_DELEGATIONS)
    if still_open or project.state not in RUNNING:
        raise NotInThatState(name=project.name)
    request = ProjectDelegation(project=project, previous=previous, asked_at=deed.at, asked_by=deed.actor)
    fill(request, draft, create_names=False)
    db.session.add(request)
    return _noted(deed, "ask_department", request, {})


def accept_request(deed: Deed, *, request_id: int, version: int, draft: AnswerDraft) -> ProjectDelegation:
    """受諾: the department takes part in the project, or leads it; raises EditedMeanwhile, NotInThatState."""
    return _answered(deed, DelegationDeed.ACCEPT, request_id, version, draft)


def hand_back_request(deed: Deed, *, request_id: int, version: int, draft: ReasonDraft) -> ProjectDelegation:
    """差戻し, with the reason; raises EditedMeanwhile, InvalidDraft, NotInThatState."""
    return _answered(deed, DelegationDeed.HAND_BACK, request_id, version, draft)


def name_other_department(deed: Deed, *, request_id: int, version: int, draft: NamingDraft) -> ProjectDelegation:
    """他課を推薦: the secretariat then decides; raises EditedMeanwhile, InvalidDraft, NotInThatState."""
    return _answered(deed, DelegationDeed.NAME_OTHER, request_id, version, draft)


def withdraw_request(deed: Deed, *, request_id: int, version: int) -> ProjectDelegation:
    """取下げ: nothing is asked any more, or what came back is settled; the project keeps its departments.

    Raises EditedMeanwhile, NotInThatState.
    """
    request = _open_for(DelegationDeed.WITHDRAW, request_id, version)
    before, request.state = _logged(request), STEPS[DelegationDeed.WITHDRAW][request.state]
    request.closed_at, request.closed_by = deed.at, deed.actor
    return _noted(deed, "withdraw_request", request, before)


def carry_on_requests(deed: Deed, *, leaving: Collection[int], follower: Department) -> None:
    """引継ぎ: after a reorganization the successor has the open requests of the departments that end.

    Those about projects that stay with a department that ends stay too. What was asked keeps its department; the
    successor gets a request of its own in the same state, unless it has one already.
    """
    for request in list_requests_to_carry_on(leaving):
        before, state = _logged(request), request.state
        request.state, request.closed_at, request.closed_by = DelegationState.CARRIED_ON, deed.at, deed.actor
        project = request.project
        if state is DelegationState.ACCEPTED and request.department in project.departments:
            rest = [one for one in project.departments if one not in (request.department, follower)]
            project.departments = rest if follower is project.lead_department else [*rest, follower]
        known = find_open_request(project.id, follower.id)
        _noted(deed, "carry_on_request", request, before, [] if known else [_successor(deed, request, state, follower)])


def _successor(
    deed: Deed, request: ProjectDelegation, state: DelegationState, follower: Department
) -> ProjectDelegation:
    kept = ("project", "leads", "former_lead_stays", "due_on", *TEXTS, "answered_at", "answered_by")
    values = {name: getattr(request, name) for name in kept}
    new = ProjectDelegation(
        **values, department=follower, state=state, asked_at=deed.at, asked_by=deed.actor, previous=request
    )
    db.session.add(new)
    return new


def _answered(deed: Deed, step: DelegationDeed, request_id: int, version: int, draft: AnswerDraft) -> ProjectDelegation:
    request = _open_for(step, request_id, version)
    before = _logged(request)
    fill(request, draft, create_names=False)
    request.state = STEPS[step][request.state]
    request.answered_at, request.answered_by = deed.at, deed.actor
    if step is DelegationDeed.ACCEPT:
        _take_part(request)
    return _noted(deed, f"{step}_request", request, before)


def _open_for(step: DelegationDeed, request_id: int, version: int) -> ProjectDelegation:
    """The request, as the reader saw it and in a state for this."""
    request = get_request(request_id)
    if request.version != version:
        raise EditedMeanwhile
    if not can(step, request.state, closed=request.closed_at is not None or is_followed(request_id)):
        raise NotInThatState(name=request.label)
    return request


def _take_part(request: ProjectDelegation) -> None:
    """The department joins the project; where it takes the lead over, the former lead may stay beside it."""
    project, department, former = request.project, request.department, request.project.lead_department
    if department is former:
        return
    others = [one for one in project.departments if one not in (department, former)]
    if not request.leads:
        if department not in project.departments:
            project.departments = [*project.departments, department]
        return
    stays = request.former_lead_stays or has_accepted(project.id, former.id)
    project.lead_department, project.departments = department, [*others, former] if stays else others


def _logged(request: ProjectDelegation) -> Snapshot:
    """What the history keeps: the request as one of the project's, its texts apart, and the project's departments."""
    values = dict(snapshot(request))
    texts = {name: values.pop(name) for name in TEXTS}
    project = snapshot(request.project)
    return {"requests": [values], **texts} | {name: project[name] for name in ("lead_department", "departments")}


def _noted(
    deed: Deed,
    action: str,
    request: ProjectDelegation,
    before: Snapshot,
    more: Collection[ProjectDelegation] = (),
) -> ProjectDelegation:
    """Write the deed's entry into the project's history; ``more`` are requests that it made besides."""
    db.session.flush()
    after = dict(_logged(request))
    after["requests"] = [*after["requests"], *(row for one in more for row in _logged(one)["requests"])]
    unchanged = before or {name: after[name] for name in ("lead_department", "departments")}
    changes = changes_between(unchanged, after)
    record_entries(deed, [Entry(action, Noun.PROJECTS, request.project_id, request.label, changes)])
    return request
