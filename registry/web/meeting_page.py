"""The page of one meeting in words: its facts, whether it counts and why, what can be done to it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user

from registry.domain.errors import NoSuchRecord
from registry.domain.fiscal_year import FiscalYear
from registry.domain.meeting_counts import REASONS
from registry.domain.meeting_deeds import MeetingDeed, can
from registry.domain.message import N_
from registry.domain.permissions import Permission, may
from registry.domain.vocabulary import MeetingStatus, Noun
from registry.forms.fields import day_with_weekday
from registry.queries.meeting_doubles import NOBODY, list_probable_doubles, map_authors
from registry.queries.meeting_list import MeetingRow, get_meeting_row
from registry.queries.meetings import find_meeting
from registry.web.access import may_change
from registry.web.attachment_list import ShownFiles, attachments_of
from registry.web.clock import today
from registry.web.evidence_links import evidence_address
from registry.web.history import History, history_of
from registry.web.meeting_doubles import recorded_by
from registry.web.meeting_words import COUNTED, UNCOUNTED, Tag, status_tag
from registry.web.record_links import record_address
from registry.words import KINDS, MEETING_CHANNELS, MEETING_TYPES, year_name

if TYPE_CHECKING:
    from registry.models import Agreement, Meeting, Organization, Project

DEEDS = {
    MeetingDeed.HOLD: N_("Record the result"),
    MeetingDeed.MOVE: N_("Move to another day"),
    MeetingDeed.CANCEL: N_("Cancel the meeting"),
}


@dataclass(frozen=True)
class DeedLink:
    text: str
    address: str


@dataclass(frozen=True)
class Item:
    """A record that the meeting names."""

    name: str
    address: str
    above: str
    kind: str = ""


@dataclass(frozen=True)
class Counting:
    """Whether it counts: the tag, the sentences that say why, and where the number is that it is a part of."""

    tag: Tag
    why: str
    reason: str
    year: str
    address: str


@dataclass(frozen=True)
class Double:
    """A record that may be of the same meeting; ``join`` leads to both side by side, for who may."""

    name: str
    address: str
    below: str
    join: str


@dataclass(frozen=True)
class MeetingPage:
    """All that the page shows; ``edit``, ``delete`` and ``restore`` are blank where the reader may not."""

    id: int
    title: str
    day: str
    type: str
    channel: str
    number: str
    department: str
    tag: Tag
    is_deleted: bool
    counting: Counting
    organizations: tuple[Item, ...]
    agreements: tuple[Item, ...]
    projects: tuple[Item, ...]
    summary: str
    attendees: str
    internal_note: str
    recorded: str
    doubles: tuple[Double, ...]
    edit: str
    deeds: tuple[DeedLink, ...]
    delete: str
    restore: str
    files: ShownFiles | None
    history: History


def meeting_page(meeting_id: int) -> MeetingPage:
    """The meeting in words; raises NoSuchRecord."""
    meeting = find_meeting(meeting_id)
    if meeting is None:
        raise NoSuchRecord(noun=Noun.MEETINGS, id=meeting_id)
    row = get_meeting_row(meeting_id, day=today())
    changes = may_change(Permission.RECORD_MEETINGS, meeting.department_id)
    living = meeting.deleted_at is None
    author = map_authors([meeting.id]).get(meeting.id, NOBODY)
    return MeetingPage(
        id=meeting.id,
        title=title_of(meeting),
        day=day_with_weekday(meeting.held_on),
        type=_(MEETING_TYPES[meeting.type]),
        channel=_(MEETING_CHANNELS[meeting.channel]) if meeting.channel else "",
        number=meeting.number or "",
        department=row.department,
        tag=status_tag(meeting.status, meeting.held_on, day=today()),
        is_deleted=not living,
        counting=_counting(row),
        organizations=tuple(map(_organization, meeting.organizations)),
        agreements=tuple(map(_agreement, meeting.agreements)),
        projects=tuple(map(_project, meeting.projects)),
        summary=meeting.summary,
        attendees=meeting.attendees,
        internal_note=meeting.internal_note if may(current_user.role, Permission.SEE_INTERNAL_NOTES) else "",
        recorded=recorded_by(author),
        doubles=_doubles(meeting, author.id) if living else (),
        edit=_address("meetings.show_edit", meeting.id) if changes and living else "",
        deeds=_deeds(meeting) if changes and living else (),
        delete=_address("meeting_deeds.show_delete", meeting.id) if changes and living else "",
        restore=_address("meeting_deeds.restore", meeting.id) if changes and not living else "",
        files=attachments_of(Noun.MEETINGS, meeting.id),
        history=history_of(Noun.MEETINGS, meeting.id),
    )


def title_of(meeting: "Meeting") -> str:
    """What its page is headed by."""
    return meeting.subject or meeting.summary.partition("\n")[0] or _("(without a subject)")


def _address(endpoint: str, meeting_id: int) -> str:
    return url_for(endpoint, meeting_id=meeting_id)


def _deeds(meeting: "Meeting") -> tuple[DeedLink, ...]:
    possible = [step for step in DEEDS if can(step, meeting.status)]
    return tuple(
        DeedLink(_(DEEDS[step]), url_for("meeting_deeds.show_step", meeting_id=meeting.id, step=step))
        for step in possible
    )


def _counting(row: MeetingRow) -> Counting:
    why_not = row.why_not(today())
    year = FiscalYear.of(row.held_on).year
    return Counting(
        tag=Tag(_(UNCOUNTED), "off") if why_not else Tag(_(COUNTED), "ok"),
        why=_(REASONS[why_not]) if why_not else _why(row),
        reason=row.counted_reason,
        year=year_name(year),
        address="" if why_not else evidence_address("meetings", year),
    )


def _why(row: MeetingRow) -> str:
    if row.counted:
        return _("It was marked to be counted, and a partner organization took part.")
    return _("It was held, its type is counted, and a partner organization took part.")


def _doubles(meeting: "Meeting", author_id: int | None) -> tuple[Double, ...]:
    """Other people's records of that day with an organization in common."""
    if meeting.status is MeetingStatus.CANCELLED:
        return ()
    ids = [each.id for each in meeting.organizations]
    found = list_probable_doubles(meeting.held_on, ids, author_id=author_id, other_than=meeting.id)
    mine = may_change(Permission.RECORD_MEETINGS, meeting.department_id)
    return tuple(
        Double(
            name=title_of(one.meeting),
            address=_address("meetings.show", one.meeting.id),
            below=recorded_by(one.author),
            join=url_for("meeting_joins.show", one_id=meeting.id, other_id=one.meeting.id)
            if mine and may_change(Permission.RECORD_MEETINGS, one.meeting.department_id)
            else "",
        )
        for one in found
    )


def _organization(one: "Organization") -> Item:
    return Item(one.name, record_address(Noun.ORGANIZATIONS, one.id), _(KINDS[one.kind]), kind=one.kind)


def _agreement(one: "Agreement") -> Item:
    return Item(one.title or one.label, record_address(Noun.AGREEMENTS, one.id), one.number)


def _project(one: "Project") -> Item:
    return Item(one.name, record_address(Noun.PROJECTS, one.id), one.number or "")
