"""The form that begins a year's evaluation sheet."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms.validators import DataRequired

from registry.forms.office_form import RecordForm
from registry.forms.sheets import TitledField


class NewSheetForm(RecordForm):
    """Which year's sheet, and from which earlier one; both are handed in with their names."""

    fiscal_year = TitledField(_("Fiscal year"), validators=[DataRequired(_("Choose the fiscal year."))])
    source = TitledField(
        _("Begin from"),
        blank=_("A blank form"),
        description=_("Texts, indicators and what was planned are taken over from it"),
    )

    @property
    def year(self) -> int | None:
        """The chosen fiscal year; None where there is no such choice."""
        return int(self.fiscal_year.data) if self.fiscal_year.data in self.fiscal_year.offered else None

    @property
    def chosen_year(self) -> int:
        """The same; only of a form that was checked."""
        if self.year is None:
            raise ValueError("no fiscal year was chosen")
        return self.year

    @property
    def from_year(self) -> int | None:
        """The fiscal year of the earlier sheet; None for a blank form."""
        return int(self.source.data) if self.source.data in self.source.offered else None

    def validate(self, extra_validators: Any = None) -> bool:
        """An earlier sheet is of an earlier year."""
        if not super().validate(extra_validators):
            return False
        if self.year is not None and self.from_year is not None and self.from_year >= self.year:
            self.source.errors = [gettext("Choose the sheet of an earlier year.")]
            return False
        return True
