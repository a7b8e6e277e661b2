"""Files at agreements and meetings: added, replaced without being overwritten, taken away and brought back."""

import json

import pytest
import sqlalchemy as sa

from registry.commands.agreements import delete_agreement, restore_agreement
from registry.commands.attachments import remove_file, restore_file
from registry.database import writes, writing
from registry.domain.attached_files import FileChangedMeanwhile, UnknownContent
from registry.domain.errors import FilesUnusable, InvalidDraft, NoSuchRecord, UnauditedWrite
from registry.domain.vocabulary import Noun
from registry.models import Attachment, AuditEntry
from registry.queries.attachments import file_store, get_attachment, list_attachments
from registry.queries.audit import verify_chain
from tests.attaching import attached, attached_to, replaced
from tests.imports.attached import HTML, PDF, PNG
from tests.office import SATO, agreement, meeting, organization

OLD, NEW = ("協定書.pdf", PDF), ("協定書（改）.pdf", PDF + b"\n")


@pytest.fixture
def signed(session):
    with writing():
        return agreement(organization("㈱あおば"), number="R2-01", title="包括連携協定")


def bytes_of(attachment: Attachment) -> bytes:
    with file_store().open(attachment.stored_as) as file:
        return file.read()


def entries(session) -> list[tuple]:
    rows = session.scalars(sa.select(AuditEntry).where(AuditEntry.action.like("%_file")).order_by(AuditEntry.id))
    return [(each.action, each.noun, each.record_id, each.label, json.loads(each.changes)) for each in rows]


def remove(attachment: Attachment) -> None:
    with writing():
        remove_file(SATO, attachment_id=attachment.id)


def restore(attachment: Attachment) -> None:
    with writing():
        restore_file(SATO, attachment_id=attachment.id)


def stored(tmp_path) -> int:
    folder = tmp_path / "attachments"
    return len(list(folder.iterdir())) if folder.exists() else 0


def test_an_attached_file_is_kept_with_who_and_when_and_stands_in_the_history(session, signed):
    kept = attached(signed, *OLD)
    assert bytes_of(kept) == PDF
    assert (kept.file_name, kept.media_type, kept.size) == ("協定書.pdf", "application/pdf", len(PDF))
    assert (kept.uploaded_by, kept.uploaded_at, kept.agreement, kept.meeting) == ("佐藤", SATO.at, signed, None)
    told = {"file": [None, "協定書.pdf"], "size": [None, len(PDF)], "sha256": [None, kept.sha256]}
    assert entries(session) == [("attach_file", "agreements", signed.id, "R2-01 包括連携協定", told)]
    assert verify_chain().broken == ()
    assert signed.version == 1


def test_a_meeting_has_files_too(session):
    with writing():
        held = meeting(organization("㈱あおば"), subject="相談")
    kept = attached(held, "写真.png", PNG)
    assert list_attachments(Noun.MEETINGS, held.id) == [kept]
    assert list_attachments(Noun.AGREEMENTS, held.id) == []
    assert entries(session)[0][1:3] == ("meetings", held.id)


def test_a_replaced_file_stays_and_the_newer_one_says_so(session, signed):
    old = attached(signed, *OLD)
    new = replaced(old, *NEW)
    assert (bytes_of(old), bytes_of(new)) == (PDF, PDF + b"\n")
    assert (old.replaced_by_id, new.agreement_id) == (new.id, signed.id)
    assert list_attachments(Noun.AGREEMENTS, signed.id) == [old, new]
    assert entries(session)[1] == (
        "replace_file",
        "agreements",
        signed.id,
        "R2-01 包括連携協定",
        {
            "file": ["協定書.pdf", "協定書（改）.pdf"],
            "size": [len(PDF), len(PDF) + 1],
            "sha256": [old.sha256, new.sha256],
        },
    )


def test_the_second_of_two_who_replace_a_file_is_told(session, signed, tmp_path):
    old = attached(signed, *OLD)
    new = replaced(old, *NEW)
    with pytest.raises(FileChangedMeanwhile):
        replaced(old, *NEW)
    with pytest.raises(FileChangedMeanwhile):
        remove(old)
    assert list_attachments(Noun.AGREEMENTS, signed.id)[1:] == [new]
    assert stored(tmp_path) == 3  # the second one's is swept later


def test_a_removed_file_can_be_brought_back(session, signed):
    kept = attached(signed, *OLD)
    remove(kept)
    assert (kept.deleted_at, bytes_of(kept)) == (SATO.at, PDF)
    with pytest.raises(FileChangedMeanwhile):
        remove(kept)
    restore(kept)
    assert kept.deleted_at is None
    with pytest.raises(FileChangedMeanwhile):
        restore(kept)
    assert [(action, changes["file"]) for action, *_, changes in entries(session)] == [
        ("attach_file", [None, "協定書.pdf"]),
        ("remove_file", ["協定書.pdf", None]),
        ("restore_file", [None, "協定書.pdf"]),
    ]


def test_a_deleted_record_takes_its_files_out_of_reach_until_it_is_restored(session, signed):
    kept = attached(signed, *OLD)
    with writing():
        delete_agreement(SATO, agreement_id=signed.id)
    with pytest.raises(NoSuchRecord):
        get_attachment(kept.id)
    with pytest.raises(NoSuchRecord):
        attached(signed, *OLD)
    with writing():
        restore_agreement(SATO, agreement_id=signed.id)
    assert get_attachment(kept.id) is kept


def test_what_is_refused_leaves_no_file_and_no_row(session, signed, tmp_path):
    with pytest.raises(UnknownContent):
        attached(signed, "協定書.pdf", HTML)
    assert (stored(tmp_path), session.scalar(sa.select(sa.func.count(Attachment.id)))) == (0, 0)


def test_a_record_that_is_not_there_gets_no_file(session, signed):
    for noun in (Noun.AGREEMENTS, Noun.MEETINGS):
        with pytest.raises(NoSuchRecord):
            attached_to(noun, signed.id + 1, *OLD)
    assert session.scalar(sa.select(sa.func.count(Attachment.id))) == 0


def test_a_file_whose_transaction_fails_is_named_by_nobody_and_swept_later(session, signed, tmp_path):
    @writes
    def attach_and_fail() -> None:
        attached(signed, *OLD)
        agreement(organization("㈱わかば"), number="R2-01")

    with pytest.raises(InvalidDraft):
        attach_and_fail()
    assert (stored(tmp_path), session.scalar(sa.select(sa.func.count(Attachment.id)))) == (1, 0)
    assert entries(session) == []


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_recorded(session, signed, tmp_path):
    (tmp_path / "attachments").write_bytes(b"no folder")
    with pytest.raises(FilesUnusable):
        attached(signed, *OLD)
    assert session.scalar(sa.select(sa.func.count(Attachment.id))) == 0


def test_a_file_cannot_be_recorded_without_its_entry(session, signed):
    kept = attached(signed, *OLD)
    with pytest.raises(UnauditedWrite, match=f"agreements {signed.id}"), writing():
        kept.file_name = "別名.pdf"
