"""併合: two records of the same meeting become one, and nothing that either of them says is lost."""

from collections.abc import Iterable
from dataclasses import replace

from registry.commands.audit import snapshot
from registry.commands.records import check_version, fill, note_change
from registry.domain.deed import Deed
from registry.domain.drafts import MeetingDraft
from registry.domain.errors import SameRecord
from registry.domain.vocabulary import MeetingStatus, Noun
from registry.models import Meeting
from registry.queries.attachments import list_attachments
from registry.queries.meetings import draft_of, get_meeting


def join_into_meeting(deed: Deed, *, meeting_id: int, draft: MeetingDraft) -> Meeting:
    """Add what somebody else has to say of a recorded meeting: who was there, and a line of what it was about.

    What the record says already stays as it is. Raises InvalidDraft, NoSuchRecord.
    """
    meeting = get_meeting(meeting_id)
    before = snapshot(meeting)
    fill(meeting, united(draft_of(meeting), draft), create_names=False)
    return note_change(deed, action="join", record=meeting, before=before)


def join_meetings(deed: Deed, *, one_id: int, other_id: int, versions: tuple[int, int]) -> Meeting:
    """Make two records one: the one recorded later is deleted, its links and files go to the other.

    Raises EditedMeanwhile, NoSuchRecord, SameRecord.
    """
    if one_id == other_id:
        raise SameRecord
    pairs = sorted(zip((one_id, other_id), versions, strict=True))
    older, younger = (get_meeting(meeting_id) for meeting_id, _version in pairs)
    for meeting, (_meeting_id, version) in zip((older, younger), pairs, strict=True):
        check_version(meeting, version)
    before, gone = snapshot(older), snapshot(younger)
    draft = draft_of(younger)
    younger.deleted_at = deed.at
    note_change(deed, action="join_into", record=younger, before=gone)  # its number is free before the other takes it
    for attachment in list_attachments(Noun.MEETINGS, younger.id):
        attachment.meeting_id = older.id
    fill(older, united(draft_of(older), draft), create_names=False)
    return note_change(deed, action="join", record=older, before=before)


def united(one: MeetingDraft, other: MeetingDraft) -> MeetingDraft:
    """What both say together; where they differ in one word, what the first says."""
    subject = one.subject or other.subject
    told = [line for line in (other.subject, *other.summary.splitlines()) if line != subject]
    marked = one if one.counted is not None or one.counted_reason else other
    held = MeetingStatus.HELD in (one.status, other.status)
    return replace(
        one,
        status=MeetingStatus.HELD if held else one.status,
        number=one.number or other.number,
        channel=one.channel or other.channel,
        department=one.department or other.department,
        subject=subject,
        organizations=_once(one.organizations, other.organizations),
        agreements=_once(one.agreements, other.agreements),
        projects=_once(one.projects, other.projects),
        attendees=_with_lines(one.attendees, other.attendees.splitlines()),
        summary=_with_lines(one.summary, told),
        internal_note=_with_lines(one.internal_note, other.internal_note.splitlines()),
        counted=marked.counted,
        counted_reason=marked.counted_reason,
    )


def _once(ones: Iterable[int], others: Iterable[int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys((*ones, *others)))


def _with_lines(text: str, lines: Iterable[str]) -> str:
    """The text, and below it the lines that it does not have yet."""
    known = text.splitlines()
    return "\n".join(filter(None, (text, *(line for line in lines if line not in known))))
