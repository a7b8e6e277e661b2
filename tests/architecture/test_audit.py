"""No write without an audit entry: the commit itself refuses it."""

import pytest
import sqlalchemy as sa

from registry.database import db, writing
from registry.domain.errors import UnauditedWrite
from registry.models import Base, Organization

WITHOUT_HISTORY = {
    "posted_forms",
    "user_sessions",
    "accepted_questions",
    "audit_entries",
    "departments",
    "digests",
    "fields",
    "form_drafts",
    "groups",
    "login_failures",
    "sheet_documents",
    "sheet_evidence",
    "told_things",
}
"""Names made with the record that needs them, the log itself, throttling, what an import was told, mails that went out,
what is being typed, and what a finalization keeps: the entry of the finalization has their hashes."""


def test_a_record_without_an_audit_entry_is_refused_and_not_kept(session):
    with pytest.raises(UnauditedWrite, match="organizations"), writing():
        db.session.add(Organization(name="Nobody saw this"))
    assert session.scalar(sa.select(sa.func.count(Organization.id))) == 0


def test_a_bulk_change_that_no_entry_could_name_is_refused(session):
    with pytest.raises(UnauditedWrite), writing():
        session.execute(sa.update(Organization).values(name="All the same"))


def test_every_table_says_under_which_record_it_is_audited():
    silent = [model.__name__ for model in models() if model.audited and model.audit_key is Base.audit_key]
    assert not silent, f"{silent}. Remedy: give the model an audit_key."


def test_tables_without_a_history_are_few_and_known():
    assert {model.__tablename__ for model in models() if not model.audited} == WITHOUT_HISTORY


def models() -> list[type[Base]]:
    return [mapper.class_ for mapper in Base.registry.mappers]
