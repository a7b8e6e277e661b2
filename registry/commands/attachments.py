"""添付ファイル: what the office does with files at agreements and meetings."""

import hashlib
from dataclasses import dataclass
from typing import Any

from registry.commands.audit import Entry, changes_between, record_entries
from registry.database import db
from registry.domain.attached_files import FileChangedMeanwhile, FileKind, Upload, shown_name
from registry.domain.deed import Deed
from registry.domain.vocabulary import Noun
from registry.imports.attached_files import kind_of
from registry.models import Attachment
from registry.queries.attachments import file_store, get_attachment, get_owner, owner_of


@dataclass(frozen=True)
class KeptFile:
    """A file whose bytes lie on the disk and that belongs to no record yet; ``size`` in bytes."""

    name: str
    kind: FileKind
    size: int
    sha256: str
    stored_as: str


def keep_file(upload: Upload) -> KeptFile:
    """Check what somebody sent and write it to the disk; raises an UnusableFile, FilesUnusable.

    Before ``writing``, so that nobody waits for the disk: a row never names a file that is not safe there. A file whose
    transaction fails is named by nobody, and ``FileStore.sweep`` deletes it a day later.
    """
    name = shown_name(upload.name)
    kind = kind_of(name, upload.data)
    sha256 = hashlib.sha256(upload.data).hexdigest()
    return KeptFile(name, kind, len(upload.data), sha256, file_store().keep(upload.data))


def attach_file(deed: Deed, *, noun: Noun, record_id: int, file: KeptFile) -> Attachment:
    """添付: add a file to a record; raises NoSuchRecord."""
    owner = get_owner(noun, record_id)
    agreement_id = owner.id if noun is Noun.AGREEMENTS else None
    meeting_id = owner.id if noun is Noun.MEETINGS else None
    attachment = _add(deed, file, agreement_id=agreement_id, meeting_id=meeting_id)
    _note(deed, "attach_file", attachment, before=None, after=attachment)
    return attachment


def replace_file(deed: Deed, *, attachment_id: int, file: KeptFile) -> Attachment:
    """差替え: put a newer file in place of one, which stays; raises NoSuchRecord, FileChangedMeanwhile."""
    before = _get_current(attachment_id)
    attachment = _add(deed, file, agreement_id=before.agreement_id, meeting_id=before.meeting_id)
    before.replaced_by_id = attachment.id
    _note(deed, "replace_file", attachment, before=before, after=attachment)
    return attachment


def remove_file(deed: Deed, *, attachment_id: int) -> Attachment:
    """取外し: take a file away from its record; its bytes stay. Raises NoSuchRecord, FileChangedMeanwhile."""
    attachment = _get_current(attachment_id)
    attachment.deleted_at = deed.at
    _note(deed, "remove_file", attachment, before=attachment, after=None)
    return attachment


def restore_file(deed: Deed, *, attachment_id: int) -> Attachment:
    """復元: take a removal back; raises NoSuchRecord, FileChangedMeanwhile."""
    attachment = get_attachment(attachment_id)
    if attachment.deleted_at is None:
        raise FileChangedMeanwhile(name=attachment.file_name)
    attachment.deleted_at = None
    _note(deed, "restore_file", attachment, before=None, after=attachment)
    return attachment


def _get_current(attachment_id: int) -> Attachment:
    """The file that its record shows now: neither replaced nor removed."""
    attachment = get_attachment(attachment_id)
    if attachment.replaced_by_id is not None or attachment.deleted_at is not None:
        raise FileChangedMeanwhile(name=attachment.file_name)
    return attachment


def _add(deed: Deed, file: KeptFile, **owner: int | None) -> Attachment:
    attachment = Attachment(
        file_name=file.name,
        media_type=file.kind.media_type,
        size=file.size,
        sha256=file.sha256,
        stored_as=file.stored_as,
        uploaded_at=deed.at,
        uploaded_by=deed.actor,
        **owner,
    )
    db.session.add(attachment)
    db.session.flush()
    return attachment


def _note(
    deed: Deed, action: str, attachment: Attachment, *, before: Attachment | None, after: Attachment | None
) -> None:
    """Write the entry of the agreement or meeting: which file it shows in place of which."""
    owner = owner_of(attachment)
    changes = changes_between(_told(before), _told(after))
    record_entries(deed, [Entry(action, owner.noun, owner.id, owner.label, changes)])


def _told(attachment: Attachment | None) -> dict[str, Any]:
    if attachment is None:
        return {}
    return {"file": attachment.file_name, "size": attachment.size, "sha256": attachment.sha256}
