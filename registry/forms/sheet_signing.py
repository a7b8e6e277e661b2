"""The forms around a finished sheet: explaining a finding, finalizing, reopening, entering it as published before."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField
from wtforms.validators import DataRequired

from registry.forms.fields import LongTextField, TextField
from registry.forms.office_form import RecordForm, fits

LONGEST_REASON = 2000


class ExplanationForm(RecordForm):
    """説明, or the reason with which the chief lets an error stand; ``seen`` stands for what the finding said."""

    explanation = LongTextField(
        _("Explanation"),
        description=_("It is printed with the findings. Empty the field to take it back."),
        validators=[fits(LONGEST_REASON)],
    )
    seen = HiddenField("")

    takes_back = False
    """Whether there is an explanation that a blank one takes back."""

    def validate(self, extra_validators: Any = None) -> bool:
        """A first explanation says something."""
        sound = bool(super().validate(extra_validators))
        if self.explanation.data or self.takes_back:
            return sound
        self.explanation.errors = [_("Enter the explanation.")]
        return False


class FinalizingForm(RecordForm):
    """確定: ``seen`` stands for all that was shown, ``shown`` are the counted figures among it."""

    document_number = TextField(
        _("Number of the decision"),
        description=_("As it stands in the document system of the city"),
        validators=[fits(100)],
    )
    reason = LongTextField(
        _("Why it is finalized again"),
        description=_("It stands beside the revision for ever"),
        validators=[fits(LONGEST_REASON)],
    )
    seen = HiddenField("")
    shown = HiddenField("")


class ReopeningForm(RecordForm):
    """差戻し."""

    reason = LongTextField(
        _("Reason"),
        description=_("What has to be corrected, and why it was found only now"),
        validators=[DataRequired(_("Enter the reason.")), fits(LONGEST_REASON)],
    )


class PublishedForm(RecordForm):
    """公表済みとして登録."""

    source = LongTextField(
        _("Document in which it was published"),
        description=_("Its name and its day, for example “Evaluation sheets of FY2020, published on 20 December 2021”"),
        validators=[DataRequired(_("Enter the document in which it was published.")), fits(LONGEST_REASON)],
    )
