"""What the database layer promises: one writer at a time, all or nothing, nothing without its audit entry."""

import multiprocessing
import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from registry import create_app
from registry.commands.audit import Entry, record_entries
from registry.commands.meetings import record_meeting, revise_meeting
from registry.commands.organizations import revise_organization
from registry.database import BULK, SQLITE, db, wal_is_sound, writes, writing
from registry.domain.drafts import MeetingDraft
from registry.domain.errors import DatabaseUnusable, InvalidDraft, NotMigrated, UnauditedWrite
from registry.domain.vocabulary import Noun
from registry.models import Agreement, AgreementParty, AuditEntry, LoginFailure, Meeting, Organization
from registry.queries import organizations
from registry.queries.audit import verify_chain
from registry.queries.meetings import draft_of
from tests.databases import running_app, settings_for_tests
from tests.office import SATO, agreement, day, meeting, organization

WRITERS, EACH = 8, 12


def record_some(app, number: int) -> None:
    with app.app_context():
        for turn in range(EACH):
            with writing():
                meeting(subject=f"{number}-{turn}")
        db.session.remove()


def record_some_in_a_process(url: str, folder: Path, number: int) -> None:
    with running_app(url, folder) as app:
        record_some(app, number)


def meetings_and_chain(app) -> tuple[int, int, tuple]:
    with app.app_context():
        report = verify_chain()
        return db.session.scalar(sa.select(sa.func.count(Meeting.id))), report.head.entries, report.broken


