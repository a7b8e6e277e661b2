"""添付ファイル: the files at a record, and the folder where their bytes lie."""

from collections.abc import Sequence

import sqlalchemy as sa
from flask import current_app

from registry.config import Settings
from registry.database import db
from registry.domain.errors import NoSuchRecord
from registry.domain.vocabulary import Noun
from registry.file_store import FileStore
from registry.models import Agreement, Attachment, Meeting
from registry.queries.records import get_record

Owner = Agreement | Meeting
OWNERS: dict[Noun, type[Owner]] = {Noun.AGREEMENTS: Agreement, Noun.MEETINGS: Meeting}
"""The records that files can be attached to."""


def file_store() -> FileStore:
    """Where the bytes of attached files lie; processes on several machines need to share this folder."""
    settings: Settings = current_app.config["SETTINGS"]
    return FileStore(settings.instance_path / "attachments")


def get_owner(noun: Noun, record_id: int) -> Owner:
    """The agreement or meeting, which must not be deleted; raises NoSuchRecord."""
    return get_record(OWNERS[noun], record_id)


def get_attachment(attachment_id: int) -> Attachment:
    """The file, be it replaced or removed; raises NoSuchRecord where there is none, or its record was deleted."""
    attachment = db.session.get(Attachment, attachment_id)
    if attachment is None or owner_of(attachment).deleted_at is not None:
        raise NoSuchRecord(noun="attachments", id=attachment_id)
    return attachment


def newest_of(attachment: Attachment) -> Attachment:
    """The file that stands in its place now, which is itself where it was never replaced."""
    newest = attachment
    while newest.replaced_by_id is not None:
        newest = db.session.get_one(Attachment, newest.replaced_by_id)
    return newest


def owner_of(attachment: Attachment) -> Owner:
    """The agreement or meeting that the file is attached to."""
    owner = attachment.agreement or attachment.meeting
    if owner is None:
        raise LookupError(f"attachment {attachment.id} belongs to no record")
    return owner


def list_attachments(noun: Noun, record_id: int) -> Sequence[Attachment]:
    """All files of a record in the order in which they came, those replaced or removed too."""
    column = Attachment.agreement_id if noun is Noun.AGREEMENTS else Attachment.meeting_id
    return db.session.scalars(sa.select(Attachment).where(column == record_id).order_by(Attachment.id)).all()


def names_of_stored_files() -> set[str]:
    """Under which names the bytes of all files lie."""
    return set(db.session.scalars(sa.select(Attachment.stored_as)))
