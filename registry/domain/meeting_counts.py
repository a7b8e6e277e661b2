"""Whether a meeting counts, and if not why: rule 1 of the counting rules in the words of a record's page.

The number itself is made in ``registry/queries/counting``; a test holds both together.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registry.domain.message import N_
from registry.domain.vocabulary import COUNTED_MEETING_TYPES, MeetingStatus, MeetingType


class WhyNot(StrEnum):
    """Why a meeting does not count; of several reasons the one that no other change would mend."""

    DELETED = "deleted"
    CANCELLED = "cancelled"
    PLANNED = "planned"
    NOT_YET = "not_yet"
    MARKED = "marked"
    OTHER = "other"
    INTERNAL = "internal"


REASONS: Mapping[WhyNot, str] = {
    WhyNot.DELETED: N_("It was deleted."),
    WhyNot.CANCELLED: N_("It was cancelled."),
    WhyNot.PLANNED: N_("It is planned; it counts once it is recorded as held."),
    WhyNot.NOT_YET: N_("Its day has not come yet."),
    WhyNot.MARKED: N_("It was marked as not to be counted."),
    WhyNot.OTHER: N_("Meetings of the type “Other” are not counted."),
    WhyNot.INTERNAL: N_("No partner organization took part."),
}


@dataclass(frozen=True)
class Countable:
    """What decides whether a meeting counts.

    ``counted`` is the mark, ``organizations`` how many outside ones that are still registered took part.
    """

    held_on: date
    type: MeetingType
    status: MeetingStatus
    counted: bool | None
    organizations: int
    deleted: bool = False

    def why_not(self, day: date) -> WhyNot | None:
        """Why it does not count as of a day; None where it counts."""
        if self.deleted:
            return WhyNot.DELETED
        if self.status is not MeetingStatus.HELD:
            return WhyNot.CANCELLED if self.status is MeetingStatus.CANCELLED else WhyNot.PLANNED
        if self.counted is False:
            return WhyNot.MARKED
        if self.counted is None and not counts_by_default(self.type):
            return WhyNot.OTHER
        if not self.organizations:
            return WhyNot.INTERNAL
        return WhyNot.NOT_YET if self.held_on > day else None


def counts_by_default(kind: MeetingType) -> bool:
    """Whether meetings of this type count without a mark."""
    return kind in COUNTED_MEETING_TYPES


def overrides(kind: MeetingType, counted: bool | None) -> bool:  # noqa: FBT001 - the mark is a value of three, not a switch
    """Whether a mark says something else than the type does, so that it needs a reason."""
    return counted is not None and counted is not counts_by_default(kind)
