"""The proof that the log is whole: every way of altering it is found. The intruder has dropped the triggers."""

import pytest
import sqlalchemy as sa

from registry.database import db, writing
from registry.domain.audit_chain import FIRST_PREVIOUS, entry_hash
from registry.models import AuditEntry
from registry.queries.audit import Broken, ChainHead, Fault, get_head, verify_chain
from tests.office import organization

TRIGGERS = {
    "sqlite": ["DROP TRIGGER tr_audit_entries_UPDATE", "DROP TRIGGER tr_audit_entries_DELETE"],
    "postgresql": ["DROP TRIGGER tr_audit_entries_immutable ON audit_entries"],
}


@pytest.fixture
def log(session) -> list[str]:
    """Five entries and nothing that protects them; gives their hashes."""
    with writing():
        for name in "甲乙丙丁戊":
            organization(name)
    for statement in TRIGGERS[db.engine.dialect.name]:
        alter(statement)
    return list(session.scalars(sa.select(AuditEntry.hash).order_by(AuditEntry.id)))


def alter(statement: str) -> None:
    db.session.rollback()
    with db.engine.begin() as connection:
        connection.exec_driver_sql(statement)


def rehash(entry_id: int) -> None:
    """What an intruder who knows the rule does: make the edited entry's own hash right again."""
    db.session.rollback()
    with db.engine.begin() as connection:
        row = connection.execute(sa.select(AuditEntry.__table__).where(AuditEntry.id == entry_id)).one()
        columns = {name: value for name, value in row._mapping.items() if name != "hash"}
        right = sa.update(AuditEntry.__table__).where(AuditEntry.__table__.c.id == entry_id)
        connection.execute(right.values(hash=entry_hash(columns)))


def test_a_log_that_nobody_touched_is_whole(log):
    report = verify_chain()
    assert report.broken == ()
    assert report.head == ChainHead(5, log[-1]) == get_head()


def test_an_empty_log_is_whole(session):
    assert verify_chain().head == ChainHead(0, FIRST_PREVIOUS)
    assert verify_chain(FIRST_PREVIOUS).broken == ()


@pytest.mark.parametrize("column", ["actor = 'x'", "at = '2020'", "label = 'x'", "changes = '{}'", "record_id = 9"])
def test_an_edited_entry_is_found(log, column):
    alter(f"UPDATE audit_entries SET {column} WHERE id = 3")
    assert verify_chain().broken == (Broken(3, Fault.EDITED),)


def test_an_edited_entry_with_a_right_hash_breaks_the_next_one(log):
    alter("UPDATE audit_entries SET label = 'x' WHERE id = 3")
    rehash(3)
    assert verify_chain().broken == (Broken(4, Fault.UNCHAINED),)


def test_a_deleted_entry_is_found(log):
    alter("DELETE FROM audit_entries WHERE id = 2")
    assert verify_chain().broken == (Broken(3, Fault.UNCHAINED),)


def test_a_deleted_first_entry_is_found(log):
    alter("DELETE FROM audit_entries WHERE id = 1")
    assert verify_chain().broken == (Broken(2, Fault.UNCHAINED),)


def test_swapped_entries_are_found(log):
    for before, after in ((2, 99), (3, 2), (99, 3)):
        alter(f"UPDATE audit_entries SET id = {after} WHERE id = {before}")
    assert {broken.entry_id for broken in verify_chain().broken} == {2, 3, 4}


def test_a_log_cut_off_at_its_end_is_found_by_a_hash_that_was_printed(log):
    alter("DELETE FROM audit_entries WHERE id > 3")
    assert verify_chain().broken == ()
    assert verify_chain(log[2]).broken == ()
    assert verify_chain(log[4]).broken == (Broken(3, Fault.CUT_OFF),)


def test_an_older_printed_hash_is_still_in_the_chain(log):
    assert verify_chain(log[1]).broken == ()


def test_an_emptied_log_is_found(log):
    alter("DELETE FROM audit_entries")
    assert verify_chain(log[4]).broken == (Broken(0, Fault.CUT_OFF),)
