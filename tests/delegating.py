"""A short way to say what departments were asked and what they answered."""

from datetime import timedelta

from registry.commands.delegations import (
    accept_request,
    delegate_project,
    hand_back_request,
    name_other_department,
    withdraw_request,
)
from registry.commands.names import add_name
from registry.domain.deed import Deed
from registry.domain.delegation_deeds import AnswerDraft, DelegationDraft, NamingDraft, ReasonDraft
from registry.domain.drafts import DepartmentDraft
from registry.domain.vocabulary import Noun
from registry.models import Project, ProjectDelegation
from tests.office import SATO

FARM, CARE, TRADE = "農政課", "福祉課", "商工課"
TANAKA = Deed("田中", SATO.at + timedelta(days=1), actor_id=8)


def add_departments() -> None:
    for name in (FARM, CARE, TRADE):
        add_name(SATO, noun=Noun.DEPARTMENTS, draft=DepartmentDraft(name))


def ask(one: Project, department: str = FARM, follows: int | None = None, **values) -> ProjectDelegation:
    draft = DelegationDraft(department, "直売所の共同出店をお願いします", **values)
    return delegate_project(SATO, project_id=one.id, draft=draft, follows=follows)


def accept(request: ProjectDelegation, remark: str = "") -> ProjectDelegation:
    return accept_request(TANAKA, request_id=request.id, version=request.version, draft=AnswerDraft(remark))


def hand_back(request: ProjectDelegation, reason: str = "人手が足りません") -> ProjectDelegation:
    return hand_back_request(TANAKA, request_id=request.id, version=request.version, draft=ReasonDraft(reason))


def name_other(request: ProjectDelegation, other: str = CARE, reason: str = "所管が違います") -> ProjectDelegation:
    draft = NamingDraft(reason, other)
    return name_other_department(TANAKA, request_id=request.id, version=request.version, draft=draft)


def withdraw(request: ProjectDelegation) -> ProjectDelegation:
    return withdraw_request(SATO, request_id=request.id, version=request.version)
