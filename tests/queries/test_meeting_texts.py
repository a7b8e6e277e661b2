"""Meetings are found by the words that they hold now, whatever became of them, in whichever process."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.commands.backups import make_backup
from registry.commands.imports import carry_out_import, plan_import
from registry.commands.meeting_joins import join_meetings
from registry.commands.meetings import delete_meeting, restore_meeting, revise_meeting
from registry.commands.restores import restore_backup
from registry.database import db, writing
from registry.domain.drafts import MeetingDraft
from registry.domain.errors import NoSuchRecord, Refusal
from registry.domain.lists import ListQuery, Window
from registry.domain.names import fold
from registry.domain.vocabulary import Noun
from registry.models import Meeting
from registry.queries import meeting_texts
from registry.queries.meeting_list import list_meeting_rows
from registry.queries.meeting_texts import few_holding
from tests.databases import running_app
from tests.imports.files import request
from tests.office import SATO, day, meeting, organization

SUBJECTS = ["防災", "防災の打合せ", "災害", "ぼうさい", "R2-01", "", "🙂"]
WORDS = ["防災", "試食", "災", "災打", "の打合せ", "災の", "ボウサイ", "2-0", "1", "🙂", "どこにもない"]
DEEDS = ["record", "record", "revise", "revise", "delete", "restore", "join", "import", "many", "back up", "put back"]
STEPS = st.lists(
    st.tuples(st.sampled_from(DEEDS), st.booleans(), st.booleans(), st.integers(0, 5), st.sampled_from(SUBJECTS)),
    min_size=4,
    max_size=9,
)


class Office:
    """A registry that two processes serve, and a backup of it."""

    def __init__(self, apps: tuple[Flask, Flask], folder: Path) -> None:
        self.apps, self.backup = apps, folder / "backup.zip"

    def do(self, name: str, *, by_other: bool, place: int, subject: str) -> None:
        """One deed in one of the processes, or its refusal."""
        with self.apps[by_other].app_context(), suppress(Refusal):
            if name == "back up":
                make_backup(SATO, file=self.backup)
            elif name == "put back":
                restore_backup(self.backup, replace=True)
            else:
                with writing():
                    CHANGES[name](place, subject)

    def finds_what_is_there(self, *, in_other: bool) -> None:
        """A process finds by each word what a look at every meeting finds."""
        with self.apps[in_other].app_context():
            for deleted in (False, True):
                known = there(deleted=deleted)
                for word in WORDS:
                    assert asked(word, deleted=deleted) == [one.id for one in known if has(one, word)]


def there(*, deleted: bool) -> list[Meeting]:
    known = db.session.scalars(sa.select(Meeting).order_by(Meeting.held_on, Meeting.id))
    return [one for one in known if bool(one.deleted_at) == deleted]


def has(one: Meeting, word: str) -> bool:
    return any(fold(word) in fold(text) for text in (one.subject, one.summary))


def asked(text: str, *, deleted: bool = False) -> list[int]:
    query = ListQuery(text=text, values={"record": "deleted"} if deleted else {}, sort="day")
    return [row.id for row in list_meeting_rows(query, Window(), day=day("2021-02-12")).rows]


def revise(place: int, subject: str) -> None:
    one = at(place)
    revise_meeting(SATO, meeting_id=one.id, version=one.version, draft=MeetingDraft(one.held_on, subject=subject))


def at(place: int, *, deleted: bool = False) -> Meeting:
    known = there(deleted=deleted)
    if not known:
        raise NoSuchRecord(noun=Noun.MEETINGS, id=place)
    return known[place % len(known)]


def join(place: int, _subject: str) -> None:
    one, other = at(place), at(place + 1)
    join_meetings(SATO, one_id=one.id, other_id=other.id, versions=(one.version, other.version))


def bring_in(place: int, subject: str) -> None:
    """A file that makes a meeting, or changes the one that it has made before."""
    text = f"番号,開催日,種類,件名\nM-{place},R2.5.{place + 1},協議,{subject}\n"
    carry_out_import(SATO, plan=plan_import(request("meetings", text)), accept_questions=True)


CHANGES: dict[str, Callable[[int, str], object]] = {
    "record": lambda place, subject: meeting(held=f"2020-05-0{place + 1}", subject=subject, summary="打合せ"),
    "revise": revise,
    "delete": lambda place, _subject: delete_meeting(SATO, meeting_id=at(place).id),
    "restore": lambda place, _subject: restore_meeting(SATO, meeting_id=at(place, deleted=True).id),
    "join": join,
    "import": bring_in,
    "many": lambda place, subject: [meeting(subject=f"{subject}{one}") for one in range(place)],
}


@contextmanager
def office(databases):
    with TemporaryDirectory() as name, databases.fresh() as url:
        folder = Path(name)
        with running_app(url, folder) as one, running_app(url, folder) as other:
            yield Office((one, other), folder)


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=STEPS, most=st.sampled_from([1, 4, 1000]))
def test_whatever_becomes_of_meetings_those_are_found_that_hold_the_word_now(databases, steps, most):
    with office(databases) as here, pytest.MonkeyPatch.context() as patch:
        patch.setattr(meeting_texts, "FOLLOWED", most)
        patch.setattr(meeting_texts, "FEW", most)
        here.do("back up", by_other=False, place=0, subject="")
        for name, by_other, in_other, place, subject in steps:
            here.do(name, by_other=by_other, place=place, subject=subject)
            here.finds_what_is_there(in_other=in_other)


def test_a_log_that_has_gone_another_way_is_not_followed(databases):
    with office(databases) as here:
        here.do("record", by_other=False, place=0, subject="防災")
        here.do("back up", by_other=False, place=0, subject="")
        here.do("many", by_other=False, place=2, subject="災害")
        here.finds_what_is_there(in_other=False)
        here.do("put back", by_other=True, place=0, subject="")
        here.do("many", by_other=True, place=4, subject="試食")
        here.finds_what_is_there(in_other=False)


@pytest.fixture
def recorded(session) -> list[int]:
    with writing():
        return [meeting(subject=subject).id for subject in ("防災の打合せ", "災害", "試食")]


@pytest.fixture
def questions(session) -> Iterator[list[str]]:
    """What the database is asked, but for its transactions."""
    asked, engine = [], session.get_bind()

    def note(_connection, _cursor, statement, *_others):
        asked.extend([statement] if "FROM" in statement else [])

    sa.event.listen(engine, "before_cursor_execute", note)
    yield asked
    sa.event.remove(engine, "before_cursor_execute", note)


def test_all_keys_are_read_once(recorded, questions):
    assert few_holding("災") == recorded[:2]
    assert [few_holding(word) for word in ("食", "どこにもない")] == [recorded[2:], []]
    assert len(questions) == 2  # the last entry is the other one


def test_after_a_change_what_entries_name_is_read_again(recorded, questions):
    few_holding("災")
    for place in (2, 1):
        with writing():
            draft = MeetingDraft(day("2020-05-01"), subject=f"難民の支援{place}")
            revise_meeting(SATO, meeting_id=recorded[place], version=1, draft=draft)
        questions.clear()
        assert sorted(few_holding("難民")) == recorded[place:]
        assert len(questions) == 3  # the last entry, those since, and the key of the meeting that they name
    with writing():
        organization("甲")
    questions.clear()
    assert [sorted(few_holding("難民")), few_holding("食"), few_holding("災")] == [recorded[1:], [], recorded[:1]]
    assert len(questions) == 2


def test_of_many_none_are_told(recorded, monkeypatch):
    monkeypatch.setattr(meeting_texts, "FEW", 1)
    assert few_holding("災") is None
    assert few_holding("害") == [recorded[1]]


def test_nothing_is_known_on_the_way_to_a_change_and_before_the_first_one(session):
    assert few_holding("災") is None
    with writing():
        meeting(subject="防災")
        assert few_holding("災") is None
    assert len(few_holding("災")) == 1


def test_texts_that_would_take_too_much_room_are_not_kept(recorded, monkeypatch):
    monkeypatch.setattr(meeting_texts, "LONGEST", 10)
    assert few_holding("災") is None
    assert asked("災") == recorded[:2]
