"""The forms of requests to departments: the request itself, and what the department answers."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField
from wtforms.validators import DataRequired

from registry.domain.delegation_deeds import AnswerDraft, DelegationDraft, NamingDraft, ReasonDraft
from registry.domain.message import N_
from registry.forms.fields import ChosenField, DayField, LongTextField, NameField, TextField, TickField
from registry.forms.office_form import RecordForm, fits

PARTS = {"lead": N_("As the lead department"), "further": N_("As a further department")}
"""What a department is asked to be: 主管課, 関係課."""


class DelegationForm(RecordForm):
    """依頼; the names of departments are handed in. ``looked`` is the lead whose effects the reader has seen."""

    department = NameField(
        _("Department to ask"),
        blank=_("Choose a department"),
        validators=[DataRequired(_("Choose the department."))],
    )
    part = ChosenField(_("Part"), kind=str, names=PARTS, default="lead")  # type: ignore[type-var]
    former_lead_stays = TickField(
        _("The present lead department stays as a further department"),
        description=_("Only where another one takes the lead over"),
    )
    request = LongTextField(
        _("What is asked"),
        description=_("What the department is to do, and what it needs to know for that"),
        validators=[DataRequired(_("Enter what is asked."))],
    )
    due_on = DayField(_("Answer by"), description=_("Blank: no day is set"))
    contact = TextField(
        _("Whom to ask"), description=_("Name and extension of somebody in the secretariat"), validators=[fits(200)]
    )
    looked = HiddenField("")

    def validate(self, extra_validators: Any = None) -> bool:
        """An answer is asked for by a day to come."""
        fine = bool(super().validate(extra_validators))
        if self.due_on.data is not None and self.due_on.data < self.meta.today:
            self.due_on.errors = [_("This day is past already.")]
            return False
        return fine

    def looks_anew(self, lead: str) -> bool:
        """Whether another lead than ``lead`` is asked for, and the reader has not seen yet what that changes."""
        wanted = self.department.data if self.leads and self.department.data != lead else ""
        anew = bool(wanted) and self.looked.data != wanted
        self.looked.data = wanted
        return anew

    @property
    def leads(self) -> bool:
        """Whether the department is asked to lead."""
        return bool(self.part.data == "lead")

    def to_draft(self) -> DelegationDraft:
        """The draft."""
        return DelegationDraft(
            department=self.department.data or "",
            request=self.request.data or "",
            leads=self.leads,
            former_lead_stays=self.leads and bool(self.former_lead_stays.data),
            due_on=self.due_on.data,
            contact=self.contact.data or "",
        )


class AcceptanceForm(RecordForm):
    """受諾."""

    answer = LongTextField(_("Remark"), description=_("For example who is in charge"))

    def to_draft(self) -> AnswerDraft:
        """The draft."""
        return AnswerDraft(self.answer.data or "")


class HandingBackForm(RecordForm):
    """差戻し."""

    answer = LongTextField(
        _("Reason"),
        description=_("The secretariat decides by it whom to ask next"),
        validators=[DataRequired(_("Enter the reason."))],
    )

    def to_draft(self) -> ReasonDraft:
        """The draft."""
        return ReasonDraft(self.answer.data or "")


class NamingForm(RecordForm):
    """他課を推薦; the names of the others are handed in."""

    named_department = NameField(
        _("Department that fits better"),
        blank=_("Choose a department"),
        validators=[DataRequired(_("Choose the department."))],
    )
    answer = LongTextField(_("Reason"), validators=[DataRequired(_("Enter the reason."))])

    def to_draft(self) -> NamingDraft:
        """The draft."""
        return NamingDraft(self.answer.data or "", self.named_department.data or "")

    def offer(self, departments: Iterable[str]) -> None:
        """Say which departments may be named."""
        self.named_department.offer(departments)
