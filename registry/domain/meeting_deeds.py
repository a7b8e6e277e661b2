"""What can become of a meeting, and from which of its states: a table, not branches."""

from collections.abc import Mapping
from enum import StrEnum

from registry.domain.vocabulary import MeetingStatus


class MeetingDeed(StrEnum):
    """結果の入力, 中止, 日の変更."""

    HOLD = "hold"
    CANCEL = "cancel"
    MOVE = "move"


FROM: Mapping[MeetingDeed, frozenset[MeetingStatus]] = {
    MeetingDeed.HOLD: frozenset({MeetingStatus.PLANNED}),
    MeetingDeed.CANCEL: frozenset({MeetingStatus.PLANNED}),
    MeetingDeed.MOVE: frozenset({MeetingStatus.PLANNED, MeetingStatus.CANCELLED}),
}
"""The states from which each deed is done; anything else is a correction."""


def can(deed: MeetingDeed, status: MeetingStatus) -> bool:
    """Whether the deed is done to a meeting in this state."""
    return status in FROM[deed]
