"""The form of an agreement: conclude it, renew another one by it, or correct what is recorded of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Form
from wtforms.validators import DataRequired, InputRequired, StopValidation

from registry.domain.drafts import AgreementDraft, PartyDraft
from registry.domain.vocabulary import AgreementType, PartyRole
from registry.forms.bodies import Body, BodyField
from registry.forms.fields import (
    ChosenField,
    DayField,
    LongTextField,
    MonthsField,
    NameField,
    NamesField,
    TextField,
    written_day,
)
from registry.forms.office_form import RecordForm, fits
from registry.forms.rows import RowsField


class PartyBodyField(BodyField):
    """One organization, which may be registered on the spot."""

    registers = True


class PartyForm(Form):
    """One row: an organization, as what, from when, until when."""

    body = PartyBodyField(_("Partner organization"))
    role = ChosenField(_("Role"), kind=PartyRole, names={}, default=PartyRole.PARTY)
    joined_on = DayField(_("Joined on"))
    left_on = DayField(_("Left on"))

    @property
    def has_anything(self) -> bool:
        """Whether somebody has filled in a part of it."""
        days = (self.joined_on, self.left_on)
        return bool(self.body.data or self.body.typed or any(day.data or day.typed for day in days))

    @property
    def chosen(self) -> Body | None:
        """The organization."""
        found: Body | None = self.body.body
        return found

    @property
    def shown_row(self) -> str:
        """The row in words."""
        joined = gettext("from %(first)s", first=written_day(self.joined_on.data)) if self.joined_on.data else ""
        left = gettext("until %(last)s", last=written_day(self.left_on.data)) if self.left_on.data else ""
        return " ".join(filter(None, (self.body.shown(), self.role.shown(), joined, left)))

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field, then that it is about somebody and ends after it began."""
        valid = super().validate(extra_validators)
        if self.has_anything and not self.body.data and not self.body.errors:
            self.body.errors = [gettext("Choose the organization.")]
        began, ended = self.joined_on.data, self.left_on.data
        if began and ended and ended < began:
            self.left_on.errors = [gettext("This is before the day of joining.")]
        return bool(valid and not self.body.errors and not self.left_on.errors)


class RenewedField(TextField):
    """The number of the agreement that this one renews; ``find`` gives the id of the one with a number."""

    find: Callable[[str], int | None] | None = None
    record_id: int | None = None

    def pre_validate(self, form: object) -> None:  # noqa: ARG002 - WTForms' own signature
        """Look it up; raises StopValidation where no agreement has that number."""
        self.look_up()
        if self.data and self.record_id is None:
            raise StopValidation(gettext("No agreement has the number “%(number)s”.", number=self.data[:50]))

    def look_up(self) -> int | None:
        """The id of the agreement with the typed number."""
        self.record_id = self.find(self.data) if self.data and self.find else None
        return self.record_id


