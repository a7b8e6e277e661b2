"""The forms of yearly reports: the department's report, the secretariat's remark, and the call of a year."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Form
from wtforms.validators import DataRequired

from registry.domain.report_drafts import CallDraft, FigureDraft, ReportDraft
from registry.domain.vocabulary import AfterReport, ReportOutcome
from registry.forms.amounts import AmountField, FigureField
from registry.forms.fields import ChosenField, DayField, DayNeeded, LongTextField, TextField
from registry.forms.office_form import RecordForm, fields_of, fits
from registry.forms.rows import RowsField
from registry.language import say

LONGEST_TEXT = 10_000


class NeededToSubmit:
    """Marks a field that a draft may leave blank; the command says so when it is submitted."""

    field_flags: Mapping[str, bool] = {"required": True}

    def __call__(self, _form: object, _field: object) -> None:
        """Refuse nothing."""


class OpenField(ChosenField):
    """One of several values, or none yet."""

    def pre_validate(self, form: object) -> None:
        """Refuse what was never offered."""
        if self.data is not None:
            super().pre_validate(form)


class FigureForm(Form):
    """A measure of the department's own."""

    measure = TextField(_("Measure"), validators=[fits(100)])
    value = FigureField(_("Value"))
    unit = TextField(_("Unit"), validators=[fits(20)])

    @property
    def has_anything(self) -> bool:
        """Whether somebody has filled in a part of it."""
        return bool(self.measure.data or self.value.typed or self.value.data is not None or self.unit.data)

    @property
    def shown_row(self) -> str:
        """The row in words."""
        return f"{self.measure.shown()}: {self.value.shown()} {self.unit.shown()}".strip()

    def validate(self, extra_validators: Any = None) -> bool:
        """A row with anything in it has a measure and a value."""
        sound = bool(super().validate(extra_validators))
        gaps: list[Any] = []
        if self.has_anything and not self.measure.data:
            self.measure.errors = [gettext("Enter what is measured.")]
            gaps.append(self.measure)
        if self.has_anything and self.value.data is None and not self.value.errors:
            self.value.errors = [gettext("Enter the value, or take the row out.")]
            gaps.append(self.value)
        return sound and not gaps


class ReportForm(RecordForm):
    """All that a department reports of a project for a year; names of values are handed in."""

    outcome = OpenField(_("Was it done?"), kind=ReportOutcome, names={}, validators=[NeededToSubmit()])
    result = LongTextField(
        _("What came of it"),
        description=_("Two or three sentences; the evaluation sheet takes them over. If nothing was done, why"),
        validators=[NeededToSubmit(), fits(LONGEST_TEXT)],
    )
    figures = RowsField(FigureForm, _("Figures"))
    cost = AmountField(_("Cost"), description=_("What the city spent in the year"))
    publicity = LongTextField(_("Publication and press"), validators=[fits(LONGEST_TEXT)])
    next_plan = LongTextField(_("Plan for the next year"), validators=[fits(LONGEST_TEXT)])
    after = ChosenField(_("What becomes of it"), kind=AfterReport, names={}, default=AfterReport.GOES_ON)
    ended_on = DayField(_("Day on which it ended"), description=_("Only where it is completed or cancelled"))

    submitted_for: date | None = None
    """The day on which the project began, where the report is to be submitted and not only kept as a draft."""
    was_typed = False
    """Whether it shows what was typed and not saved."""

    @property
    def all_shown(self) -> list[str]:
        """What stands in the fields, in words."""
        return [str(field.shown()) for field in fields_of(self)]

    def offer(self, *, outcomes: Mapping[Any, str], afterwards: Mapping[Any, str]) -> None:
        """Say what may be chosen."""
        self.outcome.names, self.after.names = outcomes, afterwards

    def validate(self, extra_validators: Any = None) -> bool:
        """All that is wrong at once: what cannot be read, and what is missing before it can be submitted."""
        sound = bool(super().validate(extra_validators))
        if self.submitted_for is None:
            return sound
        chosen = {name: self[name].data for name in ("outcome", "result", "ended_on")}
        gaps = ReportDraft(**chosen, after=self.after.data or AfterReport.GOES_ON).gaps(self.submitted_for)
        for problem in gaps:
            self[problem.field].errors = self[problem.field].errors or [say(problem.message)]
        return sound and not gaps

    def to_draft(self) -> ReportDraft:
        """The draft."""
        return ReportDraft(
            outcome=self.outcome.data,
            result=self.result.data or "",
            figures=tuple(
                FigureDraft(row.measure.data, row.value.data, row.unit.data or "", place)
                for place, row in enumerate(self.figures.filled, start=1)
            ),
            cost=self.cost.data,
            next_plan=self.next_plan.data or "",
            publicity=self.publicity.data or "",
            after=self.after.data,
            ended_on=self.ended_on.data,
        )


def values_of(draft: ReportDraft) -> dict[str, Any]:
    """What the form shows of a draft."""
    rows = [{"measure": one.measure, "value": one.value, "unit": one.unit} for one in draft.figures]
    return {**vars(draft), "figures": rows}


class AnswerForm(RecordForm):
    """受理: nothing to fill in, but the version that was seen."""


class RemarkForm(RecordForm):
    """差戻し."""

    remark = LongTextField(
        _("What has to be corrected"),
        description=_("The department reads it above its report"),
        validators=[DataRequired(_("Enter what the department has to correct.")), fits(LONGEST_TEXT)],
    )


class CallForm(RecordForm):
    """実績報告の依頼."""

    opens_on = DayField(
        _("Goes out on"),
        description=_("From this day on the departments have it among their things to do"),
        validators=[DayNeeded(_("Enter the day on which it goes out."))],
    )
    due_on = DayField(
        _("Due on"),
        description=_("After this day what is missing stands in red"),
        validators=[DayNeeded(_("Enter the day on which the reports are due."))],
    )
    message = LongTextField(
        _("Message to the departments"),
        description=_("It stands above the list of each department"),
        validators=[fits(LONGEST_TEXT)],
    )

    def to_draft(self) -> CallDraft:
        """The draft; only of a form that was checked."""
        opens_on, due_on = self.opens_on.data, self.due_on.data
        if opens_on is None or due_on is None:
            raise ValueError("the form has no days")
        return CallDraft(opens_on, due_on, self.message.data or "")
