"""The form of a file: chosen, told by its content, and refused with its reason before anything is written."""

from collections.abc import Callable
from os import SEEK_END
from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from werkzeug.datastructures import FileStorage
from wtforms.form import BaseForm
from wtforms.validators import StopValidation

from registry.domain.attached_files import (
    KINDS,
    LARGEST_ATTACHMENT,
    AttachmentTooLarge,
    UnusableFile,
    Upload,
    shown_name,
)
from registry.forms.office_form import RecordForm
from registry.language import say

ENDINGS = ",".join(ending for kind in KINDS for ending in kind.endings)


class UploadField(FileField):
    """A file that may be attached; ``check`` refuses all others, and is handed in; ``checked`` is what it gave."""

    check: Callable[[str, bytes], object]
    checked: Any = None
    too_large: type[UnusableFile] = AttachmentTooLarge
    data: FileStorage | None
    upload: Upload | None = None

    def pre_validate(self, form: BaseForm) -> None:  # noqa: ARG002 - WTForms' own signature
        """Read the file once; raises StopValidation with what is wrong with it."""
        if not self.data or self.upload:
            return
        try:
            upload = self._read(self.data)
            self.checked = self.check(upload.name, upload.data)
        except UnusableFile as refusal:
            raise StopValidation(say(refusal.message)) from refusal
        self.upload = upload

    def _read(self, file: FileStorage) -> Upload:
        """The bytes, unless there are too many of them: those stay on the disk."""
        name = shown_name(file.filename or "")
        if file.stream.seek(0, SEEK_END) > LARGEST_ATTACHMENT:
            raise self.too_large(name=name, most=LARGEST_ATTACHMENT >> 20)
        file.stream.seek(0)
        return Upload(name, file.stream.read())


class UploadForm(RecordForm):
    """A file for a record."""

    file = UploadField(
        _("File to attach"),
        description=_("PDF, Office, image or text, at most 20 MB. Nothing with macros or a password."),
        validators=[FileRequired(_("Choose a file."))],
        render_kw={"accept": ENDINGS},
    )

    def to_upload(self) -> Upload:
        """What was sent."""
        return self.file.upload or Upload("", b"")
