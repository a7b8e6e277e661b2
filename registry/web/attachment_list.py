"""The files of a record as its page shows them: what ``attachments_of`` gives, ``macros/attachments.html`` draws."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flask import url_for

from registry.domain.permissions import Permission
from registry.domain.vocabulary import Noun
from registry.forms.attachments import UploadForm
from registry.imports.attached_files import kind_of
from registry.queries.attachments import OWNERS, list_attachments
from registry.queries.records import find_record
from registry.web.access import may_change
from registry.web.clock import office_time
from registry.web.record_links import record_address
from registry.words import file_size

if TYPE_CHECKING:
    from registry.models import Attachment
    from registry.queries.attachments import Owner

PERMISSIONS = {Noun.AGREEMENTS: Permission.EDIT_RECORDS, Noun.MEETINGS: Permission.RECORD_MEETINGS}
"""What somebody needs to change the files of a record."""


@dataclass(frozen=True)
class ShownFile:
    """``size``, ``at`` and ``by`` are words; the addresses lead to the deeds."""

    name: str
    size: str
    at: str
    by: str
    address: str
    replace: str
    remove: str
    restore: str
    older: tuple["ShownFile", ...] = ()
    """What stood in its place before, the newest first."""


@dataclass(frozen=True)
class ShownFiles:
    """``form``, which is sent to ``attach``, and ``removed`` are there for who may change the record's files only."""

    current: tuple[ShownFile, ...]
    removed: tuple[ShownFile, ...]
    form: UploadForm | None
    attach: str


def attachments_of(noun: Noun, record_id: int) -> ShownFiles | None:
    """The files of an agreement or a meeting, None of one that is deleted; one statement besides the record itself."""
    owner = find_record(OWNERS[noun], record_id)
    if owner is None or owner.deleted_at is not None:
        return None
    files = list_attachments(noun, record_id)
    may = may_change_files(owner)
    newest = [file for file in files if file.replaced_by_id is None]
    return ShownFiles(
        current=_shown((file for file in newest if file.deleted_at is None), files),
        removed=_shown((file for file in newest if file.deleted_at is not None), files) if may else (),
        form=upload_form() if may else None,
        attach=url_for("attachments.attach", noun=noun.value, record_id=record_id),
    )


def may_change_files(owner: "Owner") -> bool:
    """Whether the reader may add, replace, remove and restore the files of this record."""
    return may_change(PERMISSIONS[owner.noun], owner.department_id)


def upload_form() -> UploadForm:
    """The form of a file, with what tells the kinds apart."""
    form = UploadForm()
    form.file.check = kind_of
    return form


def page_of(owner: "Owner") -> str:
    """The address of the record's page, where its files are."""
    return f"{record_address(owner.noun, owner.id) or url_for('home.show_newest')}#files"


def _shown(files: Iterable["Attachment"], all_files: Sequence["Attachment"]) -> tuple[ShownFile, ...]:
    before = {file.replaced_by_id: file for file in all_files}

    def versions(file: "Attachment | None") -> Iterable["Attachment"]:
        while file is not None:
            yield file
            file = before.get(file.id)

    chains = [[_shown_file(version) for version in versions(file)] for file in files]
    return tuple(replace(newest, older=tuple(older)) for newest, *older in chains)


def _shown_file(file: "Attachment") -> ShownFile:
    return ShownFile(
        name=file.file_name,
        size=file_size(file.size),
        at=office_time(file.uploaded_at.isoformat()),
        by=file.uploaded_by,
        address=url_for("attachments.download", attachment_id=file.id),
        replace=url_for("attachments.show_replace", attachment_id=file.id),
        remove=url_for("attachments.remove", attachment_id=file.id),
        restore=url_for("attachments.restore", attachment_id=file.id),
    )
