"""A short way to say that somebody attached a file."""

from registry.commands.attachments import attach_file, keep_file, replace_file
from registry.database import writing
from registry.domain.attached_files import Upload
from registry.domain.vocabulary import Noun
from registry.models import Agreement, Attachment, Meeting
from tests.office import SATO


def attached(owner: Agreement | Meeting, name: str, data: bytes) -> Attachment:
    return attached_to(owner.noun, owner.id, name, data)


def attached_to(noun: Noun, record_id: int, name: str, data: bytes) -> Attachment:
    file = keep_file(Upload(name, data))
    with writing():
        return attach_file(SATO, noun=noun, record_id=record_id, file=file)


def replaced(attachment: Attachment, name: str, data: bytes) -> Attachment:
    file = keep_file(Upload(name, data))
    with writing():
        return replace_file(SATO, attachment_id=attachment.id, file=file)
