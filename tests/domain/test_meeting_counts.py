"""Whether a meeting counts, and the one reason that a page gives where it does not."""

from dataclasses import replace
from datetime import date

import pytest

from registry.domain.meeting_counts import REASONS, Countable, WhyNot, overrides
from registry.domain.vocabulary import MeetingStatus, MeetingType

DAY = date(2021, 2, 12)
PLAIN = Countable(DAY, MeetingType.CONSULTATION, MeetingStatus.HELD, counted=None, organizations=1)


@pytest.mark.parametrize(
    ("changes", "why_not"),
    [
        ({}, None),
        ({"type": MeetingType.APPROACH}, None),
        ({"type": MeetingType.LIAISON}, None),
        ({"type": MeetingType.OTHER}, WhyNot.OTHER),
        ({"type": MeetingType.OTHER, "counted": True}, None),
        ({"counted": False}, WhyNot.MARKED),
        ({"status": MeetingStatus.PLANNED}, WhyNot.PLANNED),
        ({"status": MeetingStatus.PLANNED, "counted": True}, WhyNot.PLANNED),
        ({"status": MeetingStatus.CANCELLED, "counted": True}, WhyNot.CANCELLED),
        ({"organizations": 0}, WhyNot.INTERNAL),
        ({"organizations": 0, "counted": True}, WhyNot.INTERNAL),
        ({"held_on": date(2021, 2, 13)}, WhyNot.NOT_YET),
        ({"deleted": True, "status": MeetingStatus.PLANNED}, WhyNot.DELETED),
    ],
)
def test_a_meeting_counts_unless_one_thing_speaks_against_it(changes, why_not):
    assert replace(PLAIN, **changes).why_not(DAY) is why_not


def test_every_reason_has_its_sentence():
    assert set(REASONS) == set(WhyNot)


@pytest.mark.parametrize(
    ("kind", "counted", "needs_a_reason"),
    [
        (MeetingType.CONSULTATION, None, False),
        (MeetingType.CONSULTATION, True, False),
        (MeetingType.CONSULTATION, False, True),
        (MeetingType.OTHER, None, False),
        (MeetingType.OTHER, False, False),
        (MeetingType.OTHER, True, True),
    ],
)
def test_a_mark_against_the_type_needs_a_reason(kind, counted, needs_a_reason):
    assert overrides(kind, counted) is needs_a_reason
