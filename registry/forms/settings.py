"""The form of what the administrator sets for the whole site."""

from flask_babel import lazy_gettext as _

from registry.forms.fields import TextField
from registry.forms.office_form import OfficeForm, fits


class CityForm(OfficeForm):
    """``city`` is blank for the name that the environment gives."""

    city = TextField(
        _("Name of the city"),
        description=_("It stands at the head and the foot of every page. Imports leave a party of this name out."),
        validators=[fits(40)],
    )
