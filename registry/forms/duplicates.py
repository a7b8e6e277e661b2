"""The form that merges two records: which of them stays."""

from flask_babel import lazy_gettext as _

from registry.forms.fields import ChosenField
from registry.forms.office_form import OfficeForm


class MergeForm(OfficeForm):
    """``into.names`` maps the ids of the two records, as text, to their names."""

    into = ChosenField(_("The record that stays"), kind=str, names={})  # type: ignore[type-var]
