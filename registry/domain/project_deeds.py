"""What can become of a joint project, and from which of its states: a table, not branches."""

from collections.abc import Mapping
from enum import StrEnum

from registry.domain.vocabulary import ProjectState


class ProjectDeed(StrEnum):
    """開始, 完了, 休止, 再開, 中止."""

    BEGIN = "begin"
    COMPLETE = "complete"
    SUSPEND = "suspend"
    RESUME = "resume"
    CANCEL = "cancel"


STEPS: Mapping[ProjectDeed, tuple[frozenset[ProjectState], ProjectState]] = {
    ProjectDeed.BEGIN: (frozenset({ProjectState.PROPOSED}), ProjectState.ACTIVE),
    ProjectDeed.COMPLETE: (frozenset({ProjectState.ACTIVE, ProjectState.SUSPENDED}), ProjectState.COMPLETED),
    ProjectDeed.SUSPEND: (frozenset({ProjectState.ACTIVE}), ProjectState.SUSPENDED),
    ProjectDeed.RESUME: (frozenset({ProjectState.SUSPENDED}), ProjectState.ACTIVE),
    ProjectDeed.CANCEL: (
        frozenset({ProjectState.PROPOSED, ProjectState.ACTIVE, ProjectState.SUSPENDED}),
        ProjectState.CANCELLED,
    ),
}
"""The states from which each deed is done, and the state that it leads to; anything else is a correction."""


def can(deed: ProjectDeed, state: ProjectState) -> bool:
    """Whether the deed is done to a project in this state."""
    return state in STEPS[deed][0]
