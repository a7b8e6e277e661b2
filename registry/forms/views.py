"""The name under which the conditions of a list are kept."""

from flask_babel import lazy_gettext as _
from wtforms import HiddenField
from wtforms.validators import DataRequired

from registry.forms.fields import TextField
from registry.forms.office_form import RecordForm, fits


class ViewForm(RecordForm):
    name = TextField(
        _("Name of the conditions"),
        description=_("They stand above the list under this name, for you alone"),
        validators=[
            DataRequired(_("Enter a name.")),
            fits(100),
        ],
    )
    query = HiddenField("")
