"""The forms of imports: rows that are pasted, a file that is uploaded, and the word that lets them be written."""

from os import SEEK_END
from pathlib import PurePath

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired
from werkzeug.datastructures import FileStorage
from wtforms import HiddenField
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, StopValidation

from registry.domain.vocabulary import Noun
from registry.forms.fields import ChosenField, LongTextField, TickField
from registry.forms.office_form import OfficeForm

ENDINGS = (".csv", ".xlsx", ".xls", ".ods")
LARGEST_UPLOAD = 20 * 1024 * 1024
"""Bytes."""


class _Confirmed(OfficeForm):
    """``seen`` is what the reader was shown: what is written is that, or it is shown again."""

    accepted = TickField(_("I have read the questions; import all the same"))
    seen = HiddenField("")


class PasteForm(_Confirmed):
    """Rows of meetings."""

    text = LongTextField(
        _("Rows copied from Excel"), validators=[DataRequired(_("Paste the rows that you copied in Excel."))]
    )


class TableField(FileField):
    """A table as a file."""

    data: FileStorage | None

    def pre_validate(self, form: BaseForm) -> None:  # noqa: ARG002 - WTForms' own signature
        """Refuse what no import reads; raises StopValidation."""
        if not self.data:
            return
        if self.data.stream.seek(0, SEEK_END) > LARGEST_UPLOAD:
            raise StopValidation(gettext("This file is too large: at most %(most)s MB.", most=LARGEST_UPLOAD >> 20))
        self.data.stream.seek(0)


class ImportForm(OfficeForm):
    """A file, and what its rows are."""

    kind = ChosenField(_("What the rows are"), kind=Noun, names={}, default=Noun.ORGANIZATIONS)
    file = TableField(
        _("File"),
        description=_("CSV, Excel (.xlsx, .xls) or OpenDocument (.ods), at most 20 MB"),
        validators=[FileRequired(_("Choose a file."))],
        render_kw={"accept": ",".join(ENDINGS)},
    )

    @property
    def file_name(self) -> str:
        """The file's own name, without folders."""
        return PurePath((self.file.data.filename or "").replace("\\", "/")).name if self.file.data else ""


class ConfirmForm(_Confirmed):
    """A file that was shown: ``upload`` says under which name it is kept."""

    upload = HiddenField("")