class AgreementForm(RecordForm):
    """All that is typed about an agreement."""

    number = TextField(_("Agreement number"), description=_("Blank: it keeps its number"), validators=[fits(50)])
    type = ChosenField(
        _("Type of agreement"),
        kind=AgreementType,
        names={},
        default=AgreementType.COMPREHENSIVE,
        description=_("The outcome indicator counts comprehensive agreements"),
    )
    title = TextField(
        _("Title of the agreement"), validators=[DataRequired(_("Enter the title of the agreement.")), fits(300)]
    )
    fields = NamesField(_("Field"))
    concluded_on = DayField(
        _("Concluded on"),
        description=_("The day it was signed"),
        validators=[InputRequired(_("Enter the day of conclusion."))],
    )
    effective_on = DayField(_("Effective on"), description=_("Blank: the day of conclusion"))
    expires_on = DayField(_("Expires on"), description=_("Blank: it has no last day"))
    auto_renewal_months = MonthsField(_("Automatic renewal"), description=_("Blank: it does not renew itself"))
    notice_months = MonthsField(_("Notice against renewal"), description=_("Blank: until the last day"))
    parties = RowsField(PartyForm, _("Parties to the agreement"))
    department = NameField(_("Department"), blank=_("None"))
    renews_id = RenewedField(
        _("Agreement that it renews"),
        description=_("Its number, where this one takes its place"),
        validators=[fits(50)],
    )
    summary = LongTextField(_("Summary"))
    notes = LongTextField(_("Notes"))

    def to_draft(self, new_ids: Mapping[str, int]) -> AgreementDraft:
        """The draft; ``new_ids`` are those of the organizations that were registered on the spot, by their names."""
        return AgreementDraft(**self.values(new_ids))

    def values(self, new_ids: Mapping[str, int]) -> dict[str, Any]:
        """What the form says of each field of a draft."""
        return {
            "number": self.number.data or None,
            "type": self.type.data,
            "title": self.title.data or "",
            "fields": tuple(self.fields.data or ()),
            "concluded_on": self.concluded_on.data,
            "effective_on": self.effective_on.data,
            "expires_on": self.expires_on.data,
            "auto_renewal_months": self.auto_renewal_months.data or None,
            "notice_months": self.notice_months.data,
            "parties": tuple(party_draft(row, new_ids) for row in self.parties.filled if row.chosen),
            "department": self.department.data or None,
            "renews_id": self.renews_id.look_up(),
            "summary": self.summary.data or "",
            "notes": self.notes.data or "",
        }

    def offer(self, *, types: Mapping[str, str], roles: Mapping[str, str]) -> None:
        """Say how the values of its lists are called; after the rows are there."""
        self.type.names = types
        for row in self.parties.rows:
            row.role.names = roles

    @property
    def bodies(self) -> tuple[Body, ...]:
        """The organizations that are chosen so far."""
        return tuple(row.chosen for row in self.parties.rows if row.chosen)

    @property
    def new_names(self) -> tuple[str, ...]:
        """The names of those that are to be registered on the spot."""
        return tuple(dict.fromkeys(body.name for body in self.bodies if body.id is None))

    def validate(self, extra_validators: Any = None) -> bool:
        """Each field, then what concerns several rows: somebody is a party, and nobody is one twice."""
        valid = super().validate(extra_validators)
        rows = self.parties.filled
        if not rows:
            self.parties.rows[0].body.errors = [gettext("Enter at least one partner organization.")]
        twice = [later for place, later in enumerate(rows) if any(_overlap(one, later) for one in rows[:place])]
        for row in twice:
            row.body.errors = [gettext("This organization stands in a row above for the same days.")]
        return bool(valid and rows and not twice)


class CorrectionForm(AgreementForm):
    """The same with what has become of the agreement since: notice, its end."""

    notice_given_on = DayField(_("Notice given on"), description=_("Blank: none was given"))
    ended_on = DayField(_("Ended on"), description=_("Its last day, where somebody ended it"))
    end_reason = TextField(_("Reason for the end"))

    def values(self, new_ids: Mapping[str, int]) -> dict[str, Any]:
        """What the form says of each field of a draft."""
        return super().values(new_ids) | {
            "notice_given_on": self.notice_given_on.data,
            "ended_on": self.ended_on.data,
            "end_reason": self.end_reason.data or "",
        }


def party_draft(row: Any, new_ids: Mapping[str, int]) -> PartyDraft:
    """A row as the command takes it."""
    organization_id = new_ids[row.chosen.name] if row.chosen.id is None else row.chosen.id
    return PartyDraft(organization_id, row.role.data, row.joined_on.data, row.left_on.data)


def values_of(draft: AgreementDraft, bodies: Mapping[int, Body], renewed: str) -> dict[str, Any]:
    """What the form shows of a draft; ``bodies`` are its organizations, ``renewed`` the number that it renews."""
    parties = [
        {"body": (bodies[one.organization_id],), "role": one.role, "joined_on": one.joined_on, "left_on": one.left_on}
        for one in draft.parties
        if one.organization_id in bodies
    ]
    return {**vars(draft), "fields": list(draft.fields), "parties": parties, "renews_id": renewed}


def carried_over(draft: AgreementDraft, last_day: date | None, today: date) -> AgreementDraft:
    """What a renewal takes over: everything but the number and the days; it begins after the last day, if known."""
    present = tuple(
        PartyDraft(one.organization_id, one.role)
        for one in draft.parties
        if one.left_on is None or one.left_on >= today
    )
    return replace(
        draft,
        number=None,
        parties=present,
        effective_on=last_day + timedelta(days=1) if last_day is not None and last_day < date.max else None,
        expires_on=None,
        notice_given_on=None,
        ended_on=None,
        end_reason="",
        notes="",
    )


def _overlap(one: Any, later: Any) -> bool:
    """Whether two rows are about the same organization and have a day in common."""
    if not one.chosen or not later.chosen or one.chosen.value != later.chosen.value:
        return False
    began = max(row.joined_on.data or date.min for row in (one, later))
    ended = min(row.left_on.data or date.max for row in (one, later))
    return began <= ended
