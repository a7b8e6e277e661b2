"""What pages say about a meeting's state and whether it counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from registry.domain.meeting_counts import WhyNot
from registry.domain.message import N_
from registry.domain.vocabulary import MeetingStatus
from registry.language import gettext as _
from registry.words import MEETING_STATUSES

COUNTED, UNCOUNTED = N_("It counts"), N_("Not counted")
COUNTING: Mapping[str, str] = {"yes": COUNTED, "no": UNCOUNTED}
WITHOUT_RESULT = N_("No result yet")
SHORT: Mapping[WhyNot, str] = {
    WhyNot.MARKED: N_("marked so"),
    WhyNot.OTHER: N_("type “Other”"),
    WhyNot.INTERNAL: N_("no partner organization"),
    WhyNot.NOT_YET: N_("day not come yet"),
}
"""Reasons beside a tag, where there is no room for a sentence; planned and cancelled ones are told by the tag."""


@dataclass(frozen=True)
class Tag:
    """A word about a state, its look, and what stands in small letters below it."""

    text: str
    look: str
    below: str = ""


def state_tag(status: MeetingStatus, held_on: date, why_not: WhyNot | None, *, day: date, reason: str = "") -> Tag:
    """The one word that a row has for a meeting: planned, cancelled, counted or not; ``reason`` is the typed one."""
    if why_not is WhyNot.DELETED:
        return Tag(_("Deleted"), "off")
    if status is MeetingStatus.PLANNED:
        return Tag(_(WITHOUT_RESULT), "warn") if held_on < day else Tag(_(MEETING_STATUSES[status]), "info")
    if status is MeetingStatus.CANCELLED:
        return Tag(_(MEETING_STATUSES[status]), "off", reason)
    if why_not is None:
        return Tag(_(COUNTED), "ok")
    return Tag(_(UNCOUNTED), "off", reason or _(SHORT[why_not]))


def status_tag(status: MeetingStatus, held_on: date, *, day: date) -> Tag:
    """Held, planned, without a result, or cancelled."""
    if status is MeetingStatus.PLANNED and held_on < day:
        return Tag(_(WITHOUT_RESULT), "warn")
    looks = {MeetingStatus.HELD: "plain", MeetingStatus.PLANNED: "info", MeetingStatus.CANCELLED: "off"}
    return Tag(_(MEETING_STATUSES[status]), looks[status])
