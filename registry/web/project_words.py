"""A joint project's state and period in words."""

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from flask_babel import gettext as _

from registry.domain.vocabulary import ProjectState
from registry.web.agreement_states import StateTag
from registry.words import STATES, day_name

LOOKS: Mapping[ProjectState, str] = {
    ProjectState.PROPOSED: "info",
    ProjectState.ACTIVE: "ok",
    ProjectState.SUSPENDED: "warn",
    ProjectState.COMPLETED: "off",
    ProjectState.CANCELLED: "off",
}


class Lasting(Protocol):
    """What has a period."""

    @property
    def started_on(self) -> date: ...
    @property
    def ended_on(self) -> date | None: ...


def state_tag(state: ProjectState) -> StateTag:
    """The state as a tag."""
    return StateTag(_(STATES[state]), LOOKS[state])


def period(project: Lasting) -> str:
    """From when until when."""
    first = day_name(project.started_on)
    if project.ended_on is None:
        return _("from %(day)s", day=first)
    return _("%(first)s to %(last)s", first=first, last=day_name(project.ended_on))
