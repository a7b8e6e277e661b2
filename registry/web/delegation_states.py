"""The state of a request to a department, as a word and as a tag."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from registry.domain.delegation_deeds import RETURNED
from registry.domain.message import N_
from registry.domain.vocabulary import DelegationState
from registry.web.agreement_states import StateTag
from registry.web.clock import today
from registry.words import day_name

DELEGATION_STATES: Mapping[str, str] = {
    DelegationState.ASKED: N_("Asked"),
    DelegationState.ACCEPTED: N_("Accepted"),
    DelegationState.HANDED_BACK: N_("Handed back"),
    DelegationState.NAMED_OTHER: N_("Another department named"),
    DelegationState.WITHDRAWN: N_("Withdrawn"),
    DelegationState.CARRIED_ON: N_("Carried on by another"),
}
LOOKS: Mapping[str, str] = {
    DelegationState.ASKED: "info",
    DelegationState.ACCEPTED: "ok",
    DelegationState.HANDED_BACK: "warn",
    DelegationState.NAMED_OTHER: "warn",
    DelegationState.WITHDRAWN: "off",
    DelegationState.CARRIED_ON: "off",
}
PARTS: Mapping[bool, str] = {True: N_("As the lead department"), False: N_("As a further department")}
"""What a department is asked to be, by ``leads``."""


def request_tag(state: DelegationState, *, closed: bool = False) -> StateTag:
    """The state as a tag; what came back and is settled stands out no more."""
    return StateTag(_(DELEGATION_STATES[state]), "off" if closed and state in RETURNED else LOOKS[state])


@dataclass(frozen=True)
class Due:
    """The day by which an answer is asked for, and whether it has passed without one."""

    day: str
    late: bool


def due(due_on: date | None, state: DelegationState) -> Due | None:
    """The day in words; None where none is set."""
    if due_on is None:
        return None
    return Due(day_name(due_on), late=state is DelegationState.ASKED and due_on < today())
