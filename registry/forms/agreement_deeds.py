"""The small forms on an agreement's page: its end, an amendment, a party that joins or leaves, notice, deletion."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import DataRequired, InputRequired

from registry.domain.vocabulary import PartyRole
from registry.forms.agreements import PartyBodyField
from registry.forms.fields import ChosenField, DayField, LongTextField, TextField
from registry.forms.office_form import RecordForm, fits


class EndForm(RecordForm):
    """終了."""

    ended_on = DayField(
        _("Last day"),
        description=_("The last day on which it is in force"),
        validators=[InputRequired(_("Enter the last day."))],
    )
    end_reason = TextField(
        _("Reason"), description=_("Why it was ended"), validators=[DataRequired(_("Enter the reason.")), fits(500)]
    )


class AmendmentForm(RecordForm):
    """変更協定."""

    amended_on = DayField(
        _("Day of the amendment"),
        description=_("The day it was signed"),
        validators=[InputRequired(_("Enter the day of the amendment."))],
    )
    effective_on = DayField(_("Effective on"), description=_("Blank: the same day"))
    summary = LongTextField(
        _("What changes"),
        description=_("If the term or the parties change, correct or record that as well"),
        validators=[DataRequired(_("Enter what changes."))],
    )

    @property
    def values(self) -> dict[str, Any]:
        """What the command takes."""
        return {
            "amended_on": self.amended_on.data,
            "effective_on": self.effective_on.data,
            "summary": self.summary.data or "",
        }


class AmendmentRemovalForm(AmendmentForm):
    """変更協定の取消し: what is taken back is shown and sent along, so that a change meanwhile can be told."""


class JoinForm(RecordForm):
    """参加."""

    organization = PartyBodyField(
        _("Partner organization"), required=_("Choose the organization."), description=_("By name or reading")
    )
    role = ChosenField(_("Role"), kind=PartyRole, names={}, default=PartyRole.PARTY)
    joined_on = DayField(
        _("Joined on"), description=_("It counts from this day"), validators=[InputRequired(_("Enter the day."))]
    )


class LeaveForm(RecordForm):
    """離脱; the organizations that may leave are handed in as ``names`` of the field."""

    organization: Any = ChosenField(_("Partner organization"), kind=str, names={})  # type: ignore[type-var]
    left_on = DayField(
        _("Left on"), description=_("Its last day in the agreement"), validators=[InputRequired(_("Enter the day."))]
    )


class NoticeForm(RecordForm):
    """予告."""

    notice_given_on = DayField(
        _("Notice given on"),
        description=_("By either side; in time, it ends the present term, later the next one"),
        validators=[InputRequired(_("Enter the day."))],
    )


class PlainForm(RecordForm):
    """A deed that needs nothing but to be confirmed."""
