"""What can become of a request to a department, and from which of its states: a table, not branches; and its drafts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registry.domain.drafts import FieldProblem
from registry.domain.message import N_, message
from registry.domain.names import clean
from registry.domain.vocabulary import DelegationState


class DelegationDeed(StrEnum):
    """受諾, 差戻し, 他課を推薦 by the department; 取下げ by the secretariat."""

    ACCEPT = "accept"
    HAND_BACK = "hand_back"
    NAME_OTHER = "name_other"
    WITHDRAW = "withdraw"


STEPS: Mapping[DelegationDeed, Mapping[DelegationState, DelegationState]] = {
    DelegationDeed.ACCEPT: {DelegationState.ASKED: DelegationState.ACCEPTED},
    DelegationDeed.HAND_BACK: {DelegationState.ASKED: DelegationState.HANDED_BACK},
    DelegationDeed.NAME_OTHER: {DelegationState.ASKED: DelegationState.NAMED_OTHER},
    DelegationDeed.WITHDRAW: {
        DelegationState.ASKED: DelegationState.WITHDRAWN,
        DelegationState.ACCEPTED: DelegationState.WITHDRAWN,
        DelegationState.HANDED_BACK: DelegationState.HANDED_BACK,
        DelegationState.NAMED_OTHER: DelegationState.NAMED_OTHER,
    },
}
"""The states from which each deed is done, and what each leads to; what came back stays what it is, and is closed."""
RETURNED = (DelegationState.HANDED_BACK, DelegationState.NAMED_OTHER)
"""The secretariat decides what comes next."""


def can(deed: DelegationDeed, state: DelegationState, *, closed: bool) -> bool:
    """Whether the deed is done to a request in this state; ``closed`` as ``closed_at`` or a later request has it."""
    return not closed and state in STEPS[deed]


@dataclass(frozen=True)
class DelegationDraft:
    """担当課への依頼: ``leads`` asks for 主管課, whose predecessor stays as 関係課 with ``former_lead_stays``."""

    department: str
    request: str
    leads: bool = False
    former_lead_stays: bool = False
    due_on: date | None = None
    contact: str = ""

    def problems(self) -> tuple[FieldProblem, ...]:
        """Broken rules, in the order of the fields."""
        return (*_required("department", self.department), *_required("request", self.request))


@dataclass(frozen=True)
class AnswerDraft:
    """受諾, with a remark where there is one."""

    answer: str = ""

    def problems(self) -> tuple[FieldProblem, ...]:
        """Nothing is needed."""
        return ()


@dataclass(frozen=True)
class ReasonDraft(AnswerDraft):
    """差戻し, with its reason."""

    def problems(self) -> tuple[FieldProblem, ...]:
        """Broken rules."""
        return _required("answer", self.answer)


@dataclass(frozen=True)
class NamingDraft(ReasonDraft):
    """他課を推薦, with the reason."""

    named_department: str = ""

    def problems(self) -> tuple[FieldProblem, ...]:
        """Broken rules, in the order of the fields."""
        return (*_required("named_department", self.named_department), *super().problems())


def _required(field: str, value: str) -> tuple[FieldProblem, ...]:
    return () if clean(value) else (FieldProblem(field, "required", message(N_("This must be filled in."))),)
