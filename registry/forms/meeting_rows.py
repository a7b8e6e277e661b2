"""Several meetings in one form: a row for each, of which blank ones are no meetings."""

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Form, FormField

from registry.domain.drafts import MeetingDraft
from registry.domain.vocabulary import MeetingStatus, MeetingType
from registry.forms.bodies import NewBodiesField
from registry.forms.fields import ChosenField, DayField, TextField, TickField
from registry.forms.office_form import RecordForm, fits
from registry.forms.rows import RowList

ROWS, MOST_ROWS = 10, 50


class MeetingRowForm(Form):
    """One row; ``meta.today`` is the day on which it is typed."""

    held_on = DayField(_("Held on"))
    organizations = NewBodiesField(_("Partner organizations"))
    type = ChosenField(_("Type of meeting"), kind=MeetingType, names={}, default=MeetingType.CONSULTATION)
    subject = TextField(_("Content in one line"), validators=[fits(300)])
    separate = TickField(_("It is another meeting"))
    """Asked only where somebody else has recorded one of that day."""
    double = ""
    """What somebody else has recorded, in words."""

    @property
    def has_anything(self) -> bool:
        """Whether somebody has filled in a part of it."""
        return bool(self.held_on.typed or self.organizations.data or self.organizations.typed or self.subject.data)

    def validate(self, extra_validators: Any = None) -> bool:
        """A row with anything in it has a day, an organization and a line."""
        if not self.has_anything:
            return True
        sound = bool(super().validate(extra_validators))
        gaps = [(field, text) for field, text in self._gaps() if not field.errors]
        for field, text in gaps:
            field.errors = [text]
        return sound and not gaps

    def _gaps(self) -> list[tuple[Any, str]]:
        told = (
            (self.held_on, self.held_on.data, gettext("Enter the day.")),
            (
                self.organizations,
                self.organizations.data,
                gettext("Choose at least one, or enter the name of a new one."),
            ),
            (self.subject, self.subject.data, gettext("Enter in a line what it was about.")),
        )
        return [(field, text) for field, value, text in told if not value]

    def to_draft(self, organizations: tuple[int, ...], department: str | None) -> MeetingDraft:
        """The draft; what lies ahead is planned."""
        today: date = self.meta.today
        day: date = self.held_on.data or today
        return MeetingDraft(
            held_on=day,
            organizations=organizations,
            type=self.type.data,
            status=MeetingStatus.PLANNED if day > today else MeetingStatus.HELD,
            subject=self.subject.data or "",
            department=department,
        )


class RowField(FormField):
    """A row that knows the day that its form knows."""

    def __init__(self, row: type[Form], **more: Any) -> None:
        super().__init__(row, **more)
        own = {"today": getattr(self.meta, "today", None)}
        self.form_class = lambda meta, **values: row(meta=meta | own, **values)


class MeetingRowsForm(RecordForm):
    """Ten meetings at a time."""

    rows = RowList(RowField(MeetingRowForm), _("Meetings"), min_entries=ROWS, max_entries=MOST_ROWS)

    @property
    def filled(self) -> list[MeetingRowForm]:
        """The rows in which something is filled in."""
        return [entry.form for entry in self.rows if entry.form.has_anything]

    def validate(self, extra_validators: Any = None) -> bool:
        """Each row, and that there is one."""
        sound = bool(super().validate(extra_validators))
        if not self.filled:
            self.form_errors = [gettext("Fill in at least one row.")]
            return False
        return sound
