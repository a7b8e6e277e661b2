"""The forms of joint projects: record one, correct what is recorded, and the days on which it begins or ends."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms.validators import DataRequired

from registry.domain.drafts import ProjectDraft
from registry.domain.message import N_
from registry.domain.vocabulary import ProjectState
from registry.forms.bodies import BodiesField
from registry.forms.fields import (
    ChosenField,
    DayField,
    DayNeeded,
    LongTextField,
    NameField,
    NamesField,
    TextField,
    TickField,
)
from registry.forms.office_form import RecordForm, fits
from registry.forms.records_field import AgreementsField

CANCELLATIONS = {
    "until": N_("It was carried out until a day"),
    "never": N_("It never began"),
}


class ProjectForm(RecordForm):
    """All that is typed about a project; the names of states and departments are handed in."""

    name = TextField(_("Project name"), validators=[DataRequired(_("Enter the name.")), fits(300)])
    number = TextField(_("Project number"), validators=[fits(50)])
    agreements = AgreementsField(
        _("Agreements"), description=_("Number, title or a party. Blank: it stands outside any agreement")
    )
    organizations = BodiesField(_("Partner organizations"), description=_("Name or reading"))
    lead_department = NameField(
        _("Lead department"),
        blank=_("Choose a department"),
        validators=[DataRequired(_("Choose the lead department."))],
    )
    departments = NamesField(_("Further departments"))
    started_on = DayField(
        _("First day"),
        description=_("It counts from the fiscal year of this day on"),
        validators=[DayNeeded(_("Enter the first day."))],
    )
    ended_on = DayField(_("Last day"), description=_("Blank: no end is known yet"))
    state = ChosenField(_("State"), kind=ProjectState, names={}, default=ProjectState.ACTIVE)
    summary = LongTextField(_("Summary"))
    leaving = TickField(_("Take my own department out of this project"))
    """Asked only where ``own_department`` would be shut out."""
    own_department = ""
    """That of a reader who may change its own projects only."""

    def validate(self, extra_validators: Any = None) -> bool:
        """Nobody shuts their own department out unawares."""
        fine = bool(super().validate(extra_validators))
        if self.leaves and not self.leaving.data:
            sentence = _("%(name)s would take no part any more and could not correct this project. Tick below if so.")
            self.departments.errors = [sentence % {"name": self.own_department}]
            return False
        return fine

    @property
    def leaves(self) -> bool:
        """Whether the reader's own department stands no more among those of the project."""
        named = (self.lead_department.data, *(self.departments.data or ()))
        return bool(self.own_department) and self.own_department not in named

    def to_draft(self) -> ProjectDraft:
        """The draft."""
        lead = self.lead_department.data or ""
        return ProjectDraft(
            name=self.name.data or "",
            lead_department=lead,
            started_on=self.started_on.data or date.max,
            ended_on=self.ended_on.data,
            state=self.state.data,
            number=self.number.data or None,
            agreements=self.agreements.ids,
            organizations=self.organizations.ids,
            departments=tuple(name for name in self.departments.data or () if name != lead),
            summary=self.summary.data or "",
        )

    def offer(self, departments: Iterable[str]) -> None:
        """Say which departments may be chosen."""
        names = tuple(departments)
        self.lead_department.offer(names)
        self.departments.offer(names)


def values_of(draft: ProjectDraft) -> dict[str, Any]:
    """What the form shows of a draft, but for the records that it names."""
    return {**vars(draft), "departments": list(draft.departments)}


class BeginningForm(RecordForm):
    """開始."""

    started_on = DayField(
        _("First day"),
        description=_("It counts from the fiscal year of this day on"),
        validators=[DayNeeded(_("Enter the first day."))],
    )


class CompletionForm(RecordForm):
    """完了."""

    ended_on = DayField(
        _("Day of completion"),
        description=_("It counts until the fiscal year of this day"),
        validators=[DayNeeded(_("Enter the day of completion."))],
    )


class CancellationForm(RecordForm):
    """中止."""

    how = ChosenField(_("How far it had come"), kind=str, names=CANCELLATIONS, default="until")  # type: ignore[type-var]
    ended_on = DayField(_("Day of cancellation"), description=_("Only where it was carried out"))

    def validate(self, extra_validators: Any = None) -> bool:
        """What was carried out ended on a day; what never began has none."""
        fine = bool(super().validate(extra_validators))
        if self.how.data == "until" and self.ended_on.data is None and not self.ended_on.errors:
            self.ended_on.errors = [_("Enter the day until which it was carried out.")]
            return False
        return fine

    @property
    def day(self) -> date | None:
        """The last day of what was carried out."""
        return self.ended_on.data if self.how.data == "until" else None
