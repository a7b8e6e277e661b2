"""The forms of the names that records choose from: departments, fields of partnership, groups of organizations."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField
from wtforms.validators import DataRequired

from registry.domain.drafts import DepartmentDraft, NameDraft
from registry.forms.fields import DayField, DayNeeded, NameField, NamesField, TextField
from registry.forms.office_form import RecordForm, fits

LONGEST = 200


class PairsField(NamesField):
    """Records as boxes to tick: by their ids, shown by what tells them apart; ``offer`` hands in (id, name)."""

    pairs: Sequence[tuple[str, str]] = ()

    def offer_pairs(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Say which records may be ticked."""
        self.pairs = tuple(pairs)

    @property
    def options(self) -> tuple[tuple[str, str, bool], ...]:
        """Value, name, whether ticked."""
        chosen = set(self.data or ())
        return tuple((value, name, value in chosen) for value, name in self.pairs)

    def pre_validate(self, form: object) -> None:
        """Others than were offered are left out."""

    @property
    def ids(self) -> tuple[int, ...]:
        """The ticked ones that were offered."""
        return tuple(int(value) for value, _name, ticked in self.options if ticked)

    def tick_all(self) -> None:
        """Begin with everything ticked."""
        self.data = [value for value, _name in self.pairs]


class NameForm(RecordForm):
    """A field of partnership or a group."""

    name = TextField(_("Name"), validators=[DataRequired(_("Enter the name.")), fits(LONGEST)])

    def to_draft(self) -> NameDraft:
        """The draft."""
        return NameDraft(self.name.data or "")


class UnionForm(RecordForm):
    """Which other name stays."""

    into = NameField(
        _("Name that stays"),
        blank=_("Choose a name"),
        validators=[DataRequired(_("Choose the name that stays."))],
    )


class DepartmentForm(NameForm):
    """A department and its days."""

    valid_from = DayField(_("First day"), description=_("Blank: it was always there"))
    valid_until = DayField(_("Last day"), description=_("Blank: it is still there"))

    def to_draft(self) -> DepartmentDraft:
        """The draft."""
        return DepartmentDraft(self.name.data or "", self.valid_from.data, self.valid_until.data)


class ReorganizationForm(RecordForm):
    """Which departments end and which one carries on; then what moves to it.

    ``looked`` holds the departments whose records the reader has seen: none before the second look.
    """

    ended = NamesField(_("Departments that end"))
    last_day = DayField(
        _("Last day"),
        description=_("The successor carries on from the next day"),
        validators=[DayNeeded(_("Enter the last day."))],
    )
    successor = NameField(_("Department that carries on"), blank=_("A new department"))
    name = TextField(
        _("Name of the new department"), description=_("Where a new one carries on"), validators=[fits(LONGEST)]
    )
    looked = HiddenField("")
    projects = PairsField(_("Projects under way that they lead"))
    agreements = PairsField(_("Agreements in their charge"))
    users = PairsField(_("Users"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Somebody ends, and somebody else carries on."""
        fine = bool(super().validate(extra_validators))
        ended, successor, name = self.ended.data or (), self.successor.data, self.name.data
        unknown = _("Choose one of the values.")
        wrong = (
            (self.ended, not ended, _("Choose at least one department that ends.")),
            (self.ended, not set(ended) <= set(self.ended.offered), unknown),
            (self.successor, bool(successor) and successor not in self.successor.offered, unknown),
            (self.successor, successor in ended, _("This department ends itself.")),
            (self.name, not successor and not name, _("Enter the name of the new department.")),
            (self.name, bool(successor and name), _("Leave this blank, or choose a new department above.")),
        )
        for field, is_wrong, sentence in wrong:
            if is_wrong and not field.errors:
                field.errors = [sentence]
        return fine and not any(is_wrong for _field, is_wrong, _sentence in wrong)

    def looks_anew(self, department_ids: Iterable[int]) -> bool:
        """Whether the reader has not yet seen what these departments hold; all of it is then ticked."""
        seen = " ".join(map(str, sorted(department_ids)))
        anew = bool(self.looked.data != seen)
        if anew:
            self.looked.data = seen
            for field in (self.projects, self.agreements, self.users):
                field.tick_all()
        return anew

    @property
    def day(self) -> date:
        """The last day, once the form was found right."""
        day: date | None = self.last_day.data
        return day or date.max
