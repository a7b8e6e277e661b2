"""What a handover is made for: a department or the whole section, and the day of it."""

from flask_babel import lazy_gettext as _

from registry.forms.fields import DayField, DayNeeded, NameField
from registry.forms.office_form import OfficeForm


class HandoverForm(OfficeForm):
    """It only asks, and so it is sent as part of the address."""

    department = NameField(_("Department"), blank=_("The whole section"))
    day = DayField(
        _("Day of the handover"),
        description=_("What is in force and what is due is as of this day; projects are as they are recorded today."),
        validators=[DayNeeded(_("Say the day of the handover."))],
    )
