"""The form of what the administrator sets for the whole site."""

from flask_babel import lazy_gettext as _
from wtforms.validators import NumberRange, Optional

from registry.domain.sleeping import DEFAULT_SLEEPING_MONTHS, LONGEST_SLEEP
from registry.forms.fields import MonthsField, TextField
from registry.forms.office_form import OfficeForm, fits


class CityForm(OfficeForm):
    """``city`` is blank for the name that the environment gives, ``sleeping_months`` for the default."""

    city = TextField(
        _("Name of the city"),
        description=_("It stands at the head and the foot of every page. Imports leave a party of this name out."),
        validators=[fits(40)],
    )
    sleeping_months = MonthsField(
        _("Months until a partnership is said to sleep"),
        description=_(
            "An agreement in force without a meeting or a project for so long is among what to do. Blank: %(months)s.",
            months=DEFAULT_SLEEPING_MONTHS,
        ),
        validators=[
            Optional(),
            NumberRange(
                1, LONGEST_SLEEP, message=_("Enter a number of months from 1 to %(most)s.", most=LONGEST_SLEEP)
            ),
        ],
    )
