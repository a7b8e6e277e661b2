"""The forms of what becomes of an organization: a new name, a successor; and of its contact people."""

import re
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field
from wtforms.form import BaseForm
from wtforms.validators import DataRequired, Optional, ValidationError

from registry.forms.bodies import BodiesField, BodyField
from registry.forms.fields import DayField, DayNeeded, LongTextField, TextField
from registry.forms.office_form import RecordForm, fits

MAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+")


class RenameForm(RecordForm):
    """改称."""

    name = TextField(
        _("New name"),
        description=_("As on its documents, with its legal form"),
        validators=[DataRequired(_("Enter the name.")), fits(300)],
    )
    kana = TextField(_("Reading"), description=_("In hiragana, without the legal form"), validators=[fits(300)])
    on = DayField(
        _("From this day"),
        description=_("The former name was used until the day before"),
        validators=[DayNeeded(_("Enter the day from which it bears the new name."))],
    )


class NewBodyField(BodyField):
    """One organization, which may be new."""

    registers = True


class SuccessionForm(RecordForm):
    """合併・再編: bodies, and the one that carries on what they were."""

    organizations = BodiesField(
        _("Organizations that are merged or reorganized"),
        description=_("All that become one on that day"),
        required=_("Choose at least one organization."),
    )
    successor = NewBodyField(
        _("Organization that carries on"),
        description=_("Name or reading; one that is not there yet can be registered here"),
        required=_("Choose the organization that carries on."),
    )
    on = DayField(
        _("From this day"),
        description=_("The day of the merger or reorganization"),
        validators=[DayNeeded(_("Enter the day of the merger or reorganization."))],
    )


def _is_mail(_form: BaseForm, field: Field) -> None:
    """Only roughly: what lies in front of the @ is the receiver's matter."""
    if not MAIL.fullmatch(field.data):
        raise ValidationError(_("This is not a mail address."))


class ContactForm(RecordForm):
    """連絡先."""

    name = TextField(_("Name of the person"), validators=[fits(100)])
    post = TextField(_("Section and post"), validators=[fits(200)])
    phone = TextField(_("Phone"), validators=[fits(50)])
    mail = TextField(_("Mail address"), validators=[Optional(), fits(254), _is_mail])
    notes = LongTextField(_("Notes"))

    def validate(self, extra_validators: Any = None) -> bool:
        """A person or a post, so that there is somebody to ask for."""
        fine = bool(super().validate(extra_validators))
        if not self.name.data and not self.post.data:
            self.name.errors = [str(_("Enter the name or the post."))]
            return False
        return fine

    def values(self) -> dict[str, str]:
        """What was typed, by the names of the columns."""
        return {field.name: field.data or "" for field in (self.name, self.post, self.phone, self.mail, self.notes)}
