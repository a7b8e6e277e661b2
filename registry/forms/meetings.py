"""The forms of a meeting: in full, in one line, and those of its deeds."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField
from wtforms.validators import DataRequired

from registry.domain.drafts import MeetingDraft
from registry.domain.meeting_counts import Countable, overrides
from registry.domain.message import N_
from registry.domain.vocabulary import MeetingChannel, MeetingStatus, MeetingType
from registry.forms.bodies import Body, NewBodiesField
from registry.forms.fields import ChosenField, DayField, DayNeeded, LongTextField, NameField, TextField, TickField
from registry.forms.office_form import RecordForm, fits
from registry.forms.records_field import LONG, AgreementsField, Candidate, ProjectsField

MARKS = {"yes": N_("○ Count it"), "no": N_("× Do not count it")}
_DAY_REQUIRED = DayNeeded(_("Enter the day."))
_WITH_WHOM = _("Choose at least one, or enter the name of a new one.")


class MeetingForm(RecordForm):
    """All that is recorded of a meeting."""

    held_on = DayField(_("Held on"), description=_("R2.4.1, 2/12 or “yesterday” will do"), validators=[_DAY_REQUIRED])
    organizations = NewBodiesField(
        _("Partner organizations"), description=_("By name or reading; none for a meeting within the city hall")
    )
    type = ChosenField(_("Type of meeting"), kind=MeetingType, names={}, default=MeetingType.CONSULTATION)
    status = ChosenField(_("State"), kind=MeetingStatus, names={}, default=MeetingStatus.HELD)
    channel = ChosenField(_("Channel"), kind=MeetingChannel, names={}, blank=_("Not known"))
    subject = TextField(_("Subject"), validators=[DataRequired(_("Enter the subject.")), fits(300)])
    summary = LongTextField(_("Content"), description=_("Everybody who may log in can read it"))
    agreements = AgreementsField(_("Agreements"), description=_("Number, title or a party"))
    projects = ProjectsField(_("Joint projects"), description=_("Name, number or an organization"))
    attendees = LongTextField(_("Attendees"), description=_("Of both sides, one in each line"))
    department = NameField(_("Department"), blank=_("Not entered"))
    number = TextField(_("Record number"), validators=[fits(50)])
    counted = ChosenField(
        _("Counting"),
        kind=str,  # type: ignore[type-var]
        names=MARKS,
        blank=_("By its type"),
        description=_("Meetings of the type “Other” are not counted, all others are"),
    )
    counted_reason = TextField(
        _("Reason for counting or not"),
        description=_("Where it is counted or not against its type; also why it was cancelled"),
        validators=[fits(500)],
    )
    internal_note = LongTextField(
        _("Internal note"), description=_("Seen by the secretariat, the section chief and administrators only")
    )

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field, and what they say together; ``meta.today`` is the day on which it is said."""
        sound = bool(super().validate(extra_validators))
        together = (*_not_before_its_day(self), *_mark_without_reason(self))
        for field, text in together:
            field.errors = [*field.errors, text]
        return sound and not together

    @property
    def mark(self) -> bool | None:
        """The mark ○ or ×, or none."""
        return {"yes": True, "no": False}.get(self.counted.data or "")

    def countable(self) -> Countable:
        """What it says so far of whether it counts."""
        return Countable(
            self.held_on.data or self.meta.today,
            self.type.data or MeetingType.CONSULTATION,
            self.status.data or MeetingStatus.HELD,
            self.mark,
            len(self.organizations.data),
        )

    def to_draft(self, organizations: tuple[int, ...], base: MeetingDraft | None = None) -> MeetingDraft:
        """The draft; what the form does not show stays as in ``base``."""
        values: dict[str, Any] = {
            "held_on": self.held_on.data,
            "organizations": organizations,
            "type": self.type.data,
            "status": self.status.data,
            "channel": self.channel.data,
            "subject": self.subject.data or "",
            "summary": self.summary.data or "",
            "agreements": self.agreements.ids,
            "projects": self.projects.ids,
            "attendees": self.attendees.data or "",
            "department": self.department.data or None,
            "number": self.number.data or None,
            "counted": self.mark,
            "counted_reason": self.counted_reason.data or "",
        }
        if "internal_note" in self:
            values["internal_note"] = self.internal_note.data or ""
        return replace(base, **values) if base else MeetingDraft(**values)


def _not_before_its_day(form: MeetingForm) -> list[tuple[Any, str]]:
    """What lies ahead has not been held; whoever says so has mistyped the one or the other."""
    today: date = form.meta.today
    if form.status.data is not MeetingStatus.HELD or form.held_on.data is None or form.held_on.data <= today:
        return []
    return [(form.status, gettext("The day lies ahead: choose “Planned”, or correct the day."))]