def test_eight_threads_write_at_once_and_none_is_turned_away(app):
    threads = [threading.Thread(target=record_some, args=(app, number)) for number in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert meetings_and_chain(app) == (96, 96, ())


def test_processes_write_at_once_and_none_is_turned_away(app, database_url, tmp_path):
    spawn = multiprocessing.get_context("spawn")
    processes = [
        spawn.Process(target=record_some_in_a_process, args=(database_url, tmp_path, number)) for number in range(3)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0, 0, 0]
    assert meetings_and_chain(app) == (36, 36, ())


def test_an_exception_takes_everything_back(session):
    @writes
    def fail_after_recording() -> None:
        organization("株式会社あおば")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_recording()
    assert session.scalars(sa.select(Organization)).all() == []
    assert session.scalars(sa.select(AuditEntry)).all() == []


def test_writing_inside_writing_is_one_transaction(session):
    @writes
    def record_two() -> None:
        meeting(subject="1")
        with writing():
            meeting(subject="2")
        raise KeyError

    with pytest.raises(KeyError):
        record_two()
    assert session.scalar(sa.select(sa.func.count(Meeting.id))) == 0


@pytest.mark.parametrize(
    ("version", "sound"),
    [
        ((3, 40, 1), False),
        ((3, 44, 5), False),
        ((3, 44, 6), True),
        ((3, 45, 0), False),
        ((3, 50, 6), False),
        ((3, 50, 7), True),
        ((3, 51, 0), False),
        ((3, 51, 2), False),
        ((3, 51, 3), True),
        ((3, 52, 0), True),
    ],
)
def test_wal_only_where_it_does_not_corrupt(version, sound):
    assert wal_is_sound(version) is sound


def test_sqlite_is_set_up_for_safety(sqlite_app):
    with sqlite_app.app_context():
        settings = {
            name: db.session.connection().exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("busy_timeout", "synchronous", "foreign_keys", "trusted_schema", "journal_mode")
        }
        db.session.rollback()
    journal = "wal" if wal_is_sound(SQLITE.sqlite_version_info) else "delete"
    assert settings == {
        "busy_timeout": 30000,
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "journal_mode": journal,
    }


def test_a_writer_begins_immediately_and_a_reader_does_not(sqlite_app):
    begun = []
    with sqlite_app.app_context():
        sa.event.listen(db.engine, "before_cursor_execute", lambda *each: begun.append(each[2]))
        with writing():
            meeting()
        db.session.scalars(sa.select(Meeting)).all()
        db.session.rollback()
    assert [statement for statement in begun if statement.startswith("BEGIN")] == ["BEGIN IMMEDIATE", "BEGIN"]


def test_a_reader_sees_one_state_from_first_to_last(app):
    with app.app_context():
        before = db.session.scalar(sa.select(sa.func.count(Meeting.id)))
        writer = threading.Thread(target=record_some, args=(app, 1))
        if db.engine.dialect.name == "sqlite" and not wal_is_sound(SQLITE.sqlite_version_info):
            return  # without WAL a writer waits for the reader's end
        writer.start()
        writer.join()
        assert db.session.scalar(sa.select(sa.func.count(Meeting.id))) == before == 0
        db.session.rollback()
        assert db.session.scalar(sa.select(sa.func.count(Meeting.id))) == 12


def test_a_changed_child_row_needs_an_entry(session):
    with writing():
        known = agreement(organization("㈱あおば"))
    with pytest.raises(UnauditedWrite, match=f"agreements {known.id}"), writing():
        known.parties[0].left_on = day("2021-01-01")
    session.expire_all()
    assert known.parties[0].left_on is None


def test_a_removed_child_row_needs_an_entry(session):
    with writing():
        known = agreement(organization("㈱あおば"))
    with pytest.raises(UnauditedWrite, match="agreements"), writing():
        session.delete(known.parties[0])


def test_a_changed_collection_needs_an_entry(session):
    with writing():
        held, other = meeting(organization("㈱あおば")), organization("㈱わかば")
    with pytest.raises(UnauditedWrite, match="meetings"), writing():
        held.organizations.append(other)


def test_a_change_after_the_entry_needs_another_one(session):
    with pytest.raises(UnauditedWrite, match="organizations"), writing():
        organization("㈱あおば").notes = "afterwards"


@pytest.mark.parametrize("statement", ["UPDATE meetings SET subject = 'x'", " delete from meetings"])
def test_a_written_statement_is_refused(session, statement):
    with pytest.raises(UnauditedWrite), writing():
        session.execute(sa.text(statement))


def test_a_statement_over_many_rows_must_say_that_its_entries_are_written_and_write_them(session):
    for options in ({}, BULK):
        with pytest.raises(UnauditedWrite, match="agreement_parties"), writing():
            session.execute(sa.delete(AgreementParty), execution_options=options)
    with writing():
        session.execute(sa.delete(AgreementParty), execution_options=BULK)
        record_entries(SATO, [Entry("import", Noun.IMPORTS, None, "parties.csv")])


def test_what_has_no_history_needs_no_entry(session):
    with writing():
        session.execute(sa.delete(LoginFailure))


def test_the_version_rises_where_only_a_collection_changed(session):
    with writing():
        held = meeting(organization("㈱あおば"))
        other = organization("㈱わかば")
    assert held.version == 1
    with writing():
        draft = MeetingDraft(held.held_on, organizations=(*draft_of(held).organizations, other.id))
        revise_meeting(SATO, meeting_id=held.id, draft=draft, version=1)
    assert held.version == 2


def test_a_broken_constraint_names_the_field(session):
    with writing():
        agreement(organization("㈱あおば"), number="H30-01")
    with pytest.raises(InvalidDraft) as refused, writing():
        agreement(organization("㈱わかば"), number="H30-01")
    assert [(each.field, each.code) for each in refused.value.problems] == [("number", "number_taken")]
    assert session.scalar(sa.select(sa.func.count(Agreement.id))) == 1


def test_a_database_without_tables_says_what_to_do(databases, tmp_path):
    with running_app(databases.empty(), tmp_path) as app, app.app_context():
        with pytest.raises(NotMigrated, match="db upgrade"):
            db.session.scalars(sa.select(Meeting)).all()
        db.session.rollback()


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all.sqlite3", "postgresql+psycopg://a:b@127.0.0.1:1/c"])
def test_a_database_that_cannot_be_reached_says_so(url, tmp_path):
    app = create_app(settings_for_tests(url, tmp_path))
    with app.app_context():
        with pytest.raises(DatabaseUnusable):
            db.session.scalar(sa.select(1))
        with pytest.raises(DatabaseUnusable), writing():
            record_meeting(SATO, draft=MeetingDraft(day("2020-04-01")))
        db.session.remove()


def test_a_file_that_is_no_database_says_so(tmp_path):
    (tmp_path / "letter.sqlite3").write_text("Dear Sir or Madam, " * 100)
    with running_app(f"sqlite:///{tmp_path}/letter.sqlite3", tmp_path) as app, app.app_context():
        with pytest.raises(DatabaseUnusable, match="not a database"):
            db.session.scalar(sa.select(1))
        db.session.rollback()


def test_nobody_alters_the_log_behind_the_program(sqlite_app, sqlite_url):
    with sqlite_app.app_context(), writing():
        organization("㈱あおば")
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as intruder:
        for statement in ("UPDATE audit_entries SET label = 'x'", "DELETE FROM audit_entries"):
            with pytest.raises(sqlite3.IntegrityError, match="tr_audit_entries_immutable"):
                intruder.execute(statement)


def test_a_revision_that_changes_nothing_writes_nothing(session):
    with writing():
        known = organization("㈱あおば", groups=("東京ネットワーク",))
    with writing():
        revise_organization(SATO, organization_id=known.id, draft=organizations.draft_of(known), version=1)
    assert known.version == 1
    assert session.scalar(sa.select(sa.func.count(AuditEntry.id))) == 1
