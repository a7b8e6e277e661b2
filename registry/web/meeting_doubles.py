"""Records that may be of the same meeting, side by side in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from registry.domain.permissions import Permission
from registry.forms.meetings import MeetingForm, QuickMeetingForm
from registry.queries.meeting_doubles import Author, ProbableDouble
from registry.web.access import may_change
from registry.web.clock import office_time
from registry.words import MEETING_TYPES, day_name

SHOWN = 3
"""So many are shown beside what was typed; more than that are a matter for the list."""


@dataclass(frozen=True)
class Beside:
    """One record as a column; ``id`` is 0 for what was typed now, and for one that the reader may not change."""

    id: int
    name: str
    address: str
    recorded: str
    values: tuple[str, ...]


@dataclass(frozen=True)
class DoublePage:
    """What was typed and what others have recorded: rows of (label, value of each column)."""

    columns: tuple[Beside, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


def double_page(form: MeetingForm | QuickMeetingForm, doubles: Sequence[ProbableDouble]) -> DoublePage:
    """What was typed beside the records that may be of the same meeting."""
    typed = Beside(0, _("Your input"), "", "", _typed_values(form))
    return side_by_side([typed, *(recorded_column(one) for one in doubles[:SHOWN])])


def side_by_side(columns: Sequence[Beside]) -> DoublePage:
    """The columns as rows; what none of them says is left out."""
    rows = zip(_labels(), *(column.values for column in columns), strict=True)
    return DoublePage(tuple(columns), tuple((str(label), values) for label, *values in rows if any(values)))  # type: ignore[misc]


def recorded_column(double: ProbableDouble) -> Beside:
    """A recorded meeting as a column."""
    meeting = double.meeting
    return Beside(
        id=meeting.id if may_change(Permission.RECORD_MEETINGS, meeting.department_id) else 0,
        name=meeting.subject or day_name(meeting.held_on),
        address=url_for("meetings.show", meeting_id=meeting.id),
        recorded=recorded_by(double.author),
        values=(
            day_name(meeting.held_on),
            _(", ").join(each.name for each in meeting.organizations),
            _(MEETING_TYPES[meeting.type]),
            meeting.subject,
            meeting.summary,
            meeting.attendees,
            meeting.department.name if meeting.department else "",
        ),
    )


def recorded_by(author: Author) -> str:
    """Who recorded it and when; blank where the log does not know."""
    if not author.at:
        return ""
    return _("Recorded by %(name)s on %(time)s", name=author.name, time=office_time(author.at))


def _labels() -> tuple[str, ...]:
    return (
        _("Held on"),
        _("Partner organizations"),
        _("Type of meeting"),
        _("Subject"),
        _("Content"),
        _("Attendees"),
        _("Department"),
    )


def _typed_values(form: MeetingForm | QuickMeetingForm) -> tuple[str, ...]:
    in_full = isinstance(form, MeetingForm)
    return (
        form.held_on.shown(),
        form.organizations.shown(),
        form.type.shown(),
        form.subject.shown(),
        form.summary.shown() if in_full else "",
        form.attendees.shown() if in_full else "",
        form.department.shown() if in_full else "",
    )