def _mark_without_reason(form: MeetingForm) -> list[tuple[Any, str]]:
    if form.counted_reason.data or not overrides(form.type.data or MeetingType.CONSULTATION, form.mark):
        return []
    return [(form.counted_reason, gettext("Enter the reason: it is counted differently from others of its type."))]


@dataclass(frozen=True)
class Named:
    """The records that a meeting names, as its form holds them."""

    organizations: tuple[Body, ...]
    agreements: tuple[Candidate, ...]
    projects: tuple[Candidate, ...]


def values_of(draft: MeetingDraft, named: Named) -> dict[str, Any]:
    """What the form shows of a draft."""
    mark = {True: "yes", False: "no", None: None}[draft.counted]
    return {**vars(draft), **vars(named), "counted": mark}


class QuickMeetingForm(RecordForm):
    """A meeting in one line; what lies ahead is planned. Its controls may stand on a page beside another form's."""

    organizations = NewBodiesField(
        _("Partner organizations"),
        required=_WITH_WHOM,
        description=_("A part of the reading will do. Choose with ↑↓ and Enter; several are possible."),
    )
    held_on = DayField(_("Held on"), validators=[_DAY_REQUIRED])
    type = ChosenField(_("Type of meeting"), kind=MeetingType, names={}, default=MeetingType.CONSULTATION)
    subject = TextField(
        _("Content in one line"), validators=[DataRequired(_("Enter in a line what it was about.")), fits(300)]
    )
    uncounted = TickField(_("Do not count it"))
    counted_reason = TextField(_("Why it is not counted"), validators=[fits(500)])

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        for field in self:
            field.id = f"log-{field.name}"
            field.label.field_id = field.id

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field; whoever does not count it says why."""
        sound = bool(super().validate(extra_validators))
        if self.mark is not False or self.counted_reason.data:
            return sound
        self.counted_reason.errors = [gettext("Enter the reason why it is not counted.")]
        return False

    @property
    def mark(self) -> bool | None:
        """The mark × where it says something else than the type does."""
        no = self.uncounted.data and overrides(self.type.data or MeetingType.CONSULTATION, counted=False)
        return False if no else None

    @property
    def status(self) -> MeetingStatus:
        """What lies ahead is planned."""
        day: date = self.held_on.data or self.meta.today
        return MeetingStatus.PLANNED if day > self.meta.today else MeetingStatus.HELD

    def countable(self) -> Countable:
        """What it says so far of whether it counts; somebody will have to be named."""
        return Countable(
            self.held_on.data or self.meta.today,
            self.type.data or MeetingType.CONSULTATION,
            self.status,
            self.mark,
            len(self.organizations.data) or 1,
        )

    def to_draft(self, organizations: tuple[int, ...], department: str | None) -> MeetingDraft:
        """The draft, by the form's ``meta.today``."""
        return MeetingDraft(
            held_on=self.held_on.data or self.meta.today,
            organizations=organizations,
            type=self.type.data,
            status=self.status,
            subject=self.subject.data or "",
            department=department,
            counted=self.mark,
            counted_reason=self.counted_reason.data or "" if self.mark is False else "",
        )


class HeldForm(RecordForm):
    """結果: a planned meeting took place."""

    held_on = DayField(_("Held on"), validators=[_DAY_REQUIRED])
    attendees = LongTextField(_("Attendees"), description=_("Of both sides, one in each line"))
    summary = LongTextField(_("Content"), description=_("What came of it; everybody who may log in can read it"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field; the day has come."""
        sound = bool(super().validate(extra_validators))
        if self.held_on.data is None or self.held_on.data <= self.meta.today:
            return sound
        self.held_on.errors = [gettext("The day lies ahead. Record the result when it has been held.")]
        return False


class CancelForm(RecordForm):
    """中止."""

    reason = TextField(_("Why it was cancelled"), validators=[DataRequired(_("Enter the reason.")), fits(500)])


class MoveForm(RecordForm):
    """日の変更."""

    held_on = DayField(_("New day"), validators=[_DAY_REQUIRED])


class JoinForm(RecordForm):
    """併合: two records are of the same meeting."""

    other_version = HiddenField("")

    @property
    def seen_versions(self) -> tuple[int, int]:
        """The versions of both records that the reader saw."""
        other = self.other_version.data or ""
        return self.seen_version, int(other) if other.isascii() and other.isdigit() and len(other) < LONG else 0
