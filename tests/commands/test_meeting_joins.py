"""併合: what two records of one meeting say together, and what becomes of either."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa

from registry.commands.audit import record_entry
from registry.commands.meeting_joins import join_into_meeting, join_meetings, united
from registry.database import writing
from registry.domain.deed import Deed
from registry.domain.drafts import MeetingDraft
from registry.domain.errors import EditedMeanwhile, NoSuchRecord, SameRecord
from registry.domain.vocabulary import MeetingChannel, MeetingStatus, MeetingType
from registry.models import Attachment, AuditEntry, Meeting
from registry.queries.meeting_doubles import NOBODY, list_probable_doubles, map_authors
from tests.office import SATO, agreement, day, meeting, organization, project

SUZUKI = Deed("鈴木", datetime(2021, 4, 2, 9, 0, tzinfo=UTC), actor_id=8)
ONE = MeetingDraft(
    day("2021-02-12"), subject="打合せ", summary="一行目\n\n二行目", organizations=(1,), attendees="課長"
)


def attached(record: Meeting) -> Attachment:
    return Attachment(
        meeting_id=record.id,
        file_name="議事録.pdf",
        media_type="application/pdf",
        size=1,
        sha256="0" * 64,
        stored_as="0" * 32,
        uploaded_at=SATO.at,
        uploaded_by=SATO.actor,
    )


def test_what_only_the_other_says_is_added_and_what_both_say_stands_once():
    other = MeetingDraft(
        day("2021-02-12"),
        subject="融資制度の説明会",
        summary="二行目\n三行目",
        organizations=(2, 1),
        agreements=(5,),
        projects=(6,),
        attendees="課長\n係長",
        number="K-1",
        channel=MeetingChannel.ONLINE,
        department="農政課",
        internal_note="内密",
    )
    both = united(ONE, other)
    assert both.summary == "一行目\n\n二行目\n融資制度の説明会\n三行目"
    assert (both.subject, both.attendees, both.internal_note) == ("打合せ", "課長\n係長", "内密")
    assert (both.organizations, both.agreements, both.projects) == ((1, 2), (5,), (6,))
    assert (both.number, both.channel, both.department) == ("K-1", MeetingChannel.ONLINE, "農政課")


def test_what_the_first_says_stays_as_it_is():
    told = replace(ONE, channel=MeetingChannel.PHONE, department="防災課", counted=False, counted_reason="式典のみ")
    other = replace(ONE, channel=MeetingChannel.MAIL, department="農政課", counted=True, counted_reason="重要")
    assert united(told, other) == told


def test_one_that_was_held_makes_the_whole_held_and_a_mark_is_taken_over():
    planned = replace(ONE, status=MeetingStatus.PLANNED, type=MeetingType.OTHER)
    held = replace(ONE, counted=True, counted_reason="重要")
    both = united(planned, held)
    assert (both.status, both.counted, both.counted_reason) == (MeetingStatus.HELD, True, "重要")


def test_a_new_record_is_added_to_the_one_that_is_there(session):
    first, second = organization("甲"), organization("乙")
    known = meeting(first, held="2021-02-12", subject="打合せ")
    draft = MeetingDraft(day("2021-02-12"), subject="説明会", organizations=(second.id,), attendees="係長")
    join_into_meeting(SUZUKI, meeting_id=known.id, draft=draft)
    session.expire_all()
    assert [each.name for each in known.organizations] == ["甲", "乙"]
    assert (known.subject, known.summary, known.attendees) == ("打合せ", "説明会", "係長")
    entry = session.scalars(sa.select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (entry.action, entry.actor, entry.record_id) == ("join", "鈴木", known.id)


def test_of_two_records_the_later_one_is_deleted_and_its_links_and_files_move(session):
    with writing():
        party = organization("甲")
        older = meeting(party, held="2021-02-12", subject="打合せ")
        signed, work = agreement(party), project()
        younger = meeting(
            party, held="2021-02-12", number="K-1", subject="説明会", agreements=(signed.id,), projects=(work.id,)
        )
        file = attached(younger)
        session.add(file)
        record_entry(SATO, action="attach_file", record=younger)
    with writing():
        joined = join_meetings(SUZUKI, one_id=younger.id, other_id=older.id, versions=(1, 1))
    session.expire_all()
    assert joined is older
    assert (older.number, older.summary, older.agreements, older.projects) == ("K-1", "説明会", [signed], [work])
    assert (younger.deleted_at, file.meeting_id) == (SUZUKI.at, older.id)
    newest = sa.select(AuditEntry.action, AuditEntry.record_id).order_by(AuditEntry.id.desc()).limit(2)
    assert {tuple(row) for row in session.execute(newest)} == {("join", older.id), ("join_into", younger.id)}


def test_two_records_need_both_versions_that_were_read_and_to_be_two(session):
    party = organization("甲")
    one, other = meeting(party), meeting(party)
    with pytest.raises(EditedMeanwhile):
        join_meetings(SUZUKI, one_id=one.id, other_id=other.id, versions=(1, 2))
    with pytest.raises(SameRecord):
        join_meetings(SUZUKI, one_id=one.id, other_id=one.id, versions=(1, 1))
    with pytest.raises(NoSuchRecord):
        join_meetings(SUZUKI, one_id=one.id, other_id=other.id + 1, versions=(1, 1))


def doubles(held: str, *bodies, author: int | None = SUZUKI.actor_id, other_than: int | None = None) -> list[int]:
    found = list_probable_doubles(day(held), [each.id for each in bodies], author_id=author, other_than=other_than)
    return [each.meeting.id for each in found]


def test_a_double_has_the_day_an_organization_and_another_author(session):
    first, second, third = (organization(name) for name in "甲乙丙")
    known = meeting(first, second, held="2021-02-12")
    assert doubles("2021-02-12", second, third) == [known.id]
    assert doubles("2021-02-13", first) == []
    assert doubles("2021-02-12", third) == []
    assert doubles("2021-02-12") == []
    assert doubles("2021-02-12", first, author=SATO.actor_id) == []
    assert doubles("2021-02-12", first, author=None) == [known.id]
    assert doubles("2021-02-12", first, other_than=known.id) == []


def test_cancelled_and_deleted_meetings_are_no_doubles(session):
    party = organization("甲")
    meeting(party, held="2021-02-12", status=MeetingStatus.CANCELLED)
    known = meeting(party, held="2021-02-12")
    known.deleted_at = SATO.at
    session.flush()
    assert doubles("2021-02-12", party) == []


def test_records_that_were_merged_are_one_body_here_too(session):
    body, duplicate = organization("甲"), organization("甲（重複）")
    known = meeting(duplicate, held="2021-02-12")
    duplicate.merged_into_id = body.id
    session.flush()
    assert doubles("2021-02-12", body) == [known.id]


def test_the_author_is_who_recorded_it_first(session):
    known = meeting(organization("甲"))
    author = map_authors([known.id])[known.id]
    assert (author.id, author.name) == (SATO.actor_id, SATO.actor)
    assert map_authors([]) == {}
    assert NOBODY.id is None
