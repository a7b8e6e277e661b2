"""The form of a city's own workbook: told by its content, filled once, and refused with its reason."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileRequired

from registry.domain.own_forms import FormKind, FormTooLarge
from registry.forms.attachments import UploadField
from registry.forms.office_form import RecordForm


class WorkbookField(UploadField):
    """A workbook; ``check`` refuses what cannot be filled."""

    too_large = FormTooLarge


class OwnFormForm(RecordForm):
    """A workbook for a year."""

    file = WorkbookField(
        _("Workbook with names"),
        description=_("An Excel workbook (.xlsx or .xlsm), at most 20 MB, without a password. Macros stay in it."),
        validators=[FileRequired(_("Choose a file."))],
        render_kw={"accept": ",".join(f".{kind}" for kind in FormKind)},
    )
