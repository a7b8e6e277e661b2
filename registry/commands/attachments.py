"""添付ファイル: what the office does with files at agreements and meetings.

A file's bytes are safe on the disk before the transaction that names them begins, so that nobody waits for the disk.
Where that fails they stay behind unnamed, and ``FileStore.sweep`` deletes them a day later.
"""

import hashlib
from typing import Any

from registry.commands.audit import Entry, changes_between, record_entries
from registry.database import db, writing
from registry.domain.attached_files import Upload, shown_name
from registry.domain.deed import Deed
from registry.domain.errors import EditedMeanwhile
from registry.domain.vocabulary import Noun
from registry.imports.attached_files import kind_of
from registry.models import Attachment
from registry.queries.attachments import file_store, get_attachment, get_owner, owner_of


def attach_file(deed: Deed, *, noun: Noun, record_id: int, upload: Upload) -> Attachment:
    """添付: add a file to a record; raises an UnusableFile, NoSuchRecord, FilesUnusable."""
    get_owner(noun, record_id)
    attachment = _stored(deed, upload)
    with writing():
        owner = get_owner(noun, record_id)
        attachment.agreement_id = owner.id if noun is Noun.AGREEMENTS else None
        attachment.meeting_id = owner.id if noun is Noun.MEETINGS else None
        db.session.add(attachment)
        _note(deed, "attach_file", attachment, before=None, after=attachment)
    return attachment


def replace_file(deed: Deed, *, attachment_id: int, upload: Upload) -> Attachment:
    """差替え: put a newer file in place of one, which stays among the older ones; raises EditedMeanwhile too."""
    _get_current(attachment_id)
    attachment = _stored(deed, upload)
    with writing():
        before = _get_current(attachment_id)
        attachment.agreement_id, attachment.meeting_id = before.agreement_id, before.meeting_id
        db.session.add(attachment)
        db.session.flush()
        before.replaced_by_id = attachment.id
        _note(deed, "replace_file", attachment, before=before, after=attachment)
    return attachment


def remove_file(deed: Deed, *, attachment_id: int) -> Attachment:
    """取外し: take a file away from its record; its bytes stay. Raises NoSuchRecord, EditedMeanwhile."""
    with writing():
        attachment = _get_current(attachment_id)
        attachment.deleted_at = deed.at
        _note(deed, "remove_file", attachment, before=attachment, after=None)
    return attachment


def restore_file(deed: Deed, *, attachment_id: int) -> Attachment:
    """復元: take a removal back; raises NoSuchRecord, EditedMeanwhile."""
    with writing():
        attachment = get_attachment(attachment_id)
        if attachment.deleted_at is None:
            raise EditedMeanwhile
        attachment.deleted_at = None
        _note(deed, "restore_file", attachment, before=None, after=attachment)
    return attachment


def _get_current(attachment_id: int) -> Attachment:
    """The file that its record shows now: neither replaced nor removed."""
    attachment = get_attachment(attachment_id)
    if attachment.replaced_by_id is not None or attachment.deleted_at is not None:
        raise EditedMeanwhile
    return attachment


def _stored(deed: Deed, upload: Upload) -> Attachment:
    """A file whose bytes are kept, and that belongs to no record yet."""
    name = shown_name(upload.name)
    kind = kind_of(name, upload.data)
    return Attachment(
        file_name=name,
        media_type=kind.media_type,
        size=len(upload.data),
        sha256=hashlib.sha256(upload.data).hexdigest(),
        stored_as=file_store().keep(upload.data),
        uploaded_at=deed.at,
        uploaded_by=deed.actor,
    )


def _note(
    deed: Deed, action: str, attachment: Attachment, *, before: Attachment | None, after: Attachment | None
) -> None:
    """Write the entry of the agreement or meeting: which file it shows in place of which."""
    db.session.flush()
    owner = owner_of(attachment)
    changes = changes_between(_told(before), _told(after))
    record_entries(deed, [Entry(action, owner.noun, owner.id, owner.label, changes)])


def _told(attachment: Attachment | None) -> dict[str, Any]:
    if attachment is None:
        return {}
    return {"file": attachment.file_name, "size": attachment.size, "sha256": attachment.sha256}
